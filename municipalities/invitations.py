"""The doors of an invitation: make it, send it again, withdraw it, accept it.

The link in the mail holds a token; the database knows only its hash, so who reads the database can't
use an invitation. Each door locks the row it decides on, in a transaction.
"""

import secrets
from hashlib import sha256

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from audit.log import Event, record
from municipalities.access import roles_in
from municipalities.mail import post_invitation
from municipalities.models import (
    BEHEERDER,
    MANAGED_ROLES,
    Invitation,
    InvitationQuerySet,
    Membership,
    Municipality,
    Province,
    Role,
    two_weeks_from_now,
)
from municipalities.refusal import Refused
from municipalities.signals import invitation_accepted, invitation_withdrawn

Place = Municipality | Province | None

UNUSABLE = "Deze uitnodiging kunt u niet meer gebruiken."
HAS_ACCOUNT = "Er is al een account met dit e-mailadres. Log in om de uitnodiging aan te nemen."


def may_offer(user: User, role: str, place: Place) -> bool:
    """Whether the user may give this role: the beheerder any, a coördinator those of its colleagues."""
    if user.is_beheerder:
        return True
    return (
        isinstance(place, Municipality)
        and role in MANAGED_ROLES
        and not place.has_ended
        and Role.COORDINATOR in roles_in(user, place)
    )


def find_invitation(token: str) -> Invitation | None:
    """Return the invitation of this link, in whatever state; None when there is none."""
    return _with_place().filter(token_hash=_hash(token)).first()


@transaction.atomic
def invite(email: str, *, role: str, place: Place, by: User, name: str = "", about: str = "") -> Invitation:
    """Offer a role in a place (or `BEHEERDER`, without a place) to this address, and mail it.

    `about` says in the mail what is asked. The mail leaves once the data is safe; `mailed_at` says when it has.
    Raises PermissionDenied when `by` may not offer this, Refused when the address has a role there or
    an invitation for it, when its account is switched off, or when the municipality has ended.
    """
    email = email.strip().lower()
    place = _lock(place)
    if isinstance(place, Municipality) and place.has_ended:
        raise Refused(f"{place} is opgegaan in {place.successor}. Nodig mensen daar uit.")
    if not may_offer(by, role, place):
        raise PermissionDenied
    _require_no_role(email, place)
    _require_no_invitation(email, place)
    token = secrets.token_urlsafe(32)
    try:
        with transaction.atomic():
            invitation = Invitation.objects.create(
                email=email, name=name, role=role, invited_by=by, about=about, token_hash=_hash(token), **_at(place)
            )
    except IntegrityError as clash:  # for beheerder there is no place to lock
        raise Refused(f"Er is net al een uitnodiging gemaakt voor {email}.") from clash
    record(by, Event.INVITED, str(invitation), place=place)
    post_invitation(invitation, token)
    return invitation


@transaction.atomic
def resend(invitation: Invitation, *, by: User, also_about: str = "") -> Invitation:
    """Mail an open invitation again, with a new link and a new term; the old link stops working.

    `also_about` is added to what the mail says is asked.
    Raises PermissionDenied when `by` may not offer this, Refused when it was used or withdrawn.
    """
    current = _lock_open(invitation)
    if not may_offer(by, current.role, current.place):
        raise PermissionDenied
    token = secrets.token_urlsafe(32)
    current.token_hash = _hash(token)
    current.expires_at = two_weeks_from_now()
    current.mailed_at = None
    current.about = "\n\n".join(text for text in (current.about, also_about) if text)
    current.save(update_fields=["token_hash", "expires_at", "mailed_at", "about"])
    record(by, Event.INVITED, f"{current}, opnieuw verstuurd", place=current.place)
    post_invitation(current, token)
    return current


@transaction.atomic
def withdraw(invitation: Invitation, *, by: User) -> Invitation:
    """Withdraw an open invitation; its link stops working.

    Raises PermissionDenied when `by` may not, Refused when it was used or withdrawn already.
    """
    current = _lock_open(invitation)
    if not may_offer(by, current.role, current.place):
        raise PermissionDenied
    current.withdrawn_at = timezone.now()
    current.save(update_fields=["withdrawn_at"])
    record(by, Event.INVITATION_WITHDRAWN, str(current), place=current.place)
    invitation_withdrawn.send(Invitation, invitation=current, by=by)
    return current


