"""Rounds on the pages of the beheerder: opened, prolonged, closed, joined later, and removed while empty."""

import threading
from datetime import date, timedelta

import pytest
from django.contrib.messages import get_messages
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.models import Assessment, Round, Status
from assessments.models.rounds import round_to_show
from assessments.reviewers import take
from assessments.rounds import Dates, change_dates, close_now, remove_round
from assessments.views.rounds import effect_of
from basisfuncties.models import Framework
from municipalities.models import Municipality
from municipalities.refusal import Refused
from tests.factories import AssessmentFactory, MembershipFactory, MunicipalityFactory, RoundFactory, UserFactory

pytestmark = pytest.mark.django_db


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def typed(day):
    return f"{day:%d-%m-%Y}"


@pytest.fixture
def beheerder(client):
    user = UserFactory(beheerder=True)
    client.force_login(user)
    return user


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def new(today):
    """What the form of a new round sends."""
    return {
        "year": str(today.year),
        "framework": str(Framework.objects.get(edition="2009").pk),
        "opens_on": typed(today),
        "closes_on": typed(today + timedelta(days=60)),
    }


class TestOpening:
    def test_first_it_says_what_will_happen_and_for_whom_and_changes_nothing(self, beheerder, client, new):
        page = client.post(reverse("new_round"), new).content.decode()
        number = Municipality.objects.filter(ended_on=None).count()
        assert "Klopt dit?" in page
        assert f"Alle {number} gemeenten doen mee" in page
        assert "De coördinatoren van de gemeenten krijgen op de eerste dag een mail." in page
        assert not Round.objects.exists()

    def test_then_it_is_made_with_all_municipalities_but_those_that_ended(self, beheerder, client, new, today):
        ended = MunicipalityFactory(ended=True)
        answer = client.post(reverse("new_round"), {**new, "zeker": "ja"})
        assert answer.url == reverse("round", args=[today.year])
        round_ = Round.objects.get()
        assert round_.is_open(today)
        assert round_.assessments.count() == Municipality.objects.filter(ended_on=None).count()
        assert not round_.assessments.filter(municipality=ended).exists()

    def test_going_back_keeps_what_was_typed(self, beheerder, client, new):
        page = client.post(reverse("new_round"), {**new, "anders": "ja"}).content.decode()
        assert f'value="{new["closes_on"]}"' in page
        assert not Round.objects.exists()

    @pytest.mark.parametrize(
        ("wrong", "words"),
        [
            ({"year": "twee"}, "Vul een jaar in"),
            ({"year": "1999"}, "Kies een jaar vanaf 2007"),
            ({"year": "9" * 30}, "Kies een jaar vanaf 2007"),
            ({"year": "2019"}, "Er is al een ronde van 2019"),
            ({"opens_on": ""}, "Vul de eerste dag in."),
            ({"closes_on": "morgen"}, "Dit is geen datum"),
            ({"closes_on": "01-01-2020"}, "De ronde kan niet sluiten voor zij opent."),
            ({"framework": "0"}, "Kies een editie"),
        ],
    )
    def test_what_can_not_be_comes_back_with_what_is_wrong(self, beheerder, client, new, wrong, words):
        RoundFactory(year=2019)
        page = client.post(reverse("new_round"), {**new, **wrong, "zeker": "ja"}).content.decode()
        assert words in page
        assert page.count("Fout:") >= 1
        assert Round.objects.count() == 1

    def test_a_framework_that_is_not_published_is_not_offered(self, beheerder, client):
        Framework.objects.create(edition="2030", title="Nieuw", digest="x")
        assert "2030" not in client.get(reverse("new_round")).content.decode().split("</form>")[1]


