"""The advisers on a page of the beheerder: a province or municipality given to one, and withdrawn."""

import threading

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.urls import reverse

from assessments.models import Assessment
from assessments.reviewers import take
from audit.models import Entry, Event
from municipalities.access import visible_to
from municipalities.models import Membership, Municipality, Province, Role
from municipalities.people import give_place
from municipalities.refusal import Refused
from tests.factories import AssessmentFactory, MembershipFactory, MunicipalityFactory, ProvinceFactory, UserFactory

pytestmark = pytest.mark.django_db


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


@pytest.fixture
def beheerder(client):
    user = UserFactory(beheerder=True)
    client.force_login(user)
    return user


@pytest.fixture
def adviser():
    return MembershipFactory(adviser_of_province=True).user


def page_of(adviser):
    return reverse("adviser", args=[adviser.pk])


class TestTheList:
    def test_it_shows_each_adviser_with_all_places_and_what_is_in_hand(self, beheerder, client, adviser):
        town = MembershipFactory(adviser=True, user=adviser).municipality
        for status in ({"submitted": True}, {"adopted": True}):
            done = AssessmentFactory(
                municipality=town, round__year=2020 + len(status) + ("adopted" in status), **status
            )
            take(adviser, town.code, done.round.year)
        page = client.get(reverse("advisers"))
        (row,) = page.context["page"]
        assert row.in_hand == 1
        assert [each.place for each in row.places] == [adviser.memberships.get(municipality=None).province, town]
        assert f"Provincie {row.places[0].place}, {town}" in " ".join(page.content.decode().split())

    def test_who_fills_in_is_not_on_it(self, beheerder, client):
        MembershipFactory()
        assert "Er zijn nog geen adviseurs." in client.get(reverse("advisers")).content.decode()

    def test_provinces_without_an_adviser_are_named(self, beheerder, client, adviser):
        ProvinceFactory(name="Nergens")
        words = client.get(reverse("advisers")).content.decode()
        assert "Nergens" in words
        give_place(adviser, Province.objects.get(name="Nergens"), by=beheerder)
        assert "Nergens" not in [str(each) for each in client.get(reverse("advisers")).context["without"]]
        adviser.is_active = False
        adviser.save()
        assert "Nergens" in [str(each) for each in client.get(reverse("advisers")).context["without"]]

    def test_it_costs_as_many_queries_with_three_as_with_one(self, beheerder, client, django_assert_max_num_queries):
        counts = []
        for number in (1, 2):
            for _ in range(number):
                membership = MembershipFactory(adviser_of_province=True)
                MembershipFactory(adviser=True, user=membership.user)
            with django_assert_max_num_queries(8) as queries:
                client.get(reverse("advisers"))
            counts.append(len(queries))
        assert counts[0] == counts[1]


