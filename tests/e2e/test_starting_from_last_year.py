"""Starting from last year: everything comes along, says that it is last year's, and is confirmed piece by piece."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import Audit
from tests.e2e.walking import YEAR, Place, card, choose_level, save

RENSWOUDE = Place("Renswoude", "GM0339")  # handed in last year, and has yet to begin
GOES = Place("Goes", "GM0664")  # started from last year, and confirmed the visie of Vertalen
LAST_YEAR = YEAR - 1
QUESTIONS = (
    "Welk doel heeft u met de promotie",
    "Voor wie is de waardering",
    "Wie moet er volgens u zorgen",
)
TO_CONFIRM = "Te herbevestigen"


def confirm(part: Locator) -> None:
    """Say that what stands here still holds."""
    part.get_by_role("button", name="Ongewijzigd bevestigen").click()


def test_a_coordinator_starts_from_last_year_and_confirms_answer_by_answer(
    page: Page, login: Callable[[Page, str], None], audit: Audit
) -> None:
    login(page, "begin@demo.example")
    page.goto(RENSWOUDE.url("assessment"))
    expect(page.get_by_role("heading", name=f"Begin met uw antwoorden van {LAST_YEAR}")).to_be_visible()
    audit(page)
    page.get_by_role("link", name="Bekijk eerst wat er meekomt").click()
    expect(page.get_by_role("main")).to_contain_text("De niveaus komen niet mee")
    audit(page)
    page.get_by_role("button", name=f"Antwoorden van {LAST_YEAR} overnemen").click()
    expect(page.get_by_role("status").first).to_contain_text("overgenomen")
    audit(page)

    # Changed one's mind: it goes back as if nothing happened, and can come along again
    page.get_by_role("button", name="Toch leeg beginnen").click()
    expect(page.get_by_role("main")).to_contain_text("0 procent is ingevuld")
    page.get_by_role("button", name=f"Antwoorden van {LAST_YEAR} overnemen").click()

    page.goto(RENSWOUDE.step("verbreiden", "visie"))
    first, second, third = (card(page, question) for question in QUESTIONS)
    for part in (first, second, third):
        expect(part).to_contain_text(f"Overgenomen uit {LAST_YEAR}. Klopt het nog?")
        part.locator("summary", has_text=f"Antwoord in {LAST_YEAR}").click()
        expect(part.locator(".bf-before")).to_contain_text("Gekozen")
    expect(page.get_by_role("radio", checked=True)).to_have_count(0)
    audit(page)

    confirm(first)
    expect(page.get_by_role("status").first).to_contain_text(re.compile(r"Bevestigd om \d\d:\d\d"))
    expect(first).to_be_in_viewport()
    expect(first).not_to_contain_text(TO_CONFIRM)
    expect(first.get_by_role("button", name="Ongewijzigd bevestigen")).to_have_count(0)
    expect(second).to_contain_text(TO_CONFIRM)
    first.get_by_role("link", name="Geschiedenis").click()
    expect(page.get_by_role("main")).to_contain_text("ongewijzigd bevestigd", ignore_case=True)
    audit(page)

    # A change confirms too, and the answer of last year stays beside it
    page.goto(RENSWOUDE.step("verbreiden", "visie"))
    second.get_by_label("Toelichting").fill("Sinds dit jaar ook de mantelzorgers.")
    save(page)
    expect(second).not_to_contain_text(TO_CONFIRM)
    expect(second.locator("summary", has_text=f"Antwoord in {LAST_YEAR}")).to_be_visible()
    expect(third).to_contain_text(TO_CONFIRM)

    confirm(third)
    choose_level(page, 2, "Nog steeds zonder vaste afspraken.")
    save(page)
    page.goto(RENSWOUDE.url("overview"))
    visie = page.get_by_role("main")
    expect(visie).to_contain_text("Nog niet herbevestigd")
    page.goto(RENSWOUDE.url("assessment"))
    expect(page.get_by_role("main")).to_contain_text(f"uit {LAST_YEAR} zijn nog te herbevestigen")
    expect(page.get_by_role("button", name="Toch leeg beginnen")).to_have_count(0)
    audit(page)


def test_a_whole_layer_is_confirmed_at_once_without_javascript(
    page_without_javascript: Page, login: Callable[[Page, str], None]
) -> None:
    page = page_without_javascript
    login(page, "vervolg@demo.example")
    page.goto(GOES.step("verankeren", "visie"))
    expect(page.get_by_text(TO_CONFIRM)).not_to_have_count(0)
    page.locator("summary", has_text=f"Antwoord in {LAST_YEAR}").first.click()
    expect(page.locator(".bf-before__lines").first).to_be_visible()
    page.get_by_role("button", name="Alles in deze laag ongewijzigd bevestigen").click()
    expect(page.get_by_role("status").first).to_contain_text("Bevestigd om")
    expect(page.get_by_text(TO_CONFIRM)).to_have_count(0)
    page.goto(GOES.step("verankeren", "beleid"))
    expect(page.get_by_text(TO_CONFIRM)).not_to_have_count(0)


def test_on_a_narrow_screen_the_key_figures_and_a_speerpunt_show_last_years(
    narrow_page: Page, login: Callable[[Page, str], None], audit: Audit
) -> None:
    page = narrow_page
    login(page, "vervolg@demo.example")
    for url in (GOES.step("vertalen", "beleid"), GOES.step("vertalen", "financien"), GOES.url("key_figures")):
        page.goto(url)
        expect(page.get_by_text(TO_CONFIRM).first).to_be_visible()
        audit(page)
    page.get_by_role("button", name="Ongewijzigd bevestigen").click()
    expect(page.get_by_text(TO_CONFIRM)).to_have_count(0)
