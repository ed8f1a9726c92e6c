"""The round before this one: what the same municipality wrote then, to start from and to set beside."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from assessments.models import WITH_MUNICIPALITY, Answer, Assessment, KeyFigures, Speerpunt, Status, Submission
from assessments.reading import read_snapshot
from assessments.snapshot import AnswerPart, PreviousLevel, Snapshot, SpeerpuntPart, from_content
from basisfuncties.structure import Structure, structure_of


@dataclass(frozen=True)
class Before:
    """What stood at one place in the previous round: as (label, words), and how the question read when otherwise."""

    year: int
    lines: tuple[tuple[str, str], ...]
    asked: str = ""
    was_to_confirm: bool = False


@dataclass(frozen=True)
class Previous:
    """The newest earlier round in which this municipality filled something in, whole."""

    year: int
    structure: Structure
    snapshot: Snapshot
    was_handed_in: bool

    @cached_property
    def answers(self) -> dict[str, AnswerPart]:
        """Return the questions that were answered then, by code."""
        parts = (part for each in self.snapshot.basisfuncties for part in each.answers)
        return {part.code: part for part in parts if part.is_answered}

    @cached_property
    def speerpunten(self) -> dict[tuple[str, str], SpeerpuntPart]:
        """Return the speerpunten of then, by slug of their basisfunctie and code."""
        return {(each.slug, part.code): part for each in self.snapshot.basisfuncties for part in each.speerpunten}

    @property
    def levels(self) -> dict[tuple[str, str], PreviousLevel]:
        """Return the levels of then, as `Filled.previous_levels` has them."""
        return {
            (each.slug, layer.kind): PreviousLevel(self.year, layer.level, layer.reason, layer.highest)
            for each in self.snapshot.basisfuncties
            for layer in each.layers
            if layer.level is not None
        }


def previous_of(assessment: Assessment) -> Previous | None:
    """Return the previous round of this municipality, or None when there is none with content.

    What was handed in last, or, where nothing was or the municipality got it back, what stands there now. One query
    where something was handed in; else four more.
    """
    submissions = Submission.objects.filter(assessment=OuterRef("pk")).order_by("-number")
    earlier = (
        _with_content_before(assessment)
        .select_related("round__framework")
        .annotate(handed_in=Subquery(submissions.values("content")[:1]))
        .first()
    )
    if earlier is None:
        return None
    is_open = earlier.status in WITH_MUNICIPALITY
    if is_open or earlier.handed_in is None:
        earlier.municipality = assessment.municipality
        snapshot = read_snapshot(earlier)
    else:
        snapshot = from_content(earlier.handed_in)
    structure = structure_of(earlier.round.framework)
    return Previous(earlier.round.year, structure, snapshot, earlier.status != Status.CONCEPT)


def has_previous(assessment: Assessment) -> bool:
    """Whether there is such a round, without reading what stands in it. One query."""
    return _with_content_before(assessment).exists()


def _with_content_before(assessment: Assessment) -> QuerySet[Assessment]:
    """Return the earlier rounds in which this municipality filled something in, the newest first.

    Only on editions of the same series: another framework asks other things. And only the municipality's own: of one
    that ended and went up in it, the answers are about another place.
    """
    return (
        Assessment.objects.filter(
            municipality=assessment.municipality_id,
            round__year__lt=assessment.round.year,
            round__framework__series=assessment.round.framework.series,
        )
        .filter(
            ~Q(status=Status.CONCEPT)
            | Exists(Answer.objects.filter(assessment=OuterRef("pk")))
            | Exists(Speerpunt.objects.filter(assessment=OuterRef("pk"), chosen=True))
            | Exists(KeyFigures.objects.filter(assessment=OuterRef("pk")))
        )
        .order_by("-round__year")
    )
