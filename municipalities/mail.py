"""Mail about municipalities: who may still get it, and the mail of an invitation."""

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.dispatch import receiver
from django.http import Http404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from municipalities.access import May, get_access, visible_to
from municipalities.models import FILLING_IN_ROLES, Invitation, Membership
from post.gates import gate
from post.kinds import Kind
from post.models import Mail
from post.sending import Letter, post
from post.signals import mail_sent


def post_invitation(invitation: Invitation, token: str) -> None:
    """Post the link of an invitation, in the transaction that made it; only this mail ever knows the token.

    A link that was replaced or withdrawn meanwhile is not sent any more, and once it is sent nobody can read it here.
    """
    subject = render_to_string("municipalities/email/invitation_subject.txt", {"invitation": invitation})
    post(
        [
            Letter(
                kind=Kind.INVITATION,
                to=invitation.email,
                name=invitation.name,
                subject=subject,
                template="municipalities/email/invitation",
                context={"invitation": invitation},
                link=reverse("accept_invitation", kwargs={"token": token}),
                button="Uitnodiging bekijken",
                needs="open invitation",
                key=invitation.token_hash,
                reply_to=invitation.invited_by,
            )
        ]
    )


@receiver(mail_sent, sender=Mail)
def note_that_it_was_mailed(mail: Mail, **kwargs: Any) -> None:
    """Note with the invitation that its mail has left."""
    if mail.kind == Kind.INVITATION:
        Invitation.objects.filter(token_hash=mail.key).update(mailed_at=timezone.now())


@gate("open invitation")
def invitation_is_open(user: User | None, token_hash: str) -> bool:
    """Whether the invitation can still be accepted by this very link: a newer one has another."""
    return Invitation.objects.open().filter(token_hash=token_hash, expires_at__gt=timezone.now()).exists()


@gate("work here")
def works_here(user: User | None, code: str) -> bool:
    """Whether this person can be given a part in the municipality with this CBS code."""
    members = Membership.objects.filter(user=user, municipality__code=code, municipality__ended_on=None)
    return members.filter(role__in=FILLING_IN_ROLES).exists()


def may(action: May, user: User | None, code: str) -> bool:
    """Whether this person may do this in the municipality with this CBS code, now."""
    if user is None:
        return False
    if action is May.SEE:
        return visible_to(user).filter(code=code).exists()
    try:
        get_access(user, code, action)
    except (Http404, PermissionDenied):
        return False
    return True


for _action in May:
    gate(_action.value)(partial(may, _action))
