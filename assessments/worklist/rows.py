"""The list of assessments of a round: filtering, sorting, and what waits for somebody. Pure rules over plain values.

A round has at most as many assessments as the country has municipalities, so one query reads a line of each, and
all that a person can ask of the list is worked out here.
"""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from assessments.dutch import counted
from assessments.models import Status

NOT_BEGUN, BUSY = "niet_begonnen", "bezig"
# What an adviser wants to tell apart: a concept in which nobody wrote anything is another thing than a busy one.
STANDS: dict[str, str] = {
    NOT_BEGUN: "nog niet begonnen",
    BUSY: "bezig",
    **{status.value: str(status.label) for status in Status if status is not Status.CONCEPT},
}
ME, NOBODY = "mij", "niemand"
DESCENDING = "-"


@dataclass(frozen=True)
class Row:
    """One assessment in the list. `number` counts what was handed in; `may_review` is whether the reader may.

    `open_remarks` counts the places where an adviser asked something that is not settled.
    """

    pk: int
    code: str
    name: str
    province_code: str
    province: str
    stand: str
    since: datetime
    number: int = 0
    submitted_at: datetime | None = None
    reviewer: int | None = None
    reviewer_name: str = ""
    may_review: bool = False
    open_remarks: int = 0

    @property
    def stand_label(self) -> str:
        """Return where it is on its way, in words."""
        return STANDS[self.stand]

    @property
    def waits_for_review(self) -> bool:
        """Whether it was handed in and nobody looks at it yet."""
        return self.stand == Status.SUBMITTED

    @property
    def came_back(self) -> bool:
        """Whether it was handed in again, after something was asked."""
        return self.waits_for_review and self.number > 1


def stand_of(status: str, has_begun: bool) -> str:
    """Return where an assessment is, from its status and from whether anything was ever filled in."""
    if status == Status.CONCEPT:
        return BUSY if has_begun else NOT_BEGUN
    return status


@dataclass(frozen=True)
class Asked:
    """What somebody asks of the list, as the address of the page says it; what makes no sense there asks nothing."""

    status: str = ""
    wie: str = ""
    provincie: str = ""
    naam: str = ""
    sorteer: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Asked":
        """Return what this query string asks."""
        return cls(**{field.name: str(query.get(field.name, "")).strip() for field in fields(cls)})

    @property
    def filters(self) -> bool:
        """Whether it leaves anything out."""
        return bool(self.status or self.wie or self.provincie or self.naam)


def plain(text: str) -> str:
    """Return a name without capitals, accents and signs: so Súdwest-Fryslân is found by 'sudwest fryslan'."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if letter.isalnum())


def chosen(rows: Iterable[Row], asked: Asked, me: int) -> list[Row]:
    """Return the rows that are asked for; `me` is who asks."""
    wanted: list[Callable[[Row], bool]] = []
    if asked.status in STANDS:
        wanted.append(lambda row: row.stand == asked.status)
    if asked.wie == NOBODY:
        wanted.append(lambda row: row.reviewer is None)
    elif asked.wie:
        wanted.append(lambda row: str(row.reviewer) == (str(me) if asked.wie == ME else asked.wie))
    if asked.provincie:
        wanted.append(lambda row: row.province_code == asked.provincie)
    if plain(asked.naam):
        wanted.append(lambda row: plain(asked.naam) in plain(row.name))
    return [row for row in rows if all(fits(row) for fits in wanted)]


# By the name of the column in the address: what is sorted by; None stands last, whichever way.
SORTS: dict[str, Callable[[Row], Any]] = {
    "gemeente": lambda row: plain(row.name),
    "provincie": lambda row: plain(row.province),
    "status": lambda row: list(STANDS).index(row.stand),
    "ingediend": lambda row: row.submitted_at,
    "opmerkingen": lambda row: row.open_remarks or None,
    "beoordelaar": lambda row: plain(row.reviewer_name) or None,
}


def in_order(rows: Iterable[Row], sort: str) -> list[Row]:
    """Return the rows in the order that is asked for ('status', '-status'), and by name where that says nothing."""
    ordered = sorted(rows, key=lambda row: (plain(row.name), row.pk))
    key = SORTS.get(sort.removeprefix(DESCENDING))
    if key is None:
        return ordered
    with_value = [row for row in ordered if key(row) is not None]
    without = [row for row in ordered if key(row) is None]
    return sorted(with_value, key=key, reverse=sort.startswith(DESCENDING)) + without


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for somebody: which assessment, why in a few words, and since when."""

    row: Row
    why: str
    since: datetime


def waiting_for(rows: Iterable[Row], me: int) -> list[Waiting]:
    """Return what waits for this adviser, the most urgent first.

    First what came back after a supplement, then what was handed in, longest ago first, then what the adviser is
    reviewing. What a colleague has waits for the colleague.
    """
    mine = [row for row in rows if row.may_review and row.reviewer in (None, me)]
    came_back = [
        Waiting(row, "opnieuw ingediend na een vraag om aanvulling", row.since) for row in mine if row.came_back
    ]
    new = [Waiting(row, "ingediend", row.since) for row in mine if row.waits_for_review and not row.came_back]
    busy = [
        Waiting(row, "bij u in beoordeling", row.since)
        for row in mine
        if row.stand == Status.IN_REVIEW and row.reviewer == me
    ]
    return [each for part in (came_back, new, busy) for each in sorted(part, key=lambda each: each.since)]


def waiting_longest(rows: Iterable[Row]) -> list[Waiting]:
    """Return what was handed in and nobody looks at, anywhere, longest ago first: what a beheerder wants to see."""
    found = [
        Waiting(
            row, f"ingediend, bij {row.reviewer_name}" if row.reviewer_name else "ingediend, bij niemand", row.since
        )
        for row in rows
        if row.waits_for_review
    ]
    return sorted(found, key=lambda each: each.since)


Levels = Mapping[tuple[str, str], int]


@dataclass(frozen=True)
class LevelChange:
    """How many levels are higher, lower and the same as in the previous round."""

    higher: int
    lower: int
    same: int

    def __str__(self) -> str:
        parts = [
            words
            for number, words in (
                (self.higher, f"{self.higher} hoger"),
                (self.lower, f"{self.lower} lager"),
                (self.same, f"{self.same} gelijk"),
            )
            if number
        ]
        return ", ".join(parts)


def compare_levels(now: Levels, before: Levels) -> LevelChange | None:
    """Return how these levels differ, by basisfunctie and layer; None where no layer has a level in both rounds."""
    steps = [now[place] - before[place] for place in now if place in before]
    if not steps:
        return None
    return LevelChange(sum(step > 0 for step in steps), sum(step < 0 for step in steps), steps.count(0))


def counts_by_stand(rows: Sequence[Row]) -> list[tuple[str, str, int]]:
    """Return each stand with its words and how many there are."""
    return [(stand, label, sum(row.stand == stand for row in rows)) for stand, label in STANDS.items()]


def days_ago(number: int) -> str:
    """Return 'vandaag', 'gisteren', '5 dagen geleden'."""
    return {0: "vandaag", 1: "gisteren"}.get(number, f"{counted(number, 'dag', 'dagen')} geleden")
