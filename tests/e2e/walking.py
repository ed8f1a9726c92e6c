"""What several journeys do: find a page of the demo, fill in by what is written beside a field, read a PDF."""

import io
import re
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from tests.e2e.site import Site

# The round that runs in the demo has the year in which the demo was made: now.
YEAR = timezone.localdate().year
MOST_STOPS = 400  # of the Tab key on one page
# Milliseconds for a download whose file is made while one waits: the clock of Playwright runs during the making too.
WHILE_IT_IS_MADE = 600_000
LAYERS = ("visie", "beleid", "uitvoering", "financien")


@dataclass(frozen=True)
class Place:
    """The pages of one municipality in one round of the demo."""

    name: str
    code: str
    year: int = YEAR

    def url(self, name: str, *more: str) -> str:
        """Return the address of a page of this assessment, by the name that the site gives it."""
        return reverse(name, args=[self.code, self.year, *more])

    def step(self, basisfunctie: str, layer: str) -> str:
        """Return the address where one layer is filled in."""
        return self.url("step", basisfunctie, layer)


HOUTEN = Place("Houten", "GM0321")
HARDERWIJK = Place("Harderwijk", "GM0243")
BUNNIK = Place("Bunnik", "GM0312")
BAARN = Place("Baarn", "GM0308")  # nobody has worked on it, and nobody works there


def go_to(page: Page, goal: Locator) -> None:
    """Press Tab until this has focus."""
    expect(goal).to_be_visible()
    for _ in range(MOST_STOPS):
        if goal.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never comes to {goal}")


def card(page: Page, heading: str) -> Locator:
    """Return the part of a page under this heading."""
    return page.get_by_role("region", name=heading)


def save(page: Page) -> None:
    """Save the page and stay on it."""
    with page.expect_navigation():
        page.get_by_role("button", name="Opslaan", exact=True).click()


def save_and_go_on(page: Page) -> None:
    """Save the page and go to the next step."""
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("^Opslaan en (verder|naar het overzicht)$")).click()


def choose_level(page: Page, level: int, reason: str) -> None:
    """Choose the level of the layer on this page, with its reason."""
    page.get_by_role("radio", name=f"{level}. ").check()
    page.get_by_label("Waarom dit niveau?").fill(reason)


def unfold(part: Locator, words: str) -> None:
    """Open what is folded under these words."""
    part.locator("summary", has_text=words).click()


def follow_error(page: Page, words: str) -> Locator:
    """Follow the link in the error summary that says this; return the field that it leads to."""
    summary = page.locator(".bf-error-summary")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name=words).click()
    target = page.locator(":target")
    expect(target).to_be_focused()
    expect(target).to_be_in_viewport()
    return target


def download(page: Page, link: Locator, folder: Path) -> Path:
    """Follow a link to a file and return where it was saved, under the name that the site gave."""
    with page.expect_download() as started:
        link.click()
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    return path


def download_made(page: Page, link: Locator, site: Site, folder: Path) -> Path:
    """Follow a link to a file that has to be made, wait for it as a person does, and come back; return where it is."""
    link.click()
    path = wait_for_file(page, site, folder)
    page.go_back()
    return path


def wait_for_file(page: Page, site: Site, folder: Path) -> Path:
    """Wait on the page of a file that has to be made; return where the file is."""
    expect(page.get_by_role("status")).to_contain_text("Uw bestand")
    # The page fetches itself, and starts the download: nobody touches it.
    with page.expect_download(timeout=WHILE_IT_IS_MADE) as started:
        site.make_files()
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    return path


def pdf_pages(pdf: Path | bytes) -> list[str]:
    """Return the text of each page, with single spaces and without the soft hyphens at line ends."""
    reader = PdfReader(io.BytesIO(pdf) if isinstance(pdf, bytes) else pdf)
    return [in_one_line(page.extract_text()) for page in reader.pages]


def in_one_line(text: str) -> str:
    """Return the text with single spaces, and words put together that a line end broke."""
    return " ".join(re.sub("[\N{SOFT HYPHEN}\N{HYPHEN}-]\\s*\n\\s*", "", text).split())


def link_in(mail: EmailMessage) -> str:
    """Return the address of the page that a mail leads to: the first in it, the same in text and HTML."""
    link = str(re.findall(r"http://\S+", text_of(mail))[0])
    html = mail.get_body(("html",))
    if html is not None:
        assert f'href="{link}"' in html.get_content()
    return link


def text_of(mail: EmailMessage) -> str:
    """Return the plain text of a mail."""
    plain = mail.get_body(("plain",))
    assert plain is not None
    return str(plain.get_content())
