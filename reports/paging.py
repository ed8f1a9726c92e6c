"""How many pages a chapter takes, worked out from its words: so that it can be given less detail. Pure.

Texts are measured with the widths of the letters, and what can't break over pages is put on the page where it fits, as
the printer does. Rather too high than too low: a line is never fuller than it can be, words are not hyphenated, and a
page has a little less room than it has. Sizes in millimetres; they are those of static/css/pdf/4-chapters.css and
5-tables.css.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from basisfuncties.shapes import text_width
from reports.fitting import POINT_MM

if TYPE_CHECKING:
    from reports.advice import AdviceView, RecommendationView
    from reports.breaks import BreaksView
    from reports.chapters import Chapter, LayerView
    from reports.speerpunten import SpeerpuntView

MOST_PAGES = 2
ROOM = 255.0  # of the 256 that a page of a chapter has
WIDTH = 166.0
SMALL = 146.0  # of a drawing
SLACK = 0.98  # of a line: letters are not exactly as wide as is counted with
DIGIT = 0.04  # of the type size: what a digit of the regular type is wider than is counted with
SCANT = 0.25  # of a page
SURE = 1.08  # of a page: what is measured as so much does not go on one, however much too high that is
HEADING = 11.6
BETWEEN = 15.0  # chapters on one page
PARAGRAPH = re.compile(r"<(p|li)\b[^>]*>(.*?)</\1>", re.DOTALL)
LINE_BREAK = re.compile(r"<br\s*/?>")
TAG = re.compile(r"<[^>]+>")
VIEW_BOX = re.compile(r'viewBox="\S+ \S+ (\S+) (\S+)"')


class Type(NamedTuple):
    """A size of type in points, with the height of a line as a part of it."""

    size: float
    leading: float
    bold: bool = False

    @property
    def line(self) -> float:
        """The height of a line in millimetres."""
        return self.size * self.leading * POINT_MM


TITLE = Type(23, 1.25, bold=True)
LEAD = Type(10, 1.4)
SHORT = Type(9.5, 1.55, bold=True)
TEXT = Type(9.5, 1.55)
NOTE = Type(8, 1.55)
LAYER = Type(8.5, 1.45)
CELL = Type(8.5, 1.35)
CELL_NAME = Type(8.5, 1.35, bold=True)
CELL_NOTE = Type(7.5, 1.35)
ANSWER = Type(8.5, 1.4)
ANSWER_NAME = Type(8.5, 1.4, bold=True)


@dataclass(frozen=True)
class Block:
    """What stays together on a page. `keeps` when the next has to follow on the same page.

    `repeats` is what comes back above it when it begins a page: the head of its table.
    """

    height: float
    keeps: bool = False
    repeats: float = 0


def pages_of(chapter: "Chapter") -> int:
    """Return how many pages the chapter takes at most."""
    return _laid_out(chapter)[0]


def room_after(chapter: "Chapter") -> float:
    """Return how much room the chapter leaves on its last page, at least."""
    return _laid_out(chapter)[1]


def had_better_turn(chapter: "Chapter") -> bool:
    """Whether the second page of the chapter would hold little, and more when it begins with the speerpunten.

    Not when the chapter may yet turn out to go on one page.
    """
    pages, left = _laid_out(chapter)
    is_scant = pages == MOST_PAGES and left > ROOM * (1 - SCANT) and height_of(chapter) > ROOM * SURE
    return is_scant and sum(each.height for each in _from_speerpunten(chapter)) <= ROOM


def _laid_out(chapter: "Chapter") -> tuple[int, float]:
    pages, left = 1, ROOM
    if chapter.turns:
        return MOST_PAGES, ROOM - sum(each.height for each in _from_speerpunten(chapter))
    for group in _kept_together(_blocks(chapter)):
        height = sum(each.height for each in group)
        if height > left:
            pages, left = pages + 1, ROOM - group[0].repeats
        if height > left:
            # Higher than a page: whatever happens then, it is too much.
            return MOST_PAGES + 1, 0
        left -= height
    return pages, left


def height_of(chapter: "Chapter") -> float:
    """Return how high the chapter is at most, without the page that it may break over."""
    return sum(each.height for each in _blocks(chapter))


def _kept_together(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    group: list[Block] = []
    for block in blocks:
        group.append(block)
        if not block.keeps:
            yield group
            group = []
    if group:
        yield group


def _blocks(chapter: "Chapter") -> Iterator[Block]:
    top = 6.1 + _high(f"{chapter.number} {chapter.name}", TITLE, WIDTH)
    yield Block(top + _high(chapter.definition, LEAD, WIDTH) + 2 + _high(chapter.in_short, SHORT, WIDTH), keeps=True)
    yield Block(HEADING, keeps=True)
    heights = [_layer(layer) for layer in chapter.layers]
    yield from (Block(max(heights[place : place + 2])) for place in range(0, len(heights), 2))
    if chapter.drawings or chapter.more_drawings:
        yield Block(HEADING, keeps=True)
        width = SMALL if chapter.has_small_drawings else WIDTH
        yield from (Block(_drawing(each, width)) for each in chapter.drawings)
        yield from _note(chapter.more_drawings)
    yield from _from_speerpunten(chapter)


def _from_speerpunten(chapter: "Chapter") -> Iterator[Block]:
    yield Block(HEADING, keeps=True)
    yield from _speerpunten(chapter)
    if chapter.breaks or chapter.breaks_in_short:
        yield Block(HEADING, keeps=True)
        yield from (Block(_entry(each)) for each in chapter.breaks)
        if chapter.breaks_in_short:
            yield Block(_high(chapter.breaks_in_short, TEXT, WIDTH))
    if chapter.advice:
        yield Block(HEADING, keeps=True)
        yield from _advice(chapter.advice)


def _layer(layer: "LayerView") -> float:
    said = [f"<p><b>{layer.rubric}</b></p>", layer.reason]
    if layer.is_brief:
        said.append(f"<p>De adviseur ziet niveau {layer.adviser}. {layer.remark} {layer.response}..</p>")
    elif layer.adviser:
        said += [f"<p>De adviseur ziet niveau {layer.adviser}.</p>", layer.remark]
        if layer.response:
            said += ["<p>De gemeente antwoordt:</p>", layer.response]
    return 14.4 + _text("".join(said), LAYER, 79, 2.2)


def _drawing(svg: str, width: float) -> float:
    found = VIEW_BOX.search(svg)
    return width * float(found[2]) / float(found[1]) + 1 if found else 0


def _speerpunten(chapter: "Chapter") -> Iterator[Block]:
    head = 6.8
    if chapter.speerpunten:
        yield Block(head, keeps=True)
        for place, each in enumerate(chapter.speerpunten, start=1):
            is_last = place == len(chapter.speerpunten)
            # The second row stays with the first, and the totals with the last.
            keeps = chapter.has_money if is_last else place == 1
            yield Block(_row(each, chapter), keeps=keeps, repeats=head if place > 1 else 0)
        if chapter.has_money:
            yield Block(2 * (1.4 + CELL.line))
    if chapter.no_speerpunten:
        yield Block(TEXT.line)
    yield from _note(chapter.more_speerpunten)
    yield from _note(chapter.money_note)


def _row(each: "SpeerpuntView", chapter: "Chapter") -> float:
    label = f"{each.label} (eigen speerpunt)" if each.own else each.label
    notes = ["" if each.is_short else f"Dient: {each.goals or 'Nog geen doel gekozen'}", each.done]
    if each.to_confirm:
        notes.append("Uit een eerdere ronde, nog niet herbevestigd")
    name = _high(label, CELL_NAME, 54) + sum(0.4 + _high(note, CELL_NOTE, 54) for note in notes if note)
    adopted = WIDTH - 57 - 37 * chapter.has_execution - 36 * chapter.has_money - 3
    cells = [name, _cell(each.adoption, each.document, adopted)]
    if chapter.has_execution:
        cells.append(_cell(each.executors, each.execution, 34))
    if chapter.has_money:
        cells.append(_cell(each.amount, each.money, 36))
    return 2.6 + max(cells)


def _cell(words: str, note: str, width: float) -> float:
    # The lines of a note that is no paragraph are as high as those above it.
    return _high(words, CELL, width) + (CELL.line * _lines(note, CELL_NOTE.size, width) if note else 0)


def _entry(kind: "BreaksView") -> float:
    said = []
    for each in kind.breaks:
        said.append(f"<p>{each.seen}</p>")
        if each.because:
            said += ["<p>Bewust zo, omdat:</p>", each.because]
    if kind.more:
        said.append(f"<p>{kind.more}</p>")
    return 3.4 + max(_text("".join(said), LAYER, 120, 0.8), _high(kind.title, Type(8.5, 1.25, bold=True), 42))


def _advice(advice: "AdviceView") -> Iterator[Block]:
    if advice.text:
        yield Block(_text(advice.text, TEXT, WIDTH, 2.2), keeps=bool(advice.recommendations or advice.more))
    if advice.recommendations:
        head = 7.2
        yield Block(3 + head, keeps=True)
        for place, each in enumerate(advice.recommendations):
            keeps = place == 0 and len(advice.recommendations) > 1
            yield Block(_recommendation(each), keeps=keeps, repeats=head if place else 0)
    yield from _note(advice.more)


def _recommendation(each: "RecommendationView") -> float:
    left = _high(f"{each.heading} {each.about}", ANSWER_NAME, 104) + 0.6 + _text(each.explanation, ANSWER, 104, 0.8)
    if each.practices:
        left += 0.8 + _high(f"Praktijkvoorbeelden: {each.practices}", Type(8, 1.4), 104)
    right = _high(each.answer, ANSWER_NAME, 59) + 0.8 + _text(each.why, ANSWER, 59, 0.8)
    return 3 + max(left, right)


def _note(words: str) -> Iterator[Block]:
    if words:
        yield Block(_high(words, NOTE, WIDTH))


def _text(html: str, kind: Type, width: float, between: float) -> float:
    """Return the height of paragraphs and lists, with this much between them; items count as paragraphs."""
    height = 0.0
    for tag, words in PARAGRAPH.findall(html):
        room = width - 4.5 if tag == "li" else width
        height += between + sum(_high(line, kind, room) for line in LINE_BREAK.split(words))
    return max(0.0, height - between)


def _high(words: str, kind: Type, width: float) -> float:
    """Return the height of words that may hold marks within a line."""
    bold = kind.bold or words.startswith("<b>")
    return kind.line * _lines(unescape(TAG.sub("", words)), kind.size, width, bold=bold)


@lru_cache(maxsize=4096)  # most words stay the same from one degree of detail to the next
def _lines(words: str, size: float, width: float, *, bold: bool = False) -> int:
    """Return in how many lines words go; a word that does not fit goes on on the next line."""
    room = width * SLACK / POINT_MM
    space = text_width(" ", size, bold=bold)
    lines, used = 1, 0.0
    for word in words.split():
        wide = text_width(word, size, bold=bold) + sum(DIGIT * size for each in word if each.isdigit())
        if used and used + space + wide <= room:
            used += space + wide
            continue
        if used:
            lines += 1
        used = wide
        while used > room:
            lines += 1
            used -= room * 0.9
    return lines
