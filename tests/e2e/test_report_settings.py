"""An officer sets the report: chooses points, says what is asked, leaves a chapter out, and sees it in the report."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Audit
from tests.e2e.walking import HOUTEN

Login = Callable[[Page, str], None]


def test_the_officer_sets_the_report_and_sees_it_on_screen(page: Page, login: Login, audit: Audit) -> None:
    login(page, "coordinator@demo.example")
    page.goto(HOUTEN.url("report"))
    page.get_by_role("link", name="Stel het rapport in").click()
    expect(page.get_by_role("heading", name="Rapport instellen")).to_be_visible()
    audit(page)

    first = page.locator("#goed").get_by_label("Punt 1")
    second = page.locator("#goed").get_by_label("Punt 2").input_value()
    page.get_by_role("button", name="Punt 2 omhoog").first.click()
    expect(page.get_by_text("Nog niet opgeslagen")).to_be_visible()
    expect(first).to_have_value(second)

    page.get_by_role("textbox", name="Titel").fill("Vrijwillig vooruit")
    page.get_by_role("textbox", name="Wat vraagt u van de raad?").fill("Neem kennis van dit rapport.")
    first.fill("Ons steunpunt is bij alle verenigingen bekend.")
    page.get_by_label("Bijlage met alle antwoorden").uncheck()
    page.get_by_role("button", name="Opslaan en het rapport bekijken").click()

    expect(page.get_by_role("heading", name="Vrijwillig vooruit")).to_be_visible()
    for words in ("Neem kennis van dit rapport.", "Ons steunpunt is bij alle verenigingen bekend."):
        expect(page.get_by_text(words)).to_be_visible()
    expect(page.get_by_role("heading", name=re.compile("alle antwoorden"))).to_have_count(0)
    audit(page)


def test_the_page_fits_on_a_telephone(narrow_page: Page, login: Login, audit: Audit) -> None:
    page = narrow_page
    login(page, "coordinator@demo.example")
    page.goto(HOUTEN.url("report"))
    page.get_by_role("link", name="Stel het rapport in").click()
    expect(page.get_by_role("heading", name="Rapport instellen")).to_be_visible()
    audit(page)
