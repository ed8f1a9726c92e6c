"""Averages in which nobody finds one answer, whatever is taken from whatever."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from improvement.averages import GROUP, Given, averages, groups_of, in_words, of_municipalities, of_province

FIRST = date(2026, 1, 1)
MARKS = st.tuples(*[st.integers(1, 10)] * 5)
DAYS = st.integers(0, 60).map(lambda days: FIRST + timedelta(days=days))


@st.composite
def evaluations(draw, most=40):
    """Return evaluations of municipalities in three provinces, more than one of some."""
    number = draw(st.integers(0, most))
    return [
        Given(
            key=key,
            municipality=(municipality := draw(st.integers(0, 30))),
            province=municipality % 3,
            final_after=draw(DAYS),
            marks=draw(MARKS),
        )
        for key in range(number)
    ]


def keys(groups):
    return frozenset(each.key for group in groups for each in group.members)


@given(evaluations(), DAYS)
def test_what_is_shown_is_of_five_or_more(given_ones, today):
    groups = groups_of(given_ones, today)
    for shown in (groups, *(of_province(groups, province) for province in range(3))):
        found = averages(shown)
        assert found is None or (found.count >= GROUP and found.count % GROUP == 0)


@given(evaluations(), DAYS, DAYS)
def test_a_group_never_changes(given_ones, one_day, other_day):
    earlier, later = sorted((one_day, other_day))
    assert set(groups_of(given_ones, earlier)) <= set(groups_of(given_ones, later))


@given(evaluations(), st.frozensets(st.integers(0, 30)), st.frozensets(st.integers(0, 30)), DAYS, DAYS)
def test_taking_one_from_another_leaves_whole_groups(given_ones, one_adviser, other_adviser, one_day, other_day):
    """Compare the country, a province and two advisers, on two days: the difference is nothing, or five and more."""
    shown = [
        keys(pick)
        for groups in (groups_of(given_ones, one_day), groups_of(given_ones, other_day))
        for pick in (
            groups,
            of_province(groups, 0),
            of_province(groups, 1),
            of_municipalities(groups, one_adviser),
            of_municipalities(groups, other_adviser),
        )
    ]
    for one in shown:
        for other in shown:
            assert len(one - other) % GROUP == 0


@given(evaluations(), st.lists(st.tuples(st.frozensets(st.integers(0, 30)), DAYS), min_size=1, max_size=6))
def test_no_sum_of_figures_tells_two_members_of_a_group_apart(given_ones, looks):
    """Each figure holds all members of a group or none, so in any sum of figures they count alike."""
    last = groups_of(given_ones, FIRST + timedelta(days=100))
    shown = [keys(of_municipalities(groups_of(given_ones, day), adviser)) for adviser, day in looks]
    for group in last:
        for figure in shown:
            assert len({each.key in figure for each in group.members}) == 1


@given(evaluations(), DAYS)
def test_nothing_counts_that_can_still_change(given_ones, today):
    assert all(each.final_after < today for group in groups_of(given_ones, today) for each in group.members)


@given(st.lists(MARKS, min_size=5, max_size=5))
def test_the_ends_of_the_scale_do_not_say_what_each_gave(marks):
    shown = in_words([mark for each in marks for mark in each])
    assert shown not in ("10", "1")


def given_in_a_row(number, *, province=0, mark=8, word=""):
    return [Given(key, key, province, FIRST, (mark,) * 5, word) for key in range(number)]


def test_four_are_too_few_and_five_are_enough():
    later = FIRST + timedelta(days=1)
    assert averages(groups_of(given_in_a_row(4), later)) is None
    assert averages(groups_of(given_in_a_row(5), later)).count == 5


def test_a_sixth_waits_for_four_others():
    later = FIRST + timedelta(days=1)
    sixth = Given(5, 5, 0, FIRST, (1,) * 5)
    found = averages(groups_of([*given_in_a_row(5), sixth], later))
    assert (found.count, found.overall) == (5, "8")


def test_the_country_counts_whole_groups_of_provinces_only():
    rows = [*given_in_a_row(5), *(Given(10 + key, 10 + key, 1, FIRST, (1,) * 5) for key in range(4))]
    assert averages(groups_of(rows, FIRST + timedelta(days=1))).overall == "8"


def test_averages_are_rounded_to_one_decimal():
    assert in_words([7, 8, 8]) == "7,7"
    assert in_words([7, 8]) == "7,5"
    assert in_words([10] * 5) == "9,5 of hoger"
    assert in_words([1] * 5) == "1,5 of lager"


def test_words_come_without_telling_order():
    rows = [Given(key, key, 0, FIRST, (7,) * 5, word) for key, word in enumerate(["Zo", "", "Al met al", "b", ""])]
    assert averages(groups_of(rows, FIRST + timedelta(days=1))).words == ("Al met al", "b", "Zo")
