"""The figures of a round: how many began, handed in, are in review and adopted, over time and per province. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assessments.models import Status
from assessments.worklist.rows import BUSY, NOT_BEGUN, STANDS, Row

MOST_ROWS = 16  # of the table of the course: a week each, more in a long round


@dataclass(frozen=True)
class Line:
    """One of the lines of the course."""

    key: str
    label: str


LINES = (
    Line("begonnen", "begonnen"),
    Line("ingediend", "ingediend"),
    Line("in_beoordeling", "in beoordeling"),
    Line("vastgesteld", "vastgesteld"),
)


@dataclass(frozen=True)
class Life:
    """When what happened with one assessment: when it began, and its steps as (status that it led to, day)."""

    begun_on: date | None
    steps: tuple[tuple[str, date], ...] = ()

    def events(self) -> list[tuple[str, date, int]]:
        """Return by which line, on which day, how many more (or fewer: what is reopened is adopted no more)."""
        first: dict[str, date] = {}
        adopted: list[tuple[str, date, int]] = []
        is_adopted = False
        for status, day in self.steps:
            first.setdefault(status, day)
            if (status == Status.ADOPTED) != is_adopted:
                is_adopted = not is_adopted
                adopted.append(("vastgesteld", day, 1 if is_adopted else -1))
        # Who hands in what nobody filled in (in a test, or from a file) began no later than then.
        begun = min((day for day in (self.begun_on, first.get(Status.SUBMITTED)) if day), default=None)
        once = (
            ("begonnen", begun),
            ("ingediend", first.get(Status.SUBMITTED)),
            ("in_beoordeling", first.get(Status.IN_REVIEW)),
        )
        return [(line, day, 1) for line, day in once if day] + adopted


@dataclass(frozen=True)
class Course:
    """How a round went: for each day from the first, how many there were by then, by key of the line."""

    first: date
    counts: Mapping[str, tuple[int, ...]]

    @property
    def days(self) -> list[date]:
        """Return the days."""
        return [self.first + timedelta(days=number) for number in range(len(self.counts[LINES[0].key]))]

    @property
    def last(self) -> dict[str, int]:
        """Return how many there are on the last day, by key."""
        return {key: numbers[-1] for key, numbers in self.counts.items()}

    def table(self) -> list[tuple[date, list[int]]]:
        """Return some days with their numbers, in the order of `LINES`: each week or so, and always the last day."""
        days = self.days
        weeks = 1 + (len(days) - 1) // (7 * MOST_ROWS)
        places = sorted({*range(0, len(days), 7 * weeks), len(days) - 1})
        return [(days[place], [self.counts[line.key][place] for line in LINES]) for place in places]


def course_of(lives: Iterable[Life], first: date, last: date) -> Course | None:
    """Return how a round went from its first day until the last that is to be shown; None when that is earlier.

    What happened before the first day counts on it.
    """
    length = (last - first).days + 1
    if length < 1:
        return None
    changes = {line.key: [0] * length for line in LINES}
    for life in lives:
        for key, day, change in life.events():
            if day <= last:
                changes[key][max(0, (day - first).days)] += change
    return Course(first, {key: _summed(each) for key, each in changes.items()})


def _summed(changes: Sequence[int]) -> tuple[int, ...]:
    sums, total = [], 0
    for change in changes:
        total += change
        sums.append(total)
    return tuple(sums)


@dataclass(frozen=True)
class Place:
    """A province, or the whole country: how many assessments have which stand."""

    name: str
    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        """Return how many take part."""
        return sum(self.counts.values())

    @property
    def numbers(self) -> list[int]:
        """Return the numbers in the order of `STANDS`."""
        return [self.counts.get(stand, 0) for stand in STANDS]


def places_of(rows: Sequence[Row], country: str = "Nederland") -> list[Place]:
    """Return the provinces by name, and then the country."""
    by_province: dict[str, Counter[str]] = {}
    for row in rows:
        by_province.setdefault(row.province, Counter())[row.stand] += 1
    provinces = [Place(name, by_province[name]) for name in sorted(by_province)]
    return [*provinces, Place(country, Counter(row.stand for row in rows))]


@dataclass(frozen=True)
class Headline:
    """One of the figures at the top."""

    label: str
    number: int
    total: int

    @property
    def share(self) -> str:
        """Return which part of all that is, in words."""
        percentage = self.number * 100 // self.total if self.total else 0
        return "minder dan 1%" if self.number and not percentage else f"{percentage}%"


def headlines(rows: Sequence[Row]) -> list[Headline]:
    """Return how many were invited, began, ever handed in, are in review now, and are adopted now."""
    total = len(rows)
    named = (
        ("uitgenodigd", total),
        ("begonnen", sum(row.stand != NOT_BEGUN for row in rows)),
        ("ingediend", sum(row.stand not in (NOT_BEGUN, BUSY) for row in rows)),
        ("nu in beoordeling", sum(row.stand == Status.IN_REVIEW for row in rows)),
        ("vastgesteld", sum(row.stand == Status.ADOPTED for row in rows)),
    )
    return [Headline(label, number, total) for label, number in named]
