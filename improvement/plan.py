"""The improvement plan as plain values, for reports: what is going to be done, and what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assessments.models import Assessment
from improvement.look_back import look_back
from improvement.models import Action

OF_MUNICIPALITY = "gemeente"


@dataclass(frozen=True)
class PlannedAction:
    """One verbeteractie; `year` is that of the round in which it began, `basisfunctie` a slug or empty.

    `who` names an organisation as the municipality wrote it down. Of a colleague it says that it is the municipality: a
    report is public, and no report names who works there. `comes_from` is the finding or recommendation, in words.
    """

    title: str
    status: str
    status_words: str
    year: int
    details: str = ""
    basisfunctie: str = ""
    who: str = ""
    due_on: date | None = None
    cost: int | None = None
    comes_from: str = ""
    outcome: str = ""
    reason: str = ""
    closed_on: date | None = None


def read_plan(assessment: Assessment) -> tuple[PlannedAction, ...]:
    """Return the actions of this round, then those that earlier rounds left open or that closed since. Four queries."""
    own = Action.objects.standing().filter(assessment=assessment)
    rows = own.select_related("assessment__round", "recommendation").order_by("pk")
    earlier = (kept.action for year in look_back(assessment) for kept in year.rows)
    return (*_planned(rows), *_planned(earlier))


def _planned(rows: Iterable[Action]) -> Iterable[PlannedAction]:
    for row in rows:
        recommendation = row.recommendation
        from_finding = row.finding.split(":")[1] if row.finding else ""
        yield PlannedAction(
            title=row.title,
            status=row.status,
            status_words=row.get_status_display(),
            year=row.year,
            details=row.details,
            basisfunctie=recommendation.basisfunctie if recommendation else from_finding,
            who=OF_MUNICIPALITY if row.person_id else row.who,
            due_on=row.due_on,
            cost=row.cost,
            comes_from=recommendation.heading if recommendation else row.finding_words,
            outcome=row.outcome,
            reason=row.reason,
            closed_on=row.closed_on,
        )
