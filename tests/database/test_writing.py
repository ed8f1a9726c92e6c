"""A row that is stored with a statement worked out once is the row that Django itself would have stored."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.forms.models import model_to_dict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.models import Change, Speerpunt
from basisfuncties.models import Basisfunctie
from database.writing import insert, update
from tests.factories import AssessmentFactory, UserFactory

pytestmark = pytest.mark.django_db
TEXT = "'; DROP TABLE assessments_change; -- %s $1 \\ ‘één’\n"


@pytest.fixture
def change():
    return Change(
        assessment=AssessmentFactory(),
        page="vertalen/visie",
        part="niveau",
        before={"level": None, "reason": ""},
        content={"level": 2, "reason": TEXT, "own": [{"code": "a", "text": TEXT}], "since": date(2026, 11, 22)},
        sheet="",
        by=UserFactory(),
        at=timezone.now(),
    )


@pytest.fixture
def speerpunt():
    return Speerpunt.objects.create(
        assessment=AssessmentFactory(),
        basisfunctie=Basisfunctie.objects.all()[0],
        code="x",
        own_label="x",
        updated_by=UserFactory(),
    )


def test_a_new_row_gets_its_key_and_all_that_it_holds(change):
    insert(change)
    stored = Change.objects.get(pk=change.pk)
    assert stored.content == {**change.content, "since": "2026-11-22"}
    assert model_to_dict(stored, exclude=["content"]) == model_to_dict(change, exclude=["content"])
    assert stored.at == change.at
    assert not change._state.adding


def test_two_new_rows_are_two(change):
    insert(change)
    first, change.pk, change.part = change.pk, None, "een-ander"
    insert(change)
    assert list(Change.objects.order_by("pk").values_list("pk", "part")) == [
        (first, "niveau"),
        (change.pk, "een-ander"),
    ]


def test_a_known_row_holds_what_it_was_given_and_no_other_row_does(speerpunt):
    other = Speerpunt.objects.create(
        assessment=speerpunt.assessment,
        basisfunctie=speerpunt.basisfunctie,
        code="y",
        own_label="y",
        updated_by=speerpunt.updated_by,
    )
    speerpunt.own_label, speerpunt.goals, speerpunt.adopted_on, speerpunt.amount = TEXT, ["a", "b"], date.today(), None
    update(speerpunt)
    stored = Speerpunt.objects.get(pk=speerpunt.pk)
    assert model_to_dict(stored) == model_to_dict(speerpunt)
    assert Speerpunt.objects.get(pk=other.pk).own_label == "y"


def test_a_row_that_is_gone_is_not_taken_for_stored(speerpunt):
    Speerpunt.objects.filter(pk=speerpunt.pk).delete()
    with pytest.raises(DatabaseError):
        update(speerpunt)


def test_each_is_one_query(change, speerpunt):
    with CaptureQueriesContext(connection) as queries:
        insert(change)
        update(speerpunt)
    assert len(queries) == 2


def test_what_the_database_refuses_is_refused(change):
    change.how = "verzonnen"
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(change)
    assert not Change.objects.exists()
