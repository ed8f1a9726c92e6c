"""Two colleagues with the same page before them: nothing that either typed gets lost."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Audit, OpenPage
from tests.e2e.walking import HOUTEN, card, save

FIRST = "Coen schrijft: twee wijken doen al mee."
SECOND = "Bente schrijft: het zijn er intussen drie."
QUESTION = "Welk doel heeft u met de promotie"
UNTOUCHED = "Voor wie is de waardering van uw gemeente bedoeld?"


def test_who_saves_second_sees_both_texts_and_decides(
    open_page: OpenPage, login: Callable[[Page, str], None], audit: Audit
) -> None:
    coen, bente = open_page(), open_page()
    login(coen, "coordinator@demo.example")
    login(bente, "beleid@demo.example")
    for page in (coen, bente):
        page.goto(HOUTEN.step("verbreiden", "visie"))

    card(coen, QUESTION).get_by_label("Toelichting").fill(FIRST)
    save(coen)
    card(bente, QUESTION).get_by_label("Toelichting").fill(SECOND)
    card(bente, UNTOUCHED).get_by_label("Toelichting").fill("Hier zat niemand aan.")
    bente.get_by_role("button", name="Opslaan", exact=True).click()

    conflict = card(bente, QUESTION).get_by_role("region", name="Een collega was u net voor")
    expect(conflict).to_be_focused()
    expect(conflict).to_contain_text(FIRST)
    expect(conflict).to_contain_text("Opgeslagen door Coen Coördinator")
    expect(conflict).to_contain_text(SECOND)
    expect(card(bente, QUESTION).get_by_label("Toelichting")).to_have_value(SECOND)
    audit(bente)

    # So far the first text stands
    coen.reload()
    expect(card(coen, QUESTION).get_by_label("Toelichting")).to_have_value(FIRST)
    expect(card(coen, UNTOUCHED).get_by_label("Toelichting")).to_have_value("Hier zat niemand aan.")

    conflict.get_by_role("button", name="Voeg samen").click()
    expect(conflict).to_have_count(0)
    expect(card(bente, QUESTION).get_by_label("Toelichting")).to_have_value(f"{FIRST}\n\n{SECOND}")
    coen.reload()
    expect(card(coen, QUESTION).get_by_label("Toelichting")).to_have_value(f"{FIRST}\n\n{SECOND}")
