"""What anyone can read, without logging in."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from basisfuncties.views import MANUAL
from tests.e2e.conftest import Audit

NOT_FOUND, UNKNOWN_ROLE = "/bestaat-niet/", "/hulp/burgemeester/"
PAGES = [
    "/",
    "/kader/",
    "/kader/vertalen/",
    "/hulp/",
    *(f"/hulp/{role}/" for role in MANUAL),
    UNKNOWN_ROLE,
    reverse("account_login"),
    reverse("account_reset_password"),
    NOT_FOUND,
]


@pytest.mark.parametrize("path", PAGES)
def test_a_public_page_is_accessible(path: str, page: Page, audit: Audit) -> None:
    response = page.goto(path)
    assert response is not None
    assert response.status == (404 if path in (NOT_FOUND, UNKNOWN_ROLE) else 200)
    audit(page)


@pytest.mark.parametrize("path", PAGES)
def test_a_public_page_can_be_read_without_javascript(path: str, page_without_javascript: Page) -> None:
    page_without_javascript.goto(path)
    expect(page_without_javascript.locator("h1")).to_be_visible()


def test_the_first_tab_stop_skips_to_the_content(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#inhoud"


def test_a_wrong_password_is_said_clearly(page: Page, audit: Audit) -> None:
    page.goto(reverse("account_login"))
    page.locator("main input[name=login]").fill("niemand@example.nl")
    page.locator("main input[name=password]").fill("mis")
    page.locator("main form button[type=submit]").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    audit(page)


def test_a_page_behind_the_login_asks_to_log_in_first(page: Page) -> None:
    page.goto("/start/")
    assert page.url.endswith(f"{reverse('account_login')}?next=/start/")
