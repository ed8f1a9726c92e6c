"""By keyboard alone: each stop is in order and to be seen, none holds you, and all is within reach."""

from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.e2e.conftest import OpenPage
from tests.e2e.site import Site
from tests.e2e.walking import HARDERWIJK, MOST_STOPS, card, go_to, pdf_pages, wait_for_file

# What has focus: its name for a failing test, whether a person sees it (a part is enough), and that it has focus.
STOP = """() => {
    const stop = document.activeElement;
    if (stop === document.body) return null;
    const style = getComputedStyle(stop), box = stop.getClientRects()[0];
    const top = Math.max(box.top, 0), height = Math.min(box.bottom, window.innerHeight) - top;
    const there = document.elementFromPoint(box.left + Math.min(box.width / 2, 40), top + height / 2);
    const before = window.stops.at(-1), isNew = !window.stops.includes(stop);
    if (isNew) window.stops.push(stop);
    const follows = !before || before.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING;
    return {
        name: stop.outerHTML.slice(0, 160),
        isNew,
        isFirst: stop === window.stops[0],
        isMarked: (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none",
        isSeen: height > 0 && there !== null && (stop.contains(there) || there.contains(stop)),
        isInOrder: !isNew || Boolean(follows),
    };
}"""
PASSED_BY = """() => [...document.querySelectorAll(
        "a[href], button, input:not([type=hidden], [type=radio]), select, textarea, summary, [tabindex='0']"
    )].filter(each => each.tabIndex === 0 && !each.matches(":disabled") && each.checkVisibility())
    .filter(each => !window.stops.includes(each))
    .map(each => each.outerHTML.slice(0, 160))"""


def test_handing_in_by_keyboard_alone(page: Page, site: Site, tmp_path: Path) -> None:
    log_in(page)
    walk_all_stops(page)

    # Past the bars at once
    page.reload()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    go_to(page, page.get_by_role("link", name="Vertalen", exact=True))
    page.keyboard.press("Enter")
    fill_in(page)

    page.goto(HARDERWIJK.step("vertalen", "financien"))
    make_and_mend_a_mistake(page)

    go_to(page, page.get_by_role("link", name="Overzicht en indienen"))
    page.keyboard.press("Enter")
    go_to(page, page.get_by_role("button", name="Indienen"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Indiening 1")
    link = page.get_by_role("link", name="download het als PDF")
    go_to(page, link)
    page.keyboard.press("Enter")
    assert "Met het toetsenbord." in " ".join(pdf_pages(wait_for_file(page, site, tmp_path)))


@pytest.mark.parametrize("width", [1280, 320])
def test_every_stop_on_the_largest_pages_is_in_order_and_in_sight(width: int, open_page: OpenPage) -> None:
    page = open_page(width=width)
    log_in(page)
    for address in (
        HARDERWIJK.step("vertalen", "visie"),
        HARDERWIJK.step("verbinden-en-makelen", "beleid"),
        HARDERWIJK.url("overview"),
        HARDERWIJK.url("report"),
    ):
        page.goto(address)
        let_the_thread_come(page)
        walk_all_stops(page)


def log_in(page: Page) -> None:
    """Log in with keys only."""
    page.goto(reverse("account_login"))
    go_to(page, page.get_by_label("E-mailadres"))
    page.keyboard.type("buur@demo.example")
    page.keyboard.press("Tab")
    page.keyboard.type("demo")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Uitloggen")).to_be_visible()


def let_the_thread_come(page: Page) -> None:
    """Look at the picture that is fetched when it is come to, where there is one, and go back to the top."""
    # The section stays while what is in it is replaced.
    section = page.locator("#draad")
    if section.count():
        section.scroll_into_view_if_needed()
        expect(section.locator(".bf-thread")).to_be_visible()
        page.evaluate("scrollTo(0, 0)")


def walk_all_stops(page: Page) -> None:
    """Press Tab from the top of the page to its end, and see what each stop is like."""
    page.evaluate("window.stops = []")
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None or not stop["isNew"]:
            break
        for what in ("isMarked", "isSeen", "isInOrder"):
            assert stop[what], f"{page.url}: not {what}: {stop['name']}"
    else:
        raise AssertionError(f"{page.url} has no end")
    assert stop is None or stop["isFirst"], f"{page.url} holds the focus at {stop['name']}"
    assert page.evaluate(PASSED_BY) == [], page.url


def fill_in(page: Page) -> None:
    """Tick and untick, unfold, type, choose a level with the arrows, and save."""
    question = card(page, "Welke grote veranderingen in de samenleving ziet u?")
    box = question.get_by_role("checkbox").first
    was_checked = box.is_checked()
    go_to(page, box)
    page.keyboard.press("Space")
    expect(box).to_be_checked(checked=not was_checked)
    go_to(page, question.get_by_label("Toelichting"))
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.type("Met het toetsenbord.")
    go_to(page, question.locator("summary", has_text="Niet van toepassing?"))
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(question.get_by_label("Niet van toepassing op onze gemeente")).to_be_focused()

    level = page.get_by_role("radio", checked=True, name=". ")
    go_to(page, level.last)
    page.keyboard.press("ArrowUp")
    expect(page.locator("input[type=radio]:focus")).to_be_checked()
    go_to(page, page.get_by_role("button", name="Opslaan", exact=True))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Opgeslagen om")).to_be_visible()
    expect(box).to_be_checked(checked=not was_checked)


def make_and_mend_a_mistake(page: Page) -> None:
    """A wrong amount: focus is on the summary, whose first link leads into the field."""
    amount = page.get_by_label("Bedrag per jaar").first
    go_to(page, amount)
    page.keyboard.press("Control+a")
    page.keyboard.type("veel")
    page.keyboard.press("Enter")  # in a line of text, Enter saves
    expect(page.locator(".bf-error-summary")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(amount).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("2.500")
    go_to(page, page.get_by_role("button", name="Opslaan", exact=True))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(amount).to_have_value("€\N{NO-BREAK SPACE}2.500")
