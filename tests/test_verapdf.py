"""The judge of our PDFs has to be able to say no."""

from pathlib import Path

import pytest
from weasyprint import HTML

from tests.verapdf import violations

pytestmark = pytest.mark.pdf

PAGE = '<html lang="nl"><title>Een rapport</title><h1>Kop</h1><p>Tekst.</p></html>'


def test_a_plain_pdf_fails_and_the_clauses_say_why(tmp_path: Path) -> None:
    pdf = tmp_path / "plain.pdf"
    HTML(string=PAGE).write_pdf(pdf)
    found = violations(pdf, "ua1")
    assert "7.1-3: Content shall be marked as Artifact or tagged as real content" in found
    assert len(found) == len(set(found))


def test_a_tagged_pdf_passes(tmp_path: Path) -> None:
    pdf = tmp_path / "tagged.pdf"
    HTML(string=PAGE).write_pdf(pdf, pdf_variant="pdf/ua-1")
    assert violations(pdf, "ua1") == []
    assert violations(pdf, "2a") != []
