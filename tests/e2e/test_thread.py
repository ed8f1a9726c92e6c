"""Where the thread breaks: from the start page to the field, both ways out, and the whole thread to read."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Audit
from tests.e2e.walking import HOUTEN, card, save

Login = Callable[[Page, str], None]
SPEERPUNT = "Spullenbank voor organisaties"
REASON = "Het is een proef van twee jaar. Daarna besluit de raad."


def test_a_break_is_found_from_the_picture_and_answered_or_mended_at_its_field(
    page: Page, login: Login, audit: Audit
) -> None:
    login(page, "beleid@demo.example")
    page.goto(HOUTEN.step("verbinden-en-makelen", "visie"))
    page.get_by_role("link", name="Zie de draad van Verbinden en makelen").click()

    # The picture comes when somebody comes to it; in it a break is a link, also for who uses the keyboard
    way_out = page.get_by_role("group", name="De draad van Verbinden en makelen").get_by_role(
        "link", name="vaste taak, tijdelijk geld"
    )
    expect(way_out).to_be_visible()
    audit(page)
    way_out.focus()
    page.keyboard.press("Enter")
    expect(page.locator(":target")).to_contain_text(SPEERPUNT)
    expect(page.locator(":target")).to_contain_text("De draad breekt hier.")

    # One way out: it is so on purpose
    break_here = card(page, SPEERPUNT).first
    break_here.get_by_text("Of: bewust zo, omdat…").click()
    break_here.get_by_label("Bewust zo, omdat…").fill(REASON)
    break_here.get_by_role("button", name="Reden opslaan").click()
    expect(card(page, SPEERPUNT).first).to_contain_text(f"Bewust zo, omdat: {REASON}")
    expect(card(page, SPEERPUNT).first).not_to_contain_text("De draad breekt hier")
    audit(page)

    # The other: mend it
    card(page, SPEERPUNT).first.get_by_label("Soort").select_option("structureel")
    save(page)
    expect(card(page, SPEERPUNT).first).not_to_contain_text("Bewust zo")

    page.goto(HOUTEN.url("thread"))
    expect(page.get_by_role("heading", name="Waar de draad breekt")).to_be_visible()
    audit(page)


def test_on_a_narrow_screen_a_list_says_what_the_picture_shows(page: Page, login: Login) -> None:
    login(page, "beleid@demo.example")
    page.goto(HOUTEN.step("verbinden-en-makelen", "financien"))
    page.set_viewport_size({"width": 320, "height": 800})
    thread = page.locator("#draad")
    thread.scroll_into_view_if_needed()
    expect(thread.get_by_role("group", name="De draad van")).to_have_count(0)
    expect(thread.get_by_role("listitem").filter(has_text=SPEERPUNT).first).to_be_visible()
