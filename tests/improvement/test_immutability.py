"""What was sent or logged: the database itself refuses to change it."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from improvement.models import PracticeEvent, ReplyChange
from tests.factories import UserFactory
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


def refused():
    return pytest.raises(IntegrityError, match="What was sent or logged never changes")


@pytest.fixture
def rows():
    """One advice with a row in each of its tables."""
    text = AdviceTextFactory()
    recommendation = RecommendationFactory(advice=text.advice)
    attached = AttachedPracticeFactory(recommendation=recommendation)
    return {"advice": text.advice, "text": text, "recommendation": recommendation, "attached": attached}


CHANGED = {"advice": {"number": 7}, "text": {"text": "-"}, "recommendation": {"title": "-"}, "attached": {"title": "-"}}


@pytest.mark.parametrize("name", CHANGED)
def test_a_draft_changes_freely(rows, name):
    row = rows[name]
    type(row).objects.filter(pk=row.pk).update(**CHANGED[name])
    row.delete()


@pytest.mark.parametrize("name", CHANGED)
def test_what_is_sent_never_changes(rows, name):
    send(rows["advice"])
    row = rows[name]
    with refused(), transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(**CHANGED[name])
    with refused(), transaction.atomic():
        row.delete()


@pytest.mark.parametrize(
    "add",
    [
        lambda rows: AdviceTextFactory(advice=rows["advice"], basisfunctie="versterken", number=3),
        lambda rows: RecommendationFactory(advice=rows["advice"]),
        lambda rows: AttachedPracticeFactory(recommendation=rows["recommendation"]),
        lambda rows: rows["elsewhere"].save(),
    ],
    ids=["text", "recommendation", "practice", "moved from a draft"],
)
def test_nothing_is_added_to_what_is_sent(rows, add):
    send(rows["advice"])
    rows["elsewhere"] = RecommendationFactory(advice=AdviceFactory())
    rows["elsewhere"].advice = rows["advice"]
    with refused(), transaction.atomic():
        add(rows)


def test_what_is_sent_can_be_answered(rows):
    send(rows["advice"])
    reply = ReplyFactory(recommendation=rows["recommendation"])
    reply.choice, reply.why = "niet", "Wij doen het al."
    reply.save()


@pytest.mark.parametrize("log", ["replies", "practices"])
def test_the_logs_never_change(log):
    if log == "replies":
        row = ReplyChange.objects.create(
            recommendation=RecommendationFactory(), choice="overnemen", by=UserFactory(), at=timezone.now()
        )
    else:
        row = PracticeEvent.objects.create(practice=PracticeFactory(), step="aanbieden", by=UserFactory())
    with refused(), transaction.atomic():
        type(row).objects.update(at=timezone.now())
    with refused(), transaction.atomic():
        row.delete()
