"""The queries of the pages that are filled in: these are opened and saved all day, so they are compiled once."""

from typing import TYPE_CHECKING, Any, TypedDict

from django.db.models import F, Q, QuerySet, Subquery

from assessments.models import Answer, Assessment, Assignment, Evidence, InternalRemark, Rating, Speerpunt, Status
from assessments.models.assignments import Given
from database.compiled import compiled

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class _At(TypedDict):
        slug: str
        kind: str
        year: int
        words: dict[str, Any]

    PlacedLevel = WithAnnotations[Rating, _At]
else:
    PlacedLevel = Rating

SOURCE_ORDER = (F("element__position").asc(nulls_last=True), "pk")


@compiled
def answers_in(assessment: int) -> QuerySet[Answer]:
    """Return all answers, in no order: the models' own order joins five tables, and each gets its place by code."""
    return Answer.objects.filter(assessment=assessment).select_related("updated_by").order_by()


@compiled
def answers_of(assessment: int, basisfunctie: int, other: int) -> QuerySet[Answer]:
    """Return those of two basisfuncties, or of one that is named twice."""
    of_both = Q(question__layer__basisfunctie=basisfunctie) | Q(question__layer__basisfunctie=other)
    return Answer.objects.filter(of_both, assessment=assessment).select_related("updated_by").order_by()


@compiled
def speerpunten_in(assessment: int) -> QuerySet[Speerpunt]:
    """Return all speerpunten: suggested ones in the order of the source, then own ones."""
    rows = Speerpunt.objects.filter(assessment=assessment)
    return rows.select_related("updated_by", "element").order_by(*SOURCE_ORDER)


@compiled
def speerpunten_of(assessment: int, basisfunctie: int) -> QuerySet[Speerpunt]:
    """Return those of one basisfunctie, in the same order."""
    rows = Speerpunt.objects.filter(assessment=assessment, basisfunctie=basisfunctie)
    return rows.select_related("updated_by", "element").order_by(*SOURCE_ORDER)


@compiled
def goals_served_outside(assessment: int, basisfunctie: int) -> QuerySet[Speerpunt, list[str]]:
    """Return the goals of each chosen speerpunt of the other basisfuncties."""
    rows = Speerpunt.objects.filter(assessment=assessment, chosen=True).exclude(basisfunctie=basisfunctie)
    return rows.order_by().values_list("goals", flat=True)


@compiled
def levels_of(assessment: int, basisfunctie: int) -> QuerySet[Rating]:
    """Return the levels of one basisfunctie."""
    rows = Rating.objects.filter(assessment=assessment, layer__basisfunctie=basisfunctie)
    return rows.select_related("updated_by").order_by()


@compiled
def levels_now_and_before(assessment: int, municipality: int, year: int, series: str) -> QuerySet[Rating, PlacedLevel]:
    """Return the levels of an assessment and those of the last round before `year` that was handed in, by name.

    Only a round on an edition of this series counts: another framework may have a function of the same name.
    """
    last = _last_handed_in(municipality, year, series)
    # Two single rows, not a list: PostgreSQL then uses the index, and does not read the levels of everybody.
    return _placed(Rating.objects.filter(Q(assessment=assessment) | last))


@compiled
def levels_now_and_before_of(
    assessment: int, municipality: int, year: int, series: str, slug: str
) -> QuerySet[Rating, PlacedLevel]:
    """Return the same of one basisfunctie. By name: another round can have another edition, with layers of its own."""
    last = _last_handed_in(municipality, year, series)
    return _placed(Rating.objects.filter(Q(assessment=assessment) | last, layer__basisfunctie__slug=slug))


@compiled
def evidence_in(assessment: int) -> QuerySet[Evidence]:
    """Return the evidence that was not removed, the oldest first."""
    return Evidence.objects.present().filter(assessment=assessment).order_by("added_at", "pk")


@compiled
def evidence_of(assessment: int, basisfunctie: str) -> QuerySet[Evidence]:
    """Return that of one basisfunctie."""
    rows = Evidence.objects.present().filter(assessment=assessment, basisfunctie=basisfunctie)
    return rows.order_by("added_at", "pk")


@compiled
def remarks_at(assessment: int, basisfunctie: str, layer: str) -> QuerySet[InternalRemark]:
    """Return the remarks of colleagues beside one layer, the oldest first, with thread and people."""
    rows = InternalRemark.objects.filter(
        thread__assessment=assessment, thread__basisfunctie=basisfunctie, thread__layer=layer
    )
    return rows.select_related("thread__settled_by", "written_by").order_by("written_at", "pk")


@compiled
def given_away(assessment: int, layer: int) -> QuerySet[Assignment]:
    """Return who has a layer now, if it was given to somebody; a constraint sees to it that there is one at most."""
    rows = Assignment.objects.filter(assessment=assessment, layer=layer, status=Given.OPEN)
    return rows.select_related("user", "invitation").order_by()


def _last_handed_in(municipality: int, year: int, series: str) -> Q:
    earlier = Assessment.objects.filter(
        municipality=municipality, round__year__lt=year, round__framework__series=series
    ).exclude(status=Status.CONCEPT)
    return Q(assessment=Subquery(earlier.order_by("-round__year").values("pk")[:1]))


def _placed(rows: QuerySet[Rating]) -> QuerySet[Rating, PlacedLevel]:
    return (
        rows.select_related("updated_by")
        .annotate(
            slug=F("layer__basisfunctie__slug"),
            kind=F("layer__kind"),
            year=F("assessment__round__year"),
            words=F("layer__basisfunctie__framework__stored_words"),
        )
        .order_by()
    )
