"""Who reviews an assessment: taking it, handing it over, stepping in, and losing it with the access."""

import threading

import pytest
from django.contrib.messages import get_messages
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from assessments.models import Assessment, Hands, ReviewerChange, Status
from assessments.reviewers import advisers_of, hand_over, put_back, take, take_over
from assessments.steps import TAKE_UP
from assessments.workflow import take_step
from municipalities.herindeling import end_municipality
from municipalities.people import remove
from municipalities.refusal import Refused
from tests.factories import AssessmentFactory, MembershipFactory, MunicipalityFactory, UserFactory

pytestmark = pytest.mark.django_db


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def log():
    """Return who had it, as (how, from, to, by)."""
    return list(ReviewerChange.objects.order_by("pk").values_list("how", "from_user", "to_user", "by"))


@pytest.fixture
def adviser(town):
    """An adviser of the town's province, who looks at the site."""
    adviser = town.adviser()
    town.client.force_login(adviser)
    return adviser


def place(town):
    return town.municipality.code, town.assessment.round.year


def now(town):
    town.assessment.refresh_from_db()
    return town.assessment.reviewer


def test_an_adviser_takes_what_nobody_has(town, adviser):
    answer = town.client.post(town.url("take_review"))
    assert answer.url == town.url("submission")
    assert now(town) == adviser
    assert log() == [(Hands.TAKEN, None, adviser.pk, adviser.pk)]
    assert "Deze zelfevaluatie is bij u." in town.client.get(town.url("submission")).content.decode()


@pytest.mark.parametrize(("status", "buttons"), [(Status.CONCEPT, 1), (Status.SUBMITTED, 0), (Status.SUPPLEMENT, 1)])
def test_where_taking_it_up_takes_it_too_there_is_no_second_button(make_town, status, buttons):
    town = make_town(status=status)
    town.client.force_login(town.adviser())
    page = town.client.get(town.url("submission")).content.decode()
    assert page.count(f'action="{town.url("take_review")}"') == buttons
    assert ("Neemt u haar in beoordeling, dan is zij bij u." in page) == (not buttons)


def test_what_a_colleague_has_is_not_taken_but_the_adviser_is_told_whose_it_is(town, adviser):
    colleague = town.adviser()
    take(colleague, *place(town))
    answer = town.client.post(town.url("take_review"))
    assert said(answer) == [f"{colleague} was eerder en heeft {town.municipality} nu. Er is niets veranderd."]
    assert now(town) == colleague


def test_a_colleague_of_the_province_steps_in(town, adviser):
    ill = town.adviser()
    take(ill, *place(town))
    page = town.client.get(town.url("reviewer")).content.decode()
    assert f"Overnemen van {ill}" in page
    town.client.post(town.url("take_over_review"), {"gezien": ill.pk})
    assert now(town) == adviser
    assert log()[-1] == (Hands.TAKEN_OVER, ill.pk, adviser.pk, adviser.pk)


def test_who_steps_in_for_somebody_that_has_it_no_longer_is_told(town, adviser):
    first, second = town.adviser(), town.adviser()
    take(first, *place(town))
    take_over(second, *place(town), seen=first.pk)
    answer = town.client.post(town.url("take_over_review"), {"gezien": first.pk})
    assert said(answer) == [f"{town.municipality} is nu bij {second}. Er is niets veranderd."]
    assert now(town) == second


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 40, "9" * 5000])
def test_stepping_in_for_nobody_changes_nothing(town, adviser, seen):
    answer = town.client.post(town.url("take_over_review"), {"gezien": seen})
    assert said(answer) == [f"{town.municipality} is nu bij niemand. Er is niets veranderd."]
    assert not log()


def test_an_adviser_hands_over_to_a_colleague_with_a_word(town, adviser, mailoutbox):
    colleague = MembershipFactory(adviser=True, municipality=town.municipality).user
    take(adviser, *place(town))
    answer = town.client.post(town.url("reviewer"), {"to": colleague.pk, "word": "Let op het geld."})
    assert answer.url == "/beoordelen/"
    assert now(town) == colleague
    assert ReviewerChange.objects.last().word == "Let op het geld."
    (mail,) = mailoutbox
    assert mail.to == [colleague.email]
    assert "aan u overgedragen" in mail.subject
    assert "> Let op het geld." in mail.body
    town.client.force_login(colleague)
    assert "Let op het geld." in town.client.get(town.url("reviewer")).content.decode()


def test_only_advisers_of_the_place_who_can_log_in_are_offered(town, adviser):
    here = MembershipFactory(adviser=True, municipality=town.municipality).user
    off = town.adviser()
    off.is_active = False
    off.save()
    MembershipFactory(adviser_of_province=True)
    assert set(advisers_of(town.municipality)) == {adviser, here}
    take(adviser, *place(town))
    answer = town.client.post(town.url("reviewer"), {"to": off.pk, "word": "Dit typte ik."})
    assert "Deze persoon is hier geen adviseur (meer)." in answer.content.decode()
    assert "Dit typte ik." in answer.content.decode()
    with pytest.raises(Refused, match="geen adviseur"):
        hand_over(adviser, *place(town), to=off)
    with pytest.raises(Refused, match="geen adviseur"):
        hand_over(adviser, *place(town), to=town.officer)
    assert now(town) == adviser


def test_what_one_no_longer_has_can_not_be_handed_over_and_the_words_stay(town, adviser):
    colleague = town.adviser()
    take(colleague, *place(town))
    answer = town.client.post(town.url("reviewer"), {"to": colleague.pk, "word": "Dit typte ik."})
    assert f"{town.municipality} is nu bij {colleague}. Er is niets veranderd." in answer.content.decode()
    assert "Dit typte ik." in answer.content.decode()
    with pytest.raises(Refused):
        put_back(adviser, *place(town))
    assert len(log()) == 1


