"""The municipality answers each recommendation, until there is a newer advice; each change is logged."""

import pytest

from assessments.models import Round
from improvement.models import Advice, Reply, ReplyChange
from municipalities.models import Role
from tests.factories import AssessmentFactory
from tests.improvement.factories import AdviceFactory, RecommendationFactory, send
from tests.improvement.pages import shown

pytestmark = pytest.mark.django_db
BY_ITSELF = {"HX-Request": "true"}


@pytest.fixture
def advised(town):
    """A town that got an advice with one recommendation, seen by who fills in."""
    town.advice = AdviceFactory(assessment=town.assessment)
    town.recommendation = RecommendationFactory(advice=town.advice)
    send(town.advice)
    town.as_(town.officer)
    town.answers = town.url("answer_advice")
    return town


def answer(town, choice, why="", **more):
    prefix = f"antwoord-{town.recommendation.pk}"
    data = {**shown(town.client, town.answers), f"{prefix}-choice": choice, f"{prefix}-why": why}
    return town.client.post(town.answers, {**data, **more})


@pytest.mark.parametrize(
    ("choice", "why", "stored"),
    [
        ("overnemen", "", True),
        ("overnemen", "Graag zelfs.", True),
        ("deels", "", False),
        ("deels", "Alleen in de kernen.", True),
        ("niet", "", False),
        ("niet", "   ", False),
        ("niet", "Wij doen het al.", True),
        ("misschien", "Later.", False),
        ("", "Ik weet het niet.", False),
    ],
)
def test_who_does_not_take_all_of_it_over_says_why(advised, choice, why, stored):
    page = answer(advised, choice, why)
    assert Reply.objects.exists() is stored
    if stored:
        assert (Reply.objects.get().choice, Reply.objects.get().updated_by) == (choice, advised.officer)
    else:
        assert page.status_code == 200
        assert why.strip() in page.content.decode()


def test_an_answer_can_change_and_each_change_is_logged(advised):
    answer(advised, "overnemen")
    answer(advised, "niet", "Bij nader inzien doen wij het al.")
    assert Reply.objects.get().choice == "niet"
    assert [(each.choice, each.by) for each in ReplyChange.objects.order_by("pk")] == [
        ("overnemen", advised.officer),
        ("niet", advised.officer),
    ]


def test_answering_again_with_nothing_changed_logs_nothing(advised):
    answer(advised, "overnemen")
    advised.client.post(advised.answers, shown(advised.client, advised.answers))
    assert ReplyChange.objects.count() == 1


def test_an_answer_saves_itself(advised):
    prefix = f"antwoord-{advised.recommendation.pk}"
    data = {**shown(advised.client, advised.answers), f"{prefix}-choice": "overnemen"}
    saved = advised.client.post(advised.answers, data, headers=BY_ITSELF)
    assert 'data-outcome="saved"' in saved.content.decode()
    assert "-vlag" not in saved.content.decode()  # there is no such place on this page
    faulty = advised.client.post(
        advised.answers, {**shown(advised.client, advised.answers), f"{prefix}-choice": "niet"}, headers=BY_ITSELF
    )
    assert 'data-outcome="faulty"' in faulty.content.decode()


def test_of_two_colleagues_who_answer_at_once_the_second_sees_both(advised):
    prefix = f"antwoord-{advised.recommendation.pk}"
    mine = {**shown(advised.client, advised.answers), f"{prefix}-choice": "niet", f"{prefix}-why": "Geen geld."}
    advised.as_(advised.member(Role.COORDINATOR))
    answer(advised, "deels", "Een deel.")
    page = advised.as_(advised.officer).post(advised.answers, mine).content.decode()
    assert Reply.objects.get().choice == "deels"
    assert "Geen geld." in page
    assert "Een deel." in page
    assert ReplyChange.objects.filter(is_refused=True).get().why == "Geen geld."


def newer_on_the_same(town):
    send(AdviceFactory(assessment=town.assessment, number=2))


def newer_in_a_later_round(town):
    year = town.assessment.round.year + 1
    Round.objects.filter(year=year).delete()
    later = AssessmentFactory(municipality=town.municipality, round__year=year, adopted=True)
    send(AdviceFactory(assessment=later))


@pytest.mark.parametrize("newer", [newer_in_a_later_round])
def test_after_a_newer_advice_the_answers_stand(advised, newer):
    prefix = f"antwoord-{advised.recommendation.pk}"
    data = {**shown(advised.client, advised.answers), f"{prefix}-choice": "niet", f"{prefix}-why": "Te laat."}
    newer(advised)
    page = advised.client.post(advised.answers, data)
    assert page.status_code == 409
    assert "Te laat." in page.content.decode()
    assert not Reply.objects.exists()
    assert advised.client.get(advised.answers).url == advised.url("advice")
    assert advised.answers not in advised.client.get(advised.url("advice")).content.decode()


def test_after_a_second_advice_on_the_same_the_second_is_answered(advised):
    newer_on_the_same(advised)
    recommendation = RecommendationFactory.build(advice=None)
    assert recommendation.pk is None
    page = advised.client.get(advised.answers)
    assert page.context["advice"].number == 2


@pytest.mark.parametrize("role", [Role.READER, Role.GUEST])
def test_only_who_fills_in_answers(advised, role):
    advised.as_(advised.member(role))
    assert advised.client.get(advised.answers).status_code == 403
    assert advised.client.post(advised.answers, {}).status_code == 403


def test_the_adviser_does_not_answer_for_the_municipality(advised):
    assert advised.as_(advised.advising).post(advised.answers, {}).status_code == 403


def test_a_draft_can_not_be_answered(town):
    recommendation = RecommendationFactory(advice=AdviceFactory(assessment=town.assessment))
    prefix = f"antwoord-{recommendation.pk}"
    response = town.as_(town.officer).post(
        town.url("answer_advice"), {f"{prefix}-choice": "overnemen", f"{prefix}-read": "x"}
    )
    assert response.url == town.url("advice")
    assert not Reply.objects.exists()
    assert Advice.objects.get().recommendations.get() == recommendation
