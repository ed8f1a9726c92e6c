"""What an adviser can ask of the list: filters, orders, what waits, and levels beside those of last time."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.models import Status
from assessments.worklist.rows import (
    SORTS,
    STANDS,
    Asked,
    LevelChange,
    Row,
    chosen,
    compare_levels,
    counts_by_stand,
    days_ago,
    in_order,
    plain,
    stand_of,
    waiting_for,
    waiting_longest,
)

ME, COLLEAGUE = 1, 2
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def row(name="Baarn", stand="ingediend", days=0, **more):
    since = NOW - timedelta(days=days)
    submitted = None if stand in ("niet_begonnen", "bezig") else since
    fields = {"number": int(submitted is not None), "submitted_at": submitted, "province_code": "PV1", **more}
    fields.setdefault("may_review", True)
    return Row(pk=hash(name), code="GM1", name=name, province="P", stand=stand, since=since, **fields)


def names(rows):
    return [each.name for each in rows]


@pytest.mark.parametrize("status", Status)
def test_each_status_has_words_and_a_concept_has_two(status):
    assert stand_of(status, has_begun=True) in STANDS
    assert stand_of(status, has_begun=False) in STANDS
    assert (stand_of(status, has_begun=True) != stand_of(status, has_begun=False)) == (status == Status.CONCEPT)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["Súdwest-Fryslân", "Baarn", "'s-Hertogenbosch"]),
        ({"status": "ingediend"}, ["Súdwest-Fryslân"]),
        ({"status": "onzin"}, ["Súdwest-Fryslân", "Baarn", "'s-Hertogenbosch"]),
        ({"wie": "mij"}, ["Baarn"]),
        ({"wie": "niemand"}, ["'s-Hertogenbosch"]),
        ({"wie": "2"}, ["Súdwest-Fryslân"]),
        ({"wie": "onzin"}, []),
        ({"provincie": "PV2"}, ["'s-Hertogenbosch"]),
        ({"naam": "sudwest fry"}, ["Súdwest-Fryslân"]),
        ({"naam": " S-HERTO "}, ["'s-Hertogenbosch"]),
        ({"naam": "'"}, ["Súdwest-Fryslân", "Baarn", "'s-Hertogenbosch"]),
        ({"status": "bezig", "wie": "mij"}, ["Baarn"]),
        ({"status": "bezig", "wie": "niemand"}, []),
    ],
)
def test_filters(asked, found):
    rows = [
        row("Súdwest-Fryslân", reviewer=COLLEAGUE),
        row("Baarn", "bezig", reviewer=ME),
        row("'s-Hertogenbosch", "niet_begonnen", province_code="PV2"),
    ]
    assert names(chosen(rows, Asked.of(asked), ME)) == found


def test_by_name_unless_something_else_is_asked_and_what_has_no_value_stands_last_both_ways():
    rows = [row("Zeist", days=1), row("De Bilt", "bezig"), row("Élburg", days=9), row("Aalten", "bezig")]
    assert names(in_order(rows, "")) == ["Aalten", "De Bilt", "Élburg", "Zeist"]
    assert names(in_order(rows, "onzin")) == names(in_order(rows, ""))
    assert names(in_order(rows, "ingediend")) == ["Élburg", "Zeist", "Aalten", "De Bilt"]
    assert names(in_order(rows, "-ingediend")) == ["Zeist", "Élburg", "Aalten", "De Bilt"]
    assert names(in_order(rows, "-gemeente")) == ["Zeist", "Élburg", "De Bilt", "Aalten"]
    assert names(in_order(rows, "status"))[:2] == ["Aalten", "De Bilt"]


ROWS = st.lists(
    st.builds(
        row,
        st.sampled_from(["Baarn", "Élst", "'s-Gravenhage", "IJsselstein"]),
        st.sampled_from(list(STANDS)),
        st.integers(0, 90),
        reviewer=st.sampled_from([None, ME, COLLEAGUE]),
        number=st.integers(1, 3),
        may_review=st.booleans(),
    ),
    max_size=8,
)


@given(ROWS, st.sampled_from([*SORTS, "x"]), st.booleans())
def test_sorting_loses_nothing_and_filters_together_are_each_of_them(rows, sort, down):
    ordered = in_order(rows, f"-{sort}" if down else sort)
    assert sorted(map(repr, ordered)) == sorted(map(repr, rows))
    both = chosen(rows, Asked(status="ingediend", wie="mij"), ME)
    assert both == chosen(chosen(rows, Asked(status="ingediend"), ME), Asked(wie="mij"), ME)
    assert sum(number for *_, number in counts_by_stand(rows)) == len(rows)


@given(ROWS)
def test_what_waits_is_mine_or_nobodys_and_each_stands_there_once(rows):
    waiting = waiting_for(rows, ME)
    assert all(each.row.may_review and each.row.reviewer in (None, ME) for each in waiting)
    assert len(waiting) == len([each for each in rows if each in [w.row for w in waiting]])
    for one in rows:
        if one.waits_for_review and one.may_review and one.reviewer != COLLEAGUE:
            assert one in [each.row for each in waiting]


def test_what_came_back_waits_first_then_the_longest_then_what_i_am_reviewing():
    rows = [
        row("Net", days=2),
        row("Lang", days=30),
        row("Terug", days=1, number=2, reviewer=ME),
        row("Van een collega", days=80, reviewer=COLLEAGUE),
        row("Bij mij", "in_beoordeling", days=60, reviewer=ME),
        row("Bij niemand", "in_beoordeling", days=60),
        row("Wacht op de gemeente", "aanvulling_gevraagd", days=60, reviewer=ME),
        row("Mag ik niet", days=90, may_review=False),
    ]
    assert [each.row.name for each in waiting_for(rows, ME)] == ["Terug", "Lang", "Net", "Bij mij"]
    assert [each.row.name for each in waiting_longest(rows)] == [
        "Mag ik niet",
        "Van een collega",
        "Lang",
        "Net",
        "Terug",
    ]


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        ([2, 3, 1, 0], [1, 3, 2, 0], "1 hoger, 1 lager, 2 gelijk"),
        ([2, 2], [2, 2], "2 gelijk"),
        ([4, 4], [0, 0, 0], "2 hoger"),
        ([0], [4], "1 lager"),
    ],
)
def test_levels_beside_those_of_the_previous_round(now, before, words):
    def levels(of):
        return {("vertalen", str(place)): level for place, level in enumerate(of)}

    assert str(compare_levels(levels(now), levels(before))) == words


def test_without_a_level_in_both_there_is_nothing_to_compare():
    assert compare_levels({}, {("vertalen", "visie"): 2}) is None
    assert compare_levels({("vertalen", "visie"): 2}, {}) is None
    assert compare_levels({("vertalen", "visie"): 2}, {("vertalen", "visie"): 2}) == LevelChange(0, 0, 1)


@pytest.mark.parametrize(("days", "words"), [(0, "vandaag"), (1, "gisteren"), (2, "2 dagen geleden")])
def test_how_long_ago(days, words):
    assert days_ago(days) == words


@given(st.text(max_size=20))
def test_any_text_can_be_searched_for(text):
    assert plain(plain(text)) == plain(text)
    chosen([row()], Asked(naam=text), ME)
