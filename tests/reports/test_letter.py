"""The draft of the raadsinformatiebrief: what it says, and a Word file that can be worked in."""

import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn

from assessments.findings.listing import chapters
from assessments.snapshot import FindingResponsePart
from reports.content import Content
from reports.letter.blocks import Blank, Letter, Points, Table
from reports.letter.wording import build_letter
from reports.letter.writing import letter_docx
from reports.settings import Settings
from tests.reports.beside import CASES
from tests.reports.snapshots import CONCEPT, FINAL, SUBMITTED, full

LETTERS = {name: build_letter(content) for name, content in CASES.items()}


def section(letter: Letter, heading: str):
    return next(each.blocks for each in letter.sections if each.heading == heading)


def blanks(letter: Letter) -> set[str]:
    lines = [*(line for _, line in letter.facts), *letter.signed_by]
    for each in letter.sections:
        for block in each.blocks:
            lines += [] if isinstance(block, Table) else block.lines if isinstance(block, Points) else [block.line]
    return {piece.name for line in lines for piece in line if isinstance(piece, Blank)}


def words(blocks) -> str:
    return " ".join(str(piece) for block in blocks if not isinstance(block, Table | Points) for piece in block.line)


def opened(name: str):
    return Document(BytesIO(letter_docx(LETTERS[name])))


def test_it_has_the_parts_that_a_council_expects():
    letter = LETTERS["final"]

    assert [name for name, _ in letter.facts] == [
        "Aan",
        "Van",
        "Datum",
        "Zaaknummer",
        "Portefeuillehouder",
        "Onderwerp",
        "Bijlagen",
    ]
    assert [each.heading for each in letter.sections] == [
        "Kernboodschap",
        "Aanleiding",
        "Uitkomsten",
        "Geld",
        "Advies van de adviseur",
        "Vervolg",
        "Wat wij van u vragen",
        "Bijlagen",
    ]


def test_what_only_the_municipality_knows_is_a_blank_and_nothing_is_made_up():
    assert {"Datum", "Zaaknummer", "Portefeuillehouder", "Secretaris", "Burgemeester", "Kern"} <= blanks(
        LETTERS["final"]
    )
    assert "Vraag" in blanks(LETTERS["final"])


def test_what_the_municipality_asks_of_the_council_is_in_it():
    letter = build_letter(Content(full(), FINAL, settings=Settings(ask="Neem kennis.\n\nKies in maart.")))

    assert words(section(letter, "Wat wij van u vragen")) == "Neem kennis. Kies in maart."
    assert "Vraag" not in blanks(letter)


def test_the_outcome_has_a_table_of_levels_per_basisfunctie():
    [table] = [each for each in section(LETTERS["final"], "Uitkomsten") if isinstance(each, Table)]

    assert table.head == ("Basisfunctie", "Visie", "Beleid", "Uitvoering", "Financiën", "Speerpunten")
    assert table.rows[0] == ("Vertalen", "3", "2", "2", "1", "4")
    assert len(table.rows) == 5


def test_the_money_adds_up_and_money_without_a_kind_has_a_column_only_when_there_is_any():
    [table] = [each for each in section(LETTERS["final"], "Geld") if isinstance(each, Table)]

    assert table.head == ("Basisfunctie", "Structureel", "Incidenteel")
    assert table.rows[-1] == ("Totaal", "€\N{NO-BREAK SPACE}312.500", "€\N{NO-BREAK SPACE}275.000")


def test_recommendations_come_with_the_answer():
    [points] = [each for each in section(LETTERS["final"], "Advies van de adviseur") if isinstance(each, Points)]

    assert points.lines == (("Vertalen: Wijs een trekker aan (wij nemen dit deels over).",),)


def test_what_is_going_to_be_done_is_a_table_with_who_and_when():
    [table] = [each for each in section(LETTERS["final"], "Vervolg") if isinstance(each, Table)]

    assert table.rows == (
        ("Wijs een trekker aan", "Steunpunt", "1 maart 2027"),
        ("Vraag elke twee jaar wat vrijwilligers nodig hebben", "gemeente", "geen datum"),
    )


@pytest.mark.parametrize(
    ("issue", "is_demo", "marks"),
    [
        (FINAL, False, ()),
        (SUBMITTED, False, ("Concept",)),
        (CONCEPT, True, ("Concept", "Voorbeeldgegevens: verzonnen antwoorden")),
    ],
)
def test_a_concept_and_a_demo_say_so_on_each_page(issue, is_demo, marks):
    letter = build_letter(Content(full(is_demo=is_demo), issue))
    document = Document(BytesIO(letter_docx(letter)))

    assert letter.marks == marks
    assert document.sections[0].header.paragraphs[0].text == " · ".join(marks)


def test_it_counts_the_breaks_as_the_report_does_those_with_a_reason_apart():
    snapshot = full()
    found = [finding.key for each in chapters(snapshot) for finding in each.open]

    def said(answered):
        responses = tuple(FindingResponsePart(key, "Bewust zo.") for key in answered)
        content = Content(replace(snapshot, finding_responses=responses), FINAL)
        return words(section(build_letter(content), "Uitkomsten"))

    breaks = f"Op {len(found)} plekken breekt de draad van visie naar geld."
    assert f"{breaks} Het rapport zegt waar." in said([])
    fewer = f"Op {len(found) - 1} plekken breekt de draad van visie naar geld. Op 1 andere plek is dat bewust zo."
    assert fewer in said(found[:1])
    assert f"{breaks[:-1]}, en dat is bewust zo. Het rapport zegt waarom." in said(found)


class TestTheFile:
    def test_it_is_dutch_and_says_what_it_is(self):
        document = opened("final")
        languages = {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))}

        assert languages == {"nl-NL"}
        assert document.core_properties.language == "nl-NL"
        assert document.core_properties.title == "Raadsinformatiebrief: Zelfevaluatie vrijwilligerswerk 2026"
        assert document.core_properties.author == "Gemeente Voorbeeldstad"

    def test_its_headings_lists_and_captions_have_the_styles_of_word(self):
        document = opened("final")
        used = {each.style.name for each in document.paragraphs}

        assert {"Title", "Heading 1", "List Bullet", "Caption"} <= used
        headings = [each.text for each in document.paragraphs if each.style.name == "Heading 1"]
        assert headings == [each.heading for each in LETTERS["final"].sections]

    def test_each_table_marks_its_head_and_says_what_it_is_about(self):
        for table in opened("final").tables:
            heads = [bool(row._tr.findall(f".//{qn('w:tblHeader')}")) for row in table.rows]
            assert heads == [True, *[False] * (len(heads) - 1)]
            assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val")).startswith("Per ")

    def test_a_blank_is_a_control_that_stands_out_and_goes_away_once_it_is_filled_in(self):
        controls = list(opened("final").element.iter(qn("w:sdt")))

        assert len(controls) >= 8
        for each in controls:
            assert each.find(f".//{qn('w:temporary')}") is not None
            assert each.find(f".//{qn('w:rStyle')}").get(qn("w:val")) == "Invullen"
            assert re.fullmatch(r"\[.+\]", "".join(text.text for text in each.iter(qn("w:t"))))

    def test_it_is_a4(self):
        page = opened("final").sections[0]

        assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)

    def test_the_same_content_gives_the_same_parts(self):
        def parts():
            with ZipFile(BytesIO(letter_docx(LETTERS["final"]))) as package:
                return {name: package.read(name) for name in package.namelist()}

        assert parts() == parts()
