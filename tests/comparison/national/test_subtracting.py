"""Nobody gets at fewer than five municipalities by taking national figures from each other, whichever and whenever."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from comparison.groups import LEAST, UNKNOWN
from comparison.national.choosing import beside, chooser
from comparison.national.figures import FEW
from comparison.national.halves import is_half
from tests.comparison.lines import FIRST
from tests.comparison.national.country import line

DAYS = [date(2026, 2, 2) + timedelta(days=31 * month) for month in range(14)]
TOWNS = st.lists(
    st.tuples(st.integers(0, 360), st.integers(1, 3), st.booleans(), st.booleans()), min_size=0, max_size=70
)


def in_rounds(towns):
    """Return the lines of this round and of the one before, of towns as (day of adoption, province, now, before)."""
    now = [
        line(key, province=province, day=FIRST + timedelta(days=day))
        for key, (day, province, is_now, _) in enumerate(towns, start=1)
        if is_now
    ]
    before = [
        line(1000 + key, municipality=key, province=province, day=FIRST - timedelta(days=300 - day // 4), year=2025)
        for key, (day, province, _, was) in enumerate(towns, start=1)
        if was
    ]
    return now, before


def whose(lines):
    return frozenset(line.member.municipality for line in lines)


@settings(max_examples=60, deadline=None)
@given(TOWNS)
def test_what_is_left_of_places_and_days_are_five_or_more_or_nobody(towns):
    """The country, each province, and the country less any provinces: today, and less what it was on any day."""
    now, _ = in_rounds(towns)
    seen = []
    for day in DAYS:
        shown = chooser((), day)(now)
        provinces = [whose(each) for each in shown.provinces.values()]
        country = whose(shown.country)
        assert country >= frozenset().union(*provinces)
        seen += [country, *provinces, country - frozenset().union(*provinces)]
        seen += [country - province for province in provinces]
    for one in set(seen):
        for other in set(seen):
            for left in (one - other, one & other):
                assert not left or len(left) >= UNKNOWN


@settings(max_examples=60, deadline=None)
@given(TOWNS)
def test_what_is_left_of_the_changes_beside_both_rounds_are_five_or_more_or_nobody(towns):
    now, before = in_rounds(towns)
    there = whose(before)
    for day in DAYS[::3]:
        choose = chooser((), day)
        this, last = choose(now), choose(before)
        both = whose(beside(choose([each for each in now if each.member.municipality in there]), this, last))
        left = (both ^ whose(this.country)) | (both ^ whose(last.country))
        assert not both or not left or len(left) >= UNKNOWN
        assert not both or len(both) >= UNKNOWN


SIZES = range(LEAST, 2 * LEAST)


def possible(total, half):
    """Return how many of so many may have something, for who only knows whether it is half of them."""
    return {count for count in range(total + 1) if is_half(count, total) == half}


def test_half_says_no_more_of_one_group_than_is_said_at_the_ends():
    for total in range(LEAST, 60):
        for half in (True, False):
            counts = possible(total, half)
            assert 0 not in counts or FEW in counts
            assert total not in counts or total - FEW in counts


def test_last_month_from_this_month_leaves_no_group_of_which_all_or_none_are_known_to_have_it():
    """Whichever groups were there, and whichever one came: of it is known "2 or fewer" at most, or "all but 2"."""
    for before in range(LEAST, 60):
        for came in SIZES:
            for was in (True, False):
                for now in (True, False):
                    then, after = possible(before, was), possible(before + came, now)
                    left = {each for each in range(came + 1) if any(count + each in after for count in then)}
                    assert not left or max(left) >= FEW
                    assert not left or min(left) <= came - FEW
