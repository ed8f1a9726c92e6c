"""The national picture: an adviser reads it and takes it along as PDF, and a citizen the open data of it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Audit, OpenPage
from tests.e2e.site import Site
from tests.e2e.walking import YEAR

Login = Callable[[Page, str], None]
LAST_YEAR = str(YEAR - 1)


@pytest.fixture(scope="module")
def country(site: Site) -> Site:
    """The demo with a country around it."""
    site.manage("demo", "--force", "--landelijk", "--verbosity", "0")
    return site


@pytest.mark.usefixtures("country")
def test_an_adviser_reads_the_national_picture_and_goes_for_the_report(page: Page, login: Login, audit: Audit) -> None:
    login(page, "adviseur@demo.example")
    page.get_by_role("link", name="Het landelijk beeld").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Het landelijk beeld")
    page.get_by_label("Ronde", exact=True).select_option(LAST_YEAR)
    page.get_by_role("button", name="Tonen").click()
    expect(page.get_by_role("heading", name="Wat er veranderde")).to_be_visible()
    expect(page.get_by_role("img", name="Het middelste niveau per provincie")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("Te weinig gemeenten")
    audit(page)
    page.get_by_role("link", name="Download het landelijk rapport als PDF").click()
    expect(page.get_by_role("main")).to_contain_text("landelijk rapport")
    audit(page)


@pytest.mark.usefixtures("country")
def test_anybody_reads_what_the_open_data_means_and_downloads_it(page: Page, open_page: OpenPage, audit: Audit) -> None:
    page.goto(f"/landelijk/gegevens/?ronde={LAST_YEAR}")
    expect(page.get_by_role("heading", name="De kolommen")).to_be_visible()
    audit(page)
    plain = open_page(javascript=False)
    plain.goto(f"/landelijk/gegevens/?ronde={LAST_YEAR}")
    with plain.expect_download() as download:
        plain.get_by_role("link", name="Download als CSV").click()
    assert download.value.suggested_filename == f"landelijk-beeld-{LAST_YEAR}.csv"
    lines = download.value.path().read_text("utf-8-sig").splitlines()
    assert lines[0].startswith("soort;ronde;editie;")
    assert "CC0-1.0" in lines[1]
