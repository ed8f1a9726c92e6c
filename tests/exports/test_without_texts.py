"""Leaving out what people wrote."""

import json

from hypothesis import given
from hypothesis import settings as hypothesis_settings

from exports.without_texts import MARK, OWN_CHOICE, OWN_SPEERPUNT, without_texts
from exports.writing.document import as_object
from tests.exports.making import one, sources


def test_nothing_that_somebody_wrote_is_left():
    bare = json.dumps(as_object(without_texts(one())))
    assert "Piet" in json.dumps(as_object(one()))
    assert "Piet" not in bare
    assert "piet.pdf" not in bare
    assert "example.org" not in bare


def test_what_was_chosen_counted_and_dated_stays():
    before, after = as_object(one()), as_object(without_texts(one()))
    assert after["zelfevaluatie"] == before["zelfevaluatie"]
    for kind, columns in {
        "niveaus": ("niveau", "niveau_betekenis", "vorig_niveau"),
        "speerpunten": ("speerpunt", "bedrag", "stand", "vastgesteld_op"),
        "keuzes": ("keuze", "eigen"),
    }.items():
        for column in columns:
            assert [row[column] for row in after[kind]] == [row[column] for row in before[kind]]


def test_a_mark_says_that_there_was_a_text():
    values = as_object(without_texts(one()))
    assert [row["toelichting"] for row in values["antwoorden"]] == [MARK, None, None]
    assert [row["keuze_tekst"] for row in values["keuzes"]] == ["Vergrijzing", OWN_CHOICE]
    assert [row["speerpunt_tekst"] for row in values["speerpunten"]] == ["Vacaturebank", OWN_SPEERPUNT]


@hypothesis_settings(max_examples=40)
@given(sources())
def test_the_findings_are_the_same_and_so_is_what_is_answered(source):
    before, after = as_object(source), as_object(without_texts(source))
    assert [row["bevinding"] for row in after["bevindingen"]] == [row["bevinding"] for row in before["bevindingen"]]
    assert [row["beantwoord"] for row in after["antwoorden"]] == [row["beantwoord"] for row in before["antwoorden"]]
