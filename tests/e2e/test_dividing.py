"""The work goes from hand to hand, by keyboard alone and on a narrow screen."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.conftest import NARROW, Audit, OpenPage
from tests.e2e.walking import HOUTEN, go_to

Login = Callable[[Page, str], None]


def test_a_part_is_given_filled_in_handed_back_and_handed_over(open_page: OpenPage, login: Login, audit: Audit) -> None:
    coen, bente = open_page(width=NARROW), open_page(width=NARROW)
    login(coen, "coordinator@demo.example")
    login(bente, "beleid@demo.example")

    coen.goto(HOUTEN.url("divide"))
    go_to(coen, coen.get_by_role("button", name="Geven", exact=True))
    coen.keyboard.press("Enter")
    expect(coen.get_by_role("alert")).to_contain_text("Kies een of meer delen.")
    audit(coen)
    go_to(coen, coen.get_by_label("Verankeren, visie"))
    coen.keyboard.press("Space")
    go_to(coen, coen.get_by_label("Aan wie?"))
    coen.keyboard.type("Bente")
    go_to(coen, coen.get_by_label("Bericht"))
    coen.keyboard.type("Begin jij vast?")
    go_to(coen, coen.get_by_role("button", name="Geven", exact=True))
    coen.keyboard.press("Enter")
    expect(coen.get_by_role("status").first).to_contain_text("Bente Beleid")
    audit(coen)

    bente.goto(HOUTEN.url("my_part"))
    mine = bente.get_by_role("region").filter(has_text="Begin jij vast?")
    expect(mine).to_contain_text("Verankeren")
    audit(bente)
    go_to(bente, mine.get_by_role("link", name="Visie"))
    bente.keyboard.press("Enter")
    expect(bente.get_by_role("heading", level=1)).to_have_text("Visie")
    bente.goto(HOUTEN.url("my_part"))
    go_to(bente, mine.locator("summary"))
    bente.keyboard.press("Enter")
    go_to(bente, mine.get_by_label("Bericht aan de coördinator"))
    bente.keyboard.type("Ik kom er niet aan toe.")
    go_to(bente, mine.get_by_role("button", name="Teruggeven"))
    bente.keyboard.press("Enter")
    expect(bente.get_by_role("status").first).to_contain_text("Teruggegeven")
    audit(bente)
    coen.reload()
    expect(coen.get_by_text("Ik kom er niet aan toe.")).to_be_visible()
    audit(coen)

    coen.goto(HOUTEN.url("handover"))
    audit(coen)
    coen.goto(HOUTEN.url("hand_over"))
    go_to(coen, coen.get_by_role("button", name="Verder", exact=True))
    coen.keyboard.press("Enter")
    expect(coen.get_by_role("alert")).to_contain_text("Kies aan wie.")
    audit(coen)
    go_to(coen, coen.get_by_label("Aan wie?"))
    coen.keyboard.type("Bente")
    go_to(coen, coen.get_by_role("button", name="Verder", exact=True))
    coen.keyboard.press("Enter")
    expect(coen.get_by_role("heading", level=1)).to_have_text("Klopt dit?")
    audit(coen)
    go_to(coen, coen.get_by_role("button", name="Ja, draag over"))
    coen.keyboard.press("Enter")
    expect(coen.get_by_role("status").first).to_contain_text("ligt nu bij Bente Beleid")
    bente.goto(HOUTEN.url("divide"))
    expect(bente.get_by_role("heading", level=1)).to_have_text("Verdelen")
