"""Try to isolate fewer than five municipalities, with all that anybody can ask for on any day.

A view is which municipalities a figure is of. Whoever has some views can tell two municipalities apart only if one of
the views holds the one and not the other. So those that lie in just the same views form a block, and no adding,
subtracting or comparing of figures gets below a block. What a person knows already can be taken out of it: what is left
must be nothing, or five and more. The test knows nothing of groups: it looks at what the page shows.
"""

from datetime import date, timedelta
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from comparison.beside import Kind, Whom
from comparison.field import Field
from comparison.groups import ABOUT, LEAST, Knows
from comparison.lines import KEY_FIGURES, MONEY
from tests.comparison.lines import line

FIRST = date(2026, 1, 10)
PROVINCES = 4
MEASURES = (None, KEY_FIGURES[0].measure, MONEY.measure)
FEWEST = 5


@st.composite
def countries(draw):
    """Return adopted lines of up to sixty municipalities, over more than a year; not all filled in all."""
    number = draw(st.integers(0, 60))
    sizes = st.sampled_from((8_000, 25_000, 40_000, 41_000, 90_000, 400_000))
    return [
        line(
            key,
            province=draw(st.integers(1, PROVINCES)),
            population=draw(sizes),
            day=FIRST + timedelta(days=draw(st.integers(0, 400))),
            fte=draw(st.sampled_from((None, 1, 2))),
            money=draw(st.sampled_from(({}, {"vertalen": (100, 0, 0)}))),
        )
        for key in range(1, number + 1)
    ]


@st.composite
def people(draw, country):
    """Return what some people may read: one municipality, a few of them, a province or two, and mixtures."""
    keys = [each.member.municipality for each in country] or [1]
    return draw(
        st.lists(
            st.builds(
                Knows,
                st.frozensets(st.sampled_from(keys), max_size=8),
                st.frozensets(st.integers(1, PROVINCES), max_size=2),
            ),
            min_size=1,
            max_size=4,
        )
    )


@st.composite
def worlds(draw):
    """Return a country, the people in it, and the days on which they look."""
    country = draw(countries())
    days = draw(st.lists(st.integers(0, 800), min_size=1, max_size=4))
    return country, draw(people(country)), [FIRST + timedelta(days=each) for each in sorted(days)]


def everything(country, known, days, measure):
    """Return all views that there are: of every municipality's page, with each group and step, on each of the days."""
    views = set()
    populations = {each.member.population for each in country} | {1, 10_000_000}
    for day in days:
        field = Field(2026, tuple(country), frozenset(known), day)
        groups = field.groups(measure)
        asked = [Whom(Kind.COUNTRY, 0, 0, "")]
        asked += [Whom(Kind.PROVINCE, 0, province, "") for province in range(PROVINCES + 2)]
        asked += [Whom(Kind.SIZE, population, 0, "", about) for population in populations for about in ABOUT]
        for whom in asked:
            lines = field.within(whom.of(groups))
            views.add(frozenset(each.member.municipality for each in lines))
    return views - {frozenset()}


def blocks(views):
    """Return the municipalities in some view, those together that lie in just the same views."""
    found = {}
    for each in frozenset().union(*views):
        found.setdefault(frozenset(view for view in views if each in view), set()).add(each)
    return list(found.values())


def left_of(block, person, country):
    """Return who in a block is unknown to this person."""
    province = {each.member.municipality: each.member.province for each in country}
    return {each for each in block if each not in person.municipalities and province[each] not in person.provinces}


@settings(max_examples=150)
@given(worlds())
def test_nobody_can_isolate_fewer_than_five(world):
    country, known, days = world
    for measure in MEASURES:
        for block in blocks(everything(country, known, days, measure)):
            assert len(block) >= FEWEST
            for person in known:
                assert len(left_of(block, person, country)) in {0, *range(FEWEST, len(country) + 1)}


@settings(max_examples=60)
@given(worlds())
def test_whom_nobody_reckoned_with_can_not_either(world):
    """Who comes to know any two, tomorrow or by agreement, or is to advise any two provinces: five stay unknown."""
    country, known, days = world
    for block in blocks(everything(country, known, days, None)):
        for two in combinations(sorted(block), 2):
            assert len(left_of(block, Knows(frozenset(two)), country)) >= FEWEST
        for provinces in combinations(range(1, PROVINCES + 1), 2):
            left = left_of(block, Knows(provinces=frozenset(provinces)), country)
            assert not left or len(left) >= FEWEST


@settings(max_examples=60)
@given(worlds())
def test_the_difference_of_any_two_figures_is_of_nobody_or_of_a_whole_group(world):
    country, known, days = world
    views = everything(country, known, days, None)
    for one, other in combinations(views, 2):
        for difference in (one - other, other - one, one & other):
            assert not difference or len(difference) >= LEAST
