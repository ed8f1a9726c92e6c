"""The coördinator of Harderwijk: another municipality does not exist; its own is handed in, once."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Audit
from tests.e2e.walking import HARDERWIJK, HOUTEN

Login = Callable[[Page, str], None]
PAGES = ("assessment", "key_figures", "overview", "submission", "report", "report_pdf")


@pytest.fixture
def neighbour(page: Page, login: Login) -> Page:
    login(page, "buur@demo.example")
    return page


def test_another_municipality_does_not_exist_for_a_neighbour(neighbour: Page, audit: Audit) -> None:
    addresses = [HOUTEN.url(name) for name in PAGES]
    addresses += [HOUTEN.step("vertalen", "visie"), f"/gemeente/{HOUTEN.code}/", f"/gemeente/{HOUTEN.code}/mensen/"]
    for address in [*addresses, "/gemeente/GM9999/", "/beoordelen/"]:
        answer = neighbour.goto(address)
        assert answer is not None
        assert answer.status == 404, address
        expect(neighbour.get_by_role("heading", level=1)).to_have_text("Deze pagina is er niet")
        # A page that names it would tell that it exists
        expect(neighbour.locator("body")).not_to_contain_text(HOUTEN.name)
    audit(neighbour)
    neighbour.get_by_role("link", name="uw startpagina").click()
    expect(neighbour.get_by_text(f"Gemeente {HARDERWIJK.name}", exact=True)).to_be_visible()


def test_a_coordinator_follows_the_next_step_to_hand_in_what_is_complete(neighbour: Page, audit: Audit) -> None:
    expect(neighbour.get_by_role("main")).to_contain_text("100 procent is ingevuld")
    audit(neighbour)
    neighbour.get_by_role("link", name="Naar het overzicht").click()
    expect(neighbour.get_by_role("main")).to_contain_text("Niets. Alles is ingevuld.")
    neighbour.get_by_role("button", name="Indienen").click()
    expect(neighbour.get_by_role("heading", level=1)).to_have_text("Indiening 1")

    # Back in the browser, and once more: the answer is clear and there is still one submission
    neighbour.go_back()
    neighbour.get_by_role("button", name="Indienen").click()
    expect(neighbour.get_by_role("alert")).to_contain_text("Er is niets veranderd")
    audit(neighbour)
    neighbour.get_by_role("link", name="Indiening", exact=True).click()
    expect(neighbour.get_by_role("heading", level=1)).to_have_text("Indiening 1")
