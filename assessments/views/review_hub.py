"""What the page of a submission shows of the review: where things stand per basisfunctie, and where levels differ."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from assessments.access import Opened
from assessments.dutch import counted
from assessments.models import Status, SupplementPoint
from assessments.reviewing.conversations import talks_for, unsent_levels
from assessments.reviewing.doing import is_talked_about
from assessments.reviewing.levels import levels_shown_to
from assessments.reviewing.second import Difference, differences
from assessments.reviewing.supplements import waiting_points
from assessments.snapshot import Snapshot
from municipalities.access import May


@dataclass(frozen=True)
class ReviewRow:
    """One basisfunctie to review, as a line of a list."""

    label: str
    url: str
    note: str
    number: int
    status: str


def hub(opened: Opened, snapshot: Snapshot) -> dict[str, object]:
    """Return what belongs to this person; queries: one for the levels, and for who reads the review three more."""
    differ = differences(snapshot, levels_shown_to(opened))
    context: dict[str, object] = {
        "differ": differ,
        "may_answer": opened.may(May.FILL_IN) and is_talked_about(opened.assessment),
        "reads_review": opened.may(May.READ_REVIEW),
    }
    if not opened.may(May.READ_REVIEW):
        return context
    points = list(SupplementPoint.objects.of(opened.assessment))
    context["has_supplement"] = any(point.supplement.taken_id for point in points)
    talks = talks_for(opened)
    context["open_talks"] = sum(talk.is_open for talk in talks.values())
    if not opened.may(May.REVIEW):
        return context
    place = [opened.access.municipality.code, opened.assessment.round.year]
    drafts_at: dict[str, int] = {}
    open_at: dict[str, int] = {}
    for (slug, _, _), talk in talks.items():
        drafts_at[slug] = drafts_at.get(slug, 0) + len(talk.drafts)
        open_at[slug] = open_at.get(slug, 0) + talk.is_open
    return context | {
        "review_rows": [
            ReviewRow(
                each.name,
                reverse("review", args=[*place, each.slug]),
                _note(each.name, drafts_at.get(each.slug, 0), differ),
                each.number,
                f"{open_at[each.slug]} open" if open_at.get(each.slug) else "",
            )
            for each in snapshot.basisfuncties
        ],
        "may_write": is_talked_about(opened.assessment),
        "may_ask": opened.assessment.status == Status.IN_REVIEW,
        "drafts": sum(drafts_at.values()) + len(unsent_levels(opened.assessment)),
        "to_ask": sum(1 for point in points if not point.supplement.taken_id),
    }


@dataclass(frozen=True)
class ToMunicipality:
    """What the adviser said and asked, for the pages of who fills in; `points` are those that wait for an answer."""

    points: tuple[SupplementPoint, ...] = ()
    open_talks: int = 0
    has_talks: bool = False
    differ: tuple[Difference, ...] = ()
    due_on: date | None = None

    @property
    def unanswered(self) -> list[SupplementPoint]:
        """Return the points of which the municipality has not said what it did."""
        return [point for point in self.points if not point.is_answered]


def to_municipality(opened: Opened, snapshot: Snapshot) -> ToMunicipality:
    """Return what the adviser said and asked; three queries, and none as long as nothing was submitted."""
    if opened.assessment.status == Status.CONCEPT or not opened.may(May.FILL_IN):
        return ToMunicipality()
    talks = talks_for(opened)
    points = tuple(waiting_points(opened.assessment))
    return ToMunicipality(
        points,
        sum(talk.is_open for talk in talks.values()),
        any(talk.remarks for talk in talks.values()),
        differences(snapshot, levels_shown_to(opened)),
        points[0].supplement.due_on if points else None,
    )


def _note(name: str, drafts: int, differ: tuple[Difference, ...]) -> str:
    layers = [each.layer_name.lower() for each in differ if each.name == name]
    words = []
    if layers:
        words.append(f"ander niveau bij {', '.join(layers)}")
    if drafts:
        words.append(counted(drafts, "concept", "concepten"))
    return " · ".join(words)
