"""One municipality over the rounds: what is not there is a gap."""

from decimal import Decimal

from pydantic import TypeAdapter

from comparison.trend import Point, Trend, trend_of
from tests.comparison.lines import LAYERS, edition, line

FIRST = edition("2009")
SECOND = edition("2027", functions=("vertalen", "vieren"), layers=LAYERS[:2])


def trend(*points):
    return trend_of([Point(*each) for each in points])


def layer(found, slug, label):
    function = next(each for each in found.functions if each.slug == slug)
    return next(each for each in function.layers if each.label == label)


def test_without_rounds_there_is_nothing():
    assert trend_of([]) == Trend()
    assert trend_of([]).is_one_round


def test_levels_stand_in_the_order_of_the_rounds():
    found = trend((line(2, year=2027, level=3), FIRST), (line(1, year=2026, level=1), FIRST))
    assert [each.year for each in found.moments] == [2026, 2027]
    assert layer(found, "vertalen", "Visie").values == (1, 3)
    assert layer(found, "vertalen", "Visie").words == ("1", "3")


def test_what_is_not_in_an_edition_is_a_gap_and_not_zero():
    found = trend((line(1, year=2026), FIRST), (line(2, year=2027, structure=SECOND, level=0), SECOND))
    assert layer(found, "vertalen", "Visie").values == (2, 0)
    assert layer(found, "vertalen", "Uitvoering").values == (2, None)
    assert layer(found, "vertalen", "Uitvoering").words == ("2", "niet in deze editie")
    assert layer(found, "vieren", "Visie").words == ("niet in deze editie", "0")
    assert layer(found, "verbinden", "Visie").values == (2, None)


def test_basisfuncties_are_in_the_order_of_the_newest_edition_and_those_that_are_gone_behind_them():
    found = trend((line(1, year=2026), FIRST), (line(2, year=2027, structure=SECOND), SECOND))
    assert [each.slug for each in found.functions] == ["vertalen", "vieren", "verbinden"]


def test_a_new_edition_is_marked_where_it_begins():
    found = trend(
        (line(1, year=2025), FIRST),
        (line(2, year=2026), FIRST),
        (line(3, year=2027, structure=SECOND), SECOND),
        (line(4, year=2028, structure=SECOND), SECOND),
    )
    assert [each.is_new_edition for each in found.moments] == [False, False, True, False]


def test_money_that_was_not_filled_in_is_a_gap():
    found = trend(
        (line(1, year=2025), FIRST),
        (line(2, year=2026, money={"vertalen": (10_000, 500, 0), "verbinden": (0, 0, 0)}), FIRST),
    )
    assert found.money.values == (None, 10_500)
    assert found.money.words == ("niet ingevuld", "€\N{NO-BREAK SPACE}10.500")
    assert [each.money.values for each in found.functions] == [(None, 10_500), (None, 0)]


def test_key_figures_are_as_they_were_filled_in():
    found = trend((line(1, fte=Decimal("1.50"), budget=120_000), FIRST))
    assert [each.words[0] for each in found.key_figures] == [
        "1,5",
        "€\N{NO-BREAK SPACE}120.000",
        "niet ingevuld",
        "niet ingevuld",
    ]
    assert [each.is_empty for each in found.key_figures] == [False, False, True, True]


def test_a_trend_can_be_kept_as_json():
    adapter = TypeAdapter(Trend)
    found = trend((line(1, year=2026), FIRST), (line(2, year=2027, structure=SECOND), SECOND, False))
    assert adapter.validate_json(adapter.dump_json(found)) == found
