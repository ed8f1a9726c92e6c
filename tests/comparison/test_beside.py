"""One municipality beside others: where they stand, and where it stands among them."""

from decimal import Decimal

import pytest
from pydantic import TypeAdapter

from comparison.beside import Beside, Comparison, Kind, Whom, compare
from comparison.groups import Knows
from comparison.spread import EURO, LEVEL, Spread
from tests.comparison.lines import edition, field, line

HERE = edition()


def whom(kind=Kind.PROVINCE, **values):
    return Whom(kind, **{"population": 50_000, "province": 1, "province_name": "Utrecht", **values})


def seven(**values):
    return [line(key, level=min(key - 1, 4), **values) for key in range(1, 8)]


def test_each_layer_has_median_and_quartiles_and_the_own_place():
    found = compare(field(seven()), HERE, whom(), line(1, level=0))
    visie = found.functions[0].layers[0]
    assert (found.count, found.counts_own) == (7, True)
    assert visie.group == Spread(7, 1.5, 3, 4)
    assert (visie.own, visie.own_words, visie.group_words) == (0, "0", ("1,5", "3", "4"))
    assert visie.place == "in het laagste kwart"


@pytest.mark.parametrize(
    ("own", "place"),
    [
        (1, "in het laagste kwart"),
        (2, "in de middelste helft"),
        (3, "in de middelste helft"),
        (4, "in het hoogste kwart"),
    ],
)
def test_the_place_is_told_by_quartiles(own, place):
    assert Beside("Visie", LEVEL, own, Spread(7, 2, 2.5, 3)).place == place


def test_without_own_figures_the_group_stands_by_itself():
    found = compare(field(seven()), HERE, whom(), None)
    assert (found.own_year, found.counts_own) == (None, False)
    assert found.functions[0].layers[0].own_words == "–"
    assert found.functions[0].layers[0].place == ""


@pytest.mark.parametrize("kind", Kind)
def test_of_six_nothing_is_shown(kind):
    found = compare(field(seven()[:6]), HERE, whom(kind), line(1))
    assert found.count == 0
    assert [each.group for function in found.functions for each in function.layers] == [None] * 8
    assert [each.group for each in (found.money, *found.key_figures)] == [None] * 5
    assert [function.speerpunten for function in found.functions] == [(), ()]
    assert found.findings == ()


def test_of_a_group_that_somebody_nearly_knows_nothing_is_shown():
    found = compare(field(seven(), people=[Knows(frozenset({1, 2, 3}))]), HERE, whom(), line(1))
    assert found.count == 0


def test_a_figure_that_six_filled_in_is_not_shown_though_the_levels_are():
    rows = [*seven()[:6], line(7)]
    rows = [line(each.member.key, budget=50_000 if each.member.key < 7 else None) for each in rows]
    found = compare(field(rows), HERE, whom(), rows[0])
    assert found.count == 7
    assert found.key_figures[1].group is None
    assert found.key_figures[1].own == 1000


def test_key_figures_and_money_are_per_thousand_inhabitants():
    rows = [
        line(key, population=20_000 * key, fte=Decimal(2), budget=100_000, money={"vertalen": (10_000, 0, 0)})
        for key in range(1, 8)
    ]
    found = compare(field(rows), HERE, whom(), rows[0])
    assert (found.key_figures[0].own, found.key_figures[1].own) == (0.1, 5000)
    assert found.key_figures[1].group_words[1] == "€\N{NO-BREAK SPACE}1.300"  # 1,250 in two digits
    assert found.money.own == 500
    assert [each.money.group is None for each in found.functions] == [False, True]


def test_speerpunten_say_of_how_many():
    rows = [line(key, speerpunten={"vertalen": ("vertalen-loket",) if key < 5 else ()}) for key in range(1, 8)]
    loket, feest = compare(field(rows), HERE, whom(), rows[0]).functions[0].speerpunten
    assert (loket.label, loket.group.words, loket.own) == ("Loket", "4 van 7", True)
    assert (feest.label, feest.group.words, feest.own) == ("Feest", "2 of minder van 7", False)


def test_findings_say_of_how_many_and_what_occurs_most_comes_first():
    rows = [line(key, findings={"vertalen": {"geen-geld": key}} if key < 6 else {}) for key in range(1, 8)]
    first, *others = compare(field(rows), HERE, whom(), rows[6]).findings
    assert (first.code, first.group.words, first.own) == ("geen-geld", "5 of meer van 7", False)
    assert {each.group.words for each in others} == {"2 of minder van 7"}


def test_the_order_of_findings_tells_no_more_than_the_words():
    """Two that both say '2 of minder' stand in the order of the catalogue, whichever occurs more."""
    one = [line(key, findings={"vertalen": {"geen-geld": 1}} if key < 3 else {}) for key in range(1, 8)]
    none = [line(key) for key in range(1, 8)]
    orders = [[each.code for each in compare(field(rows), HERE, whom(), None).findings] for rows in (one, none)]
    assert orders[0] == orders[1]


def test_the_country_is_all_groups_and_a_province_its_own():
    rows = [*seven(), *(line(key, province=2) for key in range(11, 20))]
    assert compare(field(rows), HERE, whom(Kind.COUNTRY), None).count == 16
    assert compare(field(rows), HERE, whom(province=2), None).count == 9
    assert compare(field(rows), HERE, whom(province=3), None).count == 0


def test_of_like_size_are_the_nearest():
    rows = [
        line(10 * province + place, province=province, population=10_000 * province)
        for province in range(1, 7)
        for place in range(7)
    ]
    found = compare(field(rows), HERE, whom(Kind.SIZE, population=60_000, about=10), None)
    assert (found.count, found.title) == (7, "gemeenten met ongeveer evenveel inwoners")
    assert compare(field(rows), HERE, whom(Kind.SIZE, about=20), None).count == 21


def test_the_own_figures_may_be_of_another_year_and_edition():
    other = edition("2027", functions=("vertalen",))
    found = compare(field(seven()), HERE, whom(), line(1, year=2027, structure=other, level=4))
    assert found.own_year == 2027
    assert [each.own for each in found.functions[0].layers] == [4] * 4
    assert [each.own for each in found.functions[1].layers] == [None] * 4


def test_a_comparison_can_be_kept_as_json():
    adapter = TypeAdapter(Comparison)
    found = compare(field(seven()), HERE, whom(), line(1, budget=3))
    assert adapter.validate_json(adapter.dump_json(found)) == found


def test_a_figure_without_a_group_says_so():
    assert Beside("Budget", EURO, 10, None).group_words == ("–", "–", "–")
