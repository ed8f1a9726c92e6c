"""The people of a municipality: roles, leaving, and the page."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from municipalities.models import Membership, Role
from municipalities.people import change_role, remove
from municipalities.refusal import Refused
from tests.factories import (
    InvitationFactory,
    MembershipFactory,
    MunicipalityFactory,
    ProvinceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator():
    return MembershipFactory(coordinator=True)


@pytest.fixture
def colleague(coordinator):
    return MembershipFactory(municipality=coordinator.municipality)


@pytest.fixture
def page(client, coordinator):
    client.force_login(coordinator.user)
    return f"/gemeente/{coordinator.municipality.code}/mensen/"


def test_the_page_shows_colleagues_and_open_invitations(client, page, coordinator, colleague):
    invitation = InvitationFactory(municipality=coordinator.municipality)
    InvitationFactory(municipality=coordinator.municipality, withdrawn=True, email="weg@example.org")
    text = client.get(page).content.decode()
    assert colleague.user.name in text
    assert invitation.email in text
    assert "weg@example.org" not in text


def test_the_page_shows_nobody_of_another_municipality(client, page):
    elsewhere, invitation = MembershipFactory(), InvitationFactory()
    text = client.get(page).content.decode()
    assert elsewhere.user.email not in text
    assert invitation.email not in text


def test_an_empty_municipality_says_what_to_do(client):
    client.force_login(UserFactory(beheerder=True))
    text = client.get(f"/gemeente/{MunicipalityFactory().code}/mensen/").content.decode()
    assert "Er werkt nog niemand mee. Nodig hieronder een coördinator uit" in text
    assert "Er staan geen uitnodigingen open." in text


def test_the_page_costs_as_many_queries_for_three_people_as_for_one(
    client, page, coordinator, django_assert_num_queries
):
    def add():
        MembershipFactory(municipality=coordinator.municipality)
        InvitationFactory(municipality=coordinator.municipality)

    add()
    with django_assert_num_queries(6):
        client.get(page)
    add()
    add()
    with django_assert_num_queries(6):
        client.get(page)


def test_a_coordinator_gives_a_colleague_another_role(client, page, colleague):
    url = f"{page}{colleague.pk}/rol/"
    assert "Rol wijzigen" in client.get(url).content.decode()
    response = client.post(url, {"role": "lezer"}, follow=True)
    assert f"{colleague.user} is nu lezer" in response.content.decode()
    colleague.refresh_from_db()
    assert colleague.role == Role.READER


def test_a_role_that_is_not_for_a_colleague_is_refused(client, page, colleague):
    client.post(f"{page}{colleague.pk}/rol/", {"role": "adviseur"})
    colleague.refresh_from_db()
    assert colleague.role == Role.POLICY_OFFICER


def test_the_last_coordinator_can_not_get_another_role(client, page, coordinator):
    response = client.post(f"{page}{coordinator.pk}/rol/", {"role": "lezer"})
    assert "Deze gemeente heeft dan geen coördinator meer." in response.content.decode()
    coordinator.refresh_from_db()
    assert coordinator.role == Role.COORDINATOR


def test_the_last_coordinator_can_not_leave(client, page, coordinator):
    response = client.post(f"{page}{coordinator.pk}/verwijderen/", follow=True)
    assert "Deze gemeente heeft dan geen coördinator meer." in response.content.decode()
    assert Membership.objects.filter(pk=coordinator.pk).exists()


def test_a_coordinator_who_was_switched_off_does_not_count(coordinator):
    MembershipFactory(coordinator=True, municipality=coordinator.municipality, user__switched_off=True)
    with pytest.raises(Refused):
        remove(coordinator, by=coordinator.user)


def test_a_coordinator_leaves_when_there_is_another(client, page, coordinator):
    MembershipFactory(coordinator=True, municipality=coordinator.municipality)
    assert "Wilt u zelf weggaan?" in client.get(f"{page}{coordinator.pk}/verwijderen/").content.decode()
    assert client.post(f"{page}{coordinator.pk}/verwijderen/").url == "/start/"
    assert client.get(page).status_code == 404


def test_a_coordinator_who_becomes_a_reader_goes_to_the_start(client, page, coordinator):
    MembershipFactory(coordinator=True, municipality=coordinator.municipality)
    assert client.post(f"{page}{coordinator.pk}/rol/", {"role": "lezer"}).url == "/start/"


def test_a_coordinator_removes_a_colleague_after_a_confirmation(client, page, colleague):
    url = f"{page}{colleague.pk}/verwijderen/"
    assert "Wilt u deze persoon verwijderen?" in client.get(url).content.decode()
    assert Membership.objects.filter(pk=colleague.pk).exists()
    assert "is geen beleidsmedewerker meer" in client.post(url, follow=True).content.decode()
    assert not Membership.objects.filter(pk=colleague.pk).exists()


@pytest.mark.parametrize("path", ["rol/", "verwijderen/"])
def test_somebody_of_another_municipality_can_not_be_reached_through_ones_own(client, page, path):
    elsewhere = MembershipFactory()
    assert client.post(f"{page}{elsewhere.pk}/{path}", {"role": "lezer"}).status_code == 404


def test_a_coordinator_has_no_say_about_the_adviser(client, page, coordinator):
    adviser = MembershipFactory(adviser=True, municipality=coordinator.municipality)
    assert f"{adviser.pk}/verwijderen/" not in client.get(page).content.decode()
    assert client.post(f"{page}{adviser.pk}/verwijderen/").status_code == 403
    assert client.post(f"{page}{adviser.pk}/rol/", {"role": "lezer"}).status_code == 403


def test_the_beheerder_removes_an_adviser_but_gives_no_other_role():
    beheerder, adviser = UserFactory(beheerder=True), MembershipFactory(adviser=True)
    with pytest.raises(Refused, match="rol van een adviseur"):
        change_role(adviser, Role.READER, by=beheerder)
    remove(adviser, by=beheerder)
    assert not Membership.objects.filter(pk=adviser.pk).exists()


def test_a_colleague_who_is_no_coordinator_changes_nobody(colleague, coordinator):
    with pytest.raises(PermissionDenied):
        remove(coordinator, by=colleague.user)
    with pytest.raises(PermissionDenied):
        change_role(colleague, Role.COORDINATOR, by=colleague.user)


def test_removing_somebody_twice_says_so(coordinator, colleague):
    remove(colleague, by=coordinator.user)
    with pytest.raises(Refused, match="hier al geen rol meer"):
        remove(colleague, by=coordinator.user)


def test_two_coordinators_who_leave_at_once_wait_for_each_other(coordinator, django_assert_max_num_queries):
    with django_assert_max_num_queries(20) as queries, pytest.raises(Refused):
        remove(coordinator, by=coordinator.user)
    locks = [query["sql"] for query in queries if "municipalities_municipality" in query["sql"]]
    assert "FOR NO KEY UPDATE" in locks[0] or transaction.get_connection().vendor == "sqlite"


@pytest.mark.parametrize(
    "place",
    [
        {"municipality": None, "role": Role.READER},
        {"municipality": None, "role": Role.ADVISER},
        {"municipality": None, "province": True, "role": Role.COORDINATOR},
        {"province": True, "role": Role.ADVISER},
        {"role": "burgemeester"},
    ],
)
def test_the_database_refuses_a_role_that_does_not_go_with_its_place(place):
    if place.get("province"):
        place = place | {"province": ProvinceFactory()}
    with pytest.raises(IntegrityError), transaction.atomic():
        MembershipFactory(**place)


def test_a_person_has_one_role_in_a_municipality(colleague):
    with pytest.raises(IntegrityError), transaction.atomic():
        MembershipFactory(user=colleague.user, municipality=colleague.municipality, reader=True)


def test_a_role_in_an_ended_municipality_is_refused():
    membership = MembershipFactory.build(user=UserFactory(), municipality=MunicipalityFactory(ended=True))
    with pytest.raises(ValidationError, match="opgeheven"):
        membership.full_clean()
