"""Count the queries of pages, inside this process."""

from collections.abc import Callable, Iterable

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from bench.pages import Seen


def login(person: User) -> Client:
    """Return a browser in which this person is logged in."""
    browser = Client()
    browser.force_login(person)
    return browser


def count(ask: Callable[[], HttpResponse], status: int = 200) -> int:
    """Return the number of queries of a request; ends the program when the answer has another status."""
    with CaptureQueriesContext(connection) as queries:
        response = ask()
    if response.status_code != status:
        raise SystemExit(f"bench: {response.request['PATH_INFO']} answers {response.status_code}, not {status}.")
    return len(queries)


def count_queries(pages: Iterable[Seen]) -> dict[str, int]:
    """Return the number of queries of each page by its name.

    Of the second visit: a process reads the framework once.
    """
    counts = {}
    for page in pages:
        browser = login(page.person)
        browser.get(page.url)
        counts[page.name] = count(lambda url=page.url, browser=browser: browser.get(url), page.status)
    return counts
