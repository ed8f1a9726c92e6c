"""Heropenen: the beheerder gives an assessment back, the coördinator hands in again, and what changed can be read."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Audit, OpenPage
from tests.e2e.walking import YEAR, Place, save

Login = Callable[[Page, str], None]
HOUTEN = Place("Houten", "GM0321", YEAR - 1)
REASON = "In de begroting stond een ander bedrag."


def test_what_was_adopted_is_reopened_handed_in_again_and_compared(
    open_page: OpenPage, login: Login, audit: Audit
) -> None:
    beheerder, coordinator = open_page(), open_page()
    login(beheerder, "beheer@demo.example")
    beheerder.goto(HOUTEN.url("submission"))
    beheerder.get_by_role("button", name="Heropenen").click()
    expect(beheerder.get_by_role("alert")).to_contain_text("Schrijf op waarom u deze zelfevaluatie heropent.")
    audit(beheerder)
    beheerder.get_by_label("Waarom heropent u deze zelfevaluatie?").fill(REASON)
    beheerder.get_by_role("button", name="Heropenen").click()
    expect(beheerder.get_by_role("status").first).to_contain_text("De zelfevaluatie is heropend")

    login(coordinator, "coordinator@demo.example")
    coordinator.goto(HOUTEN.url("assessment"))
    expect(coordinator.get_by_role("region", name="Bo Beheer heropende deze zelfevaluatie")).to_contain_text(REASON)
    audit(coordinator)
    coordinator.goto(HOUTEN.step("vertalen", "visie"))
    coordinator.locator("[name=niveau-reason]").fill("De raad stelde de visie in januari opnieuw vast.")
    save(coordinator)
    coordinator.goto(HOUTEN.url("overview"))
    coordinator.get_by_role("button", name="Indienen").click()
    expect(coordinator.get_by_role("status").first).to_contain_text("De zelfevaluatie is ingediend")

    beheerder.goto(HOUTEN.url("submissions"))
    audit(beheerder)
    beheerder.get_by_role("link", name=f"met {YEAR - 1}-1").click()
    expect(beheerder.locator("ins").filter(has_text="januari opnieuw vast")).to_be_visible()
    audit(beheerder)
    beheerder.get_by_role("link", name="Alle indieningen van Houten").click()
    beheerder.get_by_role("link", name=f"{YEAR - 1}, nummer 1", exact=True).click()
    expect(beheerder.get_by_text("Ja, deze kopie is heel.")).to_be_visible()
    expect(beheerder.get_by_text("Dit is niet de laatste indiening.")).to_be_visible()
    audit(beheerder)

    beheerder.goto("/logboek/")
    expect(beheerder.get_by_role("row").filter(has_text="coordinator@demo.example").first).to_contain_text("Ingelogd")
    audit(beheerder)
    beheerder.get_by_role("link", name="genomen stappen").click()
    beheerder.get_by_label("Stap", exact=True).select_option("heropenen")
    beheerder.get_by_role("button", name="Tonen").click()
    expect(beheerder.get_by_role("row").filter(has_text="Houten")).to_contain_text("vastgesteld, heropend")
    audit(beheerder)
