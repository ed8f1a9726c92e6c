"""What opens in Excel and Word, opened by LibreOffice: nothing is mended, and everything is still there."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook
from openpyxl.cell import Cell

from exports.sheets import SHEETS
from exports.source import Source
from exports.writing.workbook import write_workbook
from reports.letter.wording import build_letter
from reports.letter.writing import letter_docx
from tests.exports.making import ABOUT, one
from tests.libreoffice import broken_parts, reopened
from tests.reports.beside import CASES

# LibreOffice starts once for all files of a kind, so all of this is done by one worker.
pytestmark = pytest.mark.xdist_group("libreoffice")

# What a spreadsheet takes for something else than the text it is, and what a writer of XML may stumble over.
TEXTS = (
    "=1+1",
    "+31 30 123 45 67",
    "-2",
    "@SUM(A1:A9)",
    '=HYPERLINK("http://example.org";"klik")',
    "=cmd|' /C calc'!A0",
    "\t=1+1",
    "'=1",
    "{=A1}",
    "007",
    "1-2-2026",
    "1,5",
    "WAAR",
    "#N/B",
    "https://example.org/?a=1&b=<2>",
    "_x0041_ blijft staan",
    "<b>&amp;</b> ]]>",
    "😀 👨‍👩‍👧 🇳🇱 ❤️ 中文 مرحبا",
    "  twee spaties ervoor en erna  ",
    "een\n\nlege regel\nertussen",
    "bel \x07 en tab \x0b",
    "é ï ñ “krul” – € ½",
    "x" * 32_000,
)


def source_with(texts: tuple[str, ...]) -> Source:
    """Return an assessment in which the municipality wrote these texts, wherever it can write."""
    source = one()
    [part] = source.snapshot.basisfuncties
    [answer, *_] = part.answers
    [speerpunt, *_] = part.speerpunten
    filled = replace(
        part,
        answers=tuple(
            replace(answer, code=f"vertalen-visie-{n}", number=n, explanation=text) for n, text in enumerate(texts, 1)
        ),
        speerpunten=tuple(
            replace(speerpunt, code=f"eigen-{n}", label=text, executors=text, document=text, done=text)
            for n, text in enumerate(texts, 1)
        ),
    )
    return replace(source, snapshot=replace(source.snapshot, basisfuncties=(filled,)))


def town(number: int, texts: tuple[str, ...]) -> Source:
    source = source_with(texts)
    municipality = replace(source.snapshot.municipality, code=f"GM{number:04}", name=f"=Voorbeeldstad {number}")
    return replace(source, snapshot=replace(source.snapshot, municipality=municipality, year=2020 + number % 7))


def workbook_of_one(path: Path) -> None:
    write_workbook(path, [source_with(TEXTS)], ABOUT)


def workbook_of_many(path: Path) -> None:
    write_workbook(path, (town(number, TEXTS[number % 5 :: 5]) for number in range(1, 60)), ABOUT)


def workbook_of_nothing(path: Path) -> None:
    write_workbook(path, [], ABOUT)


# How a workbook writes a character that XML has no place for; the first one escapes what only looks like it.
CONTROL = re.compile("_x(005F(?=_x)|00[01][0-9A-Fa-f])_")
# LibreOffice has no cells that are true or false: it writes them as the functions that give that.
TRUTHS = {("f", "=TRUE()"): ("b", True), ("f", "=FALSE()"): ("b", False)}
WORKBOOKS: dict[str, Callable[[Path], None]] = {
    "one.xlsx": workbook_of_one,
    "many.xlsx": workbook_of_many,
    "nothing.xlsx": workbook_of_nothing,
}


LETTERS = {f"{case}.docx": content for case, content in CASES.items()}


@dataclass(frozen=True)
class Opened:
    """A file of ours, and what LibreOffice wrote after it opened it."""

    ours: Path
    theirs: Path


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Opened]:
    ours, theirs = tmp_path_factory.mktemp("ours"), tmp_path_factory.mktemp("theirs")
    for name, write in WORKBOOKS.items():
        write(ours / name)
    for name, content in LETTERS.items():
        (ours / name).write_bytes(letter_docx(build_letter(content)))
    made = reopened((ours / name for name in WORKBOOKS), theirs, "xlsx")
    made |= reopened((ours / name for name in LETTERS), theirs, "docx")
    return {name: Opened(ours / name, path) for name, path in made.items()}


def cells(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return the type and the value of each cell that has one, by sheet."""
    return {
        page.title: [(cell.coordinate, *typed(cell)) for row in page for cell in row if cell.value not in (None, "")]
        for page in load_workbook(path)
    }


