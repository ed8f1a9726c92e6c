"""Averages of evaluations in which nobody can find one answer. Pure.

The rule: evaluations of a province are put in groups of five, in the order in which they became final, and a group
never changes. Everything that is shown, at whatever moment and to whomever, is of whole groups. So whoever takes one
figure from another (the country without a province, this month without last month, one adviser without another) is left
with whole groups, of five answers or more. What does not fill a group waits until others came.

An evaluation is final when it can't be changed any more: before that a change could be seen in the average. An average
near an end of the scale is shown as 'or more', since five tens would say what each gave.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from assessments.dutch import decimal_text

GROUP = 5
HIGH, LOW = Decimal("9.5"), Decimal("1.5")


@dataclass(frozen=True)
class Given:
    """One evaluation: of which municipality and province (keys), final after which day, the marks and the word."""

    key: int
    municipality: int
    province: int
    final_after: date
    marks: tuple[int, ...]
    word: str = ""


@dataclass(frozen=True)
class Group:
    """Five evaluations of one province, which are shown together or not at all."""

    province: int
    members: tuple[Given, ...]


@dataclass(frozen=True)
class Averages:
    """What is shown of whole groups: of how many evaluations, the average of each mark and of all, and the words."""

    count: int
    marks: tuple[str, ...]
    overall: str
    words: tuple[str, ...]


def groups_of(given: Iterable[Given], today: date) -> tuple[Group, ...]:
    """Return the whole groups that there are on this day; those of an earlier day are among them, unchanged."""
    by_province: dict[int, list[Given]] = {}
    for each in sorted(given, key=lambda each: (each.final_after, each.key)):
        if each.final_after < today:
            by_province.setdefault(each.province, []).append(each)
    return tuple(
        Group(province, tuple(rows[begin : begin + GROUP]))
        for province, rows in sorted(by_province.items())
        for begin in range(0, len(rows) - GROUP + 1, GROUP)
    )


def of_province(groups: Iterable[Group], province: int) -> tuple[Group, ...]:
    """Return the groups of one province."""
    return tuple(group for group in groups if group.province == province)


def of_municipalities(groups: Iterable[Group], municipalities: frozenset[int]) -> tuple[Group, ...]:
    """Return the groups of which every member is one of these municipalities: what an adviser of them may see."""
    return tuple(group for group in groups if {each.municipality for each in group.members} <= municipalities)


def averages(groups: Sequence[Group]) -> Averages | None:
    """Return the averages of these whole groups, or None when there is none. The words are in no telling order."""
    members = [each for group in groups for each in group.members]
    if not members:
        return None
    by_mark = list(zip(*(each.marks for each in members), strict=True))
    return Averages(
        count=len(members),
        marks=tuple(in_words(marks) for marks in by_mark),
        overall=in_words([mark for marks in by_mark for mark in marks]),
        words=tuple(sorted({each.word for each in members if each.word}, key=str.casefold)),
    )


def in_words(marks: Sequence[int]) -> str:
    """Return the average of marks as Dutch readers write it, with one decimal."""
    average = (Decimal(sum(marks)) / len(marks)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    if average >= HIGH:
        return "9,5 of hoger"
    if average <= LOW:
        return "1,5 of lager"
    return decimal_text(average)
