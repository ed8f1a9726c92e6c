"""All that counts in one round, with the groups in which it may be shown. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from comparison.groups import Group, Knows, groups_of, keys_of, shown
from comparison.lines import Line


@dataclass(frozen=True)
class Field:
    """All that counts in one round, as it stands on one day.

    Show nothing of it but what holds for all members of `groups` together, and of amounts and fte only median and
    quartiles: sums and averages could be taken from each other, as each figure has groups of its own.
    """

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
