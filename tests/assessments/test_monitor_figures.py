"""The figures of a round over time and per province, and the pictures of them."""

import re
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.models import Status
from assessments.monitor.drawing import KINDS, _apart, _round_up, draw_course, draw_places
from assessments.monitor.figures import LINES, Course, Headline, Life, course_of, headlines, places_of
from assessments.worklist.rows import STANDS, Row
from basisfuncties.shapes import light

FIRST = date(2026, 9, 1)


def day(number):
    return FIRST + timedelta(days=number)


def life(begun=None, *steps):
    return Life(day(begun) if begun is not None else None, tuple((status, day(number)) for status, number in steps))


def row(stand, province="Utrecht"):
    return Row(1, "GM1", "X", province, province, stand, datetime(2026, 9, 1, tzinfo=UTC))


def numbers(course, key):
    return course.counts[key]


def test_each_line_counts_what_happened_up_to_and_including_the_day():
    course = course_of(
        [
            life(0, (Status.SUBMITTED, 1), (Status.IN_REVIEW, 2), (Status.ADOPTED, 3)),
            life(2, (Status.SUBMITTED, 3)),
            life(),
        ],
        FIRST,
        day(4),
    )
    assert numbers(course, "begonnen") == (1, 1, 2, 2, 2)
    assert numbers(course, "ingediend") == (0, 1, 1, 2, 2)
    assert numbers(course, "in_beoordeling") == (0, 0, 1, 1, 1)
    assert numbers(course, "vastgesteld") == (0, 0, 0, 1, 1)


def test_a_supplement_counts_once_and_what_is_reopened_is_adopted_no_more():
    steps = [
        (Status.SUBMITTED, 0),
        (Status.IN_REVIEW, 1),
        (Status.SUPPLEMENT, 1),
        (Status.SUBMITTED, 2),
        (Status.IN_REVIEW, 3),
        (Status.ADOPTED, 3),
        (Status.REOPENED, 4),
        (Status.SUBMITTED, 5),
        (Status.IN_REVIEW, 5),
        (Status.ADOPTED, 6),
    ]
    course = course_of([life(0, *steps)], FIRST, day(7))
    assert numbers(course, "ingediend") == (1,) * 8
    assert numbers(course, "vastgesteld") == (0, 0, 0, 1, 0, 0, 1, 1)


def test_what_was_handed_in_had_begun_and_what_is_before_the_first_day_counts_on_it():
    course = course_of([life(None, (Status.SUBMITTED, -3)), life(-9)], FIRST, day(1))
    assert numbers(course, "begonnen") == (2, 2)
    assert numbers(course, "ingediend") == (1, 1)


def test_a_round_that_is_still_to_open_has_no_course():
    assert course_of([], FIRST, day(-1)) is None
    assert numbers(course_of([], FIRST, FIRST), "begonnen") == (0,)


STEP = st.tuples(st.sampled_from(list(Status)), st.integers(0, 30))


@given(
    st.lists(
        st.builds(
            lambda begun, steps: life(begun, *sorted(steps, key=lambda s: s[1])),
            st.none() | st.integers(0, 30),
            st.lists(STEP, max_size=8),
        ),
        max_size=6,
    )
)
def test_whatever_happened_nobody_is_counted_twice(lives):
    course = course_of(lives, FIRST, day(30))
    for line in LINES:
        assert all(0 <= number <= len(lives) for number in numbers(course, line.key))
    for key in ("begonnen", "ingediend", "in_beoordeling"):
        assert list(numbers(course, key)) == sorted(numbers(course, key))
    assert all(a >= b for a, b in zip(numbers(course, "begonnen"), numbers(course, "ingediend"), strict=True))


@pytest.mark.parametrize("length", [1, 7, 8, 100, 400, 1000])
def test_the_table_has_a_row_for_each_week_or_some_and_always_the_last_day(length):
    table = course_of([life(0)], FIRST, day(length - 1)).table()
    assert 1 <= len(table) <= 18
    assert table[0][0] == FIRST
    assert table[-1] == (day(length - 1), [1, 0, 0, 0])


