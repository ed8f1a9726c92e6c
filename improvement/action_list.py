"""The actions of a municipality as lists: in groups, what is late first, with counts, and as CSV. Pure."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from assessments.dutch import counted, dutch_date, listed, sentence
from audit.spreadsheet import csv_lines
from improvement.models.actions import CLOSED, ActionStatus

if TYPE_CHECKING:
    from improvement.models import Action

BY_DATE, BY_STATUS, BY_PERSON = "datum", "stand", "wie"
ORDERS = ((BY_DATE, "Datum"), (BY_STATUS, "Stand"), (BY_PERSON, "Wie"))
OPEN, LATE, ALL = "open", "laat", "alles"
SHOWN = ((OPEN, "Wat nog moet"), (LATE, "Wat te laat is"), (ALL, "Alles"), *ActionStatus.choices)
NOBODY = "Nog niemand"
SOON = timedelta(days=31)


@dataclass(frozen=True)
class Group:
    """Actions under one heading."""

    title: str
    actions: tuple["Action", ...]


@dataclass(frozen=True)
class Counts:
    """How many actions there are in each status; `late` are among those that still have to be done."""

    todo: int
    busy: int
    done: int
    dropped: int
    late: int

    @property
    def total(self) -> int:
        """Return how many there are in all."""
        return self.todo + self.busy + self.done + self.dropped

    @property
    def open(self) -> int:
        """Return how many still have to be done."""
        return self.todo + self.busy

    @property
    def in_words(self) -> str:
        """Return '5 acties: 2 klaar, 1 bezig en 2 te doen', without what there is none of."""
        kinds = ((self.done, "klaar"), (self.busy, "bezig"), (self.todo, "te doen"), (self.dropped, "vervallen"))
        parts = [f"{number} {words}" for number, words in kinds if number]
        if not parts:
            return "Geen acties."
        late = f" Daarvan {'is' if self.late == 1 else 'zijn'} er {self.late} te laat." if self.late else ""
        return f"{sentence(counted(self.total, 'actie', 'acties'))}: {listed(parts)}.{late}"


def count(actions: Iterable["Action"]) -> Counts:
    """Return how many of these are in each status."""
    rows = list(actions)

    def number(status: ActionStatus) -> int:
        return sum(row.status == status for row in rows)

    return Counts(
        todo=number(ActionStatus.TODO),
        busy=number(ActionStatus.BUSY),
        done=number(ActionStatus.DONE),
        dropped=number(ActionStatus.DROPPED),
        late=sum(row.is_late for row in rows),
    )


def chosen(actions: Iterable["Action"], shown: str, who: str = "", year: str = "") -> list["Action"]:
    """Return those that a person asked for: in this state, of this person (as in `who_key`), begun in this year."""
    rows = [row for row in actions if _is_shown(row, shown)]
    if who:
        rows = [row for row in rows if who_key(row) == who]
    if year:
        rows = [row for row in rows if str(row.year) == year]
    return rows


def who_key(action: "Action") -> str:
    """Return what stands for who has an action, in an address: a person, a name in words, or nobody."""
    if action.person_id:
        return f"p{action.person_id}"
    return f"n{action.who}" if action.who else "niemand"


def ordered(actions: Iterable["Action"], order: str, today: date) -> list["Action"]:
    """Return the actions as the groups of this order have them: what is late first, then by day."""
    return sorted(actions, key=lambda row: (_place(row, order, today), _urgency(row)))


def groups(actions: Sequence["Action"], order: str, today: date) -> list[Group]:
    """Return actions that are `ordered` under their headings."""
    title: Callable[[Action], str] = {
        BY_STATUS: lambda row: sentence(row.get_status_display()),
        BY_PERSON: lambda row: row.with_whom or NOBODY,
    }.get(order, lambda row: PERIODS[_period(row, today)])
    found: dict[str, list[Action]] = {}
    for row in actions:
        found.setdefault(title(row), []).append(row)
    return [Group(name, tuple(rows)) for name, rows in found.items()]


PERIODS = ("Te laat", "De komende maand", "Later", "Zonder datum", "Klaar of vervallen")


def _period(row: "Action", today: date) -> int:
    if row.is_closed:
        return 4
    if row.due_on is None:
        return 3
    if row.due_on < today:
        return 0
    return 1 if row.due_on <= today + SOON else 2


def _place(row: "Action", order: str, today: date) -> tuple[int, str]:
    if order == BY_STATUS:
        # What is being done comes before what has to begin: a team starts with what runs.
        return (ActionStatus.BUSY, ActionStatus.TODO, ActionStatus.DONE, ActionStatus.DROPPED).index(
            ActionStatus(row.status)
        ), ""
    if order == BY_PERSON:
        return int(not row.with_whom), row.with_whom.lower()
    return _period(row, today), ""


def _urgency(row: "Action") -> tuple[bool, bool, bool, date, int]:
    """Return what sorts within a group: what is late, then by day, then what has none; what is closed last."""
    day = row.closed_on if row.is_closed else row.due_on
    return row.status in CLOSED, not row.is_late, day is None, day or date.max, row.pk


def _is_shown(row: "Action", shown: str) -> bool:
    if shown == ALL:
        return True
    if shown == LATE:
        return row.is_late
    return row.status == shown if shown in ActionStatus.values else not row.is_closed


HEADINGS = (
    "Actie",
    "Toelichting",
    "Wie",
    "Klaar op",
    "Kosten",
    "Stand",
    "Te laat",
    "Wat ervan kwam",
    "Waarom vervallen",
    "Begonnen in",
    "Bevinding",
    "Aanbeveling",
)


def as_csv(actions: Iterable["Action"]) -> Iterator[str]:
    """Return the lines of a file for a spreadsheet."""
    return csv_lines(HEADINGS, map(_cells, actions))


def _cells(row: "Action") -> tuple[str, ...]:
    return (
        row.title,
        row.details,
        row.with_whom,
        dutch_date(row.due_on) if row.due_on else "",
        "" if row.cost is None else str(row.cost),
        row.get_status_display(),
        "ja" if row.is_late else "nee",
        row.outcome,
        row.reason,
        str(row.year),
        row.finding_words,
        row.recommendation.heading if row.recommendation else "",
    )
