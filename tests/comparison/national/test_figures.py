"""The figures of the national picture: medians, quartiles, what is chosen, found and changed, over whole groups."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from basisfuncties.models import Framework
from basisfuncties.structure import structure_of
from comparison.national.choosing import chooser
from comparison.national.figures import Earlier, Spread, Taking, areas_of, changes_of, findings_of
from comparison.national.words import at_the_ends, percentage
from tests.comparison.national.country import LATER, WHERE, line, lines, year_ago

CHOOSE = chooser((), LATER)
UTRECHT, ZEELAND = Taking(1, "PV26", "Utrecht", 26, 7), Taking(2, "PV29", "Zeeland", 13, 3)


def spread_of(levels):
    return Spread(tuple(levels.count(level) for level in range(5)))


@pytest.mark.parametrize(
    ("levels", "low", "median", "high"),
    [
        ([2], 2, 2, 2),
        ([0, 1, 2, 3, 4], 1, 2, 3),
        ([1, 1, 2, 2], 1, 1, 2),
        ([0, 0, 0, 4], 0, 0, 0),
        ([0, 4, 4, 4, 4, 4, 4], 4, 4, 4),
    ],
)
def test_median_and_quartiles_are_levels_that_somebody_has(levels, low, median, high):
    spread = spread_of(levels)
    assert (spread.low, spread.median, spread.high) == (low, median, high)


@given(st.lists(st.integers(0, 4), min_size=1, max_size=60))
def test_half_has_the_median_or_lower_and_half_has_it_or_higher(levels):
    spread = spread_of(levels)
    assert spread.low <= spread.median <= spread.high
    assert sum(level <= spread.median for level in levels) * 2 >= len(levels)
    assert sum(level >= spread.median for level in levels) * 2 >= len(levels)


def test_of_nobody_there_is_no_median():
    assert Spread((0, 0, 0, 0, 0)).median is None


def test_a_province_with_six_is_hidden_and_does_not_count_in_the_country():
    country, (utrecht, zeeland) = areas_of(
        [UTRECHT, ZEELAND],
        [*lines([2] * 7, province=1), *lines([4] * 6, first=20, province=2)],
        [WHERE],
        CHOOSE,
    )
    assert (utrecht.shown, zeeland.shown, country.shown) == (7, 0, 7)
    assert zeeland.is_hidden
    assert zeeland.spread(WHERE).median is None
    assert country.spread(WHERE).counts == (0, 0, 7, 0, 0)
    assert (country.taking.total, country.taking.adopted) == (39, 10)


def test_a_layer_that_not_everybody_rated_has_groups_of_who_did():
    """Seven of eight rated it: one group of those seven. Six would be too few."""
    seven = lines([1, 2, 3, 2, 1, 2, 3, None], province=1)
    country, _ = areas_of([UTRECHT], seven, [WHERE], CHOOSE)
    assert (country.shown, country.spread(WHERE).rated) == (8, 7)
    six = [*seven[:6], line(7, None), line(8, None)]
    country, _ = areas_of([UTRECHT], six, [WHERE], CHOOSE)
    assert (country.shown, country.spread(WHERE).rated) == (8, 0)


@pytest.mark.django_db
def test_a_finding_counts_once_for_a_municipality():
    structure = structure_of(Framework.objects.get(edition="2009"))
    often, seldom = {"geen-geld": 3}, {"geen-geld": 1, "geen-evaluatie": 1}
    rows = [*(line(key, findings=often) for key in range(1, 4)), line(4, findings=seldom), *map(line, range(5, 10))]
    found = findings_of(structure, rows)
    counts = {each.rule.code: each.count for each in found}
    assert (counts["geen-geld"], counts["geen-evaluatie"], counts["geen-stand"]) == (4, 1, 0)
    codes = [each.rule.code for each in found]
    assert codes[0] == "geen-geld"
    # of both it is said "2 of minder", and so does their order
    assert codes.index("geen-stand") < codes.index("geen-evaluatie")


def test_changes_are_over_who_is_in_both_rounds():
    now = lines([3, 3, 3, 2, 2, 1, 1], province=1)
    before = year_ago(now, lambda row: 2)
    newcomers = lines([4] * 7, first=50, province=1)
    changes = changes_of([*now, *newcomers], Earlier(2025, "2009", before), [WHERE], CHOOSE)
    shift = changes.shift(WHERE)
    assert (changes.both, shift.lower, shift.same, shift.higher) == (7, 2, 2, 3)


def test_what_changed_waits_where_the_rounds_less_the_changes_would_leave_one():
    """The levels now, less those before, less what changed, are those of who is new. One is too few: a group waits."""
    both = lines([2] * 14, province=1)
    one_more = line(99, 4, province=1)
    before = year_ago(both, lambda row: 1)
    with_one = changes_of([*both, one_more], Earlier(2025, "2009", before), [WHERE], CHOOSE)
    assert with_one.both == 7
    five_more = lines([4] * 5, first=95, province=1)
    with_five = changes_of([*both, *five_more], Earlier(2025, "2009", before), [WHERE], CHOOSE)
    assert with_five.both == 14


def test_who_was_adopted_later_in_the_round_before_counts_from_then_on():
    now = lines([2] * 7, province=1)
    before = year_ago(now)
    late = replace(before[0], member=replace(before[0].member, adopted_at=line(1, day=LATER).member.adopted_at))
    assert changes_of(now, Earlier(2025, "2009", [late, *before[1:]]), [WHERE], CHOOSE).both == 0


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, (2, "of minder")),
        (2, (2, "of minder")),
        (3, (3, "")),
        (7, (7, "")),
        (8, (8, "of meer")),
        (10, (8, "of meer")),
    ],
)
def test_at_the_ends_it_is_not_said_how_many(count, said):
    assert at_the_ends(count, 10) == said


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [(0, 10, "0%"), (1, 342, "minder dan 1%"), (341, 342, "ruim 99%"), (342, 342, "100%"), (1, 3, "33%"), (0, 0, "0%")],
)
def test_a_share_is_never_rounded_to_nothing_or_all(part, whole, text):
    assert percentage(part, whole) == text