class TestGiving:
    def test_first_it_says_what_opens_and_then_it_does(self, beheerder, client, adviser, mailoutbox):
        province = Province.objects.get(name="Utrecht")
        page = client.post(page_of(adviser), {"province": province.pk}).content.decode()
        assert "Klopt dit?" in page
        assert f"wordt adviseur van Utrecht, met {province.municipalities.count()} gemeenten" in page
        assert visible_to(adviser).filter(province=province).count() == 0
        answer = client.post(page_of(adviser), {"province": province.pk, "zeker": "ja"})
        assert said(answer) == [f"{adviser} is nu adviseur van Utrecht."]
        assert visible_to(adviser).filter(province=province).count() == province.municipalities.count()
        entry = Entry.objects.get(event=Event.ACCESS_GIVEN)
        assert (entry.user, entry.subject, entry.place_name) == (beheerder, adviser, "Utrecht")
        assert [mail.to for mail in mailoutbox] == [[adviser.email]]
        assert "U bent nu adviseur van Utrecht" in mailoutbox[0].subject

    def test_a_single_municipality(self, beheerder, client, adviser):
        town = MunicipalityFactory()
        client.post(page_of(adviser), {"municipality": town.pk, "zeker": "ja"})
        assert town in visible_to(adviser)

    def test_one_of_the_two_has_to_be_chosen(self, beheerder, client, adviser):
        both = {"province": ProvinceFactory().pk, "municipality": MunicipalityFactory().pk}
        for data in ({"zeker": "ja"}, {**both, "zeker": "ja"}):
            assert "Kies een provincie of een gemeente" in client.post(page_of(adviser), data).content.decode()
        assert adviser.memberships.count() == 1

    def test_what_the_person_has_already_is_refused_with_the_role(self, beheerder, client, adviser):
        town = MembershipFactory(user=adviser, role=Role.READER).municipality
        answer = client.post(page_of(adviser), {"municipality": town.pk, "zeker": "ja"})
        assert f"{adviser} heeft al een rol in {town}: lezer." in answer.content.decode()

    def test_who_can_not_log_in_and_what_has_ended_get_nothing(self, beheerder, adviser):
        ended = MunicipalityFactory(ended=True)
        with pytest.raises(Refused, match="opgegaan"):
            give_place(adviser, ended, by=beheerder)
        adviser.is_active = False
        with pytest.raises(Refused, match="uitgezet"):
            give_place(adviser, MunicipalityFactory(), by=beheerder)

    def test_nobody_but_a_beheerder_gives(self, adviser):
        coordinator = MembershipFactory(coordinator=True)
        with pytest.raises(PermissionDenied):
            give_place(adviser, coordinator.municipality, by=coordinator.user)

    def test_somebody_who_is_no_adviser_has_no_page_here(self, beheerder, client):
        assert client.get(page_of(MembershipFactory().user)).status_code == 404


class TestWithdrawing:
    def url(self, membership):
        return reverse("withdraw_place", args=[membership.user_id, membership.pk])

    def test_it_says_what_closes_and_what_comes_free(self, beheerder, client, adviser):
        membership = adviser.memberships.get()
        towns = [AssessmentFactory(municipality__province=membership.province) for _ in range(3)]
        take(adviser, towns[0].municipality.code, towns[0].round.year)
        page = " ".join(client.get(self.url(membership)).content.decode().split())
        assert "ziet 3 gemeenten niet meer" in page
        assert f"1 zelfevaluatie die bij {adviser} is, komt bij niemand." in page
        answer = client.post(self.url(membership))
        assert answer.url == reverse("advisers")
        assert not visible_to(adviser).exists()
        assert not Assessment.objects.filter(reviewer=adviser).exists()
        assert Entry.objects.filter(event=Event.ACCESS_WITHDRAWN, subject=adviser).exists()

    def test_what_another_place_opens_too_stays(self, beheerder, client, adviser):
        province = adviser.memberships.get()
        town = AssessmentFactory(municipality__province=province.province)
        own = MembershipFactory(adviser=True, user=adviser, municipality=town.municipality)
        take(adviser, town.municipality.code, town.round.year)
        page = client.get(self.url(own)).content.decode()
        assert "komt bij niemand" not in page
        assert client.post(self.url(own)).url == page_of(adviser)
        town.refresh_from_db()
        assert town.reviewer == adviser

    def test_only_places_of_an_adviser_can_be_withdrawn_here(self, beheerder, client, adviser):
        other = MembershipFactory(coordinator=True)
        assert client.post(self.url(other)).status_code == 404
        wrong = reverse("withdraw_place", args=[other.user_id, adviser.memberships.get().pk])
        assert client.post(wrong).status_code == 404
        assert Membership.objects.count() == 2


def test_of_two_who_give_the_same_place_at_once_one_succeeds_and_the_other_is_told(committed_db):
    adviser = MembershipFactory(adviser_of_province=True).user
    town = Municipality.objects.get(name="Utrecht")
    users = [UserFactory(beheerder=True) for _ in range(2)]
    start, outcomes = threading.Barrier(2), []

    def give(user):
        browser = Client()
        browser.force_login(user)
        start.wait()
        outcomes.append(browser.post(page_of(adviser), {"municipality": town.pk, "zeker": "ja"}).status_code)
        connection.close()

    threads = [threading.Thread(target=give, args=[user]) for user in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == [200, 302]
    assert adviser.memberships.filter(municipality=town).count() == 1
