"""The beheerder: follows the whole country, prolongs a round, invites an adviser, and changes no answers."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Audit, OpenPage
from tests.e2e.site import Site
from tests.e2e.walking import HOUTEN, YEAR, link_in

Login = Callable[[Page, str], None]
ADVISER = "nieuwe.adviseur@example.org"


@pytest.fixture
def beheerder(page: Page, login: Login) -> Page:
    login(page, "beheer@demo.example")
    return page


def test_a_beheerder_follows_all_municipalities_and_reads_what_was_submitted(beheerder: Page, audit: Audit) -> None:
    expect(beheerder.get_by_role("heading", level=1)).to_have_text("Waar wilt u heen?")
    audit(beheerder)
    beheerder.get_by_role("link", name="Naar de lijst").click()
    expect(beheerder.get_by_label("Status").locator("option").first).to_have_text("Alle (342)")
    audit(beheerder)
    beheerder.get_by_role("link", name="Volgende").click()
    expect(beheerder.get_by_text("Pagina 2 van 7")).to_be_visible()

    beheerder.get_by_label("Ronde").select_option(str(YEAR - 1))
    beheerder.get_by_role("button", name="Tonen").click()
    beheerder.get_by_label("Status").select_option(label="Vastgesteld (16)")
    beheerder.get_by_role("button", name="Tonen").click()
    expect(beheerder.get_by_role("row")).to_have_count(1 + 16)
    beheerder.get_by_role("link", name=HOUTEN.name).click()
    expect(beheerder.get_by_role("heading", level=1)).to_have_text("Indiening 1")
    expect(beheerder.get_by_role("main").get_by_role("button")).to_have_text(["Heropenen"])
    audit(beheerder)

    answer = beheerder.goto(HOUTEN.step("vertalen", "visie"))
    assert answer is not None
    assert answer.status == 403


def test_a_beheerder_prolongs_a_round_and_the_municipality_sees_it(
    beheerder: Page, open_page: OpenPage, login: Login, complaints: dict[Page, list[str]]
) -> None:
    longer = timezone.localdate() + timedelta(days=61)
    beheerder.get_by_role("main").get_by_role("link", name="Beheer").click()
    beheerder.get_by_role("link", name="Rondes").click()
    beheerder.get_by_role("link", name=str(YEAR), exact=True).click()
    beheerder.get_by_label("Sluit").fill(longer.strftime("%d-%m-%Y"))
    beheerder.get_by_role("button", name="Opslaan", exact=True).click()
    expect(beheerder.locator(".messagelist .success")).to_be_visible()
    assert complaints[beheerder] == []

    officer = open_page()
    login(officer, "beleid@demo.example")
    expect(officer.get_by_role("main")).to_contain_text(f"Nog 61 dagen, tot en met {date_format(longer, 'j F Y')}")


def test_a_beheerder_invites_an_adviser_who_then_sees_that_province_only(
    beheerder: Page, open_page: OpenPage, site: Site, audit: Audit
) -> None:
    beheerder.get_by_role("link", name="Mensen uitnodigen").click()
    beheerder.get_by_label("E-mailadres").fill(ADVISER)
    beheerder.get_by_role("radio", name=re.compile("^adviseur")).check()
    beheerder.get_by_label("Provincie").select_option("Zeeland")
    beheerder.get_by_role("button", name="Uitnodiging versturen").click()
    expect(beheerder.get_by_role("listitem").filter(has_text=ADVISER)).to_be_visible()

    adviser = open_page()
    address = link_in(site.mails()[-1])
    adviser.goto(address)
    adviser.get_by_label("Uw naam").fill("Abel Adviseur")
    for label in ("Wachtwoord", "Wachtwoord, nog een keer"):
        adviser.get_by_label(label, exact=True).fill("een heel lang wachtwoord 7")
    adviser.get_by_role("button", name="Uitnodiging aannemen").click()
    expect(adviser.get_by_label("Status").locator("option").first).to_have_text("Alle (13)")
    expect(adviser.get_by_role("rowheader", name="Goes")).to_be_visible()

    # The link works once
    somebody = open_page()
    somebody.goto(address)
    expect(somebody.get_by_role("heading", level=1)).to_have_text("Deze uitnodiging is al gebruikt")
    audit(somebody)
