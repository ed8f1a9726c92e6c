"""Median and quartiles in words, and what is left open so that nobody is told apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparison.spread import EURO, FTE, LEVEL, Spread, held, in_words, spread


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ([], None),
        ([3], Spread(1, 3, 3, 3)),
        ([1, 2, 3, 4, 5], Spread(5, 2, 3, 4)),
        ([4, 0, 1, 2, 3, 2, 2], Spread(7, 1.5, 2, 2.5)),
        ([1, 2, 3, 4], Spread(4, 1.75, 2.5, 3.25)),
    ],
)
def test_quartiles_are_those_of_a_spreadsheet(values, found):
    assert spread(values) == found


@given(st.lists(st.integers(0, 4), min_size=1, max_size=50))
def test_quartiles_go_up(values):
    found = spread(values)
    assert min(values) <= found.low <= found.median <= found.high <= max(values)


@pytest.mark.parametrize(
    ("number", "of", "words"),
    [
        (0, 7, "2 of minder van 7"),
        (2, 7, "2 of minder van 7"),
        (3, 7, "3 van 7"),
        (4, 7, "4 van 7"),
        (5, 7, "5 of meer van 7"),
        (7, 7, "5 of meer van 7"),
        (12, 21, "12 van 21"),
    ],
)
def test_at_the_ends_the_number_is_not_said(number, of, words):
    assert held(number, of).words == words


@given(st.integers(7, 342).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_a_bar_says_no_more_than_its_words(case):
    number, of = case
    same = [each for each in range(of + 1) if held(each, of).words == held(number, of).words]
    assert {held(each, of).bar for each in same} == {held(number, of).bar}


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (None, LEVEL, "–"),
        (2, LEVEL, "2"),
        (1.75, LEVEL, "1,8"),
        (4123, EURO, "€\N{NO-BREAK SPACE}4.100"),
        (87.4, EURO, "€\N{NO-BREAK SPACE}87"),
        (0, EURO, "€\N{NO-BREAK SPACE}0"),
        (0.0314, FTE, "0,031"),
        (0.0086, FTE, "0,0086"),
        (12.34, FTE, "12"),
    ],
)
def test_figures_of_a_group_are_rounded(value, unit, words):
    assert in_words(value, unit) == words
