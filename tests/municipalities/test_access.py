"""Who sees which municipality, and may do what there."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from municipalities.access import May, get_access, roles_in, visible_to
from municipalities.models import Role
from tests.factories import MembershipFactory, MunicipalityFactory, UserFactory

pytestmark = pytest.mark.django_db

READ = {May.SEE, May.READ_SUBMITTED}
WORK = READ | {May.READ_LIVE, May.FILL_IN, May.READ_REVIEW, May.SHARE, May.UNSHARE}
ALLOWED = {
    "beleidsmedewerker": WORK,
    "coordinator": WORK | {May.DIVIDE, May.SUBMIT, May.MANAGE_PEOPLE, May.SET_STYLE},
    "lezer": READ,
    "adviseur": READ | {May.REVIEW, May.READ_REVIEW},
    # what a part opens to a meewerker: tests/assessments/test_guests.py
    "meewerker": {May.SEE},
}


# A meewerker is there for a part, not for what a municipality leaves behind.
LASTING = [role for role in Role if role != Role.GUEST]


def allowed(access):
    return {action for action in May if access.may(action)}


@pytest.mark.parametrize("role", Role)
def test_each_role_may_do_its_own_part(role):
    membership = MembershipFactory(role=role)
    access = get_access(membership.user, membership.municipality.code)
    assert access.roles == {role}
    assert allowed(access) == ALLOWED[role]


def test_the_beheerder_reads_everywhere_and_arranges_access_and_reopens():
    access = get_access(UserFactory(beheerder=True), MunicipalityFactory().code)
    assert allowed(access) == READ | {May.MANAGE_PEOPLE, May.SET_STYLE, May.REOPEN, May.UNSHARE}


def test_a_municipality_of_somebody_else_does_not_exist():
    with pytest.raises(Http404):
        get_access(MembershipFactory().user, MunicipalityFactory().code)


def test_a_municipality_that_is_not_there_does_not_exist():
    with pytest.raises(Http404):
        get_access(UserFactory(beheerder=True), "GM0000")


def test_who_sees_a_municipality_but_may_not_do_a_thing_is_refused():
    membership = MembershipFactory(reader=True)
    with pytest.raises(PermissionDenied):
        get_access(membership.user, membership.municipality.code, May.FILL_IN)


def test_an_adviser_of_a_province_sees_all_its_municipalities_and_no_other():
    membership = MembershipFactory(adviser_of_province=True)
    inside = MunicipalityFactory.create_batch(2, province=membership.province)
    MunicipalityFactory()
    assert set(visible_to(membership.user)) == set(inside)
    assert get_access(membership.user, inside[0].code, May.REVIEW).roles == {Role.ADVISER}


def test_a_person_with_two_memberships_sees_both_and_has_the_roles_apart():
    user = UserFactory()
    one = MembershipFactory(user=user, coordinator=True).municipality
    two = MembershipFactory(user=user, reader=True).municipality
    assert set(visible_to(user)) == {one, two}
    assert roles_in(user, one) == {Role.COORDINATOR}
    assert roles_in(user, two) == {Role.READER}


def test_who_is_both_in_a_municipality_and_adviser_of_its_province_has_both_roles():
    membership = MembershipFactory(reader=True)
    MembershipFactory(user=membership.user, adviser_of_province=True, province=membership.municipality.province)
    assert list(visible_to(membership.user).filter(code=membership.municipality.code)) == [membership.municipality]
    assert roles_in(membership.user, membership.municipality) == {Role.READER, Role.ADVISER}


def test_without_a_membership_nothing_is_visible():
    assert not visible_to(UserFactory()).exists()


@pytest.mark.parametrize("role", LASTING)
def test_the_people_of_the_successor_read_what_an_ended_municipality_left(role):
    ended = MunicipalityFactory(ended=True)
    user = MembershipFactory(role=role, municipality=ended.successor).user
    access = get_access(user, ended.code)
    assert access.roles == {Role.READER}
    assert allowed(access) == READ


def test_the_adviser_of_the_successors_province_reads_it_too():
    ended = MunicipalityFactory(ended=True)
    user = MembershipFactory(adviser_of_province=True, province=ended.successor.province).user
    assert ended in visible_to(user)
    assert allowed(get_access(user, ended.code)) == READ


@pytest.mark.parametrize("role", LASTING)
def test_the_people_of_an_ended_municipality_still_read_it(role):
    ended = MunicipalityFactory(ended=True)
    user = MembershipFactory(role=role, municipality=ended).user
    assert allowed(get_access(user, ended.code)) == READ
    assert ended.successor not in visible_to(user)


def test_a_meewerker_sees_no_municipality_that_ended():
    ended = MunicipalityFactory(ended=True)
    for place in (ended, ended.successor):
        user = MembershipFactory(guest=True, municipality=place).user
        assert ended not in visible_to(user)


def test_nobody_arranges_access_to_an_ended_municipality():
    ended = MunicipalityFactory(ended=True)
    # but for the links that it gave away: those go on
    assert allowed(get_access(UserFactory(beheerder=True), ended.code)) == READ | {May.UNSHARE}


def test_a_municipality_that_went_up_in_another_shows_nothing_of_that_other():
    ended = MunicipalityFactory(ended=True)
    sibling = MunicipalityFactory(ended=True, successor=ended.successor)
    user = MembershipFactory(municipality=ended).user
    assert set(visible_to(user)) == {ended}
    assert roles_in(user, sibling) == frozenset()


def test_a_person_opens_exactly_the_municipalities_that_are_visible():
    ended = MunicipalityFactory(ended=True)
    sibling = MunicipalityFactory(ended=True, successor=ended.successor)
    neighbour = MunicipalityFactory(province=ended.successor.province)
    places = [ended, ended.successor, sibling, neighbour, MunicipalityFactory()]
    people = [
        UserFactory(),
        UserFactory(beheerder=True),
        *(MembershipFactory(role=role, municipality=place).user for role in Role for place in places),
        *(MembershipFactory(adviser_of_province=True, province=place.province).user for place in places),
    ]
    for user in people:
        assert {place for place in places if opens(user, place)} == set(visible_to(user)) & set(places)


def opens(user, municipality):
    try:
        return bool(get_access(user, municipality.code))
    except Http404:
        return False


@pytest.mark.parametrize(("ended", "number"), [(False, 1), (True, 2)])
def test_access_costs_one_query_and_two_where_a_municipality_has_ended(django_assert_num_queries, ended, number):
    municipality = MunicipalityFactory(ended=ended)
    user = MembershipFactory(municipality=municipality).user
    with django_assert_num_queries(number):
        get_access(user, municipality.code)
