"""A file that has to be made: waited for with and without JavaScript; the final report, checked by anyone; a round."""

import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Audit, OpenPage
from tests.e2e.site import Site
from tests.e2e.walking import HOUTEN, WHILE_IT_IS_MADE, YEAR, Place, download, download_made, go_to

Login = Callable[[Page, str], None]
LAST_YEAR = Place(HOUTEN.name, HOUTEN.code, YEAR - 1)
AS_PDF = "Download het rapport als PDF"


def test_a_final_report_is_waited_for_once_and_anyone_can_check_it(
    page: Page, open_page: OpenPage, login: Login, audit: Audit, site: Site, tmp_path: Path
) -> None:
    login(page, "lezer@demo.example")
    page.goto(LAST_YEAR.url("report"))
    page.get_by_role("link", name=AS_PDF).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Het vastgestelde raadsrapport")
    audit(page)
    page.go_back()
    first = download_made(page, page.get_by_role("link", name=AS_PDF), site, tmp_path)
    # The second time it is there.
    again = download(page, page.get_by_role("link", name=AS_PDF), tmp_path / "again")
    assert first.read_bytes() == again.read_bytes()

    visitor = open_page(width=320)
    visitor.goto("/kader/")
    visitor.get_by_role("contentinfo").get_by_role("link", name="Controleer een rapport").click()
    audit(visitor)
    visitor.get_by_label("Bestand", exact=True).set_input_files(first)
    visitor.get_by_role("button", name="Controleer").click()
    expect(visitor.get_by_role("heading", name="Dit is een vastgesteld rapport")).to_be_visible()
    expect(visitor.get_by_role("main")).to_contain_text(f"ZVW-{LAST_YEAR.year}-{LAST_YEAR.code}-1")
    audit(visitor)

    changed = tmp_path / "changed.pdf"
    changed.write_bytes(first.read_bytes() + b"\n")
    visitor.get_by_label("Bestand", exact=True).set_input_files(changed)
    visitor.get_by_role("button", name="Controleer").click()
    expect(visitor.get_by_role("heading", name="geen vastgesteld rapport")).to_be_visible()
    audit(visitor)

    visitor.get_by_label("Controlegetal", exact=True).fill("0123")
    visitor.get_by_role("button", name="Controleer").click()
    expect(visitor.get_by_label("Controlegetal", exact=True)).to_have_value("0123")
    expect(visitor.get_by_role("main")).to_contain_text("Dit zijn er 4.")
    audit(visitor)


def test_without_javascript_and_by_keyboard_a_file_is_waited_for_too(
    open_page: OpenPage, login: Login, audit: Audit, site: Site, tmp_path: Path
) -> None:
    page = open_page(width=320, javascript=False)
    login(page, "coordinator@demo.example")
    page.goto(HOUTEN.url("report"))
    go_to(page, page.get_by_role("link", name=AS_PDF))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Uw bestand staat in de rij")
    page.get_by_role("link", name="Kijk hoe ver het is").click()
    expect(page.get_by_role("status")).to_contain_text("Uw bestand staat in de rij")
    site.make_files()
    page.get_by_role("link", name="Kijk hoe ver het is").click()
    expect(page.get_by_role("status")).to_contain_text("Het bestand is klaar.")
    pdf = download(page, page.get_by_role("link", name="Download het raadsrapport"), tmp_path)
    assert pdf.name == f"raadsrapport-houten-{YEAR}-concept.pdf"
    page.get_by_role("link", name="Terug naar de pagina waar u was").click()
    expect(page).to_have_url(re.compile(HOUTEN.url("report") + "$"))


def test_an_adviser_takes_all_final_reports_of_a_round(
    page: Page, login: Login, audit: Audit, site: Site, tmp_path: Path
) -> None:
    login(page, "adviseur@demo.example")
    page.goto("/beoordelen/")
    page.get_by_role("link", name="Alle rapporten in één bestand").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Rapporten")
    audit(page)
    page.get_by_role("link", name=re.compile(f"^Download .* van ronde {YEAR}$")).click()
    expect(page.get_by_role("status")).to_contain_text("Uw bestand staat in de rij")
    with page.expect_download(timeout=WHILE_IT_IS_MADE) as started:
        site.manage("db_worker", "--queue-name", "bestanden", "--batch", "--no-startup-delay", "--verbosity", "0")
    path = tmp_path / started.value.suggested_filename
    started.value.save_as(path)
    audit(page)
    with ZipFile(path) as archive:
        assert archive.testzip() is None
        assert "overzicht.csv" in archive.namelist()
        assert archive.read(archive.namelist()[0]).startswith(b"%PDF-1.7")
