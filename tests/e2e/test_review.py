"""A review from both sides: read, ask, ask for more, hand in again, differ on a level, and answer."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import NARROW, Audit, OpenPage
from tests.e2e.walking import HOUTEN, Place

VEENENDAAL = Place("Veenendaal", "GM0345")  # in review
Login = Callable[[Page, str], None]
QUESTION = "verbreiden-visie-1"
PLACE = f"#visie-{QUESTION}"
ASKED = "Met wie hebt u dit besproken?"
ANSWERED = "Met de vijf dorpsraden, in maart."
POINT = "Noem een voorbeeld van het afgelopen jaar."
WHY = "Ik lees plannen, maar nog geen besluit."
REPLY = "Het besluit valt in januari."


@pytest.fixture
def adviser(open_page: OpenPage, login: Login) -> Page:
    page = open_page()
    login(page, "adviseur@demo.example")
    return page


@pytest.fixture
def coordinator(open_page: OpenPage, login: Login) -> Page:
    page = open_page()
    login(page, "coordinator@demo.example")
    return page


def hand_in(page: Page) -> None:
    page.goto(HOUTEN.url("overview"))
    page.get_by_role("button", name="Indienen", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("De zelfevaluatie is ingediend")


def fill_in_all_levels(page: Page) -> None:
    """Choose a level in each layer that has none."""
    page.goto(HOUTEN.url("overview"))
    links = page.locator("#indienen-kop ~ ul a")
    for address in [link.get_attribute("href") for link in links.all()]:
        assert address
        page.goto(address)
        page.get_by_role("radio", name="2. ").check()
        with page.expect_navigation():
            page.get_by_role("button", name="Opslaan", exact=True).click()


def take_up(page: Page) -> None:
    page.goto(HOUTEN.url("submission"))
    page.get_by_role("button", name="In beoordeling nemen").click()
    expect(page.get_by_role("status").first).to_contain_text("in beoordeling")


def kept(page: Page, place: str) -> None:
    expect(page.locator(place).get_by_text("Bewaard om").first).to_be_visible()


def test_adviser_and_municipality_go_through_a_review_together(
    adviser: Page, coordinator: Page, open_page: OpenPage, login: Login, audit: Audit
) -> None:
    fill_in_all_levels(coordinator)
    hand_in(coordinator)
    take_up(adviser)

    # The adviser reads and writes; what it writes keeps itself
    adviser.get_by_role("region", name="Lezen en vragen").get_by_role("link", name="Verbreiden").click()
    expect(adviser.get_by_role("heading", level=1)).to_have_text("Verbreiden")
    place = adviser.locator(PLACE)
    place.locator("summary", has_text="Schrijf een opmerking").click()
    place.get_by_role("textbox", name="Opmerking").fill(ASKED)
    kept(adviser, PLACE)
    expect(adviser.locator('[data-count="drafts"]').first).to_have_text("1")
    audit(adviser)
    adviser.reload()
    expect(adviser.locator(PLACE).get_by_role("textbox", name="Opmerking").first).to_have_value(ASKED)

    # Nobody else reads it until it is sent
    coordinator.goto(HOUTEN.step("verbreiden", "visie"))
    expect(coordinator.get_by_text(ASKED)).to_have_count(0)
    adviser.goto(HOUTEN.url("send_remarks"))
    audit(adviser)
    adviser.get_by_role("button", name="Verstuur 1 opmerking").click()
    expect(adviser.get_by_role("status").first).to_contain_text("Verstuurd: 1 opmerking")

    # The municipality reads it at the question, on a telephone too, and answers there
    narrow = open_page(width=NARROW)
    login(narrow, "beleid@demo.example")
    narrow.goto(HOUTEN.step("verbreiden", "visie"))
    said = narrow.locator(f"#adviseur-{QUESTION}")
    expect(said.get_by_text(ASKED).first).to_be_visible()
    audit(narrow)
    said.get_by_label("Uw antwoord aan de adviseur").fill(ANSWERED)
    said.get_by_role("button", name="Antwoord versturen").click()
    expect(said.get_by_role("status")).to_have_text("Uw antwoord staat erbij.")
    adviser.goto(HOUTEN.url("review", "verbreiden"))
    expect(adviser.get_by_text(ANSWERED)).to_be_visible()

    # A supplement: a point, a day, one step
    place = adviser.locator(PLACE)
    place.locator("summary", has_text="Vraag hier een aanvulling").click()
    place.get_by_label("Wat vraagt u?").fill(POINT)
    kept(adviser, PLACE)
    adviser.goto(HOUTEN.url("ask_supplement"))
    expect(adviser.get_by_label("Wat vraagt u?")).to_have_value(POINT)
    audit(adviser)
    adviser.get_by_role("button", name="Aanvulling vragen").click()
    expect(adviser.get_by_role("status").first).to_contain_text("De gemeente kan de zelfevaluatie nu aanvullen")

    coordinator.goto(HOUTEN.url("assessment"))
    expect(coordinator.get_by_role("heading", name="Vul aan wat de adviseur vraagt")).to_be_visible()
    audit(coordinator)
    coordinator.get_by_role("link", name="Naar de gevraagde punten").click()
    coordinator.get_by_label("Gedaan", exact=True).check()
    coordinator.get_by_label("Uw antwoord").fill("Er staat nu een voorbeeld bij.")
    kept(coordinator, "main")
    audit(coordinator)
    coordinator.goto(HOUTEN.step("verbreiden", "visie"))
    card = coordinator.locator(f"#{QUESTION}")
    card.get_by_label("Toelichting").fill("In mei stond het feest van de vrijwilligers in de krant.")
    with coordinator.expect_navigation():
        coordinator.get_by_role("button", name="Opslaan", exact=True).click()
    hand_in(coordinator)

    # Asked, answered and changed side by side
    adviser.goto(HOUTEN.url("supplement"))
    expect(adviser.get_by_text(POINT)).to_be_visible()
    expect(adviser.get_by_text("Er staat nu een voorbeeld bij.")).to_be_visible()
    expect(adviser.locator("ins", has_text="krant.")).to_be_visible()
    audit(adviser)

    # Another level, sent, answered, adopted
    take_up(adviser)
    adviser.goto(HOUTEN.url("review", "verbreiden"))
    level = adviser.locator("#beleid-niveau")
    level.locator("summary", has_text="Ziet u een ander niveau?").click()
    level.get_by_role("radio", name="4. ").check()
    level.get_by_label("Waarom ziet u dit niveau?").fill(WHY)
    kept(adviser, "#beleid-niveau")
    adviser.goto(HOUTEN.url("send_remarks"))
    adviser.get_by_role("button", name="Verstuur 1 niveau").click()
    expect(adviser.get_by_role("status").first).to_contain_text("Verstuurd: 1 niveau")

    coordinator.goto(HOUTEN.url("assessment"))
    coordinator.get_by_role("link", name="Lees waarom en antwoord").click()
    expect(coordinator.get_by_text(WHY)).to_be_visible()
    coordinator.get_by_label("Uw antwoord").fill(REPLY)
    coordinator.get_by_role("button", name="Antwoord bewaren").click()
    kept(coordinator, "main")
    audit(coordinator)

    adviser.goto(HOUTEN.url("submission"))
    expect(adviser.get_by_text(REPLY)).to_be_visible()
    audit(adviser)
    adviser.get_by_role("button", name="Vaststellen").click()
    expect(adviser.get_by_role("status").first).to_contain_text("De zelfevaluatie is vastgesteld")
    coordinator.goto(HOUTEN.url("report"))
    expect(coordinator.get_by_text("De adviseur ziet niveau 4.")).to_be_visible()
    expect(coordinator.get_by_text(REPLY)).to_be_visible()


def test_shortcuts_work_while_nobody_types_and_can_be_switched_off(adviser: Page) -> None:
    adviser.goto(VEENENDAAL.url("review", "verankeren"))
    adviser.keyboard.press("?")
    dialog = adviser.get_by_role("dialog", name="Sneltoetsen")
    expect(dialog).to_be_visible()
    adviser.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    adviser.locator("#visie-verankeren-visie-1").focus()
    adviser.keyboard.press("j")
    expect(adviser.locator("#visie-verankeren-visie-2")).to_be_focused()
    adviser.keyboard.press("r")
    box = adviser.locator("#visie-verankeren-visie-2").get_by_role("textbox", name="Opmerking")
    expect(box).to_be_focused()
    adviser.keyboard.type("jkn?")
    expect(box).to_have_value("jkn?")
    expect(dialog).to_be_hidden()
    expect(adviser.locator("#visie-verankeren-visie-2").get_by_text("Bewaard om")).to_be_visible()
    adviser.get_by_role("button", name="Sneltoetsen (?)").click()
    dialog.get_by_label("Sneltoetsen aan, in deze browser").uncheck()
    dialog.get_by_role("button", name="Sluiten").click()
    adviser.locator("#visie-verankeren-visie-1").focus()
    adviser.keyboard.press("j")
    expect(adviser.locator("#visie-verankeren-visie-1")).to_be_focused()


def test_what_is_typed_while_logged_out_is_kept_and_saved_after_logging_in(adviser: Page) -> None:
    adviser.goto(VEENENDAAL.url("review", "vertalen"))
    adviser.context.clear_cookies(name="sessionid")
    notes = adviser.locator("#aantekeningen")
    if notes.get_attribute("open") is None:
        notes.locator("summary").click()
    notes.get_by_label("Alleen voor uzelf").fill("Getypt terwijl ik was uitgelogd.")
    dialog = adviser.get_by_role("dialog", name="Log opnieuw in")
    expect(dialog).to_be_visible()
    dialog.locator("input[name=password]").fill("demo")
    dialog.locator("button[type=submit]").click()
    expect(notes.get_by_text("Bewaard om")).to_be_visible()
    adviser.reload()
    expect(adviser.locator("#aantekeningen").get_by_label("Alleen voor uzelf")).to_have_value(
        "Getypt terwijl ik was uitgelogd."
    )