def test_provinces_stand_by_name_and_the_country_has_them_all():
    places = places_of([row("bezig", "Zeeland"), row("bezig"), row("vastgesteld"), row("niet_begonnen")])
    assert [(place.name, place.total) for place in places] == [("Utrecht", 3), ("Zeeland", 1), ("Nederland", 4)]
    assert dict(zip(STANDS, places[-1].numbers, strict=True))["bezig"] == 2


def test_the_headlines_count_what_was_ever_handed_in_and_what_is_in_review_now():
    rows = [row(stand) for stand in STANDS]
    assert [(each.label, each.number) for each in headlines(rows)] == [
        ("uitgenodigd", 7),
        ("begonnen", 6),
        ("ingediend", 5),
        ("nu in beoordeling", 1),
        ("vastgesteld", 1),
    ]


@pytest.mark.parametrize(
    ("number", "total", "words"), [(0, 0, "0%"), (0, 9, "0%"), (1, 342, "minder dan 1%"), (9, 9, "100%")]
)
def test_a_share_in_words(number, total, words):
    assert Headline("x", number, total).share == words


def parsed(svg):
    return ElementTree.fromstring(str(svg))  # noqa: S314 - our own drawing


def texts(svg):
    return ["".join(each.itertext()) for each in parsed(svg).iter("{http://www.w3.org/2000/svg}text")]


class TestPictures:
    def test_each_line_has_its_name_and_last_number_behind_it(self):
        course = course_of([life(0, (Status.SUBMITTED, 1))], FIRST, day(9))
        svg = draw_course(course, title="Het verloop <b>")
        assert {"begonnen 1", "ingediend 1", "in beoordeling 0", "vastgesteld 0"} <= set(texts(svg))
        assert parsed(svg).find("{http://www.w3.org/2000/svg}title").text == "Het verloop <b>"
        assert "style=" not in svg

    def test_lines_differ_without_colour(self):
        course = course_of([life(0)], FIRST, day(9))
        dashes = re.findall(r'stroke-dasharray="([^"]+)"', draw_course(course, title="x"))
        assert len(set(dashes)) == len(LINES)

    def test_parts_of_a_bar_differ_in_light_or_hatching(self):
        lights = sorted(light(kind.fill) for kind in KINDS if not kind.hatched)
        assert all(b - a > 0.1 for a, b in pairwise(lights))
        assert sum(kind.hatched for kind in KINDS) == 1

    def test_each_stand_has_its_part_and_only_one(self):
        held = [stand for kind in KINDS for stand in kind.stands]
        assert sorted(map(str, held)) == sorted(STANDS)

    def test_a_bar_names_what_it_holds_also_where_the_number_does_not_fit(self):
        rows = [row("niet_begonnen", "Gelderland") for _ in range(300)] + [row("vastgesteld", "Gelderland")]
        svg = draw_places(places_of(rows), title="Per provincie")
        titles = ["".join(each.itertext()) for each in parsed(svg).iter("{http://www.w3.org/2000/svg}title")]
        assert "Gelderland: 1 vastgesteld" in titles
        assert "1" not in texts(svg)
        assert "300" in texts(svg)

    @given(st.lists(st.floats(16, 300), min_size=4, max_size=4))
    def test_words_behind_lines_never_lie_over_each_other(self, heights):
        placed = sorted(_apart(heights))
        assert all(b - a >= 19.99 for a, b in pairwise(placed))
        assert placed[0] >= -44
        assert placed[-1] <= 300.01

    @given(st.integers(0, 10_000))
    def test_the_axis_ends_at_a_number_that_five_steps_reach(self, most):
        top = _round_up(most)
        assert top >= max(5, most)
        assert top % 5 == 0
        assert top <= max(5, most * 2)

    @given(st.lists(st.integers(0, 342), min_size=1, max_size=40))
    def test_any_course_is_a_picture(self, counts):
        course = Course(FIRST, {line.key: tuple(counts) for line in LINES})
        assert parsed(draw_course(course, title="x")).get("role") == "img"
