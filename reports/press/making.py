"""Make a PDF of markup: PDF/A-2a and PDF/UA-1 in one file."""

import copy
import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Lock
from xml.etree.ElementTree import Element

import cssselect2
from weasyprint import CSS, HTML
from weasyprint.document import Document, Page

from reports.press.finishing import POINTS, finish
from reports.press.fonts import OwnFilesOnly, fonts_and_styles, printable
from reports.press.joining import Bookmark, Printed, join
from reports.press.metadata import describe_as_pdfua
from reports.press.pieces import (
    EmptyPage,
    add_empty_pages,
    cut,
    names_elsewhere,
    names_in,
)

VARIANT = "pdf/a-2a"
TIMES = 3  # that the pieces are made anew, when the front takes other pages than was thought
MARGIN_BOXES = (
    *(f"@{side}-{place}" for side in ("top", "bottom") for place in ("left-corner", "left", "center", "right")),
    *(f"@{side}-{place}" for side in ("left", "right") for place in ("top", "middle", "bottom")),
    "@top-right-corner",
    "@bottom-right-corner",
)
# The first piece draws the running heads for all of them, as only there the pages are known.
WITHOUT_HEADS = "@page {" + "".join(f"{box} {{ content: none !important }}" for box in MARGIN_BOXES) + "}"

# WeasyPrint keeps the state of fontconfig for the whole process, and gc.freeze is for the whole process too.
_one_at_a_time = Lock()


def make_pdf(*markups: str, pages: int = 0) -> bytes:
    """Return the PDF of the first of these that takes so many pages, else of the last; without `pages` of the first.

    The same markup gives the same bytes, as long as fonts and styles stay.
    """
    with _one_at_a_time, without_garbage_collection():
        works = (_Work(printable(markup)) for markup in markups)
        work = next(works)
        while pages and work.count_pages() != pages and (another := next(works, None)):
            work = another
        return work.pdf()


class _Work:
    """The making of one PDF: what its pieces share."""

    def __init__(self, markup: str) -> None:
        self.font_config, self.styles = fonts_and_styles(markup)
        self.html = HTML(string=markup, base_url=None, url_fetcher=OwnFilesOnly())
        self.root = self.html.etree_element
        self.words_of_links: dict[str, str] = {}
        for link in self.root.iter("a"):
            words = " ".join("".join(link.itertext()).split())
            self.words_of_links.setdefault(link.get("href", "").removeprefix("#"), words)
        # One set of fonts for all pieces: the last to be printed has the letters of all.
        self.fonts: dict[str, object] = {}

    def count_pages(self) -> int:
        """Return how many pages it takes as a whole."""
        return len(self._laid_out(self.root, ()).pages)

    def pdf(self) -> bytes:
        """Return the PDF, whole or made in pieces."""
        pieces = cut(self.root)
        if len(pieces) == 1:
            return self._printed(self.root).pdf
        front = self._pages_of_front(pieces)
        for _ in range(TIMES):
            printed = self._in_pieces(pieces, front)
            if len(front) == len(printed[0].names_by_page):
                return join(printed[0], printed[1:])
            # The contents take another page when the numbers in them are there.
            front, pieces = printed[0].names_by_page, cut(self.root)
        return self._printed(self.root).pdf

    def _pages_of_front(self, pieces: Sequence[Element]) -> Sequence[Sequence[str]]:
        """Return the names on each page of the front, laid out as if all that is elsewhere were on one page."""
        front = cut(self.root)[0]
        names = sorted({name for piece in pieces[1:] for name in names_in(piece)})
        document = self._laid_out(front, [EmptyPage(1, names)])
        return _names_by_page(document.pages[:-1])

    def _in_pieces(self, pieces: Sequence[Element], front: Sequence[Sequence[str]]) -> list[Printed]:
        names_by_page = list(front)
        printed = []
        for number, piece in enumerate(pieces[1:], start=1):
            wanted = names_elsewhere(piece)
            known = [(page, sorted(wanted.intersection(names))) for page, names in enumerate(names_by_page, 1)]
            elsewhere = [EmptyPage(page, names) for page, names in known if names]
            # What is linked to further on, without its page.
            if rest := wanted.difference(*names_by_page):
                elsewhere.append(EmptyPage(0, sorted(rest)))
            printed.append(self._printed(piece, elsewhere, number, len(names_by_page) + 1))
            names_by_page.extend(printed[-1].names_by_page)
        others = [EmptyPage(page, names) for page, names in enumerate(names_by_page, 1)][len(front) :]
        return [self._printed(pieces[0], others), *printed]

    def _printed(self, piece: Element, elsewhere: Sequence[EmptyPage] = (), number: int = 0, start: int = 0) -> Printed:
        document = self._laid_out(piece, elsewhere, start)
        document.fonts = self.fonts
        describe_as_pdfua(document.metadata)
        pdf: bytes = document.write_pdf(
            pdf_variant=VARIANT, finisher=lambda _, pdf: finish(pdf, self.words_of_links, number)
        )
        pages = document.pages[: len(document.pages) - len(elsewhere)]
        printed = Printed(pdf, _names_by_page(pages), list(_bookmarks(pages)))
        del document, pages
        # What was laid out refers to itself all over.
        gc.collect()
        return printed

    def _laid_out(self, piece: Element, elsewhere: Sequence[EmptyPage], start: int = 0) -> Document:
        """Lay out the front, or a piece that begins on page `start` and leaves the running heads to the front."""
        style = add_empty_pages(piece, elsewhere)
        if start:
            style += f"@page :first {{ counter-reset: page {start} }}\n{WITHOUT_HEADS}"
        html = copy.copy(self.html)
        html.wrapper_element = cssselect2.ElementWrapper.from_html_root(piece, content_language=None)
        html.etree_element = html.wrapper_element.etree_element
        return html.render(
            stylesheets=[self.styles, CSS(string=style)], font_config=self.font_config, pdf_variant=VARIANT
        )


def _names_by_page(pages: Sequence[Page]) -> list[tuple[str, ...]]:
    """Return the names of the places that begin on each page; WeasyPrint has them on each page where they go on."""
    seen: set[str] = set()
    names_by_page = []
    for page in pages:
        names_by_page.append(tuple(name for name in page.anchors if name not in seen))
        seen.update(page.anchors)
    return names_by_page


def _bookmarks(pages: Sequence[Page]) -> Iterator[Bookmark]:
    for number, page in enumerate(pages):
        for level, label, (x, y), _ in page.bookmarks:
            yield Bookmark(level, label, number, x * POINTS, (page.height - y) * POINTS)


@contextmanager
def without_garbage_collection() -> Iterator[None]:
    """Keep the collector from walking over all boxes of the document again and again: a tenth of the time."""
    thresholds = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(200_000, 50, 50)
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
        gc.unfreeze()
