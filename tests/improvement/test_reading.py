"""The municipality reads an advice once it is sent, and never before."""

import pytest

from assessments.models import Status
from assessments.steps import ADOPT
from assessments.workflow import take_step
from municipalities.models import Role
from tests.factories import MembershipFactory, UserFactory
from tests.improvement.factories import (
    AdviceFactory,
    AdviceTextFactory,
    AttachedPracticeFactory,
    PracticeFactory,
    RecommendationFactory,
    ReplyFactory,
    send,
)

pytestmark = pytest.mark.django_db
SECRET = "Dit is nog niet besloten"
PAGES = ("advice", "submission", "assessment", "overview", "report", "answer_advice", "thread", "handover")


@pytest.fixture
def draft(town):
    advice = AdviceFactory(assessment=town.assessment)
    AdviceTextFactory(advice=advice, text=SECRET)
    RecommendationFactory(advice=advice, title=SECRET, explanation=SECRET)
    return advice


def readers(town):
    return {
        "officer": town.officer,
        "coordinator": town.member(Role.COORDINATOR),
        "reader": town.member(Role.READER),
        "beheerder": UserFactory(beheerder=True),
    }


@pytest.mark.parametrize("page", PAGES)
def test_a_draft_is_nowhere_for_who_is_no_adviser(town, draft, page):
    for name, user in readers(town).items():
        response = town.as_(user).get(town.url(page), follow=True)
        assert SECRET not in response.content.decode(), name
    municipality = f"/gemeente/{town.municipality.code}/"
    assert SECRET not in town.as_(town.officer).get(municipality).content.decode()


def test_before_it_is_sent_the_municipality_reads_that_there_is_none(town, draft):
    response = town.as_(town.officer).get(town.url("advice"))
    assert response.status_code == 200
    assert "Er is nog geen advies" in response.content.decode()


def test_the_adviser_of_another_province_finds_nothing(town, draft):
    elsewhere = MembershipFactory(adviser_of_province=True).user
    for name in ("advice", "check_advice"):
        assert town.as_(elsewhere).get(town.url(name)).status_code == 404
    assert town.as_(elsewhere).get(town.url("write_advice", "vertalen")).status_code == 404


def test_once_it_is_sent_all_who_read_what_is_submitted_read_it(town, draft):
    practice = PracticeFactory(title="Wijktafels")
    AttachedPracticeFactory(recommendation=draft.recommendations.get(), practice=practice)
    take_step(town.advising, *town.place, ADOPT)
    for name, user in readers(town).items():
        html = town.as_(user).get(town.url("advice")).content.decode()
        assert html.count(SECRET) == 3, name
        assert f"/praktijkvoorbeelden/{practice.pk}/" in html
        assert town.advising.name in html


def test_a_practice_that_left_the_library_keeps_its_title_and_no_link(town, draft):
    attached = AttachedPracticeFactory(recommendation=draft.recommendations.get(), title="Wijktafels")
    send(draft)
    attached.practice.status = "ingetrokken"
    attached.practice.save()
    html = town.as_(town.officer).get(town.url("advice")).content.decode()
    assert "Wijktafels" in html
    assert f"/praktijkvoorbeelden/{attached.practice_id}/" not in html


def test_an_earlier_advice_can_be_read_by_its_number(town, draft):
    send(draft)
    second = AdviceFactory(assessment=town.assessment, number=2)
    RecommendationFactory(advice=second, title="Het tweede")
    send(second)
    client = town.as_(town.officer)
    assert "Het tweede" in client.get(town.url("advice")).content.decode()
    assert SECRET in client.get(town.url("advice", nummer=1)).content.decode()
    assert client.get(town.url("advice", nummer=3)).status_code == 404


def test_a_draft_is_not_read_by_its_number(town, draft):
    assert town.as_(town.officer).get(town.url("advice", nummer=1)).status_code == 404


def test_the_start_page_says_how_many_recommendations_wait(town, draft):
    second = RecommendationFactory(advice=draft, title="Nog een")
    take_step(town.advising, *town.place, ADOPT)
    client = town.as_(town.officer)
    assert "2 aanbevelingen wachten" in client.get(town.url("assessment")).content.decode()
    assert "2 aanbevelingen wachten" in client.get(f"/gemeente/{town.municipality.code}/").content.decode()
    ReplyFactory(recommendation=second)
    assert "Eén aanbeveling wacht" in client.get(town.url("assessment")).content.decode()
    ReplyFactory(recommendation=draft.recommendations.exclude(pk=second.pk).get())
    assert "Alle aanbevelingen zijn beantwoord" in client.get(town.url("assessment")).content.decode()
    assert "aanbeveling wacht" not in client.get(f"/gemeente/{town.municipality.code}/").content.decode()


def test_the_adviser_sees_how_far_the_municipality_is(town, draft):
    second = RecommendationFactory(advice=draft)
    take_step(town.advising, *town.place, ADOPT)
    ReplyFactory(recommendation=second, choice="niet", why="Wij doen het al.")
    assert "beantwoord 1 van 2" in town.client.get(town.url("submission")).content.decode()
    html = town.client.get(town.url("advice")).content.decode()
    assert "beantwoord 1 van 2" in html
    assert "Wij doen het al." in html


def test_a_reader_sees_no_button_to_answer(town, draft):
    send(draft)
    html = town.as_(town.member(Role.READER)).get(town.url("advice")).content.decode()
    assert town.url("answer_advice") not in html


@pytest.mark.parametrize("count", [1, 3])
def test_reading_costs_the_same_whatever_there_is(town, django_assert_max_num_queries, count):
    advice = AdviceFactory(assessment=town.assessment)
    for _ in range(count):
        each = RecommendationFactory(advice=advice)
        AttachedPracticeFactory(recommendation=each)
        ReplyFactory(recommendation=each)
    send(advice)
    town.assessment.status = Status.IN_REVIEW
    client = town.as_(town.officer)
    for name, most in (("advice", 11), ("answer_advice", 11)):
        with django_assert_max_num_queries(most):
            assert client.get(town.url(name)).status_code == 200
