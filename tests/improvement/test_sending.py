"""Sending an advice: with the adoption, or after it; never anything that nobody looked at."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404

from assessments.models import Status
from assessments.signals import step_taken
from assessments.steps import ADOPT, ASK_SUPPLEMENT
from assessments.workflow import take_step
from improvement.models import Advice
from improvement.writing import AdviceRefusedError, begin, send, writing
from municipalities.models import Role
from tests.factories import AssessmentFactory, MembershipFactory
from tests.improvement.factories import (
    AdviceFactory,
    AdviceTextFactory,
    AttachedPracticeFactory,
    RecommendationFactory,
)
from tests.improvement.factories import send as sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(town):
    return AdviceFactory(assessment=town.assessment)


def adopt(town):
    take_step(town.advising, *town.place, ADOPT)
    town.assessment.refresh_from_db()


def test_what_was_looked_at_goes_with_the_adoption(town, draft):
    text = AdviceTextFactory(advice=draft)
    recommendation = RecommendationFactory(advice=draft)
    adopt(town)
    draft.refresh_from_db()
    assert (draft.sent_by, draft.sent_at) == (town.advising, town.assessment.adopted_at)
    assert draft.submission == town.assessment.submissions.get()
    assert (draft.texts.get(), draft.recommendations.get()) == (text, recommendation)


def test_what_nobody_looked_at_stays_behind_at_adoption(town, draft):
    read = RecommendationFactory(advice=draft)
    unread = RecommendationFactory(advice=draft, proposed=True)
    AttachedPracticeFactory(recommendation=unread)
    RecommendationFactory(advice=draft, removed=True)
    RecommendationFactory(advice=draft, title="", explanation="")
    AdviceTextFactory(advice=draft, proposed=True)
    adopt(town)
    assert list(draft.recommendations.all()) == [read]
    assert not draft.texts.exists()


def test_a_draft_with_nothing_that_was_looked_at_stays_a_draft_at_adoption(town, draft):
    RecommendationFactory(advice=draft, proposed=True)
    adopt(town)
    assert Advice.objects.draft_of(town.assessment) == draft
    assert draft.recommendations.count() == 1


def test_adoption_without_an_advice_goes_as_ever(town):
    adopt(town)
    assert not Advice.objects.exists()


def test_an_adoption_that_fails_sends_nothing(town, draft):
    RecommendationFactory(advice=draft)

    def fail(**kwargs):
        raise RuntimeError

    step_taken.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            adopt(town)
    finally:
        step_taken.disconnect(fail)
    draft.refresh_from_db()
    assert not draft.is_sent


def test_another_step_sends_nothing(town, draft):
    RecommendationFactory(advice=draft)
    take_step(town.advising, *town.place, ASK_SUPPLEMENT, note="Graag meer over de uitvoering.")
    draft.refresh_from_db()
    assert not draft.is_sent


def test_after_adoption_the_advice_is_sent_by_itself(town):
    adopt(town)
    with writing(town.advising, *town.place) as (_, draft):
        RecommendationFactory(advice=draft)
    assert send(town.advising, *town.place).is_sent
    with pytest.raises(AdviceRefusedError, match="Het advies is verstuurd"):
        send(town.advising, *town.place)


def test_sending_is_refused_as_long_as_something_was_not_looked_at(town):
    adopt(town)
    with writing(town.advising, *town.place) as (_, draft):
        RecommendationFactory(advice=draft)
        RecommendationFactory(advice=draft, proposed=True)
    with pytest.raises(AdviceRefusedError, match="Niet alles is nagekeken"):
        send(town.advising, *town.place)
    assert Advice.objects.sent().count() == 0


def test_an_empty_advice_is_not_sent(town):
    adopt(town)
    with pytest.raises(AdviceRefusedError, match="nog niets om te versturen"):
        send(town.advising, *town.place)


def test_during_the_review_the_adoption_sends_it_and_nothing_else(town, draft):
    RecommendationFactory(advice=draft)
    with pytest.raises(AdviceRefusedError, match="gaat mee als u"):
        send(town.advising, *town.place)


@pytest.mark.parametrize("status", [Status.CONCEPT, Status.SUBMITTED])
def test_no_advice_is_written_outside_the_review(make_advised_town, status):
    town = make_advised_town(status=status)
    with pytest.raises(AdviceRefusedError), writing(town.advising, *town.place):
        pass
    assert not Advice.objects.exists()


def test_only_its_advisers_write(town):
    officer = town.member(Role.COORDINATOR)
    elsewhere = MembershipFactory(adviser_of_province=True).user
    with pytest.raises(Http404), writing(elsewhere, *town.place):
        pass
    with pytest.raises(PermissionDenied), writing(officer, *town.place):
        pass
    assert not Advice.objects.exists()


def test_there_is_one_draft_at_a_time(town, draft):
    with pytest.raises(IntegrityError), transaction.atomic():
        AdviceFactory(assessment=town.assessment, number=2)


def test_a_second_advice_begins_with_the_words_of_the_first_and_each_is_to_be_looked_at(town, draft):
    AdviceTextFactory(advice=draft, text="Eerst dit.")
    first = RecommendationFactory(advice=draft)
    sent(draft)
    second = begin(town.assessment, town.advising, draft)
    assert second.number == 2
    assert [(each.text, each.is_looked_at) for each in second.texts.all()] == [("Eerst dit.", False)]
    repeated = second.recommendations.get()
    assert (repeated.title, repeated.continues, repeated.is_looked_at) == (first.title, first, False)


def test_the_newest_advice_of_a_municipality_is_that_of_its_last_round(town, draft):
    sent(draft)
    year = town.assessment.round.year
    earlier = AssessmentFactory(municipality=town.municipality, round__year=year - 1, adopted=True)
    sent(AdviceFactory(assessment=earlier, number=2))
    assert Advice.objects.newest_sent_to(town.municipality) == draft
