"""From recommendation to action, to the page for meetings, to the next round; and the averages of the evaluation."""

from collections.abc import Callable

from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Audit, OpenPage
from tests.e2e.walking import HOUTEN

Login = Callable[[Page, str], None]


def actions_of_houten() -> str:
    return reverse("actions", args=[HOUTEN.code])


def test_a_recommendation_becomes_an_action_that_the_next_round_begins_with(
    page: Page, login: Login, audit: Audit, open_page: OpenPage
) -> None:
    login(page, "coordinator@demo.example")
    page.goto(reverse("advice", args=[HOUTEN.code, HOUTEN.year - 1]))
    page.get_by_role("link", name="Maak er een verbeteractie van").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nieuwe verbeteractie")
    audit(page)
    title = page.get_by_label("Wat gaat u doen?").input_value()
    assert title
    page.get_by_label("Wanneer is het klaar?").fill("ooit")
    page.get_by_label("Wat kost het?").fill("€ 1.500,-")
    page.get_by_role("button", name="Actie maken").click()
    expect(page.get_by_role("alert")).to_contain_text("Dit is geen datum")
    audit(page)
    page.get_by_label("Wanneer is het klaar?").fill("01-02-2030")
    page.get_by_role("button", name="Actie maken").click()

    # The page for meetings
    row = page.get_by_role("article").filter(has_text="1 februari 2030")
    expect(row).to_contain_text("€ 1.500")
    audit(page)
    row.get_by_text("Bijwerken").click()
    row.get_by_label("Bezig").check()
    row.get_by_label("Wat kwam ervan?").fill("De eerste afspraak is gemaakt.")
    row.get_by_label("Aantekening van het overleg").fill("Bas belt.")
    row.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("article").filter(has_text="1 februari 2030")).to_contain_text("Bas belt.")
    page.get_by_role("article").filter(has_text="1 februari 2030").get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="Wat er veranderde")).to_be_visible()
    audit(page)

    # The next round begins with it
    page.goto(reverse("assessment", args=[HOUTEN.code, HOUTEN.year]))
    expect(page.get_by_role("heading", name=f"Acties uit {HOUTEN.year - 1}")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("De eerste afspraak is gemaakt.")
    audit(page)
    page.get_by_role("link", name="Schrijf op wat er gebeurt").click()
    card = page.get_by_role("region", name=title).first
    card.get_by_label("Wij gaan ermee door").check()
    card.get_by_label("Toelichting").fill("Na de zomer.")
    audit(page)
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("main")).to_contain_text("Na de zomer.")

    # The adviser reads it, and not the note of the meeting
    adviser = open_page()
    login(adviser, "adviseur@demo.example")
    adviser.goto(actions_of_houten())
    expect(adviser.get_by_role("main")).to_contain_text("De eerste afspraak is gemaakt.")
    expect(adviser.get_by_role("main")).not_to_contain_text("Bas belt.")
    expect(adviser.get_by_role("main").get_by_role("button", name="Opslaan")).to_have_count(0)


def test_a_meeting_needs_no_javascript_and_no_wide_screen(open_page: OpenPage, login: Login) -> None:
    narrow = open_page(width=320, javascript=False)
    login(narrow, "beleid@demo.example")
    narrow.goto(actions_of_houten())
    narrow.get_by_label("Op volgorde van").select_option("Wie")
    narrow.get_by_role("button", name="Tonen").click()
    row = narrow.get_by_role("article").first
    row.get_by_text("Bijwerken").click()
    row.get_by_label("Vervallen").check()
    row.get_by_role("button", name="Opslaan").click()
    expect(narrow.get_by_role("alert")).to_contain_text("Schrijf op waarom deze actie vervalt.")


def test_averages_are_for_adviser_and_beheerder(page: Page, open_page: OpenPage, login: Login, audit: Audit) -> None:
    login(page, "adviseur@demo.example")
    page.goto(reverse("evaluations"))
    expect(page.get_by_role("heading", name="Uw gemeenten")).to_be_visible()
    audit(page)
    narrow = open_page(width=320)
    login(narrow, "beheer@demo.example")
    narrow.goto(reverse("evaluations"))
    expect(narrow.get_by_role("rowheader", name="Utrecht")).to_be_visible()
    audit(narrow)
