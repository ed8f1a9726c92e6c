"""What money there is for speerpunten: sums, and the bars that show them. Pure rules over a snapshot."""

from collections.abc import Iterable
from dataclasses import dataclass

from assessments.models import MoneyKind
from assessments.snapshot import Snapshot, SpeerpuntPart


@dataclass(frozen=True)
class Money:
    """What some speerpunten have, in whole euros per year; `other` is what has no kind yet."""

    structural: int
    incidental: int
    other: int

    @property
    def total(self) -> int:
        """Return all of it."""
        return self.structural + self.incidental + self.other


@dataclass(frozen=True)
class Bar:
    """The money of one basisfunctie; the widths are percentages of the largest one."""

    number: int
    name: str
    money: Money
    structural_width: str
    incidental_from: str
    incidental_width: str
    other_from: str
    other_width: str


def money_of(speerpunten: Iterable[SpeerpuntPart]) -> Money:
    """Return the sums of what these speerpunten have."""
    sums = dict.fromkeys(("", *MoneyKind.values), 0)
    for speerpunt in speerpunten:
        sums[speerpunt.money_kind] += speerpunt.amount or 0
    return Money(sums[MoneyKind.STRUCTURAL], sums[MoneyKind.INCIDENTAL], sums[""])


def money_of_all(snapshot: Snapshot) -> Money:
    """Return the sums of the whole assessment."""
    return money_of(speerpunt for part in snapshot.basisfuncties for speerpunt in part.speerpunten)


def bars(snapshot: Snapshot) -> tuple[Bar, ...]:
    """Return a bar for each basisfunctie, structural money first; empty when there is no money at all."""
    sums = [(part, money_of(part.speerpunten)) for part in snapshot.basisfuncties]
    most = max((money.total for _, money in sums), default=0)
    if not most:
        return ()

    def width(euros: int) -> str:
        return f"{euros * 100 / most:.2f}%"

    return tuple(
        Bar(
            number=part.number,
            name=part.name,
            money=money,
            structural_width=width(money.structural),
            incidental_from=width(money.structural),
            incidental_width=width(money.incidental),
            other_from=width(money.structural + money.incidental),
            other_width=width(money.other),
        )
        for part, money in sums
    )
