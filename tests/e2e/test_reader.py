"""The lezer of Houten reads what was submitted, takes the PDF, and changes nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Audit
from tests.e2e.site import Site
from tests.e2e.walking import HOUTEN, YEAR, Place, download_made, pdf_pages

Login = Callable[[Page, str], None]
LAST_YEAR = Place(HOUTEN.name, HOUTEN.code, YEAR - 1)


@pytest.fixture
def reader(page: Page, login: Login) -> Page:
    login(page, "lezer@demo.example")
    return page


def test_a_reader_reads_last_year_s_report_and_takes_the_pdf(
    reader: Page, audit: Audit, site: Site, tmp_path: Path
) -> None:
    # This year's is not handed in yet: the page says so and leads to what there is
    expect(reader.get_by_role("heading", level=1)).to_have_text("Nog niets ingediend")
    audit(reader)
    reader.get_by_role("link", name="Rapport", exact=True).click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Er is nog niets ingediend")
    audit(reader)

    reader.get_by_role("link", name="Andere jaren").click()
    expect(reader.get_by_role("main").get_by_role("listitem")).to_have_count(3)
    audit(reader)
    reader.get_by_role("link", name=f"Zelfevaluatie {YEAR - 1}").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Indiening 1")
    nothing_to_change(reader)
    audit(reader)

    reader.get_by_role("link", name="Lees het rapport").click()
    nothing_to_change(reader)
    audit(reader)
    pdf = download_made(reader, reader.get_by_role("link", name="Download het rapport als PDF"), site, tmp_path)
    pages = pdf_pages(pdf)
    assert f"ZVW-{YEAR - 1}-{HOUTEN.code}-1" in " ".join(pages)
    assert not any("Concept" in text for text in pages)
    # and what else is made of the same data
    summary = download_made(reader, reader.get_by_role("link", name="Publiekssamenvatting"), site, tmp_path)
    assert len(pdf_pages(summary)) == 2
    letter = download_made(reader, reader.get_by_role("link", name="Raadsinformatiebrief"), site, tmp_path)
    assert letter.name == f"raadsinformatiebrief-houten-{YEAR - 1}.docx"


def test_a_reader_who_wants_to_fill_in_is_told_what_a_reader_may(reader: Page, audit: Audit) -> None:
    for path in (
        HOUTEN.step("vertalen", "visie"),
        HOUTEN.url("key_figures"),
        HOUTEN.url("overview"),
        f"/gemeente/{HOUTEN.code}/mensen/",
        "/uitnodigen/",
        "/beheer/",
    ):
        answer = reader.goto(path)
        assert answer is not None
        assert answer.status == 403, path
        expect(reader.get_by_role("heading", level=1)).to_have_text("Dit mag u niet doen")
        nothing_to_change(reader)
    audit(reader)
    reader.get_by_role("main").get_by_role("link", name="Hulp").click()
    expect(reader.get_by_role("row").filter(has_text="lezer")).to_be_visible()


def nothing_to_change(page: Page) -> None:
    """There is no form and no button, and no link to where something is changed."""
    main = page.get_by_role("main")
    expect(main.locator("form, button, input, select, textarea")).to_have_count(0)
    expect(main.get_by_role("link", name="Wijzig")).to_have_count(0)
