"""When a statistic may be shown: of whole groups that never change. Pure (docs/decisions/0011-groups.md).

The rule. What was adopted in a round is put in groups, at the beginning of each month: of one province, next to each
other in size, seven or more. A group never changes again, and everything that is shown to anyone, at any moment, is of
whole groups. So whoever takes one figure from another (the country without a province, this month without last month,
one size without another, one municipality's page without its neighbour's) is left with whole groups.

Seven, as a person may know some of them: of a group that is shown at least five stay unknown to everyone, or none at
all. Who works for two municipalities knows two. Where somebody knows more of one group, such as an adviser of loose
municipalities or who agreed to compare by name with many, the group is shown to nobody (`shown`).

What waits for half a year goes together with what waits in other provinces, as long as an adviser of two of these
still doesn't know all but a few. That group counts for the country and by size, and in no province.

A figure that not everybody filled in has groups of its own, of those who did: call `groups_of` with these only.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import combinations

from django.utils import timezone

LEAST = 7  # municipalities in a group
UNKNOWN = 5  # of which nobody knows at least so many, or knows all
MONTHS_OF_PATIENCE = 6
ABOUT = (10, 20, 40)  # how many of like size one can ask for


@dataclass(frozen=True)
class Member:
    """One adopted submission that counts: its key, whose it is, and the size and the moment of then."""

    key: int
    municipality: int
    province: int
    population: int
    adopted_at: datetime


@dataclass(frozen=True)
class Group:
    """Some that are shown together or not at all; `province` is None when they are of several."""

    province: int | None
    members: tuple[Member, ...]

    def __len__(self) -> int:
        return len(self.members)


@dataclass(frozen=True)
class Knows:
    """What one person may read whole: these municipalities, and all of these provinces."""

    municipalities: frozenset[int] = frozenset()
    provinces: frozenset[int] = frozenset()

    def unknown_in(self, group: Group) -> int:
        """Return of how many members of the group this person may not read the whole file."""
        return sum(
            each.municipality not in self.municipalities and each.province not in self.provinces
            for each in group.members
        )


def groups_of(members: Iterable[Member], today: date) -> tuple[Group, ...]:
    """Return the groups that there are on this day, of the members of one round; those of an earlier day stay.

    A group of a month is there from the second day of it: what was adopted just before midnight is stored by then.
    """
    days = sorted(((timezone.localdate(each.adopted_at), each) for each in members), key=lambda pair: _order(pair[1]))
    waiting: list[tuple[date, Member]] = []
    groups: list[Group] = []
    if not days:
        return ()
    for moment in _moments(days[0][0], today):
        arrived = sum(day < moment for day, _ in days)
        waiting += days[:arrived]
        days = days[arrived:]
        made = [*_of_provinces(waiting), *_of_who_waited(waiting, moment)]
        groups += made
        taken = {each.key for group in made for each in group.members}
        waiting = [(day, each) for day, each in waiting if each.key not in taken]
    return tuple(groups)


def shown(groups: Iterable[Group], people: Iterable[Knows]) -> tuple[Group, ...]:
    """Return the groups of which each of these people knows all, or leaves at least five unknown."""
    # Whoever knows no more than two, leaves five of the smallest group.
    risky = {each for each in people if each.provinces or len(each.municipalities) > LEAST - UNKNOWN}
    return tuple(
        group for group in groups if all((left := each.unknown_in(group)) == 0 or left >= UNKNOWN for each in risky)
    )


def of_province(groups: Iterable[Group], province: int) -> tuple[Group, ...]:
    """Return the groups of one province."""
    return tuple(group for group in groups if group.province == province)


def of_like_size(groups: Iterable[Group], population: int, about: int = 20) -> tuple[Group, ...]:
    """Return the groups nearest in size to this many inhabitants, until there are about so many municipalities.

    Whole groups, so it is rarely just that number. How far a group is, is the average of how far its members are, in
    proportion: 20,000 is as far from 40,000 as 80,000 is.
    """
    taken: list[Group] = []
    for group in sorted(groups, key=lambda group: (_distance(group, population), group.members[0].key)):
        if sum(map(len, taken)) + len(group) / 2 >= about and taken:
            break
        taken.append(group)
    return tuple(taken)


def keys_of(groups: Iterable[Group]) -> frozenset[int]:
    """Return the keys of all members of these groups."""
    return frozenset(each.key for group in groups for each in group.members)


def _order(member: Member) -> tuple[datetime, int]:
    return member.adopted_at, member.key


def _moments(first: date, today: date) -> Iterable[date]:
    """Return the first days of the months after `first`, of which the second day has begun."""
    moment = _next_month(first)
    while moment < today:
        yield moment
        moment = _next_month(moment)


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _of_provinces(waiting: Sequence[tuple[date, Member]]) -> Iterable[Group]:
    by_province: dict[int, list[Member]] = {}
    for _, each in waiting:
        by_province.setdefault(each.province, []).append(each)
    for province, members in sorted(by_province.items()):
        by_size = sorted(members, key=lambda each: (each.population, each.key))
        number = len(by_size) // LEAST
        for place in range(number):
            begin, end = len(by_size) * place // number, len(by_size) * (place + 1) // number
            yield Group(province, tuple(by_size[begin:end]))


def _of_who_waited(waiting: Sequence[tuple[date, Member]], moment: date) -> Iterable[Group]:
    """Return the group of who waited long in provinces that can't make one, if together they can."""
    counts: dict[int, int] = {}
    for _, each in waiting:
        counts[each.province] = counts.get(each.province, 0) + 1
    since = moment
    for _ in range(MONTHS_OF_PATIENCE):
        since = (since - timedelta(days=1)).replace(day=1)
    patient = [each for day, each in waiting if day < since and counts[each.province] < LEAST]
    group = Group(None, tuple(sorted(patient, key=lambda each: (each.population, each.key))))
    provinces = {each.province for each in patient}
    pairs = [frozenset(pair) for pair in combinations(sorted(provinces), 2)]
    if len(group) >= LEAST and pairs and all(Knows(provinces=pair).unknown_in(group) >= UNKNOWN for pair in pairs):
        yield group


def _distance(group: Group, population: int) -> float:
    own = math.log(max(population, 1))
    return sum(abs(math.log(max(each.population, 1)) - own) for each in group.members) / len(group)
