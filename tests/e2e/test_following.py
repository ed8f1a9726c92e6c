"""The adviser works from the list and shares the work; the beheerder follows the round, and makes and closes one."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import Audit, OpenPage
from tests.e2e.walking import BAARN, YEAR, download, go_to

Login = Callable[[Page, str], None]
COLLEAGUE = "Wil Werkverdeling"


@pytest.fixture
def adviser(page: Page, login: Login) -> Page:
    login(page, "adviseur@demo.example")
    return page


@pytest.fixture
def beheerder(page: Page, login: Login) -> Page:
    login(page, "beheer@demo.example")
    return page


def row(page: Page, name: str) -> Locator:
    """Return the line of a municipality in the list."""
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=name, exact=True))


def said(page: Page, words: str) -> None:
    """Wait until the page says this at its top."""
    expect(page.locator(".bf-messages")).to_contain_text(words)


def test_an_adviser_finds_filters_takes_and_hands_over(adviser: Page, audit: Audit) -> None:
    expect(adviser.get_by_role("heading", level=1)).to_have_text("Uw werklijst")
    expect(adviser.get_by_role("region", name="Wat nu op u wacht").get_by_role("listitem").first).to_contain_text(
        "Opnieuw ingediend na een vraag om aanvulling"
    )
    adviser.get_by_label("Naam van de gemeente").fill("baa")
    adviser.get_by_label("Status").select_option("niet_begonnen")
    adviser.get_by_role("button", name="Tonen").click()
    expect(adviser.get_by_text("1 van 26 gemeenten.")).to_be_visible()
    audit(adviser)
    row(adviser, BAARN.name).get_by_role("button", name="Nemen").click()
    said(adviser, f"{BAARN.name} is nu bij u.")
    # The list is as it was.
    expect(adviser.get_by_label("Naam van de gemeente")).to_have_value("baa")
    row(adviser, BAARN.name).get_by_role("link", name="Overdragen").click()
    expect(adviser.get_by_role("heading", level=1)).to_have_text("Wie beoordeelt deze zelfevaluatie?")
    audit(adviser)
    adviser.get_by_role("button", name="Overdragen").click()
    expect(adviser.locator(".bf-error-summary")).to_contain_text("Kies aan wie u overdraagt.")
    audit(adviser)
    adviser.get_by_label("Aan wie?").select_option(label=COLLEAGUE)
    adviser.get_by_label("Bericht aan uw collega").fill("Jij kent de mensen daar.")
    adviser.get_by_role("button", name="Overdragen").click()
    said(adviser, f"{BAARN.name} is nu bij {COLLEAGUE}.")
    expect(row(adviser, BAARN.name)).to_contain_text(COLLEAGUE)

    # The colleague falls ill.
    row(adviser, BAARN.name).get_by_role("link", name="Overnemen").click()
    expect(adviser.get_by_text("Jij kent de mensen daar.")).to_be_visible()
    audit(adviser)
    adviser.get_by_role("button", name=f"Overnemen van {COLLEAGUE}").click()
    said(adviser, f"U hebt {BAARN.name} overgenomen.")


def test_the_list_is_sorted_by_keyboard_and_the_address_keeps_it(adviser: Page) -> None:
    head = adviser.get_by_role("columnheader", name="Ingediend")
    go_to(adviser, head.get_by_role("link"))
    adviser.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    expect(adviser).to_have_url(re.compile("sorteer=ingediend"))
    first = adviser.get_by_role("rowheader").first.inner_text()
    adviser.reload()
    expect(adviser.get_by_role("rowheader").first).to_have_text(first)


def test_the_list_works_without_javascript(page_without_javascript: Page, login: Login) -> None:
    login(page_without_javascript, "adviseur@demo.example")
    page_without_javascript.get_by_label("Status").select_option("bezig")
    page_without_javascript.get_by_role("button", name="Tonen").click()
    expect(page_without_javascript.get_by_role("rowheader", name="Houten")).to_be_visible()


def test_a_beheerder_opens_the_monitor_and_takes_a_table_along(beheerder: Page, audit: Audit, tmp_path: Path) -> None:
    beheerder.get_by_role("link", name="Landelijk").click()
    beheerder.get_by_role("navigation", name="Landelijk").get_by_role("link", name="Monitor").click()
    expect(beheerder.get_by_role("heading", level=1)).to_have_text("Monitor van de ronde")
    expect(beheerder.get_by_role("img", name=re.compile("Het verloop van de ronde"))).to_be_visible()
    audit(beheerder)
    file = download(beheerder, beheerder.get_by_role("link", name="Download de provincies (CSV)"), tmp_path)
    lines = file.read_text("utf-8-sig").splitlines()
    assert file.name == f"monitor-{YEAR}-provincies.csv"
    assert lines[-1].split(";")[0] == "Nederland"
    assert lines[-1].endswith(";342")
    beheerder.goto("/logboek/")
    expect(beheerder.get_by_text(f"monitor {YEAR}, provincies, als CSV").first).to_be_visible()


def test_a_beheerder_makes_a_round_and_closes_it(beheerder: Page, audit: Audit) -> None:
    today = timezone.localdate()
    beheerder.goto("/rondes/")
    audit(beheerder)
    beheerder.get_by_role("link", name="Nieuwe ronde openen").click()
    expect(beheerder.get_by_label("Jaar")).to_have_value(str(YEAR + 1))
    beheerder.get_by_label("Eerste dag").fill(f"{today - timedelta(days=2):%d-%m-%Y}")
    beheerder.get_by_label("Laatste dag").fill("01-01-2020")
    beheerder.get_by_role("button", name="Verder").click()
    expect(beheerder.locator(".bf-error-summary")).to_contain_text("De ronde kan niet sluiten voor zij opent.")
    audit(beheerder)
    beheerder.get_by_label("Laatste dag").fill(f"{today + timedelta(days=60):%d-%m-%Y}")
    beheerder.get_by_role("button", name="Verder").click()
    expect(beheerder.get_by_text("Alle 342 gemeenten doen mee.")).to_be_visible()
    audit(beheerder)
    beheerder.get_by_role("button", name="Ja, maak de ronde").click()
    said(beheerder, f"De ronde van {YEAR + 1} is gemaakt. 342 gemeenten doen mee.")
    audit(beheerder)
    beheerder.get_by_role("link", name="Nu sluiten").click()
    audit(beheerder)
    beheerder.get_by_role("button", name="Ja, sluit de ronde").click()
    said(beheerder, f"De ronde van {YEAR + 1} is gesloten.")
    beheerder.get_by_role("link", name="Verwijder de ronde").click()
    beheerder.get_by_role("button", name="Ja, verwijder de ronde").click()
    said(beheerder, f"De ronde van {YEAR + 1} is verwijderd.")


def test_a_beheerder_gives_an_adviser_a_province_and_takes_it_back(
    beheerder: Page, open_page: OpenPage, login: Login, audit: Audit
) -> None:
    beheerder.goto("/adviseurs/")
    audit(beheerder)
    beheerder.get_by_role("link", name="Ada Adviseur").click()
    audit(beheerder)
    beheerder.get_by_label("Provincie").select_option(label="Flevoland")
    beheerder.get_by_role("button", name="Verder").click()
    expect(beheerder.get_by_text("wordt adviseur van Flevoland, met 6 gemeenten")).to_be_visible()
    audit(beheerder)
    beheerder.get_by_role("button", name="Ja, geef Flevoland").click()
    said(beheerder, "Ada Adviseur is nu adviseur van Flevoland.")
    ada = open_page()
    login(ada, "adviseur@demo.example")
    ada.get_by_label("Provincie").select_option(label="Flevoland")
    ada.get_by_role("button", name="Tonen").click()
    expect(ada.get_by_role("rowheader", name="Lelystad")).to_be_visible()
    beheerder.get_by_role("link", name=re.compile("Intrekken.*Flevoland")).click()
    audit(beheerder)
    beheerder.get_by_role("button", name="Ja, trek in").click()
    said(beheerder, "Ada Adviseur is geen adviseur meer van Flevoland.")
    ada.goto("/beoordelen/")
    expect(ada.get_by_role("rowheader", name="Lelystad")).to_have_count(0)
