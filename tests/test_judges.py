"""The judges of our PDFs have to be able to say no."""

from pathlib import Path

import pytest
from pydyf import PDF, Dictionary
from weasyprint import HTML

from tests.judges import faults, not_found, not_heard
from tests.verapdf import violations

pytestmark = pytest.mark.pdf

PAGE = '<html lang="nl"><title>Een rapport</title><h1>Kop</h1><p>Tekst.</p></html>'


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    return tmp_path / "judged.pdf"


def test_a_plain_pdf_fails_and_the_clauses_say_why(pdf: Path) -> None:
    HTML(string=PAGE).write_pdf(pdf)
    found = violations(pdf, "ua1")
    assert "7.1-3: Content shall be marked as Artifact or tagged as real content" in found
    assert len(found) == len(set(found))


def test_a_tagged_pdf_passes(pdf: Path) -> None:
    HTML(string=PAGE).write_pdf(pdf, pdf_variant="pdf/ua-1")
    assert violations(pdf, "ua1") == []
    assert violations(pdf, "2a") != []
    assert any(line in faults(pdf.read_bytes()) for line in violations(pdf, "2a"))


def test_a_table_without_heads_is_heard(pdf: Path) -> None:
    rows = "<tr><td>Jaar</td><td>Bedrag</td></tr>" + "<tr><td>2026</td><td>12</td></tr>" * 3
    HTML(string=PAGE.replace("<p>", f"<table>{rows}</table><p>")).write_pdf(pdf, pdf_variant="pdf/ua-1")
    assert violations(pdf, "ua1") == []
    assert any(line.startswith("TBL-") for line in not_heard(pdf))


def test_a_page_number_that_is_read_out_is_heard(pdf: Path) -> None:
    pages = "".join(f"<h2 style='break-before: page'>Hoofdstuk {word}</h2><p>{word}</p>" for word in ("een", "twee"))
    style = "<style>@page { size: A4; @bottom-left { content: 'Gemeente Voorbeeldstad' } }</style>"
    HTML(string=PAGE.replace("<h1>", f"{style}<h1>") + pages).write_pdf(pdf, pdf_variant="pdf/ua-1")
    assert any(line.startswith("PAG-001") for line in not_heard(pdf))


def test_an_object_that_is_not_where_the_file_says_is_missed(pdf: Path) -> None:
    def leave_one_out(_: object, made: PDF) -> None:
        next(each for each in made.objects if isinstance(each, Dictionary) and each.get("S") == "/P").free = "f"

    HTML(string=PAGE).write_pdf(pdf, pdf_variant="pdf/ua-1")
    assert not_found(pdf) == []
    HTML(string=PAGE).write_pdf(pdf, pdf_variant="pdf/ua-1", finisher=leave_one_out)
    [line] = not_found(pdf)
    assert line.startswith("object ")
