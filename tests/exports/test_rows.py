"""What stands in the rows, as a table; and that each row has a value for each column."""

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings

from exports.columns import KEYS, Kind, keys_of
from exports.sheets import SHEETS, all_columns
from tests.exports.making import one, sources

BY_NAME = {sheet.name: sheet for sheet in SHEETS}


def rows(name, source=None):
    """Return the rows of this kind of data by name of the column, without what is empty."""
    sheet = BY_NAME[name]
    return [
        {column.name: value for column, value in zip(sheet.columns, row, strict=True) if value not in (None, "")}
        for row in sheet.rows(source or one())
    ]


@pytest.mark.parametrize(
    ("name", "place", "expected"),
    [
        (
            "zelfevaluaties",
            0,
            {
                "provincie": "Testland",
                "inwoners": 48_210,
                "status": "vastgesteld",
                "versie": "vastgesteld",
                "indiening": 2,
            },
        ),
        ("kerncijfers", 0, {"budget": 0, "steunpunt": "lokaal", "te_herbevestigen": False}),
        (
            "niveaus",
            0,
            {"laag": "visie", "niveau": 3, "niveau_betekenis": "Vastgesteld.", "vorig_jaar": 2025, "vorig_niveau": 2},
        ),
        ("niveaus", 0, {"niveau_adviseur": 2, "antwoord_gemeente": "Piet niet."}),
        ("antwoorden", 0, {"aantal_gekozen": 2, "gekozen": "Vergrijzing; Straat van Piet Jansen", "beantwoord": True}),
        ("antwoorden", 1, {"niet_van_toepassing": True, "niet_van_toepassing_omdat": "Regio.", "beantwoord": True}),
        ("antwoorden", 2, {"beantwoord": False, "aantal_gekozen": 0}),
        ("keuzes", 1, {"vraag": "vertalen-visie-1", "keuze": "vertalen-visie-1-eigen-0a", "eigen": True}),
        (
            "speerpunten",
            0,
            {"aantal_doelen": 2, "bedrag": 12_500, "stand": "loopt", "uitvoering_te_herbevestigen": True},
        ),
        ("speerpunten", 1, {"eigen": True, "aantal_doelen": 0}),
        ("doelen", 0, {"speerpunt": "vacaturebank", "doel": "vertalen-visie-1-vergrijzing"}),
        ("bewijs", 0, {"onderdeel": "vertalen-visie-1", "soort": "bestand", "grootte": 1200}),
        ("bewijs", 1, {"onderdeel": "vacaturebank", "soort": "link", "grootte": 0}),
        ("adviezen", 0, {"advies": 1, "advies_tekst": "Goed zo, Piet."}),
        ("aanbevelingen", 0, {"speerpunt": "eigen-0b", "antwoord": "deels", "antwoord_omdat": "Piet is ziek."}),
    ],
)
def test_a_row_says(name, place, expected):
    assert expected.items() <= rows(name)[place].items()


def test_what_was_not_filled_in_is_empty_and_not_nought():
    [figures] = rows("kerncijfers")
    assert figures["budget"] == 0
    assert "steunpunt_budget" not in figures
    assert "niveau" not in rows("niveaus")[1]


def test_a_finding_comes_with_what_the_municipality_says_to_it():
    found = {row["bevinding"]: row for row in rows("bevindingen")}
    paid_for_now = found["tijdelijk-geld:vertalen:vacaturebank"]
    assert paid_for_now["soort"] == "tijdelijk-geld"
    assert paid_for_now["bewust_omdat"] == "Piet wil dat."


def test_every_row_begins_with_whose_it_is():
    assert keys_of(one()) == ("GM9001", "Voorbeeldstad", 2026, "2009")
    assert [column.name for column in KEYS] == ["gemeentecode", "gemeente", "jaar", "editie"]


def test_no_table_has_two_columns_of_one_name_and_every_column_is_explained():
    for sheet in SHEETS:
        names = [column.name for column in all_columns(sheet)]
        assert len(names) == len(set(names)), sheet.name
        assert all(column.meaning.endswith(".") for column in all_columns(sheet))
        assert all(
            column.codes or column.of_edition or column.kind is not Kind.CODE or column.meaning
            for column in sheet.columns
        )


@hypothesis_settings(max_examples=40)
@given(sources())
def test_every_row_has_a_value_for_every_column_of_its_kind(source):
    for sheet in SHEETS:
        made = list(sheet.rows(source))
        assert not sheet.single or len(made) == 1
        for row in made:
            for column, value in zip(sheet.columns, row, strict=True):
                assert value is not None or not column.always, column.name
                if column.codes and value:
                    assert value in dict(column.codes.codes), column.name