class TestDates:
    @pytest.fixture
    def running(self, today):
        return RoundFactory(year=today.year)

    def post(self, client, round_, *, longer, **more):
        data = {
            "opens_on": typed(round_.opens_on),
            "closes_on": typed(round_.closes_on + timedelta(days=longer)),
            "seen_opens_on": round_.opens_on.isoformat(),
            "seen_closes_on": round_.closes_on.isoformat(),
        }
        return client.post(reverse("round", args=[round_.year]), {**data, **more})

    def test_prolonging_asks_first_and_then_does_it(self, beheerder, client, running):
        page = self.post(client, running, longer=30).content.decode()
        assert "Klopt dit?" in page
        before = running.closes_on
        running.refresh_from_db()
        assert running.closes_on == before
        self.post(client, running, longer=30, zeker="ja")
        running.refresh_from_db()
        assert running.closes_on == before + timedelta(days=30)

    def test_dates_that_close_it_say_who_can_no_longer_go_on(self, beheerder, client, running):
        AssessmentFactory(round=running, rated=True)
        AssessmentFactory(round=running, supplement=True)
        page = self.post(client, running, longer=-40).content.decode()
        assert "1 gemeente is bezig en kan dan niet meer invullen" in page
        assert "Wie een aanvulling moet doen (1), kan dat nog wel." in page

    def test_the_same_dates_change_nothing_and_it_says_so(self, beheerder, client, running):
        assert "Er is niets veranderd." in self.post(client, running, longer=0).content.decode()

    def test_who_is_second_is_told_and_keeps_what_was_typed(self, beheerder, client, running):
        seen = Dates.of(running)
        change_dates(beheerder, running, Dates(seen.opens_on, seen.closes_on + timedelta(days=5)), seen=seen)
        page = self.post(client, running, longer=30, zeker="ja").content.decode()
        assert "Iemand anders heeft de datums net gewijzigd" in page
        assert typed(seen.closes_on + timedelta(days=30)) in page
        running.refresh_from_db()
        assert running.closes_on == seen.closes_on + timedelta(days=5)
        # Who read that and says it again, means it.
        assert running.closes_on.isoformat() in page

    def test_wrong_dates_come_back(self, beheerder, client, running):
        page = self.post(client, running, longer=0, closes_on="gisteren", zeker="ja").content.decode()
        assert "Dit is geen datum" in page
        assert "gisteren" in page

    @pytest.mark.parametrize(
        ("opens", "closes", "effect"),
        [(-10, 10, "same"), (-10, 30, "dates"), (-10, -1, "closes"), (1, 30, "closes"), (-10, 0, "dates")],
    )
    def test_what_other_dates_do_to_an_open_round(self, today, opens, closes, effect):
        round_ = RoundFactory(opens_on=today - timedelta(days=10), closes_on=today + timedelta(days=10))
        assert effect_of(round_, Dates(today + timedelta(days=opens), today + timedelta(days=closes))) == effect

    def test_a_closed_round_can_be_opened_again(self, today):
        assert effect_of(RoundFactory(closed=True), Dates(today, today)) == "opens"


class TestClosing:
    def test_it_asks_with_what_it_does_and_then_yesterday_was_the_last_day(self, beheerder, client, today):
        round_ = RoundFactory()
        AssessmentFactory(round=round_, rated=True)
        url = reverse("close_round", args=[round_.year])
        assert "1 gemeente is bezig" in client.get(url).content.decode()
        seen = {"seen_opens_on": round_.opens_on.isoformat(), "seen_closes_on": round_.closes_on.isoformat()}
        answer = client.post(url, seen)
        assert said(answer) == [f"De ronde van {round_.year} is gesloten."]
        round_.refresh_from_db()
        assert not round_.is_open(today)
        assert round_.closes_on == today - timedelta(days=1)
        assert said(client.post(url, seen)) == [f"De ronde van {round_.year} is gesloten.", _changed(round_)]

    def test_a_round_that_is_not_open_or_opened_today_is_not_closed(self, beheerder, today):
        closed = RoundFactory(closed=True)
        fresh = RoundFactory(opens_on=today, closes_on=today)
        for round_, words in ((closed, "niet open"), (fresh, "vandaag pas geopend")):
            with pytest.raises(Refused, match=words):
                close_now(beheerder, round_, today=today, seen=Dates.of(round_))


