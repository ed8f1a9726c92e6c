"""Each format read back with another program than the one that wrote it."""

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from jsonschema import Draft202012Validator
from openpyxl import load_workbook

from assessments.snapshot import KeyFiguresPart
from basisfuncties.models import Framework
from basisfuncties.structure import structure_of
from exports.schema import schema
from exports.sheets import SHEETS, all_columns
from exports.writing import workbook as writing
from exports.writing.document import as_object, explanation, write_document, write_zipped_document
from exports.writing.tables import APOSTROPHE, READ_ME, cell, write_tables
from exports.writing.workbook import CUT, MOST_CHARACTERS, write_workbook
from tests.exports.making import ABOUT, SCHEMA, one, sources, texts
from tests.exports.reading_back import snapshot_from, tables, without_what_is_left_out, workbook

CHECK = Draft202012Validator(schema(SCHEMA))
some, few = hypothesis_settings(max_examples=40), hypothesis_settings(max_examples=10)


def written(write, *of, about=ABOUT, read):
    """Write these assessments, and return what reads them back."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bestand.xlsx"
        write(path, of, about)
        return read(path)


@pytest.fixture
def about(db):
    return replace(ABOUT, editions=(structure_of(Framework.objects.get(edition="2009")),))


# XLSX


def test_a_workbook_has_a_sheet_for_each_kind_and_an_explanation_before_and_codes_after():
    found = written(write_workbook, one(), read=workbook)
    assert list(found) == ["Toelichting", *(sheet.title for sheet in SHEETS), "Codes"]


def test_cells_have_types():
    found = written(write_workbook, one(), read=workbook)
    [assessment], speerpunt = found["Zelfevaluaties"], found["Speerpunten"][0]
    assert assessment["inwoners"] == 48_210
    assert assessment["ingediend_op"] == datetime(2026, 11, 1)
    assert assessment["voorbeeld"] is False
    assert speerpunt["bedrag"] == 12_500
    assert speerpunt["uitvoering_te_herbevestigen"] is True
    assert found["Kerncijfers"][0]["fte"] == 0.8
    assert found["Kerncijfers"][0]["budget"] == 0
    assert found["Kerncijfers"][0]["steunpunt_budget"] is None


def test_heads_stay_in_sight_can_be_filtered_and_fit():
    with TemporaryDirectory() as folder:
        path = Path(folder) / "boek.xlsx"
        write_workbook(path, [one()], ABOUT)
        book = load_workbook(path)
    for sheet in SHEETS:
        page = book[sheet.title]
        rows = max(page.max_row, 2)
        assert page.freeze_panes == "C2"
        assert page.auto_filter.ref.startswith("A1:")
        assert page.auto_filter.ref.endswith(str(rows))
        for place, column in enumerate(all_columns(sheet), start=1):
            letter = page.cell(1, place).column_letter
            dimension = next(each for each in page.column_dimensions.values() if each.min <= place <= each.max)
            assert dimension.width >= len(column.name) + 2, letter


def test_the_explanation_names_the_edition_every_column_and_every_code(about):
    found = written(write_workbook, one(), about=about, read=load_workbook)
    said = [cell.value for row in found["Toelichting"].iter_rows() for cell in row if cell.value]
    assert any("Editie 2009" in text for text in said if isinstance(text, str))
    for sheet in SHEETS:
        for column in all_columns(sheet):
            assert column.full_meaning in said
    codes = {(row[0].value, row[2].value): row[3].value for row in found["Codes"].iter_rows(min_row=2)}
    assert codes["status", "heropend"] == "heropend"
    assert codes["basisfunctie", "vertalen"] == "Vertalen"
    assert codes["suggestie", "vertalen-visie-1-vergrijzing"]
    assert codes["niveau", "vertalen/visie/0"]
    assert len([key for key in codes if key[0] == "richtvraag"]) == 23


@few
@given(sources())
def test_a_cell_is_never_a_formula_and_says_what_was_written(source):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "boek.xlsx"
        write_workbook(path, [source], ABOUT)
        for page in load_workbook(path).worksheets:
            for row in page.iter_rows():
                for each in row:
                    assert each.data_type != "f", each.value
                    assert each.hyperlink is None


@pytest.mark.parametrize(
    "text", ["=1+1", "+31 30 123", "-2", "@SUM(A1)", "http://example.org", "mailto:x@y.z", "1,5", "{=A1}"]
)
def test_a_text_stays_that_text_in_a_workbook(text):
    source = one(key_figures=KeyFiguresPart(explanation=text))
    [figures] = written(write_workbook, source, read=workbook)["Kerncijfers"]
    assert figures["toelichting"] == text


def test_a_text_too_long_for_a_cell_is_cut_and_says_so():
    source = one(key_figures=KeyFiguresPart(explanation="🙂" * 20_000))
    [figures] = written(write_workbook, source, read=workbook)["Kerncijfers"]
    assert figures["toelichting"].endswith(CUT)
    assert len(figures["toelichting"].encode("utf-16-le")) // 2 <= MOST_CHARACTERS


def test_what_does_not_fit_in_a_sheet_goes_on_in_the_next(monkeypatch):
    monkeypatch.setattr(writing, "MOST_ROWS", 3)
    found = written(write_workbook, one(), read=workbook)
    assert [len(found[name]) for name in ("Antwoorden", "Antwoorden (2)")] == [2, 1]


def test_a_day_before_spreadsheets_count_is_a_text():
    source = one()
    part = source.snapshot.basisfuncties[0]
    old = replace(part.speerpunten[0], adopted_on=datetime(1848, 11, 3).date())
    snapshot = replace(source.snapshot, basisfuncties=(replace(part, speerpunten=(old,)),))
    [row] = written(write_workbook, replace(source, snapshot=snapshot), read=workbook)["Speerpunten"]
    assert row["vastgesteld_op"] == "1848-11-03"


# CSV


def test_the_tables_are_as_excel_in_the_netherlands_opens_them():
    with TemporaryDirectory() as folder:
        path = Path(folder) / "tabellen.zip"
        write_tables(path, [one()], ABOUT)
        with ZipFile(path) as archive:
            names = archive.namelist()
            figures = archive.read("kerncijfers.csv")
    assert names == [READ_ME, *(f"{sheet.name}.csv" for sheet in SHEETS), "kolommen.csv", "codes.csv"]
    assert figures.startswith(b"\xef\xbb\xbfgemeentecode;gemeente;jaar;editie;fte;")
    assert b"GM9001;Voorbeeldstad;2026;2009;0,80;0;lokaal;" in figures


def test_the_tables_come_with_a_book_of_codes(about):
    found = written(write_tables, one(), about=about, read=tables)
    assert {row["kolom"] for row in found["kolommen.csv"] if row["tabel"] == "niveaus"} >= {"niveau", "reden"}
    assert {row["code"] for row in found["codes.csv"] if row["codelijst"] == "basisfunctie"} >= {"vertalen"}
    assert {row["editie"] for row in found["codes.csv"]} == {"", "2009"}


@given(texts)
def test_no_text_in_a_table_is_taken_for_a_formula_and_the_text_can_be_had_back(text):
    stands = cell(text)
    assert not stands.lstrip().startswith(("=", "+", "-", "@"))
    back = stands[1:] if stands.startswith(APOSTROPHE) else stands
    assert back == text


@few
@given(sources())
def test_what_was_written_is_in_the_tables(source):
    found = written(write_tables, source, read=tables)
    for sheet in SHEETS:
        rows = found[f"{sheet.name}.csv"]
        made = list(sheet.rows(source))
        assert len(rows) == len(made)
        for row, values in zip(rows, made, strict=True):
            assert [row[column.name] for column in sheet.columns] == [cell(value) for value in values]


# JSON


def test_the_schema_is_one():
    Draft202012Validator.check_schema(schema(SCHEMA))


def test_the_document_keeps_to_its_schema_and_names_it(about):
    for write, name in ((write_document, ""), (write_zipped_document, "gegevens.json")):
        with TemporaryDirectory() as folder:
            path = Path(folder) / "bestand"
            write(path, [one(), one(year=2025)], about)
            content = ZipFile(path).read(name) if name else path.read_bytes()
        document = json.loads(content)
        CHECK.validate(document)
        assert document["$schema"] == SCHEMA
        assert document["edities"] == ["2009"]
        assert [each["jaar"] for each in document["zelfevaluaties"]] == [2026, 2025]


def test_a_document_of_nothing_is_still_one():
    document = written(write_document, read=lambda path: json.loads(path.read_bytes()))
    CHECK.validate(document)
    assert document["zelfevaluaties"] == []


@some
@given(sources())
def test_the_snapshot_can_be_read_back_from_the_document(source):
    values = json.loads(json.dumps(as_object(source)))
    CHECK.validate({**explanation(ABOUT), "zelfevaluaties": [values]})
    assert snapshot_from(values) == without_what_is_left_out(source.snapshot)