def typed(cell: Cell) -> tuple[str, object]:
    """Return the type and the value of a cell, whoever wrote it."""
    value = CONTROL.sub(lambda found: chr(int(found[1], 16)), cell.value) if cell.data_type == "s" else cell.value
    return TRUTHS.get((cell.data_type, str(value)), (cell.data_type, value))


def read_out(path: Path) -> list[tuple[str, str]]:
    """Return the style and the words of each paragraph of a letter, those in tables and in controls too.

    A place where a word may be broken is no word: LibreOffice writes it in another way.
    """
    document = Document(str(path))
    names = {style.style_id: style.name or "" for style in document.styles}
    found = []
    for paragraph in document.element.body.iter(qn("w:p")):
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        words = "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
        found.append((names[style.get(qn("w:val"))] if style is not None else "Normal", words.replace("\xad", "")))
    return [each for each in found if each[1]]


def heads(path: Path) -> list[str]:
    """Return the words of the rows that repeat above a table on each page."""
    rows = Document(str(path)).element.body.iter(qn("w:tr"))
    marked = [row for row in rows if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None]
    return ["|".join(text.text or "" for text in row.iter(qn("w:t"))) for row in marked]


@pytest.mark.parametrize("name", [*WORKBOOKS, *LETTERS])
def test_a_file_has_no_part_that_a_reader_would_have_to_mend(opened: dict[str, Opened], name: str) -> None:
    assert broken_parts(opened[name].ours) == []


@pytest.mark.parametrize("name", WORKBOOKS)
def test_libreoffice_reads_each_cell_of_a_workbook_as_it_was_written(opened: dict[str, Opened], name: str) -> None:
    ours, theirs = cells(opened[name].ours), cells(opened[name].theirs)

    assert list(theirs) == ["Toelichting", *(sheet.title for sheet in SHEETS), "Codes"]
    for sheet, written in ours.items():
        assert theirs[sheet] == written, sheet


def test_no_text_became_a_formula_for_libreoffice(opened: dict[str, Opened]) -> None:
    found = [(kind, value) for rows in cells(opened["one.xlsx"].theirs).values() for _, kind, value in rows]

    assert {text for text in TEXTS if text.isprintable()} <= {value for kind, value in found if kind == "s"}
    assert not [value for kind, value in found if kind == "f"]


@pytest.mark.parametrize("name", LETTERS)
def test_libreoffice_reads_a_letter_as_it_was_written(opened: dict[str, Opened], name: str) -> None:
    ours, theirs = opened[name].ours, opened[name].theirs

    assert read_out(theirs) == read_out(ours)
    assert heads(theirs) == heads(ours)
    about = Document(str(theirs)).core_properties
    assert (about.title, about.language) == (Document(str(ours)).core_properties.title, "nl-NL")


def test_a_damaged_file_is_not_taken_for_a_sound_one(tmp_path: Path) -> None:
    sound, damaged = tmp_path / "sound.xlsx", tmp_path / "damaged.xlsx"
    workbook_of_nothing(sound)
    with ZipFile(sound) as old, ZipFile(damaged, "w") as new:
        for name in old.namelist():
            if name != "xl/styles.xml":
                new.writestr(name, old.read(name).replace(b"</worksheet>", b""))
    found = "\n".join(broken_parts(damaged))

    assert "no XML: xl/worksheets/sheet1.xml" in found
    assert "has a content type but is not there: xl/styles.xml" in found
    assert "leads to what is not there: styles.xml" in found
