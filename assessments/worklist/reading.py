"""Read the list of assessments of a round, and what is shown of those on one page.

The number of queries hangs on nothing: one reads a line of each assessment, four read all that is needed to say how
far those of one page are. How far that is, `assessments.scoring` alone says.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from django.db.models import F

from accounts.models import User
from assessments.models import Answer, Assessment, KeyFigures, Rating, Round, Speerpunt
from assessments.reading import Filled, snapshot_of
from assessments.scoring import Progress, progress
from assessments.worklist.rows import LevelChange, Levels, Row, compare_levels, stand_of
from basisfuncties.models import PolicyElement
from basisfuncties.structure import structure_of
from municipalities.models import Membership, Municipality, Role

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class _At(TypedDict):
        slug: str
        kind: str


@dataclass(frozen=True)
class Advises:
    """What somebody advises: keys of provinces and of municipalities. `anything` is False for who is no adviser."""

    provinces: frozenset[int]
    municipalities: frozenset[int]

    @property
    def anything(self) -> bool:
        """Whether there is any."""
        return bool(self.provinces or self.municipalities)

    def includes(self, municipality: Municipality) -> bool:
        """Whether this person reviews the municipality."""
        if municipality.has_ended:
            return False
        return municipality.pk in self.municipalities or municipality.province_id in self.provinces


def advised_by(user: User) -> Advises:
    """Return what this person advises. One query."""
    rows = Membership.objects.filter(user=user, role=Role.ADVISER).order_by().values_list("province", "municipality")
    pairs = list(rows)
    return Advises(
        frozenset(province for province, _ in pairs if province), frozenset(town for _, town in pairs if town)
    )


class List:
    """The assessments of one round that somebody follows: as rows, and by key as they were read. One query."""

    def __init__(self, user: User, advises: Advises, round_: Round) -> None:
        found = (
            Assessment.objects.to_review_by(user)
            .filter(round=round_)
            .select_related("municipality__province", "reviewer", "key_figures")
            .with_last_handed_in()
            .with_has_begun()
            .with_previous_round()
            .with_open_remarks()
            .order_by()
        )
        self.assessments = {each.pk: each for each in found}
        for each in self.assessments.values():
            each.round = round_
        self.rows = [_row(each, advises) for each in self.assessments.values()]

    def details(self, rows: Sequence[Row]) -> dict[int, "Details"]:
        """Return what is shown of these assessments besides, by key. Three queries."""
        return read_details([self.assessments[row.pk] for row in rows])


def _row(assessment: Assessment, advises: Advises) -> Row:
    municipality, reviewer = assessment.municipality, assessment.reviewer
    return Row(
        pk=assessment.pk,
        code=municipality.code,
        name=municipality.name,
        province_code=municipality.province.code,
        province=municipality.province.name,
        stand=stand_of(assessment.status, assessment.has_begun),  # type: ignore[attr-defined]
        since=assessment.status_since,
        number=assessment.last_number or 0,  # type: ignore[attr-defined]
        submitted_at=assessment.last_submitted_at,  # type: ignore[attr-defined]
        reviewer=assessment.reviewer_id,
        reviewer_name=str(reviewer or ""),
        may_review=advises.includes(municipality),
        open_remarks=assessment.open_remarks,  # type: ignore[attr-defined]
    )


@dataclass(frozen=True)
class Details:
    """How far one assessment is, and how its levels differ from those of the round before."""

    progress: Progress
    change: LevelChange | None


def read_details(assessments: Sequence[Assessment]) -> dict[int, Details]:
    """Return the details of these assessments by key. Three queries, whatever their number.

    They come with municipality, province, round and key figures, and with `previous_id` (`with_previous_round`).
    """
    keys = [each.pk for each in assessments]
    earlier = [each.previous_id for each in assessments if each.previous_id]  # type: ignore[attr-defined]
    answers: dict[int, list[Answer]] = defaultdict(list)
    for answer in Answer.objects.filter(assessment__in=keys).order_by():
        answers[answer.assessment_id].append(answer)
    speerpunten: dict[int, list[Speerpunt]] = defaultdict(list)
    elements = _elements(assessments)
    for speerpunt in Speerpunt.objects.filter(assessment__in=keys, chosen=True).order_by():
        if speerpunt.element_id is not None:
            speerpunt.element = elements[speerpunt.element_id]
        speerpunten[speerpunt.assessment_id].append(speerpunt)
    ratings: dict[int, list[WithAnnotations[Rating, _At]]] = defaultdict(list)
    placed = Rating.objects.filter(assessment__in=[*keys, *earlier]).annotate(
        slug=F("layer__basisfunctie__slug"), kind=F("layer__kind")
    )
    for rating in placed.order_by():
        ratings[rating.assessment_id].append(rating)
    return {
        each.pk: Details(
            progress=_progress(each, answers[each.pk], speerpunten[each.pk], ratings[each.pk]),
            change=compare_levels(
                _levels(ratings[each.pk]),
                _levels(ratings[each.previous_id]),  # type: ignore[attr-defined]
            ),
        )
        for each in assessments
    }


def _elements(assessments: Iterable[Assessment]) -> dict[int, PolicyElement]:
    """Return the policy elements by key: each once, from what the process knows, not once for each speerpunt."""
    frameworks = {each.round.framework_id: each.round.framework for each in assessments}
    return {
        item.pk: PolicyElement(pk=item.pk, code=item.code, label=item.label)
        for framework in frameworks.values()
        for basisfunctie in structure_of(framework).basisfuncties
        for layer in basisfunctie.layers
        for item in layer.elements
    }


def _levels(ratings: "Iterable[WithAnnotations[Rating, _At]]") -> Levels:
    return {(row.slug, row.kind): row.level for row in ratings if row.level is not None}


def _progress(
    assessment: Assessment, answers: Iterable[Answer], speerpunten: list[Speerpunt], ratings: Iterable[Rating]
) -> Progress:
    filled = Filled(assessment)
    codes = {question.pk: question.code for question in filled.structure.questions.values()}
    filled.answers = {codes[answer.question_id]: answer for answer in answers}
    filled.speerpunten = speerpunten
    filled.ratings = {rating.layer_id: rating for rating in ratings}
    filled.key_figures = _key_figures(assessment)
    # What no progress hangs on stays unread.
    filled.previous_levels = {}
    filled.finding_responses = {}
    filled.evidence = {}
    return progress(snapshot_of(assessment, filled))


def _key_figures(assessment: Assessment) -> KeyFigures | None:
    found: KeyFigures | None = getattr(assessment, "key_figures", None)
    return found
