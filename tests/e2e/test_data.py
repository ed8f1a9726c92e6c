"""The data as files: downloaded in each format, of one municipality and of many, and read back."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Audit, OpenPage
from tests.e2e.site import Site
from tests.e2e.walking import BUNNIK, HARDERWIJK, HOUTEN, YEAR, download, go_to

Login = Callable[[Page, str], None]


def test_a_coordinator_downloads_each_format_of_the_own_municipality(
    page: Page, login: Login, audit: Audit, tmp_path: Path
) -> None:
    login(page, "coordinator@demo.example")
    page.goto(HOUTEN.url("overview"))
    page.get_by_role("link", name="Haal alle gegevens op").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Gegevens")
    audit(page)

    workbook = download(page, page.get_by_role("link", name="Download Excel"), tmp_path)
    assert workbook.name == f"gegevens-houten-{YEAR}-concept.xlsx"
    book = load_workbook(workbook)
    assert book["Zelfevaluaties"]["B2"].value == "Houten"

    tables = download(page, page.get_by_role("link", name="Download CSV"), tmp_path)
    with ZipFile(tables) as archive:
        assert b"Houten" in archive.read("niveaus.csv")

    document = download(page, page.get_by_role("link", name="Download JSON"), tmp_path)
    [found] = json.loads(document.read_bytes())["zelfevaluaties"]
    levels = {(row["basisfunctie"], row["laag"]): row["niveau"] for row in found["niveaus"]}
    heads = [cell.value for cell in book["Niveaus"][1]]
    rows = [dict(zip(heads, row, strict=True)) for row in book["Niveaus"].iter_rows(min_row=2, values_only=True)]
    assert levels == {(row["basisfunctie"], row["laag"]): row["niveau"] for row in rows}

    page.get_by_role("link", name="Bekijk het schema").click()
    assert json.loads(page.locator("pre, body").first.inner_text())["title"]


def make_a_file(page: Page) -> None:
    page.get_by_label("De laatste indiening").check()
    page.get_by_label("JSON").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Maak het bestand").click()
    expect(page.get_by_role("status").first).to_contain_text("Uw bestand wordt gemaakt")


def work(site: Site) -> None:
    site.manage("db_worker", "--queue-name", "bestanden", "--batch", "--no-startup-delay", "--verbosity", "0")


@pytest.fixture
def adviser(page: Page, login: Login) -> Page:
    login(page, "adviseur@demo.example")
    page.goto("/beoordelen/")
    page.get_by_role("link", name="Haal de gegevens van deze gemeenten op").click()
    return page


def test_an_adviser_makes_a_file_of_its_municipalities_and_sees_it_come(
    adviser: Page, audit: Audit, site: Site, tmp_path: Path
) -> None:
    expect(adviser.get_by_label(re.compile(f"^{YEAR} "))).to_be_checked()
    audit(adviser)
    make_a_file(adviser)
    audit(adviser)
    work(site)
    # The list fetches itself: nobody touches the page.
    ready = adviser.get_by_role("link", name=re.compile("^Download"))
    expect(ready).to_be_visible()
    audit(adviser)
    with ZipFile(download(adviser, ready, tmp_path)) as archive:
        found = json.loads(archive.read("gegevens.json"))["zelfevaluaties"]
    codes = {each["gemeentecode"] for each in found}
    assert BUNNIK.code in codes
    assert HARDERWIJK.code not in codes
    assert "[tekst]" in json.dumps(found)

    adviser.get_by_role("button", name=re.compile("^Verwijderen")).click()
    expect(adviser.get_by_role("status").first).to_contain_text("Het bestand is verwijderd")


def test_without_javascript_and_by_keyboard_it_works_in_a_narrow_window(
    open_page: OpenPage, login: Login, site: Site, tmp_path: Path
) -> None:
    page = open_page(width=320, javascript=False)
    login(page, "beheer@demo.example")
    page.goto("/gegevens/")
    make_a_file(page)
    work(site)
    page.get_by_role("link", name="Kijk hoe ver het is").click()
    ready = page.get_by_role("link", name=re.compile("^Download"))
    expect(ready).to_be_visible()
    with ZipFile(download(page, ready, tmp_path)) as archive:
        assert len(json.loads(archive.read("gegevens.json"))["zelfevaluaties"]) > 1


def test_the_form_is_reached_and_sent_with_the_keyboard(adviser: Page) -> None:
    go_to(adviser, adviser.get_by_role("button", name="Maak het bestand"))
    with adviser.expect_navigation():
        adviser.keyboard.press("Enter")
    expect(adviser.get_by_role("status").first).to_contain_text("Uw bestand wordt gemaakt")
