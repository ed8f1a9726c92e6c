"""The questionnaire on paper: what stands on it, and that a validator takes it."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from assessments.reading import read_snapshot
from assessments.snapshot import Snapshot
from basisfuncties.models import Framework
from basisfuncties.structure import structure_of
from reports.pdf import questionnaire_pdf
from reports.questionnaire import build_questionnaire
from tests.assessments.conftest import Town
from tests.judges import faults
from tests.making.working import download
from tests.reports.beside import HOUSE
from tests.reports.snapshots import full
from tests.reports.test_pdf import ODD

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 22)


@pytest.fixture
def structure():
    return structure_of(Framework.objects.get(edition="2009"))


@pytest.fixture
def snapshot(client, db):
    """Return a snapshot with real codes: one question answered, one speerpunt, one level."""
    town = Town(client)
    visie, beleid, money = town.step(), town.step(layer="beleid"), town.step(layer="financien")
    data = town.shown(visie)
    data |= {"vertalen-visie-1-chosen": ["vertalen-visie-1-vergrijzing"], "vertalen-visie-1-explanation": ODD.strip()}
    data |= {"vertalen-visie-1-own": ["Laagwater"], "vertalen-visie-1-own-code": [""], "niveau-level": "3"}
    client.post(visie, data)
    client.post(beleid, {**town.shown(beleid), "speerpunten-chosen": ["vertalen-beleid-lastenverlichting"]})
    client.post(money, {**town.shown(money), "vertalen-beleid-lastenverlichting-amount": "12.500"})
    return read_snapshot(town.assessment)


def sheet(structure, snapshot: Snapshot, **wanted):
    return build_questionnaire(structure, snapshot, **{"is_blank": False, "only": None, "dated_on": DAY, **wanted})


def test_whole_it_has_every_question_element_level_and_the_key_figures(structure, snapshot):
    whole = sheet(structure, snapshot, is_blank=True)
    layers = [layer for function in whole.functions for layer in function.layers]
    assert sum(len(layer.questions) for layer in layers) == 23
    assert sum(len(layer.elements) for layer in layers) == 46
    assert [len(layer.levels) for layer in layers] == [5] * 20
    assert len(whole.key_figures) == 9


def test_blank_it_has_nothing_of_what_was_filled_in(structure, snapshot):
    blank = sheet(structure, snapshot, is_blank=True)
    layers = [layer for function in blank.functions for layer in function.layers]
    boxes = [box for layer in layers for box in (*layer.elements, *layer.levels)]
    boxes += [box for layer in layers for question in layer.questions for box in question.boxes]
    assert not any(box.is_ticked for box in boxes)
    assert "Laagwater" not in repr(blank)
    assert not any(words for _, words in blank.key_figures[1:])


def test_filled_it_shows_answers_own_additions_speerpunten_and_levels(structure, snapshot):
    vertalen = sheet(structure, snapshot).functions[0]
    visie, beleid, _, money = vertalen.layers
    assert [box.label for box in visie.questions[0].boxes if box.is_ticked] == ["Vergrijzing"]
    assert visie.questions[0].own == ("Laagwater",)
    assert [box.label for box in visie.questions[1].boxes] == ["Vergrijzing", "Laagwater"]
    assert [box.is_ticked for box in visie.levels] == [False, False, False, True, False]
    assert [box.label for box in beleid.elements if box.is_ticked] == ["Lastenverlichting"]
    assert money.rows[0][:2] == ("Lastenverlichting", "€\N{NO-BREAK SPACE}12.500 per jaar")


def test_there_is_always_an_empty_row_to_write_a_speerpunt_on(structure, snapshot):
    for function in sheet(structure, snapshot).functions:
        assert function.layers[1].rows[-1] == ("", "", "")


def test_one_basisfunctie_stands_alone(structure, snapshot):
    one = sheet(structure, snapshot, only="versterken")
    assert [function.name for function in one.functions] == ["Versterken"]
    assert one.key_figures == ()


def test_a_basisfunctie_that_does_not_exist_is_refused(structure, snapshot):
    with pytest.raises(LookupError):
        sheet(structure, snapshot, only="dromen")


@pytest.mark.pdf
@pytest.mark.parametrize("is_blank", [True, False])
def test_the_judges_take_it_as_accessible_and_archivable(structure, snapshot, is_blank):
    made = sheet(structure, replace(snapshot, is_demo=True), is_blank=is_blank, style=HOUSE)
    assert faults(questionnaire_pdf(made)) == []


@pytest.mark.pdf
def test_a_full_assessment_with_codes_of_elsewhere_still_prints(structure):
    text = PdfReader(BytesIO(questionnaire_pdf(sheet(structure, full(), only="vertalen")))).pages[0].extract_text()
    assert "Vragenlijst zelfevaluatie" in text


@pytest.mark.pdf
def test_it_is_downloaded_under_a_name_that_says_what_it_is(client, db):
    town = Town(client)
    response = download(client, town.url("questionnaire", basisfunctie="vertalen", leeg=""))
    assert response["Content-Type"] == "application/pdf"
    assert "-vertalen-blanco.pdf" in response["Content-Disposition"]
    assert client.get(town.url("questionnaire", basisfunctie="dromen")).status_code == 404
