"""Comparing: over time, with a group, and by name with a municipality that wants it too."""

from collections.abc import Callable

from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Audit, OpenPage
from tests.e2e.walking import HARDERWIJK, HOUTEN, YEAR

Login = Callable[[Page, str], None]


def test_a_reader_sees_the_course_and_the_place_among_others(page: Page, login: Login, audit: Audit) -> None:
    login(page, "lezer@demo.example")
    page.goto(reverse("compare", args=[HOUTEN.code]))
    expect(page.get_by_role("img", name="Niveaus van Vertalen")).to_be_visible()
    audit(page)
    page.get_by_text("Dezelfde cijfers in een tabel").click()
    expect(page.get_by_role("columnheader", name=str(YEAR - 1))).to_be_visible()
    page.get_by_role("link", name="Geld", exact=True).click()
    expect(page.get_by_role("heading", name="Geld per jaar voor speerpunten")).to_be_visible()
    audit(page)

    page.get_by_role("link", name="Met anderen").click()
    expect(page.get_by_text("gemeenten met ongeveer evenveel inwoners").first).to_be_visible()
    audit(page)
    page.get_by_label("Vergelijk met").select_option("provincie")
    page.get_by_role("button", name="Tonen").click()
    expect(page.get_by_text("gemeenten in Utrecht").first).to_be_visible()
    for subject in ("Kerncijfers", "Speerpunten", "Bevindingen"):
        page.get_by_role("navigation", name="Waarover").get_by_role("link", name=subject).click()
        expect(page.get_by_role("heading", level=2, name=subject)).to_be_visible()
        audit(page)
    # The running round: too few were adopted to show anything of
    page.get_by_label("Ronde", exact=True).select_option(str(YEAR))
    page.get_by_role("button", name="Tonen").click()
    expect(page.get_by_role("heading", name="Deze groep is nog te klein")).to_be_visible()
    audit(page)


def test_two_municipalities_agree_to_compare_by_name_and_one_ends_it(
    page: Page, login: Login, audit: Audit, open_page: OpenPage
) -> None:
    login(page, "coordinator@demo.example")
    page.goto(reverse("compare_named", args=[HOUTEN.code]))
    page.get_by_role("button", name="Nodig uit").click()
    expect(page.get_by_role("alert")).to_contain_text("Kies een gemeente")
    audit(page)
    page.get_by_label("Gemeente", exact=True).select_option("Harderwijk")
    page.get_by_role("button", name="Nodig uit").click()
    expect(page.get_by_text("U hebt Harderwijk uitgenodigd")).to_be_visible()
    audit(page)

    neighbour = open_page()
    login(neighbour, "buur@demo.example")
    neighbour.goto(reverse("compare_named", args=[HARDERWIJK.code]))
    audit(neighbour)
    neighbour.get_by_role("button", name="Ja, vergelijk met Houten").click()
    expect(neighbour.get_by_role("heading", level=1)).to_have_text("Harderwijk naast Houten")
    expect(neighbour.get_by_role("img", name="Niveaus van Vertalen")).to_be_visible()
    audit(neighbour)

    page.goto(reverse("compare_with", args=[HOUTEN.code, HARDERWIJK.code]))
    expect(page.get_by_role("heading", level=1)).to_have_text("Houten naast Harderwijk")
    page.get_by_role("link", name="Naar alle afspraken").click()
    page.get_by_text("Stoppen met Harderwijk").click()
    page.get_by_role("button", name="Stop met Harderwijk").click()
    expect(page.get_by_text("De afspraak is beëindigd")).to_be_visible()
    neighbour.reload()
    expect(neighbour.get_by_role("heading", level=1)).not_to_have_text("Harderwijk naast Houten")