def _changed(round_):
    return (
        f"Iemand anders heeft de datums net gewijzigd: van {typed(round_.opens_on)} tot en met "
        f"{typed(round_.closes_on)}. Er is nog niets veranderd."
    )


def test_a_municipality_that_came_later_joins(beheerder, client):
    round_ = RoundFactory()
    round_.invite_all()
    late = MunicipalityFactory()
    page = client.get(reverse("round", args=[round_.year])).content.decode()
    assert "1 gemeente doet nog niet mee" in page
    answer = client.post(reverse("let_join", args=[round_.year]))
    assert said(answer) == ["1 gemeente doet nu ook mee."]
    assert late.assessments.get().round == round_
    assert said(client.post(reverse("let_join", args=[round_.year])))[-1] == "Alle gemeenten deden al mee."


class TestRemoving:
    def test_an_empty_round_goes_with_its_empty_assessments(self, beheerder, client):
        round_ = RoundFactory()
        round_.invite_all()
        url = reverse("remove_round", args=[round_.year])
        assert "Niemand heeft er iets in gedaan" in client.get(url).content.decode()
        assert client.post(url).url == reverse("rounds")
        assert not Round.objects.exists()
        assert not Assessment.objects.exists()

    def test_a_round_in_which_something_was_filled_in_stays(self, beheerder, client):
        round_ = AssessmentFactory(rated=True).round
        url = reverse("remove_round", args=[round_.year])
        assert "In deze ronde is al gewerkt" in client.get(url).content.decode()
        assert "In deze ronde is al gewerkt" in said(client.post(url))[0]
        assert Assessment.objects.count() == 1

    def test_a_round_in_which_an_adviser_took_something_stays(self, beheerder):
        assessment = AssessmentFactory()
        adviser = MembershipFactory(adviser=True, municipality=assessment.municipality).user
        take(adviser, assessment.municipality.code, assessment.round.year)
        with pytest.raises(Refused):
            remove_round(beheerder, assessment.round)
        assert Assessment.objects.get().reviewer == adviser


def test_the_list_of_rounds_costs_as_many_queries_with_three_rounds_as_with_one(
    beheerder, client, django_assert_max_num_queries
):
    counts = []
    for years in ((2017,), (2018, 2019)):
        for year in years:
            AssessmentFactory(round__year=year, submitted=True)
        with django_assert_max_num_queries(8) as queries:
            assert client.get(reverse("rounds")).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_round_that_does_not_exist_is_not_found(beheerder, client):
    for name in ("round", "close_round", "remove_round"):
        assert client.get(reverse(name, args=[2042])).status_code == 404


def test_the_database_refuses_a_round_that_closes_before_it_opens():
    with pytest.raises(IntegrityError), transaction.atomic():
        RoundFactory(opens_on=date(2026, 2, 1), closes_on=date(2026, 1, 1))


def test_the_round_to_show_is_the_newest_that_has_opened(today):
    now, later = RoundFactory(year=2020), RoundFactory(year=2021, opens_on=today + timedelta(days=1))
    assert round_to_show([later, now], "", today) == now
    assert round_to_show([later, now], "2021", today) == later
    assert round_to_show([later], "", today) == later
    assert round_to_show([], "2021", today) is None


def test_of_two_who_open_the_same_round_at_once_one_succeeds_and_the_other_is_told(committed_db):
    framework = Framework.objects.get(edition="2009")
    data = {"year": "2031", "framework": framework.pk, "opens_on": "01-01-2031", "closes_on": "01-03-2031"}
    users = [UserFactory(beheerder=True) for _ in range(2)]
    start, outcomes = threading.Barrier(2), []

    def open_it(user):
        browser = Client()
        browser.force_login(user)
        start.wait()
        outcomes.append(browser.post("/rondes/nieuw/", {**data, "zeker": "ja"}).status_code)
        connection.close()

    threads = [threading.Thread(target=open_it, args=[user]) for user in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == [200, 302]
    assert Round.objects.get().assessments.count() == Municipality.objects.filter(ended_on=None).count()
    assert {each.status for each in Assessment.objects.all()} == {Status.CONCEPT}