@transaction.atomic
def accept(token: str, *, by: User) -> Invitation:
    """Use the invitation for a person who has an account, and return it.

    Raises Refused when it can't be used (any more), is for another address, or the person has a role there.
    """
    invitation = _lock_usable(token)
    if by.email != invitation.email:
        raise Refused("Deze uitnodiging is voor een ander e-mailadres.")
    _give(invitation, by)
    return invitation


@transaction.atomic
def accept_as_newcomer(token: str, *, name: str, password: str) -> User:
    """Use the invitation for a person without an account, and return the new person.

    The password has been checked (AUTH_PASSWORD_VALIDATORS) by the form.
    Raises Refused when the invitation can't be used (any more), or when the address has an account.
    """
    invitation = _lock_usable(token)
    try:
        with transaction.atomic():
            user = User.objects.create_user(invitation.email, password, name=name)
    except IntegrityError as clash:
        raise Refused(HAS_ACCOUNT) from clash
    _give(invitation, user)
    return user


def _hash(token: str) -> str:
    # A plain hash is enough: the token is 256 random bits, so there is nothing to guess.
    return sha256(token.encode()).hexdigest()


def _with_place() -> InvitationQuerySet:
    return Invitation.objects.select_related("municipality", "province", "invited_by")


def _at(place: Place) -> dict[str, Municipality | Province | None]:
    return {
        "municipality": place if isinstance(place, Municipality) else None,
        "province": place if isinstance(place, Province) else None,
    }


def _lock(place: Place) -> Place:
    # The key itself never changes, so who only refers to the place (a membership, a line of a log) need not wait:
    # else two doors that hold an invitation and a place would wait for each other.
    if isinstance(place, Municipality):
        return Municipality.objects.select_for_update(no_key=True).get(pk=place.pk)
    if isinstance(place, Province):
        return Province.objects.select_for_update(no_key=True).get(pk=place.pk)
    return None


def _lock_open(invitation: Invitation) -> Invitation:
    current = _with_place().select_for_update(of=("self",)).get(pk=invitation.pk)
    if not current.is_open:
        raise Refused(f"De uitnodiging voor {current.email} is al gebruikt of ingetrokken.")
    return current


def _lock_usable(token: str) -> Invitation:
    invitation = _with_place().select_for_update(of=("self",)).filter(token_hash=_hash(token)).first()
    if invitation is None or not invitation.is_open or invitation.has_expired:
        raise Refused(UNUSABLE)
    return invitation


def _require_no_role(email: str, place: Place) -> None:
    user = User.objects.filter(email=email).first()
    if user is None:
        return
    if not user.is_active:
        raise Refused(f"Het account van {email} is uitgezet. Een beheerder kan het weer aanzetten.")
    if place is None:
        if user.is_beheerder:
            raise Refused(f"{user} is al beheerder.")
        return
    membership = user.memberships.filter(**_at(place)).first()
    if membership is not None:
        raise Refused(f"{user} heeft al een rol in {place}: {membership.get_role_display()}.")


def _require_no_invitation(email: str, place: Place) -> None:
    for invitation in Invitation.objects.open().filter(email=email, **_at(place)):
        if not invitation.has_expired:
            raise Refused(
                f"Voor {email} is er al een uitnodiging ({invitation.get_role_display()}). "
                "U kunt die opnieuw versturen of intrekken."
            )
        invitation.withdrawn_at = timezone.now()
        invitation.save(update_fields=["withdrawn_at"])


def _give(invitation: Invitation, user: User) -> None:
    if invitation.role == BEHEERDER:
        user.is_beheerder = True
        user.save(update_fields=["is_beheerder"])
    else:
        _, is_new = Membership.objects.get_or_create(
            user=user, **_at(invitation.place), defaults={"role": invitation.role}
        )
        if not is_new:
            raise Refused(f"U hebt al een rol in {invitation.place}. Een coördinator of beheerder kan die wijzigen.")
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    invited_by = f", uitgenodigd door {invitation.invited_by}" if invitation.invited_by else ""
    about = f"{invitation.get_role_display()}{invited_by}"
    record(user, Event.ACCESS_GIVEN, about, place=invitation.place, subject=user)
    invitation_accepted.send(Invitation, invitation=invitation, user=user)
