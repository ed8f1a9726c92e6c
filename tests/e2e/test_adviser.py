"""The adviseur of Utrecht: from the list to what a municipality submitted, and no further than its province."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Audit
from tests.e2e.site import Site
from tests.e2e.walking import BUNNIK, HARDERWIJK, HOUTEN, download_made, pdf_pages

Login = Callable[[Page, str], None]


@pytest.fixture
def adviser(page: Page, login: Login) -> Page:
    login(page, "adviseur@demo.example")
    return page


def test_an_adviser_finds_reads_and_takes_up_a_submission(
    adviser: Page, audit: Audit, site: Site, tmp_path: Path
) -> None:
    audit(adviser)
    expect(adviser.get_by_role("rowheader", name=HARDERWIJK.name)).to_have_count(0)
    adviser.get_by_label("Status").select_option("vastgesteld")
    adviser.get_by_role("button", name="Tonen").click()
    expect(adviser.get_by_role("rowheader", name=BUNNIK.name)).to_have_count(0)
    adviser.get_by_label("Status").select_option("ingediend")
    adviser.get_by_role("button", name="Tonen").click()
    adviser.get_by_role("rowheader", name=BUNNIK.name).get_by_role("link").click()
    expect(adviser.get_by_role("link", name="Lees het rapport")).to_be_visible()
    audit(adviser)

    # Before it is adopted the report names the submission and is no final one
    adviser.get_by_role("link", name="Lees het rapport").click()
    pdf = download_made(adviser, adviser.get_by_role("link", name="Download het rapport als PDF"), site, tmp_path)
    assert pdf.name == f"raadsrapport-bunnik-{BUNNIK.year}-concept.pdf"
    assert all("Concept" in text for text in pdf_pages(pdf))

    adviser.get_by_role("link", name="Indiening", exact=True).click()
    adviser.get_by_role("button", name="In beoordeling nemen").click()
    expect(adviser.get_by_role("status").first).to_contain_text("De zelfevaluatie is in beoordeling")
    adviser.get_by_label("Bericht aan de gemeente").fill("Met dank voor het gesprek.")
    adviser.get_by_role("button", name="Vaststellen").click()
    expect(adviser.get_by_role("status").first).to_contain_text("De zelfevaluatie is vastgesteld")
    expect(adviser.get_by_role("main").get_by_role("button")).to_have_count(0)
    final = download_made(adviser, adviser.get_by_role("link", name="download het als PDF"), site, tmp_path)
    assert final.name == f"raadsrapport-bunnik-{BUNNIK.year}.pdf"
    assert f"ZVW-{BUNNIK.year}-{BUNNIK.code}-1" in " ".join(pdf_pages(final))


def test_an_adviser_waits_for_what_is_not_submitted_and_fills_nothing_in(adviser: Page, audit: Audit) -> None:
    adviser.get_by_role("link", name=HOUTEN.name).click()
    expect(adviser.get_by_role("heading", level=1)).to_have_text("Nog niets ingediend")
    audit(adviser)
    for address, status in (
        (HOUTEN.step("vertalen", "visie"), 403),
        (HOUTEN.url("overview"), 403),
        (HARDERWIJK.url("submission"), 404),
        (HARDERWIJK.url("report_pdf"), 404),
    ):
        answer = adviser.goto(address)
        assert answer is not None
        assert answer.status == status, address
