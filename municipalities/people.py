"""The doors through which people get another role, a place to advise, or leave."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import resolve_url

from accounts.models import User
from audit.log import Event, record
from municipalities.access import roles_in
from municipalities.models import COLLEAGUE_ROLES, FILLING_IN_ROLES, Membership, Municipality, Province, Role
from municipalities.refusal import Refused
from municipalities.signals import stopped_filling_in
from post.kinds import Kind
from post.sending import Letter, post

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
def give_place(person: User, place: Municipality | Province, *, by: User) -> Membership:
    """Make somebody who has an account the adviser of a municipality or of a whole province; return the membership.

    Raises PermissionDenied when `by` is no beheerder, Refused when the person has a role there or can't log in, or
    when the municipality has ended.
    """
    if not by.is_beheerder:
        raise PermissionDenied
    # The lock on the place makes two who give at once wait for each other: the second finds the role there.
    here: dict[str, Municipality | Province]
    if isinstance(place, Municipality):
        place = Municipality.objects.select_for_update(no_key=True).get(pk=place.pk)
        here = {"municipality": place}
        if place.has_ended:
            raise Refused(f"{place} is opgegaan in {place.successor}. Kies die gemeente.")
    else:
        place = Province.objects.select_for_update(no_key=True).get(pk=place.pk)
        here = {"province": place}
    if not person.is_active:
        raise Refused(f"Het account van {person} is uitgezet. Zet het eerst weer aan, bij Beheer.")
    role = Membership.objects.filter(user=person, **here).first()
    if role is not None:
        raise Refused(f"{person} heeft al een rol in {place}: {role.get_role_display()}.")
    membership = Membership.objects.create(user=person, role=Role.ADVISER, **here)
    record(by, Event.ACCESS_GIVEN, membership.get_role_display(), place=place, subject=person)
    letter = Letter(
        kind=Kind.ACCOUNT,
        to=person,
        subject=f"U bent nu adviseur van {place}",
        template="municipalities/mail/place",
        context={"place": place, "by": by, "is_province": isinstance(place, Province)},
        link=resolve_url(settings.LOGIN_REDIRECT_URL),
        button="Naar uw werklijst",
        about=place.name,
    )
    post([letter])
    return membership


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
        Municipality.objects.select_for_update(no_key=True).get(pk=membership.municipality_id)
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
