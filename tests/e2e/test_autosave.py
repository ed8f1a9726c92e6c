"""A page that saves itself: alone, together, and when everything goes wrong. Nothing that was typed gets lost."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.e2e.conftest import Audit, OpenPage
from tests.e2e.site import Site
from tests.e2e.walking import HOUTEN, card, save

Login = Callable[[Page, str], None]

COEN, BENTE = "coordinator@demo.example", "beleid@demo.example"
VISIE, BELEID, FIGURES = (
    HOUTEN.step("verankeren", "visie"),
    HOUTEN.step("verankeren", "beleid"),
    HOUTEN.url("key_figures"),
)
SAVED = re.compile(r"Opgeslagen om \d\d:\d\d\.")
PATIENCE = 15_000  # milliseconds: a save comes a second after a change, a retry two to eight


def part(page: Page, number: int = 1) -> Locator:
    return page.locator("[data-part]").nth(number - 1)


def text(page: Page, number: int = 1) -> Locator:
    return part(page, number).get_by_label("Toelichting")


def state(page: Page, number: int = 1) -> Locator:
    return part(page, number).locator("[data-words]")


def expect_saved(page: Page, number: int = 1) -> None:
    expect(state(page, number)).to_have_text(SAVED, timeout=PATIENCE)


def log_out_elsewhere(context: BrowserContext) -> None:
    """End the session as time does: the browser keeps what it has, but the site does not know it any more."""
    context.clear_cookies(name="sessionid")


def refuse_to_save(page: Page) -> None:
    """Let what the page sends to save itself never arrive, while everything else works."""
    page.route(f"**{VISIE}", lambda route: route.abort() if route.request.method == "POST" else route.fallback())


def type_and_close_while_the_site_is_away(page: Page, site: Site, number: int, words: str) -> None:
    """Type something that the site never gets to see, and close the browser.

    The site really is away. A browser that is only told to be offline forgets that when its page closes, and the save
    that a page sends at the last moment outlives the page: it would get through after all.
    """
    site.kill()
    text(page, number).fill(words)
    page.close()
    site.start()


@pytest.fixture
def bente(page: Page, login: Login) -> Page:
    """Bente, with the visie of verankeren before her."""
    login(page, BENTE)
    page.goto(VISIE)
    return page


@pytest.fixture
def coen(open_page: OpenPage, login: Login) -> Page:
    """Coen, with the same page, in a browser of his own."""
    page = open_page()
    login(page, COEN)
    page.goto(VISIE)
    return page


@pytest.fixture
def without_console_check(complaints: dict[Page, list[str]]) -> Iterator[None]:
    """For who pulls the plug: that requests fail is what is tested."""
    yield
    for heard in complaints.values():
        heard.clear()


def test_what_is_typed_saves_itself_and_says_so(bente: Page, audit: Audit) -> None:
    text(bente).fill("Wij leggen dit vast.")
    expect(state(bente)).to_have_text("Niet opgeslagen")
    expect_saved(bente)
    expect(bente.locator("#stem")).to_have_text(SAVED)
    audit(bente)
    bente.reload()
    expect(text(bente)).to_have_value("Wij leggen dit vast.")
    expect(part(bente).locator(".bf-draft")).to_have_count(0)


def test_a_change_is_undone_at_once(bente: Page) -> None:
    text(bente, 2).fill("Eerst dit.")
    expect_saved(bente, 2)
    text(bente, 2).fill("Toen dat.")
    expect_saved(bente, 2)
    part(bente, 2).get_by_role("button", name="Ongedaan maken").click()
    expect(text(bente, 2)).to_have_value("Eerst dit.")
    expect(state(bente, 2)).to_contain_text("Ongedaan gemaakt")
    part(bente, 2).get_by_role("button", name="Toch weer terug").click()
    expect(text(bente, 2)).to_have_value("Toen dat.")


def test_own_additions_keep_their_place_and_are_not_doubled(bente: Page) -> None:
    lines = part(bente).locator(".bf-additions input[type=text]")
    number = lines.count()
    lines.nth(number - 2).fill("Buurt")
    expect_saved(bente)
    lines.nth(number - 2).fill("Buurthuis")
    lines.nth(number - 1).fill("Dorpshuis")
    expect(state(bente)).to_have_text("Niet opgeslagen")
    expect_saved(bente)
    expect(lines).to_have_count(number + 1)
    bente.reload()
    values = [line.input_value() for line in lines.all()]
    assert [value for value in values if value in ("Buurt", "Buurthuis", "Dorpshuis")] == ["Buurthuis", "Dorpshuis"]


def test_choosing_a_speerpunt_brings_its_questions(bente: Page, audit: Audit) -> None:
    bente.goto(BELEID)
    number = bente.locator("[data-part]").count()
    tick = part(bente).locator("input[type=checkbox]:not(:checked)").first
    label = tick.locator("xpath=..").inner_text()
    tick.check()
    expect(card(bente, label).last).to_be_visible(timeout=PATIENCE)
    expect(bente.locator("[data-part]")).to_have_count(number + 1)
    card(bente, label).last.get_by_label("In welk document?").fill("Nota")
    expect(card(bente, label).last.locator("[data-words]")).to_have_text(SAVED, timeout=PATIENCE)
    audit(bente)
    part(bente).get_by_label(label, exact=True).uncheck()
    expect(bente.locator("[data-part]")).to_have_count(number, timeout=PATIENCE)


def test_a_mistake_is_said_beside_the_field(bente: Page, audit: Audit) -> None:
    bente.goto(FIGURES)
    field = bente.get_by_label("Fte voor het vrijwilligerswerkbeleid")
    field.fill("veel")
    expect(part(bente)).to_contain_text("Niet opgeslagen. Pas eerst dit aan:", timeout=PATIENCE)
    expect(field).to_have_attribute("aria-invalid", "true")
    audit(bente)
    field.fill("0,5")
    expect_saved(bente)
    expect(field).not_to_have_attribute("aria-invalid", "true")


def test_two_who_change_different_answers_both_keep_theirs(bente: Page, coen: Page) -> None:
    text(bente, 3).fill("Van Bente")
    text(coen, 4).fill("Van Coen")
    expect_saved(bente, 3)
    expect_saved(coen, 4)
    bente.reload()
    expect(text(bente, 3)).to_have_value("Van Bente")
    expect(text(bente, 4)).to_have_value("Van Coen")


@pytest.mark.parametrize(
    ("choice", "stays"),
    [
        ("Neem mijn tekst", "Mijn woorden"),
        ("Neem de tekst van Coen Coördinator", "Woorden van Coen"),
        ("Voeg samen", "Woorden van Coen\n\nMijn woorden"),
    ],
)
def test_two_who_change_the_same_answer_see_both_texts_and_choose(
    bente: Page, coen: Page, audit: Audit, choice: str, stays: str
) -> None:
    text(coen, 5).fill("Woorden van Coen")
    expect_saved(coen, 5)
    text(bente, 5).fill("Mijn woorden")
    conflict = part(bente, 5).get_by_role("region", name="Een collega was u net voor")
    expect(conflict).to_contain_text("Woorden van Coen", timeout=PATIENCE)
    expect(conflict).to_contain_text("Mijn woorden")
    audit(bente)
    conflict.get_by_role("button", name=choice).click()
    expect(conflict).to_have_count(0)
    expect(text(bente, 5)).to_have_value(stays)
    part(bente, 5).get_by_role("link", name="Geschiedenis").click()
    versions = bente.locator(".bf-history > li")
    expect(versions.filter(has_text="Coen Coördinator").filter(has_text="Woorden")).not_to_have_count(0)
    refused = versions.filter(has_text="Niet opgeslagen: een collega was eerder")
    expect(refused.filter(has_text="Bente Beleid").locator("ins").first).to_contain_text("Mijn")
    audit(bente)
    # Leave the answer as it was for the next choice.
    bente.goto(VISIE)
    text(bente, 5).fill("")
    expect_saved(bente, 5)


def test_two_on_one_page_see_each_others_names(bente: Page, coen: Page) -> None:
    bente.reload()
    expect(bente.locator("#aanwezig")).to_contain_text("Ook hier: Coen Coördinator")


@pytest.mark.usefixtures("without_console_check")
def test_without_connection_it_is_kept_and_tried_again(bente: Page) -> None:
    bente.context.set_offline(True)
    text(bente, 2).fill("In de trein getypt.")
    expect(state(bente, 2)).to_have_text("Niet gelukt, we proberen het opnieuw", timeout=PATIENCE)
    expect(bente.get_by_role("alert")).to_contain_text("geen verbinding")
    bente.context.set_offline(False)
    expect_saved(bente, 2)
    expect(bente.get_by_role("alert")).to_have_count(0)


@pytest.mark.usefixtures("without_console_check")
def test_the_server_is_killed_and_restarted_in_the_middle_of_typing(bente: Page, site: Site) -> None:
    text(bente, 2).fill("Voor de storing.")
    expect_saved(bente, 2)
    text(bente, 2).press_sequentially(" Tijdens")
    site.kill()
    text(bente, 2).press_sequentially(" de storing.")
    expect(state(bente, 2)).to_have_text("Niet gelukt, we proberen het opnieuw", timeout=PATIENCE)
    site.start()
    expect_saved(bente, 2)
    bente.reload()
    expect(text(bente, 2)).to_have_value("Voor de storing. Tijdens de storing.")


@pytest.mark.usefixtures("without_console_check")
def test_a_browser_that_was_closed_offers_back_what_was_not_saved(
    bente: Page, site: Site, audit: Audit, complaints: dict[Page, list[str]]
) -> None:
    text(bente, 3).fill("Een oude tekst.")
    expect_saved(bente, 3)
    type_and_close_while_the_site_is_away(bente, site, 3, "Nooit aangekomen.")
    page = bente.context.new_page()
    page.goto(VISIE)
    complaints[page] = []
    offer = part(page, 3).locator(".bf-draft")
    expect(offer).to_contain_text("U had hier nog niet-opgeslagen tekst van")
    expect(offer).to_contain_text("Nooit aangekomen.")
    expect(page.locator(".bf-panel", has_text="nog tekst van u die niet is opgeslagen")).to_be_visible()
    audit(page)
    expect(text(page, 3)).to_have_value("Een oude tekst.")
    offer.get_by_role("button", name="Terugzetten").click()
    expect_saved(page, 3)
    page.reload()
    expect(text(page, 3)).to_have_value("Nooit aangekomen.")
    expect(page.locator(".bf-draft")).to_have_count(0)


@pytest.mark.usefixtures("without_console_check")
def test_what_is_offered_back_can_be_thrown_away(bente: Page, site: Site) -> None:
    type_and_close_while_the_site_is_away(bente, site, 4, "Toch maar niet.")
    page = bente.context.new_page()
    page.goto(VISIE)
    part(page, 4).get_by_role("button", name="Weggooien").click()
    page.reload()
    expect(page.locator(".bf-draft")).to_have_count(0)
    expect(text(page, 4)).not_to_have_value("Toch maar niet.")


@pytest.mark.usefixtures("without_console_check")
def test_what_was_typed_before_a_colleague_saved_is_a_conflict_when_it_is_put_back(
    bente: Page, coen: Page, site: Site
) -> None:
    type_and_close_while_the_site_is_away(bente, site, 4, "Van Bente, in de trein.")
    text(coen, 4).fill("Van Coen, op kantoor.")
    expect_saved(coen, 4)
    page = bente.context.new_page()
    page.goto(VISIE)
    part(page, 4).get_by_role("button", name="Terugzetten").click()
    conflict = part(page, 4).get_by_role("region", name="Een collega was u net voor")
    expect(conflict).to_contain_text("Van Coen, op kantoor.", timeout=PATIENCE)
    expect(conflict).to_contain_text("Van Bente, in de trein.")


@pytest.mark.usefixtures("without_console_check")
def test_who_was_logged_out_logs_in_again_in_place(
    bente: Page, audit: Audit, complaints: dict[Page, list[str]]
) -> None:
    audit(bente)  # it unfolds the remarks, which can't be fetched any more below
    log_out_elsewhere(bente.context)
    text(bente, 3).fill("Na de lunch getypt.")
    expect(state(bente, 3)).to_have_text("Niet opgeslagen: u bent uitgelogd", timeout=PATIENCE)
    bente.get_by_role("button", name="Log opnieuw in").click()
    dialog = bente.get_by_role("dialog", name="Log opnieuw in")
    expect(dialog.get_by_label("Wachtwoord")).to_be_focused()
    complaints[bente].clear()
    audit(bente)
    dialog.get_by_label("Wachtwoord").fill("mis")
    dialog.get_by_role("button", name="Inloggen").click()
    expect(dialog.get_by_role("alert")).to_be_visible()
    dialog.get_by_label("Wachtwoord").fill("demo")
    dialog.get_by_role("button", name="Inloggen").click()
    expect_saved(bente, 3)
    expect(dialog).to_have_count(0)
    # The buttons of the page work too: they have the new token.
    save(bente)
    expect(text(bente, 3)).to_have_value("Na de lunch getypt.")


@pytest.mark.usefixtures("without_console_check")
def test_leaving_with_something_unsaved_warns_and_otherwise_not(bente: Page) -> None:
    warnings = []

    def answer(dialog: object) -> None:
        warnings.append(dialog.type)  # type: ignore[attr-defined]
        dialog.accept()  # type: ignore[attr-defined]

    bente.on("dialog", answer)
    bente.get_by_role("link", name="Kerncijfers").first.click()
    assert warnings == []
    bente.goto(VISIE)
    refuse_to_save(bente)
    text(bente).fill("Nog niet opgeslagen.")
    bente.get_by_role("link", name="Kerncijfers").first.click()
    bente.wait_for_url(f"**{FIGURES}")
    assert warnings == ["beforeunload"]


@pytest.mark.usefixtures("without_console_check")
def test_logging_out_leaves_nothing_behind(bente: Page) -> None:
    refuse_to_save(bente)
    text(bente).fill("Dit blijft niet staan.")
    assert bente.evaluate("Object.keys(localStorage).length") == 1
    bente.on("dialog", lambda dialog: dialog.accept())
    bente.get_by_role("button", name="Uitloggen").click()
    expect(bente.get_by_role("link", name="Inloggen").first).to_be_visible()
    assert bente.evaluate("Object.keys(localStorage).length") == 0


@pytest.mark.usefixtures("without_console_check")
def test_who_logs_in_where_somebody_else_was_typing_gets_none_of_it(
    bente: Page, login: Login, complaints: dict[Page, list[str]]
) -> None:
    refuse_to_save(bente)
    text(bente, 2).fill("Van Bente alleen.")
    expect(state(bente, 2)).to_have_text("Niet gelukt, we proberen het opnieuw", timeout=PATIENCE)
    log_out_elsewhere(bente.context)
    coen = bente.context.new_page()
    complaints[coen] = []
    login(coen, COEN)
    coen.goto(VISIE)
    expect(coen.locator("#aanwezig")).to_be_attached()
    expect(coen.locator(".bf-draft")).to_have_count(0)
    expect(text(coen, 2)).not_to_have_value("Van Bente alleen.")

    # What Bente's page sends now is not saved in the name of Coen.
    bente.unroute_all()
    expect(bente.get_by_role("alert")).to_contain_text("is nu iemand anders ingelogd", timeout=PATIENCE)
    coen.reload()
    expect(text(coen, 2)).not_to_have_value("Van Bente alleen.")

    # And it is still there for her, also after Coen has logged out.
    coen.get_by_role("button", name="Uitloggen").click()
    expect(coen.get_by_role("link", name="Inloggen").first).to_be_visible()
    login(coen, BENTE)
    coen.goto(VISIE)
    expect(part(coen, 2).locator(".bf-draft")).to_contain_text("Van Bente alleen.")


def test_without_javascript_the_button_saves_and_undoes(open_page: OpenPage, login: Login) -> None:
    page = open_page(javascript=False)
    login(page, BENTE)
    page.goto(VISIE)
    before = text(page, 2).input_value()
    text(page, 2).fill("Zonder script.")
    save(page)
    expect(page.get_by_role("status").first).to_contain_text("Opgeslagen om")
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(text(page, 2)).to_have_value(before)


@pytest.mark.parametrize("path", [VISIE, FIGURES])
def test_it_fits_a_narrow_screen(path: str, open_page: OpenPage, login: Login, audit: Audit) -> None:
    page = open_page(width=320)
    login(page, BENTE)
    page.goto(path)
    field = page.get_by_label("Toelichting").first
    field.fill("Op een telefoon.")
    expect_saved(page)
    audit(page)


def test_coming_back_leads_to_the_very_question(bente: Page, audit: Audit) -> None:
    text(bente, 4).fill("Hier was ik gebleven.")
    expect_saved(bente, 4)
    bente.get_by_role("link", name="Start", exact=True).click()
    expect(bente.get_by_role("heading", name="U gaat verder met Verankeren: visie, vraag 4")).to_be_visible()
    audit(bente)
    bente.get_by_role("link", name="Verder waar u was").click()
    expect(part(bente, 4).get_by_role("heading", level=2)).to_be_in_viewport()
    # The keyboard goes on there too, not at the top of the page.
    bente.keyboard.press("Tab")
    expect(part(bente, 4).locator(":focus")).to_have_count(1)
