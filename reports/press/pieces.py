"""Cut a long document in pieces that are laid out one after the other: a page that is laid out takes up to 2 MB.

A piece may begin at an element with the attribute `data-apart`; where one does, a page begins. With the value `loose`
none begins there in a document that stays whole, so a piece rather begins elsewhere. Before the first of them is the
front. It is laid out last, when it is known which pages the others take: for each of these it gets an empty page at its
end, with the names of the places there. So WeasyPrint itself can tell in the contents on which page something
stands, how many pages there are, and what is at the head and the foot of each. The other pieces get such pages for
places before them, with the number that those have.

What this asks of a document: what tells a page number (`target-counter` with the attribute `data-target`) stands in the
front, in the piece of its place, or after it; otherwise the document stays whole. The running heads are set in the
front, and the pages of the other pieces are of the plain kind: `@page` without a name.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

APART = "data-apart"
LOOSE = "loose"
TARGET = "data-target"  # of what tells the page of a place
CHARACTERS = 30_000  # some ten pages: what a piece holds at most, if it can be cut there
ROOMY = 45_000  # of a piece that could only be cut in the middle of a page: it is text alone, which takes less memory
SCANT = 1_000  # a heading and a line or two: a page with no more than that is a waste
WHOLE = 45_000  # what is no longer than this stays whole


class EmptyPage(NamedTuple):
    """A page at the end of a piece that stands for one elsewhere: its number, the names of the places on it."""

    number: int
    names: Sequence[str]


def cut(root: Element) -> list[Element]:
    """Return the front and the other pieces of a document, in its order; one when it has to stay whole."""
    order = list(root.iter())
    first = {element: number for number, element in enumerate(order)}
    begins = _begins(order)
    if not begins:
        return [root]
    pieces = [_between(root, first, start, end) for start, end in pairwise([0, *begins, len(order)])]
    for piece in pieces[1:]:
        # It may hold styles.
        piece.insert(0, next(root.iter("head")))
    return [root] if _tells_a_later_page(pieces[1:]) else pieces


def _begins(order: Sequence[Element]) -> list[int]:
    """Return where pieces begin: as few as can be, so that each is no longer than CHARACTERS.

    Where no page begins anyway it may be longer: such a cut leaves the rest of a page empty.
    """
    candidates = [number for number, element in enumerate(order) if element.get(APART) is not None]
    lengths = [_length(order[start:end]) for start, end in pairwise([*candidates, len(order)])]
    if sum(lengths) <= WHOLE:
        return []
    begins: list[int] = []
    length = 0
    for place, (number, more) in enumerate(zip(candidates, lengths, strict=True)):
        ahead, most = more, ROOMY
        if order[number].get(APART) != LOOSE:
            most = CHARACTERS
            # Where a page begins anyway, so that none has to begin in what follows up to the next such place.
            rest = zip(candidates[place + 1 :], lengths[place + 1 :], strict=True)
            ahead += sum(each for _, each in takewhile(lambda one: order[one[0]].get(APART) == LOOSE, rest))
        if not begins or (length > SCANT and length + ahead > most):
            begins.append(number)
            length = 0
        length += more
    return begins


def _length(elements: Iterable[Element]) -> int:
    return sum(len(element.text or "") + len(element.tail or "") for element in elements)


def _between(element: Element, first: Mapping[Element, int], start: int, end: int) -> Element:
    """Return the element with only those below it that begin from `start` on and before `end`."""
    kept = Element(element.tag, element.attrib)
    kept.tail = element.tail
    if first[element] >= start:
        kept.text = element.text
    else:
        # It began in an earlier piece: what points at it, points there.
        kept.attrib.pop("id", None)
    for child in element:
        last = first[child] + sum(1 for _ in child.iter()) - 1
        if start <= first[child] and last < end:
            kept.append(child)
        elif first[child] < end and last >= start:
            kept.append(_between(child, first, start, end))
    return kept


def _tells_a_later_page(pieces: Sequence[Element]) -> bool:
    known: set[str] = set()
    for piece in reversed(pieces):
        if not known.isdisjoint(_targets(piece)):
            return True
        known |= names_in(piece)
    return False


def names_in(piece: Element) -> set[str]:
    """Return the names of the places in a piece."""
    return {name for element in piece.iter() if (name := element.get("id"))}


def names_elsewhere(piece: Element) -> set[str]:
    """Return the names that a piece links to or tells the page of, and that are not in it."""
    linked = {link[1:] for element in piece.iter("a") if (link := element.get("href", "")).startswith("#")}
    return (linked | _targets(piece)) - names_in(piece)


def _targets(piece: Element) -> set[str]:
    return {target.removeprefix("#") for element in piece.iter() if (target := element.get(TARGET))}


def add_empty_pages(piece: Element, pages: Iterable[EmptyPage]) -> str:
    """Add these pages to the end of the piece; return the styles that give them their numbers."""
    body = next(piece.iter("body"))
    styles = []
    for number, names in pages:
        page = SubElement(body, "div", {"class": f"bf-elsewhere bf-elsewhere--{number}"})
        for name in names:
            SubElement(page, "span", {"id": name})
        styles.append(f".bf-elsewhere--{number} {{ page: elsewhere-{number} }}")
        styles.append(f"@page elsewhere-{number} {{ counter-reset: page {number} }}")
    return "\n".join(styles)
