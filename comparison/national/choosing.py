"""Of which municipalities something may be shown together, by the rule of `comparison.groups`. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from comparison.groups import UNKNOWN, Group, Knows, Member, groups_of, shown
from comparison.lines import Line

Lines = tuple[Line, ...]


@dataclass(frozen=True)
class Shown:
    """What may be shown: whole groups, in the order in which they came, and which of these are of one province."""

    groups: tuple[Lines, ...]
    provinces: Mapping[int, Lines]

    @property
    def country(self) -> Lines:
        """Return all municipalities of which something is shown."""
        return tuple(line for group in self.groups for line in group)


Choose = Callable[[Sequence[Line]], Shown]
"""Says of these municipalities, which all have a figure, of which it may be shown together."""


def chooser(people: Sequence[Knows], today: date) -> Choose:
    """Return the rule as it is on this day, with these people who may read some municipalities whole."""
    known: dict[tuple[Member, ...], tuple[Group, ...]] = {}  # layer after layer the same ones are asked about

    def choose(lines: Sequence[Line]) -> Shown:
        members = tuple(line.member for line in lines)
        if members not in known:
            known[members] = shown(groups_of(members, today), people)
        return _shown(known[members], {line.member.key: line for line in lines})

    return choose


def _shown(groups: Iterable[Group], by_key: Mapping[int, Line]) -> Shown:
    whole: list[Lines] = []
    provinces: dict[int, list[Line]] = {}
    for group in groups:
        members = tuple(by_key[member.key] for member in group.members)
        whole.append(members)
        if group.province is not None:
            provinces.setdefault(group.province, []).extend(members)
    return Shown(tuple(whole), {key: tuple(each) for key, each in provinces.items()})


def beside(pairs: Shown, *others: Shown) -> Lines:
    """Return of which pairs of two rounds something may be shown beside what is shown of each of these rounds.

    The levels now, less the levels before, less what changed: what is left of that is of who is in one and not in the
    other. Those are nobody, or at least five; where they would be fewer, the newest groups of pairs wait.
    """
    groups = list(pairs.groups)
    while groups:
        both = {line.member.municipality for group in groups for line in group}
        left = {
            municipality
            for other in others
            for municipality in both ^ {line.member.municipality for line in other.country}
        }
        if not left or len(left) >= UNKNOWN:
            break
        groups.pop()
    return tuple(line for group in groups for line in group)