def test_an_adviser_puts_back_what_it_has(town, adviser):
    take(adviser, *place(town))
    town.client.post(town.url("put_back_review"), {"lijst": "status=ingediend&naam=%2F%2Fkwaad.example"})
    assert now(town) is None
    assert log()[-1] == (Hands.PUT_BACK, adviser.pk, None, adviser.pk)


def test_from_the_list_one_comes_back_to_the_list_as_it_was(town, adviser):
    answer = town.client.post(town.url("take_review"), {"lijst": "status=ingediend&naam=%2F%2Fkwaad.example"})
    assert answer.url == "/beoordelen/?status=ingediend&naam=%2F%2Fkwaad.example"
    assert town.client.post(town.url("take_review"), {"lijst": ""}).url == "/beoordelen/"


def test_the_municipality_sees_who_reviews_but_not_what_advisers_say_to_each_other(town, adviser):
    colleague = town.adviser()
    take(adviser, *place(town))
    hand_over(adviser, *place(town), to=colleague, word="Onder ons.")
    town.client.force_login(town.officer)
    page = town.client.get(town.url("submission")).content.decode()
    assert f"Beoordelaar: {colleague}." in page
    assert "Overnemen" not in page
    assert "Onder ons" not in page


@pytest.mark.parametrize("taken_before", [False, True])
def test_who_takes_it_up_for_review_has_it(make_town, taken_before):
    town = make_town(status=Status.SUBMITTED)
    adviser, colleague = town.adviser(), town.adviser()
    if taken_before:
        take(colleague, *place(town))
    take_step(adviser, *place(town), TAKE_UP)
    assert now(town) == adviser
    expected = (Hands.TAKEN_OVER, colleague.pk) if taken_before else (Hands.TAKEN, None)
    assert log()[-1] == (*expected, adviser.pk, adviser.pk)


def test_who_had_it_already_and_takes_it_up_leaves_no_second_line_in_the_log(make_town):
    town = make_town(status=Status.SUBMITTED)
    adviser = town.adviser()
    take(adviser, *place(town))
    take_step(adviser, *place(town), TAKE_UP)
    assert len(log()) == 1


class TestLosingAccess:
    """Whichever way the access goes, the assessment goes with it."""

    def test_a_province_that_is_withdrawn(self, town, adviser):
        take(adviser, *place(town))
        remove(adviser.memberships.get(), by=UserFactory(beheerder=True))
        assert now(town) is None
        assert log()[-1] == (Hands.ACCESS_ENDED, adviser.pk, None, None)

    def test_with_another_way_to_the_same_place_it_stays(self, town, adviser):
        MembershipFactory(adviser=True, municipality=town.municipality, user=adviser)
        elsewhere = MembershipFactory(adviser_of_province=True, user=adviser)
        take(adviser, *place(town))
        elsewhere.delete()
        adviser.memberships.get(municipality=None).delete()
        assert now(town) == adviser
        adviser.memberships.get().delete()
        assert now(town) is None

    def test_an_account_that_is_switched_off(self, town, adviser):
        take(adviser, *place(town))
        adviser.is_active = False
        adviser.save()
        assert now(town) is None

    def test_a_municipality_that_ends(self, town, adviser):
        take(adviser, *place(town))
        end_municipality(town.municipality, MunicipalityFactory(), timezone.localdate())
        assert now(town) is None

    def test_somebody_else_keeps_what_it_has(self, town, adviser):
        take(adviser, *place(town))
        other = town.adviser()
        other.memberships.get().delete()
        assert now(town) == adviser


@pytest.mark.parametrize(
    "row",
    [
        {"how": Hands.TAKEN, "from_user": "one", "to_user": "other", "by": "one"},
        {"how": Hands.HANDED_OVER, "from_user": "one", "to_user": "one", "by": "one"},
        {"how": Hands.TAKEN_OVER, "to_user": "one", "by": "one"},
        {"how": Hands.PUT_BACK, "to_user": "one", "by": "one"},
        {"how": Hands.TAKEN, "to_user": "one"},
        {"how": "gevonden", "to_user": "one", "by": "one"},
    ],
)
def test_the_database_refuses_a_line_that_can_not_be(row):
    people = {"one": UserFactory(), "other": UserFactory()}
    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewerChange.objects.create(
            assessment=AssessmentFactory(), **{key: people.get(value, value) for key, value in row.items()}
        )


def test_of_two_who_take_at_once_one_has_it_and_the_other_is_told(committed_db):
    assessment = AssessmentFactory()
    province = assessment.municipality.province
    users = [MembershipFactory(adviser_of_province=True, province=province).user for _ in range(2)]
    start, outcomes = threading.Barrier(2), []

    def take_it(user):
        browser = Client()
        browser.force_login(user)
        start.wait()
        url = f"/gemeente/{assessment.municipality.code}/{assessment.round.year}/beoordelaar/nemen/"
        outcomes.append(said(browser.post(url))[0])
        connection.close()

    threads = [threading.Thread(target=take_it, args=[user]) for user in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ReviewerChange.objects.count() == 1
    winner = Assessment.objects.get().reviewer
    town = assessment.municipality
    assert sorted(outcomes) == sorted(
        [f"{town} is nu bij u.", f"{winner} was eerder en heeft {town} nu. Er is niets veranderd."]
    )
