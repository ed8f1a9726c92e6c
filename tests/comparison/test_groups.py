"""In which groups adopted assessments are shown together: whole ones, that never change."""

from datetime import date, timedelta

import pytest

from comparison.groups import LEAST, UNKNOWN, Group, Knows, groups_of, keys_of, of_like_size, of_province, shown
from tests.comparison.lines import FIRST, member, members

LATER = date(2026, 3, 1)


def test_six_of_a_province_are_too_few_and_seven_are_enough():
    assert groups_of(members(6), LATER) == ()
    assert [len(group) for group in groups_of(members(7), LATER)] == [7]


@pytest.mark.parametrize(("number", "sizes"), [(7, [7]), (13, [13]), (14, [7, 7]), (20, [10, 10]), (23, [7, 8, 8])])
def test_a_province_is_cut_in_groups_of_about_seven(number, sizes):
    assert sorted(len(group) for group in groups_of(members(number), LATER)) == sizes


def test_who_are_in_a_group_are_next_to_each_other_in_size():
    small = members(7, first=1, population=10_000)
    large = members(7, first=20, population=90_000)
    mixed = [each for pair in zip(large, small, strict=True) for each in pair]
    assert [keys_of([group]) for group in groups_of(mixed, LATER)] == [set(range(1, 8)), set(range(20, 27))]


def test_provinces_are_not_mixed():
    rows = [*members(6, first=1, province=1), *members(6, first=20, province=2)]
    assert groups_of(rows, LATER) == ()


@pytest.mark.parametrize(
    ("today", "there"),
    [(date(2026, 1, 31), False), (date(2026, 2, 1), False), (date(2026, 2, 2), True), (date(2027, 1, 1), True)],
)
def test_a_group_is_there_from_the_second_day_of_the_next_month(today, there):
    assert bool(groups_of(members(7), today)) == there


def test_one_more_waits_for_six_others():
    """Who looks today and again after one more adoption sees the same."""
    rows = members(7)
    later = member(8, day=FIRST + timedelta(days=40))
    for months in range(1, 30):
        day = LATER + timedelta(days=31 * months)
        assert groups_of([*rows, later], day) == groups_of(rows, day)
    others = members(6, first=9, day=FIRST + timedelta(days=75))
    assert [len(group) for group in groups_of([*rows, later, *others], date(2026, 5, 1))] == [7, 7]


def test_after_half_a_year_who_waits_goes_together_with_other_provinces():
    rows = [row for province in range(1, 6) for row in members(2, first=10 * province, province=province)]
    assert groups_of(rows, date(2026, 8, 1)) == ()
    [group] = groups_of(rows, date(2026, 8, 2))
    assert (group.province, len(group)) == (None, 10)
    assert of_province([group], 1) == ()


def test_provinces_go_together_only_where_an_adviser_of_two_leaves_five_unknown():
    rows = [*members(6, first=1, province=1), *members(6, first=11, province=2), *members(4, first=21, province=3)]
    assert groups_of(rows, date(2027, 1, 1)) == ()
    [group] = groups_of([*rows, member(31, province=4)], date(2027, 1, 1))
    assert len(group) == 17


def test_of_like_size_takes_whole_groups_until_there_are_about_so_many():
    rows = [
        each
        for province in range(1, 7)
        for each in members(7, first=10 * province, province=province, population=10_000 * province)
    ]
    groups = groups_of(rows, LATER)
    assert {group.province for group in of_like_size(groups, 30_000, about=10)} == {3}
    assert {group.province for group in of_like_size(groups, 30_000, about=20)} == {3, 4, 2}
    assert len(of_like_size(groups, 30_000, about=40)) == 6
    assert of_like_size((), 30_000) == ()


@pytest.mark.parametrize(
    ("knows", "is_shown"),
    [
        (Knows(), True),
        (Knows(municipalities=frozenset({1})), True),
        (Knows(municipalities=frozenset({1, 2})), True),
        (Knows(municipalities=frozenset({1, 2, 3})), False),
        (Knows(municipalities=frozenset({1, 2, 3, 4, 5, 6})), False),
        (Knows(municipalities=frozenset(range(1, 8))), True),
        (Knows(municipalities=frozenset({1, 2, 90, 91, 92})), True),
        (Knows(provinces=frozenset({1})), True),
        (Knows(provinces=frozenset({2})), True),
    ],
)
def test_a_group_of_seven_is_shown_unless_somebody_knows_all_but_a_few(knows, is_shown):
    groups = groups_of(members(7), LATER)
    assert shown(groups, [Knows(), knows]) == (groups if is_shown else ())


def test_a_larger_group_is_shown_while_five_are_unknown():
    rows = groups_of(members(12), LATER)
    assert shown(rows, [Knows(frozenset(range(1, 8)))]) == rows
    assert shown(rows, [Knows(frozenset(range(1, 9)))]) == ()


def test_the_smallest_group_leaves_five_to_who_knows_two():
    assert LEAST - 2 == UNKNOWN
    assert Knows(frozenset({1, 2})).unknown_in(Group(1, tuple(members(LEAST)))) == UNKNOWN
