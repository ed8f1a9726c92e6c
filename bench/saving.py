"""Save a step page as a browser does: all that stands on it, with one answer changed, or with nothing changed."""

from dataclasses import dataclass

from django.test import Client

from bench.counting import count
from bench.form import Fields, read_form

MORE_WORDS = " Dat bespreken wij elk jaar."


@dataclass(frozen=True)
class Save:
    """What is posted to a step page: an answer that changes, changes back, or nothing that changes."""

    url: str
    there: Fields
    back: Fields
    unchanged: Fields


def prepare_save(browser: Client, url: str, field: str) -> Save:
    """Return what to post to change this field to and fro; tries it, and leaves the answer as it was."""
    before = read_form(browser.get(url).content.decode())
    there = {**before, field: [before[field][0] + MORE_WORDS]}
    count(lambda: browser.post(url, there), status=302)
    after = read_form(browser.get(url).content.decode())
    back = {**after, field: before[field]}
    count(lambda: browser.post(url, back), status=302)
    return Save(url, there, back, unchanged=before)


def count_queries_of_save(browser: Client, save: Save) -> tuple[int, int]:
    """Return the number of queries of saving a changed answer, and of saving nothing changed."""
    there = count(lambda: browser.post(save.url, save.there), status=302)
    count(lambda: browser.post(save.url, save.back), status=302)
    return there, count(lambda: browser.post(save.url, save.unchanged), status=302)
