"""Beside a question: colleagues talk, and evidence is added; nothing typed on the page gets lost on the way."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page, Route, expect

from tests.assessments.evidence import files
from tests.e2e.conftest import NARROW, Audit, OpenPage
from tests.e2e.walking import HOUTEN, card

QUESTION = "Welk doel heeft u met de promotie"
CODE = "verbreiden-visie-1"
STEP = HOUTEN.step("verbreiden", "visie")


def remarks(page: Page) -> Locator:
    """Open the remarks at the question, and return them."""
    beside = page.locator(f"#opmerkingen-{CODE}")
    if beside.get_attribute("open") is None:
        beside.locator("summary").click()
    return beside


def test_colleagues_talk_beside_a_question_while_the_page_stays_as_it_is(
    open_page: OpenPage, login: Callable[[Page, str], None], audit: Audit
) -> None:
    bente, coen = open_page(), open_page(width=NARROW)
    login(bente, "beleid@demo.example")
    login(coen, "coordinator@demo.example")
    bente.goto(STEP)
    typed = card(bente, QUESTION).get_by_label("Toelichting")
    typed.fill("Half af")

    beside = remarks(bente)
    beside.get_by_role("button", name="Opmerking plaatsen").click()
    expect(beside).to_contain_text("Schrijf eerst een opmerking")
    expect(beside.get_by_label("Uw opmerking")).to_be_focused()
    audit(bente)
    beside.get_by_label("Uw opmerking").fill("Coen, klopt dit nog?")
    beside.get_by_role("button", name="Opmerking plaatsen").click()
    expect(beside.get_by_role("status")).to_have_text("Uw opmerking staat erbij.")
    expect(beside.locator("summary")).to_contain_text("1, open")
    expect(typed).to_have_value("Half af")

    coen.goto(HOUTEN.url("overview"))
    coen.get_by_role("link", name=QUESTION).last.click()
    expect(coen.get_by_text("Coen, klopt dit nog?")).to_be_visible()
    audit(coen)
    coen.get_by_label("Uw opmerking").fill("Ja, tot 2027.")
    coen.get_by_role("button", name="Opmerking plaatsen").click()
    coen.get_by_role("button", name="Markeer als afgehandeld").click()
    expect(coen.get_by_text("Afgehandeld door Coen")).to_be_visible()
    audit(coen)

    # What was being written stays in the box when another button is pressed
    beside.get_by_label("Uw opmerking").fill("Nog één ding")
    beside.get_by_role("button", name="Intrekken").click()
    expect(beside).to_contain_text("Ingetrokken op")
    expect(beside).to_contain_text("Ja, tot 2027.")
    expect(beside.get_by_label("Uw opmerking")).to_have_value("Nog één ding")
    audit(bente)


def test_a_remark_that_can_not_be_sent_stays_in_its_box(page: Page, login: Callable[[Page, str], None]) -> None:
    login(page, "beleid@demo.example")
    page.goto(STEP)
    beside = remarks(page)
    beside.get_by_label("Uw opmerking").fill("Onderweg naar het station")
    page.context.set_offline(True)
    beside.get_by_role("button", name="Opmerking plaatsen").click()
    expect(beside.get_by_role("alert")).to_contain_text("Uw tekst staat er nog")
    expect(beside.get_by_label("Uw opmerking")).to_have_value("Onderweg naar het station")
    page.context.set_offline(False)
    beside.get_by_role("button", name="Opmerking plaatsen").click()
    expect(beside.get_by_text("Onderweg naar het station")).to_be_visible()


def test_what_is_typed_while_a_remark_is_sent_stays_in_the_box(page: Page, login: Callable[[Page, str], None]) -> None:
    login(page, "beleid@demo.example")
    page.goto(STEP)
    beside = remarks(page)
    beside.get_by_label("Uw opmerking").fill("Het eerste")
    held: list[Route] = []
    page.route("**/opmerkingen/", lambda route: held.append(route))
    beside.get_by_role("button", name="Opmerking plaatsen").click()
    beside.get_by_label("Uw opmerking").press_sequentially(" en het tweede")
    held[0].continue_()
    expect(beside.get_by_text("Het eerste", exact=True)).to_be_visible()
    expect(beside.get_by_label("Uw opmerking")).to_have_value("en het tweede")
    expect(beside.get_by_label("Uw opmerking")).to_be_focused()


def test_who_was_logged_out_logs_in_again_in_place_to_send_a_remark(
    page: Page, login: Callable[[Page, str], None], complaints: dict[Page, list[str]]
) -> None:
    login(page, "beleid@demo.example")
    page.goto(STEP)
    beside = remarks(page)
    beside.get_by_label("Uw opmerking").fill("Na de lunch")
    page.context.clear_cookies(name="sessionid")
    beside.get_by_role("button", name="Opmerking plaatsen").click()
    dialog = page.get_by_role("dialog", name="Log opnieuw in")
    dialog.get_by_label("Wachtwoord").fill("demo")
    dialog.get_by_role("button", name="Inloggen").click()
    expect(beside.get_by_text("Na de lunch", exact=True)).to_be_visible()
    expect(beside.get_by_label("Uw opmerking")).to_have_value("")
    complaints[page].clear()


def test_a_remark_goes_out_after_logging_in_in_another_window(page: Page, login: Callable[[Page, str], None]) -> None:
    login(page, "beleid@demo.example")
    page.goto(STEP)
    beside = remarks(page)
    beside.get_by_label("Uw opmerking").fill("Uit een ander venster")
    page.context.clear_cookies(name="sessionid")
    other = page.context.new_page()
    login(other, "beleid@demo.example")
    beside.get_by_role("button", name="Opmerking plaatsen").click()
    expect(beside.get_by_text("Uit een ander venster", exact=True)).to_be_visible()


def test_a_file_is_refused_or_added_and_downloaded(
    narrow_page: Page, login: Callable[[Page, str], None], audit: Audit, tmp_path: Path
) -> None:
    page = narrow_page
    (tmp_path / "Nota samen.pdf").write_bytes(files.PDF)
    (tmp_path / "Met macro's.docx").write_bytes(files.with_macros_docm())
    login(page, "beleid@demo.example")
    page.goto(STEP)
    card(page, QUESTION).get_by_label("Toelichting").fill("Staat in de nota")
    page.locator(f"#bewijs-{CODE} summary").click()
    audit(page)
    page.get_by_role("button", name="Opslaan en een bijlage of link toevoegen").first.click()
    expect(page.get_by_role("heading", name="Bewijs", exact=True)).to_be_visible()
    audit(page)

    page.get_by_label("Bestand").set_input_files(tmp_path / "Met macro's.docx")
    page.get_by_role("button", name="Bijlage toevoegen").click()
    expect(page.get_by_role("alert")).to_contain_text("In dit bestand zitten macro's")
    audit(page)
    page.get_by_label("Bestand").set_input_files(tmp_path / "Nota samen.pdf")
    page.get_by_role("button", name="Bijlage toevoegen").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Nota samen.pdf").click()
    assert download.value.suggested_filename == "Nota samen.pdf"
    assert Path(download.value.path()).read_bytes() == files.PDF

    page.get_by_role("button", name="Haal weg").click()
    page.locator("summary", has_text="Weggehaald").click()
    audit(page)
    page.get_by_role("button", name="Zet terug").click()
    page.get_by_role("link", name="Terug naar Verbreiden").click()
    expect(card(page, QUESTION).get_by_label("Toelichting")).to_have_value("Staat in de nota")
    expect(page.locator(f"#bewijs-{CODE} summary")).to_contain_text("Bewijs (1)")


def test_without_javascript_a_button_saves_the_page_and_leads_to_the_remarks(
    page_without_javascript: Page, login: Callable[[Page, str], None]
) -> None:
    page = page_without_javascript
    login(page, "beleid@demo.example")
    page.goto(STEP)
    card(page, QUESTION).get_by_label("Toelichting").fill("Zonder script")
    beside = remarks(page)
    expect(beside.get_by_label("Uw opmerking")).to_be_hidden()
    beside.get_by_role("button", name="Opslaan en naar de opmerkingen").click()
    page.get_by_label("Uw opmerking").fill("Ook zonder script")
    page.get_by_role("button", name="Opmerking plaatsen").click()
    expect(page.get_by_text("Ook zonder script")).to_be_visible()
    page.get_by_role("link", name="Terug naar Verbreiden").click()
    expect(card(page, QUESTION).get_by_label("Toelichting")).to_have_value("Zonder script")
