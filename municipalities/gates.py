"""Who may still get mail about a municipality, or an invitation: asked when the mail is sent (see `post.gates`)."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from accounts.models import User
from municipalities.access import May, get_access, visible_to
from municipalities.models import Invitation
from post.gates import gate


def _may(action: May, user: User | None, code: str) -> bool:
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
    gate(_action.value)(partial(_may, _action))


@gate("open invitation")
def invitation_is_open(user: User | None, token_hash: str) -> bool:
    """Whether the invitation can still be accepted by this very link: a newer one has another."""
    return Invitation.objects.open().filter(token_hash=token_hash, expires_at__gt=timezone.now()).exists()
