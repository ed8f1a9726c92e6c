"""A municipality that goes up in another."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from municipalities.access import May, get_access, visible_to
from municipalities.herindeling import end_municipality
from municipalities.invitations import accept_as_newcomer
from municipalities.models import Invitation
from municipalities.refusal import Refused
from tests.factories import InvitationFactory, MembershipFactory, MunicipalityFactory, UserFactory

pytestmark = pytest.mark.django_db

DAY = date(2026, 1, 1)


def test_a_municipality_ends_and_the_people_of_its_successor_read_it():
    old, new = MunicipalityFactory.create_batch(2)
    user = MembershipFactory(municipality=new).user
    ended = end_municipality(old, new, DAY)
    assert (ended.ended_on, ended.successor) == (DAY, new)
    assert get_access(user, old.code, May.READ_SUBMITTED)


def test_what_went_up_in_it_before_moves_along():
    first, second, third = MunicipalityFactory.create_batch(3)
    end_municipality(first, second, DAY)
    end_municipality(second, third, DAY)
    first.refresh_from_db()
    assert first.successor == third
    assert set(visible_to(MembershipFactory(municipality=third).user)) == {first, second, third}


def test_its_open_invitations_are_withdrawn():
    invitation, used = InvitationFactory(), InvitationFactory(accepted=True)
    for municipality in (invitation.municipality, used.municipality):
        end_municipality(municipality, MunicipalityFactory(), DAY)
    invitation.refresh_from_db()
    used.refresh_from_db()
    assert invitation.withdrawn_at
    assert not used.withdrawn_at


def test_a_municipality_can_not_go_up_in_itself():
    municipality = MunicipalityFactory()
    with pytest.raises(Refused, match="zichzelf"):
        end_municipality(municipality, municipality, DAY)


def test_a_municipality_ends_only_once():
    ended = MunicipalityFactory(ended=True)
    with pytest.raises(Refused, match="is al opgegaan in"):
        end_municipality(ended, MunicipalityFactory(), DAY)


def test_a_successor_that_has_ended_is_refused():
    ended = MunicipalityFactory(ended=True)
    with pytest.raises(Refused, match=f"{ended} is al opgegaan in {ended.successor}"):
        end_municipality(MunicipalityFactory(), ended, DAY)


def test_two_municipalities_can_not_go_up_in_each_other():
    one, two = MunicipalityFactory.create_batch(2)
    end_municipality(one, two, DAY)
    with pytest.raises(Refused):
        end_municipality(two, one, DAY)


def test_a_day_to_come_is_refused():
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(Refused, match="dag die voorbij is"):
        end_municipality(MunicipalityFactory(), MunicipalityFactory(), tomorrow)


@pytest.fixture
def end_page(client):
    client.force_login(UserFactory(beheerder=True))
    municipality = MunicipalityFactory()
    return municipality, reverse("admin:municipalities_municipality_end", args=[municipality.pk])


def test_the_beheerder_ends_a_municipality_after_a_confirmation(client, end_page):
    municipality, url = end_page
    successor = MunicipalityFactory()
    assert "vult niemand meer iets in" in client.get(url).content.decode()
    data = {"successor": successor.pk, "ended_on": "2026-01-01"}
    assert client.post(url, data).status_code == 200
    municipality.refresh_from_db()
    assert not municipality.has_ended, "not without the confirmation"
    client.post(url, data | {"sure": "on"})
    municipality.refresh_from_db()
    assert municipality.successor == successor


def test_the_page_says_why_it_can_not_be_done(client, end_page):
    _, url = end_page
    page = client.post(url, {"successor": MunicipalityFactory().pk, "ended_on": "2999-01-01", "sure": "on"})
    assert "dag die voorbij is" in page.content.decode()


def test_who_accepts_at_the_moment_of_a_herindeling_comes_in_and_neither_is_stuck(committed_db):
    municipality, successor = MunicipalityFactory(), MunicipalityFactory()
    invitation = InvitationFactory(municipality=municipality, token="geheim", email="noor@example.org")

    def end_it():
        try:
            end_municipality(municipality, successor, timezone.localdate())
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            # As the door of accepting does: first the invitation, then a row that refers to the municipality.
            Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
            ending = pool.submit(end_it)
            time.sleep(0.5)  # it holds the municipality, and waits for the invitation
            accept_as_newcomer("geheim", name="Noor", password="een lang wachtwoord")
        ending.result()
    municipality.refresh_from_db()
    assert municipality.has_ended
    assert municipality.memberships.get().user.name == "Noor"
