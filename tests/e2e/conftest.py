"""What the journeys in the browser work with: a running site, pages of two widths, logging in, the audit."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from tests.e2e.site import Site, Template, running_site, template_in

CHROMIUM = "/usr/bin/chromium"
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WCAG_22_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WIDE, NARROW = 1280, 320
# A report takes seconds, and on two cores that do more at once many more: this is to end a test that hangs.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)

OpenPage = Callable[..., Page]
Audit = Callable[..., None]
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the journeys, keep those of a module on one worker, and begin with them: they take longest."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.e2e)
            item.add_marker(pytest.mark.xdist_group(str(item.path.name)))
    items.sort(key=lambda item: not item.path.is_relative_to(HERE))


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Template]:
    """The database with the demo data that each site gets a copy of; made once for all workers."""
    own = tmp_path_factory.getbasetemp()
    shared = template_in((own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "template")
    with shared.in_use():
        yield shared


@pytest.fixture(scope="module")
def site(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site of the module's own: the journeys of one module see what each other did, others don't."""
    with running_site(template, tmp_path_factory.mktemp("site")) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, for one module: as long as Playwright runs, Django refuses its database in this process."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def complaints() -> dict[Page, list[str]]:
    """What the browser complained about on each page: script errors and refusals of the CSP among them."""
    return {}


@pytest.fixture
def open_page(browser: Browser, site: Site, complaints: dict[Page, list[str]]) -> Iterator[OpenPage]:
    """Give a function that opens a page for another visitor: `open_page(width=320, javascript=False)`."""
    contexts: list[BrowserContext] = []

    def open_page(*, width: int = WIDE, javascript: bool = True) -> Page:
        context = browser.new_context(
            base_url=site.url,
            java_script_enabled=javascript,
            locale="nl-NL",
            reduced_motion="reduce",
            timezone_id="Europe/Amsterdam",
            viewport={"width": width, "height": 900},
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        listen(page, complaints.setdefault(page, []))
        return page

    yield open_page
    for context in contexts:
        context.close()


def listen(page: Page, heard: list[str]) -> None:
    """Note every error on the page, but for the status of the page itself: a 404 may be what is tested."""

    def on_console(message: ConsoleMessage) -> None:
        if message.type != "error":
            return
        text, place = message.text, message.location["url"]
        if not (text.startswith("Failed to load resource") and place == page.url):
            heard.append(f"{text} ({place})")

    page.on("console", on_console)
    page.on("pageerror", lambda error: heard.append(str(error)))


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A page in a wide window."""
    return open_page()


@pytest.fixture
def narrow_page(open_page: OpenPage) -> Page:
    """A page of 320 px, the narrowest that WCAG asks for."""
    return open_page(width=NARROW)


@pytest.fixture
def page_without_javascript(open_page: OpenPage) -> Page:
    """A page where no script runs. The audit can't look at it: axe is a script."""
    return open_page(javascript=False)


@pytest.fixture
def login() -> Callable[[Page, str], None]:
    """Give a function that logs in as a person would: `login(page, "beheer@example.nl")`."""

    def login(page: Page, email: str, password: str = "demo") -> None:
        page.goto(reverse("account_login"))
        page.locator("main input[name=login]").fill(email)
        page.locator("main input[name=password]").fill(password)
        page.locator("main form button[type=submit]").click()
        expect(page.locator("main input[name=password]")).to_have_count(0)

    return login


@pytest.fixture
def audit(complaints: dict[Page, list[str]]) -> Audit:
    """Give a function that fails on what is wrong with a page in its present state: `audit(page)`.

    It looks at the page in the window that it has and in a narrow one, with all that can be unfolded unfolded,
    and leaves both as they were. It asks for no violation of WCAG 2.2 AA that axe can see, no sideways
    scrolling, a title, one first heading, and no error in the console since the page was opened.
    """

    def audit(page: Page) -> None:
        assert page.viewport_size is not None
        as_it_was = page.viewport_size
        # Words can be read before the stylesheets are there: a page without them has other colours and widths.
        page.wait_for_load_state()
        page.evaluate(UNFOLD)
        page.wait_for_function(ALL_FETCHED)
        for width in dict.fromkeys((as_it_was["width"], NARROW)):
            page.set_viewport_size({**as_it_was, "width": width})
            look_at(page, complaints[page])
        page.set_viewport_size(as_it_was)
        page.evaluate(FOLD_AGAIN)

    return audit


UNFOLD = """() => document.querySelectorAll("details:not([open])").forEach(details => {
    details.dataset.folded = "";
    details.open = true;
})"""
# The remarks beside a part come when somebody unfolds them.
ALL_FETCHED = """() => [...document.querySelectorAll("[data-thread][open] [data-with-script]")].every(place =>
    place.querySelector("textarea, [role=alert]"))"""
FOLD_AGAIN = """() => document.querySelectorAll("details[data-folded]").forEach(details => {
    delete details.dataset.folded;
    details.open = false;
})"""


def look_at(page: Page, heard: list[str]) -> None:
    """Fail on what is wrong with a page at the width that its window has."""
    where = f"{page.url} at {page.evaluate('window.innerWidth')} px"
    options = {"runOnly": {"type": "tag", "values": WCAG_22_AA}, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options)
    assert found.violations_count == 0, f"{where}:\n{found.generate_report()}"
    assert page.title().strip(), f"{where} has no title"
    assert page.locator("h1").count() == 1, f"{where} has no first heading, or more than one"
    width, shown = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert width <= shown, f"{where} is {width} px wide: {wide_elements(page)}"
    assert heard == [], f"{where}: {heard}"


def wide_elements(page: Page) -> list[str]:
    """Return the first elements that stick out of the window."""
    script = """() => [...document.body.querySelectorAll("*")]
        .filter(element => element.getBoundingClientRect().right > window.innerWidth + 1)
        .slice(0, 5).map(element => element.outerHTML.slice(0, 120))"""
    sticking_out: list[str] = page.evaluate(script)
    return sticking_out
