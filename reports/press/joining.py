"""Join the pieces of a document into one PDF: pages, places that are linked to, bookmarks and structure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import NamedTuple
from warnings import catch_warnings

from pikepdf import (
    Array,
    Dictionary,
    Name,
    Object,
    ObjectStreamMode,
    OutlineItem,
    Page,
    PageCopyWarning,
    Pdf,
    String,
)

HEADS = Name("/Heads")
Place = tuple[int, list[Object]]


class Bookmark(NamedTuple):
    """A heading in the list beside the pages: its level, words, page in the piece, and place on it in points."""

    level: int
    label: str
    page: int
    x: float
    y: float


@dataclass(frozen=True)
class Printed:
    """A piece as PDF, with for each page but the empty ones at its end the names of the places on it."""

    pdf: bytes
    names_by_page: Sequence[Sequence[str]]
    bookmarks: Sequence[Bookmark]


@dataclass(frozen=True)
class _Piece:
    """A piece inside the whole: its pages there, what it calls its places, and its structure."""

    pages: Sequence[Page]
    places: dict[bytes, Place]
    structure: Object
    bookmarks: Sequence[Bookmark]


def join(first: Printed, others: Sequence[Printed]) -> bytes:
    """Return one PDF of all pieces. `first` ends with an empty page for each page of the others, with its heads.

    The pieces share their fonts, and those in `first` have the letters of all.
    """
    with Pdf.open(BytesIO(first.pdf)) as whole:
        heads = [page.as_form_xobject() for page in whole.pages[len(first.names_by_page) :]]
        pieces = [_first_piece(whole, first)]
        fonts = whole.pages[0].obj.Resources.Font
        for other in others:
            # Closed at once: what it was read into is a large part of the memory that a report takes.
            with Pdf.open(BytesIO(other.pdf)) as source:
                piece = _add(whole, source, other)
            for page in piece.pages:
                page.obj.Resources.Font = fonts
                page.contents_add(b"q /Heads Do Q", prepend=True)
            _give_heads(whole, piece.pages, heads)
            pieces.append(piece)
        _join_places(whole, pieces)
        _join_bookmarks(whole, pieces)
        _join_structures(whole, pieces)
        return _saved(whole)


def _first_piece(whole: Pdf, first: Printed) -> _Piece:
    count = len(first.names_by_page)
    places = _places(whole)
    pages = list(whole.pages[:count])
    del whole.pages[count:]
    return _Piece(pages, places, whole.Root.StructTreeRoot, first.bookmarks)


def _add(whole: Pdf, source: Pdf, printed: Printed) -> _Piece:
    """Add the pages of a piece, and what belongs to them. The structure comes after the pages that it points at."""
    start = len(whole.pages)
    places = _places(source)
    with catch_warnings(action="ignore", category=PageCopyWarning):
        # It warns of names and forms that stay behind: the names come with `_join_places`, forms there are none.
        whole.pages.extend(source.pages[: len(printed.names_by_page)])
    structure = whole.copy_foreign(source.Root.StructTreeRoot)
    return _Piece(list(whole.pages[start:]), places, structure, printed.bookmarks)


def _places(source: Pdf) -> dict[bytes, Place]:
    """Take out of a piece what links point at by name: the number of the page, and the place on it."""
    if "/Names" not in source.Root:
        return {}
    number_of = {page.obj.objgen: number for number, page in enumerate(source.pages)}
    names = iter(source.Root.Names.Dests.Names)
    places = {}
    for name, place in zip(names, names, strict=True):
        on, *point = place.as_list()
        places[bytes(name)] = number_of[on.objgen], point
    del source.Root.Names
    return places


def _give_heads(whole: Pdf, pages: Sequence[Page], heads: list[Object]) -> None:
    """Give each page the next heads, under the same name: so each has resources of its own, which share the rest."""
    for page in pages:
        resources = Dictionary(dict(page.obj.Resources.items()))
        resources.XObject = Dictionary(dict(resources.XObject.items()) if "/XObject" in resources else {})
        resources.XObject[HEADS] = heads.pop(0)
        page.obj.Resources = whole.make_indirect(resources)


def _join_places(whole: Pdf, pieces: Sequence[_Piece]) -> None:
    places = {
        name: Array([piece.pages[number].obj, *place])
        for piece in pieces
        for name, (number, place) in piece.places.items()
        if number < len(piece.pages)
    }
    names = Array([each for name in sorted(places) for each in (String(name), places[name])])
    whole.Root.Names = Dictionary(Dests=Dictionary(Names=names))


def _join_bookmarks(whole: Pdf, pieces: Sequence[_Piece]) -> None:
    with whole.open_outline() as outline:
        outline.root.clear()
        above: list[tuple[int, list[OutlineItem]]] = [(0, outline.root)]
        for piece in pieces:
            for each in piece.bookmarks:
                place = Array([piece.pages[each.page].obj, Name.XYZ, each.x, each.y, 0])
                item = OutlineItem(each.label, place)
                while above[-1][0] >= each.level:
                    above.pop()
                above[-1][1].append(item)
                above.append((each.level, item.children))


def _join_structures(whole: Pdf, pieces: Sequence[_Piece]) -> None:
    """Put all parts of the text under one root, and number anew which part each page and each link belongs to."""
    root = whole.Root.StructTreeRoot
    text = root.K[0]
    kept = {page.objgen for piece in pieces for page in piece.pages}
    parts = [
        part for piece in pieces for part in piece.structure.K[0].K if part.get("/Pg", Dictionary()).objgen in kept
    ]
    for part in parts:
        part.P = text
    numbered = [each for piece in pieces for each in _numbered(piece)]
    text.K = Array(parts)
    for number, (owner, key, _) in enumerate(numbered):
        owner[key] = number
    numbers = [each for number, (_, _, elements) in enumerate(numbered) for each in (number, elements)]
    root.ParentTree = whole.make_indirect(Dictionary(Nums=Array(numbers)))


def _numbered(piece: _Piece) -> Iterator[tuple[Object, str, Object]]:
    """Yield the pages and links of a piece, the key of their number, and the parts of the text they belong to."""
    numbers = iter(piece.structure.ParentTree.Nums)
    elements = {int(number): each for number, each in zip(numbers, numbers, strict=True)}
    for page in piece.pages:
        yield page.obj, "/StructParents", elements[int(page.obj.StructParents)]
        for link in _links(page):
            yield link, "/StructParent", elements[int(link.StructParent)]


def _links(page: Page) -> Iterable[Object]:
    return [each for each in page.obj.get("/Annots", ()) if "/StructParent" in each]


def _saved(whole: Pdf) -> bytes:
    output = BytesIO()
    # The identifier follows from the content, so that the same report is the same file.
    whole.save(output, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
    return output.getvalue()
