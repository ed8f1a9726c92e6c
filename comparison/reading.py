"""Read the figures of a round, with the groups in which they may be shown."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from comparison.groups import Group, Knows, groups_of, keys_of, shown
from comparison.knowing import read_people
from comparison.lines import Line
from comparison.models import Figures


@dataclass(frozen=True)
class Field:
    """All that counts in one round, as it stands on one day. Show nothing of it but by `groups`."""

    year: int
    lines: tuple[Line, ...]
    people: frozenset[Knows]
    today: date

    def groups(self, measure: Callable[[Line], object] | None = None) -> tuple[Group, ...]:
        """Return the groups that may be shown; with `measure`, those of who filled in what it returns (not None)."""
        lines = self.lines if measure is None else [line for line in self.lines if measure(line) is not None]
        return shown(groups_of((line.member for line in lines), self.today), self.people)

    def within(self, groups: Iterable[Group]) -> list[Line]:
        """Return the lines of all members of these groups."""
        keys = keys_of(groups)
        return [line for line in self.lines if line.member.key in keys]


def read_field(year: int, today: date) -> Field:
    """Return what counts in the round of this year. Three queries."""
    return Field(year, tuple(Figures.objects.of_round(year).lines()), read_people(), today)
