"""The database itself refuses to change a published framework."""

import pytest
from django.db import IntegrityError, connection, transaction

from basisfuncties.loading import load_framework
from basisfuncties.models import (
    Basisfunctie,
    Framework,
    GuidingQuestion,
    Layer,
    Level,
    Option,
    PolicyElement,
)
from tests.basisfuncties.small import small_content

pytestmark = pytest.mark.django_db
ChooseFrom = GuidingQuestion.choose_from.through

# each table under the framework, and a column to change
TABLES = [
    (Basisfunctie, {"name": "Anders"}),
    (Layer, {"guidance": "Anders"}),
    (Level, {"text": "Anders"}),
    (GuidingQuestion, {"text": "Anders"}),
    (ChooseFrom, {"to_guidingquestion_id": 1}),
    (Option, {"label": "Anders"}),
    (PolicyElement, {"label": "Anders"}),
]


def refused():
    return pytest.raises(IntegrityError, match="A published framework never changes")


@pytest.fixture
def draft():
    """A framework that is not published yet, with one row in each table."""
    framework = Framework.objects.create(edition="concept", title="Concept", introduction="-", source="-", digest="-")
    basisfunctie = Basisfunctie.objects.create(framework=framework, number=1, slug="een", name="Een")
    layer = Layer.objects.create(basisfunctie=basisfunctie, kind="visie", position=1)
    Level.objects.create(layer=layer, value=0, text="nul")
    first, second = (
        GuidingQuestion.objects.create(framework=framework, layer=layer, code=f"q{n}", number=n, kind="several")
        for n in (1, 2)
    )
    second.choose_from.add(first)
    Option.objects.create(question=first, code="a", label="A", position=1)
    PolicyElement.objects.create(layer=layer, code="e", label="E", position=1)
    return framework


def publish(framework):
    published = Framework.objects.published().first()
    framework.published_at = published.published_at
    framework.save()


def test_every_table_of_the_framework_is_guarded():
    tables = {model._meta.db_table for model, _ in TABLES} | {Framework._meta.db_table}
    made = connection.introspection.table_names()
    assert tables == {name for name in made if name.startswith("basisfuncties_")}


@pytest.mark.parametrize(("model", "change"), TABLES)
def test_a_row_of_a_published_framework_can_not_be_changed(model, change):
    with refused():
        model._default_manager.update(**change)


@pytest.mark.parametrize(("model", "change"), TABLES)
def test_a_row_of_a_published_framework_can_not_be_deleted(model, change):
    table = connection.ops.quote_name(model._meta.db_table)
    with refused(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")  # noqa: S608


@pytest.mark.parametrize(("model", "change"), TABLES)
def test_a_row_can_not_be_added_to_a_published_framework(model, change):
    row = model._default_manager.first()
    row.pk = None
    row._state.adding = True
    with refused():
        row.save()


@pytest.mark.parametrize(("model", "change"), TABLES)
def test_a_draft_is_free_until_it_is_published(draft, model, change):
    row = model._default_manager.order_by("pk").last()
    if model is not ChooseFrom:
        model._default_manager.filter(pk=row.pk).update(**change)
    publish(draft)
    with refused():
        model._default_manager.filter(pk=row.pk).update(**change)


def test_a_draft_can_be_deleted(draft):
    draft.delete()
    assert not Framework.objects.filter(edition="concept").exists()


def test_a_row_can_not_be_moved_into_a_published_framework(draft):
    published = Framework.objects.published().first()
    moved = [
        (Basisfunctie.objects.filter(framework=draft), {"framework": published}),
        (Layer.objects.filter(basisfunctie__framework=draft), {"basisfunctie": published.basisfuncties.first()}),
        (
            Level.objects.filter(layer__basisfunctie__framework=draft),
            {"layer": Layer.objects.filter(basisfunctie__framework=published).first()},
        ),
        (GuidingQuestion.objects.filter(framework=draft, number=1), {"framework": published}),
        (Option.objects.filter(question__framework=draft), {"question": published.questions.first()}),
    ]
    for rows, change in moved:
        with refused(), transaction.atomic():
            rows.update(**change)


def test_a_published_framework_can_not_be_changed_withdrawn_or_deleted():
    published = Framework.objects.published()
    for change in ({"title": "Anders"}, {"published_at": None}):
        with refused(), transaction.atomic():
            published.update(**change)
    with refused(), transaction.atomic():
        published.get(edition="2009").delete()
    with refused(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM basisfuncties_framework")


def test_a_new_edition_can_always_be_loaded():
    assert load_framework(small_content()).created
