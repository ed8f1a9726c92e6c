"""Read the monitor of a round: three queries, however many municipalities and rounds there are."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Min
from django.utils import timezone

from accounts.models import User
from assessments.models import Answer, Change, KeyFigures, Rating, Round, Speerpunt, StepTaken
from assessments.monitor.figures import Course, Headline, Life, Place, course_of, headlines, places_of
from assessments.worklist.reading import Advises, List
from assessments.worklist.rows import Row, in_order

NOTHING = Advises(frozenset(), frozenset())


@dataclass(frozen=True)
class Monitor:
    """What the monitor shows. `course` is None as long as the round has not opened; `lives` go by key of the row."""

    rows: list[Row]
    lives: dict[int, Life]
    headlines: list[Headline]
    places: list[Place]
    course: Course | None


def read_monitor(user: User, round_: Round, today: date) -> Monitor:
    """Return the monitor of this round for a beheerder."""
    rows = in_order(List(user, NOTHING, round_).rows, "gemeente")
    begun = _begun(round_)
    steps = _steps(round_)
    lives = {row.pk: Life(begun.get(row.pk), tuple(steps[row.pk])) for row in rows}
    return Monitor(
        rows=rows,
        lives=lives,
        headlines=headlines(rows),
        places=places_of(rows),
        course=course_of(lives.values(), round_.opens_on, _last_day(round_, lives, today)),
    )


def _last_day(round_: Round, lives: dict[int, Life], today: date) -> date:
    """Return until when to show the round: today as long as it runs, and then until the last thing that happened."""
    if today <= round_.closes_on:
        return today
    happened = [day for life in lives.values() for _, day, _ in life.events()]
    return min(today, max([round_.closes_on, *happened]))


def _begun(round_: Round) -> dict[int, date]:
    """Return the day on which anything was first filled in, by key of the assessment. One query.

    The log says so. What never went through it (starting from the previous round, or the demo) is as old as it is.
    """
    here = {"assessment__round": round_}
    first, *others = (
        Change.objects.kept().filter(**here).order_by().values_list("assessment_id").annotate(first=Min("at")),
        *(
            table.objects.filter(**here).order_by().values_list("assessment_id").annotate(first=Min("updated_at"))
            for table in (Answer, Rating, Speerpunt, KeyFigures)
        ),
    )
    begun: dict[int, date] = {}
    for pk, moment in first.union(*others, all=True):
        day = timezone.localdate(moment)
        begun[pk] = min(day, begun.get(pk, day))
    return begun


def _steps(round_: Round) -> dict[int, list[tuple[str, date]]]:
    """Return the steps in their order, by key of the assessment. One query."""
    steps: dict[int, list[tuple[str, date]]] = defaultdict(list)
    taken = StepTaken.objects.filter(assessment__round=round_).order_by("taken_at", "pk")
    for pk, status, moment in taken.values_list("assessment_id", "to_status", "taken_at"):
        steps[pk].append((status, timezone.localdate(moment)))
    return steps
