"""The doors through which people get another role or leave."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from audit.log import Event, record
from municipalities.access import roles_in
from municipalities.models import COLLEAGUE_ROLES, FILLING_IN_ROLES, Membership, Municipality, Role
from municipalities.refusal import Refused
from municipalities.signals import stopped_filling_in

LAST_COORDINATOR = (
    "Deze gemeente heeft dan geen coördinator meer. Maak eerst een collega coördinator, of nodig een coördinator uit."
)


@transaction.atomic
def change_role(membership: Membership, role: Role, *, by: User) -> Membership:
    """Give a colleague another role in the same municipality. Return the membership as saved.

    Raises PermissionDenied when `by` may not, Refused when it is the last coördinator or an adviseur.
    """
    current = _locked(membership)
    _require_manager(by, current)
    if not current.is_colleague or role not in COLLEAGUE_ROLES:
        raise Refused("De rol van een adviseur kunt u niet wijzigen. Verwijder de adviseur en nodig opnieuw uit.")
    if role != Role.COORDINATOR:
        _require_other_coordinator(current)
    was = current.get_role_display()
    current.role = role
    current.save(update_fields=["role"])
    about = f"van {was} naar {current.get_role_display()}"
    record(by, Event.ACCESS_CHANGED, about, place=current.place, subject=current.user)
    if role not in FILLING_IN_ROLES:
        _tell_that_it_stopped(current, by)
    return current


@transaction.atomic
def remove(membership: Membership, *, by: User) -> None:
    """Take away a person's role in a place; the account and all that the person wrote stay.

    Raises PermissionDenied when `by` may not, Refused when it is the last coördinator.
    """
    current = _locked(membership)
    _require_manager(by, current)
    _require_other_coordinator(current)
    current.delete()
    record(by, Event.ACCESS_WITHDRAWN, current.get_role_display(), place=current.place, subject=current.user)
    _tell_that_it_stopped(current, by)


def may_manage(user: User, membership: Membership) -> bool:
    """Whether the user may change or remove this membership: the beheerder all, a coördinator its colleagues."""
    if user.is_beheerder:
        return True
    if membership.municipality is None or not membership.is_colleague:
        return False
    return Role.COORDINATOR in roles_in(user, membership.municipality)


def _locked(membership: Membership) -> Membership:
    # The lock is on the municipality, not on the membership: two coördinatoren who leave at the same
    # moment are two rows, and each would still see the other.
    if membership.municipality_id is not None:
        Municipality.objects.select_for_update().get(pk=membership.municipality_id)
    current = Membership.objects.select_related("user", "municipality", "province").filter(pk=membership.pk).first()
    if current is None:
        raise Refused("Deze persoon heeft hier al geen rol meer.")
    return current


def _tell_that_it_stopped(membership: Membership, by: User) -> None:
    if membership.municipality is not None:
        stopped_filling_in.send(Membership, user=membership.user, municipality=membership.municipality, by=by)


def _require_manager(by: User, membership: Membership) -> None:
    if not may_manage(by, membership):
        raise PermissionDenied


def _require_other_coordinator(membership: Membership) -> None:
    if membership.municipality is None or membership.role != Role.COORDINATOR:
        return
    others = membership.municipality.memberships.exclude(pk=membership.pk)
    if not others.active_coordinators().exists():
        raise Refused(LAST_COORDINATOR)
