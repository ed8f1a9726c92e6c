"""The thread of one basisfunctie as an SVG of two to four columns: a layer that an edition lacks has none. Pure.

Every break is a link to the field that mends it. The same stands in a table beside it, so all but these links is
hidden from who can't see it. On a narrow screen a list takes its place (templates/assessments/thread.html).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from django.utils.html import format_html
from django.utils.safestring import SafeString

from assessments.findings.finding import Place
from assessments.findings.thread import Knot, Strand, Thread
from basisfuncties.shapes import INK, QUIET, WHITE, colour_of, joined, number, split_to_fit, text_width, tint

BREAK = "#b5420c"
BREAK_SOFT = "#fdf0ea"
LINE = "#b3bac7"
SIZE = 14
TOP = 34
MOST_LINES = 3
# Columns: where each begins and how wide it is. The wide gap is where the lines from goals to speerpunten cross.
COLUMNS = ((0, 200), (262, 214), (504, 164), (696, 128))
WIDTH = 824
HEADINGS = ("Doelen", "Speerpunten")
# Goals that nothing is tied to stand below, next to each other.
LOOSE_COLUMNS = ((0, 264), (280, 264), (560, 264))
LOOSE = "Doelen zonder speerpunt"


@dataclass(frozen=True)
class Spacing:
    """The room between lines, around them, and between boxes."""

    leading: int = 18
    padding: int = 9
    gap: int = 12


USUAL = Spacing()
TIGHT = Spacing(leading=16, padding=6, gap=7)
SIDE = 9  # left and right of the words
MARK = 18  # what the mark of a break takes of a line


@dataclass(frozen=True)
class Box:
    """A knot with its lines of text and its place in the drawing."""

    knot: Knot
    lines: tuple[tuple[str, str], ...]  # (text, colour)
    left: int
    width: int
    top: float
    height: float
    leading: int

    @property
    def middle(self) -> float:
        """Where lines come in and go out."""
        return self.top + self.height / 2


def draw_thread(
    thread: Thread, *, title: str, url: Callable[[Place], str] | None = None, is_tight: bool = False
) -> SafeString:
    """Return the thread as SVG. `title` names it; `url` gives the address of the field that mends a break.

    Without `url`, in a report, nothing in it can be clicked: it is a picture, and `title` what is read out. It can be
    a quarter less high (`is_tight`), with letters as large.
    """
    colour = colour_of(thread.number)
    spacing = TIGHT if is_tight else USUAL
    goals = [box for (box,) in _stacked([(knot,) for knot in thread.goals], COLUMNS[:1], TOP, spacing)]
    rows = _stacked([_knots(thread, each) for each in thread.strands], COLUMNS[1:], TOP, spacing)
    tied = [*goals, *(box for row in rows for box in row)]
    bottom = _bottom(tied)
    below = bottom + TOP + spacing.gap if tied else TOP
    loose = [box for row in _stacked(_in_rows(thread.loose), LOOSE_COLUMNS, below, spacing) for box in row]
    curves = "".join(
        _curve(goals[place], row[0]) for strand, row in zip(thread.strands, rows, strict=True) for place in strand.goals
    )
    links = _links((pair for row in rows for pair in pairwise(row)), colour)
    words = [*HEADINGS, *filter(None, (thread.execution_heading, thread.money_heading))]
    headings = [_heading(left, 16, each, colour) for (left, _), each in zip(COLUMNS, words, strict=False)]
    if not tied:
        headings = []
    if loose:
        headings.append(_heading(0, below - TOP + 16, LOOSE, colour))
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="bf-thread__drawing" viewBox="-2 0 {} {}" {} '
        'font-family="Noto Sans, DejaVu Sans, sans-serif" font-size="{}">{}{}</svg>',
        WIDTH + 4,
        number(_bottom([*tied, *loose]) + 4),
        format_html('role="group" aria-label="{}"', title) if url else SafeString('role="img"'),
        SIZE,
        "" if url else format_html("<title>{}</title>", title),
        joined([*headings, _path(curves, colour), *links, *(_drawn(box, colour, url) for box in [*tied, *loose])]),
    )


def _knots(thread: Thread, strand: Strand) -> tuple[Knot, ...]:
    """Return what stands on a strand from its speerpunt on, in the layers that there are."""
    after = ((thread.execution_heading, strand.execution), (thread.money_heading, strand.money))
    return (strand.speerpunt, *(knot for heading, knot in after if heading))


def _bottom(boxes: Iterable[Box]) -> float:
    return max((box.top + box.height for box in boxes), default=float(TOP))


def _in_rows(knots: Sequence[Knot]) -> list[tuple[Knot, ...]]:
    across = len(LOOSE_COLUMNS)
    return [tuple(knots[place : place + across]) for place in range(0, len(knots), across)]


def _stacked(
    rows: Iterable[tuple[Knot, ...]], columns: Sequence[tuple[int, int]], top: float, spacing: Spacing
) -> list[list[Box]]:
    """Return the boxes of each row, one row under the other; those of a row are as high as its highest."""
    stacked: list[list[Box]] = []
    for row in rows:
        cells = [(knot, left, width, _lines(knot, width)) for knot, (left, width) in zip(row, columns, strict=False)]
        height = max(len(lines) for *_, lines in cells) * spacing.leading + 2 * spacing.padding - 4
        stacked.append(
            [Box(knot, lines, left, width, top, height, spacing.leading) for knot, left, width, lines in cells]
        )
        top += height + spacing.gap
    return stacked


def _heading(left: float, y: float, words: str, colour: str) -> SafeString:
    return format_html(
        '<text x="{}" y="{}" font-weight="600" fill="{}" aria-hidden="true">{}</text>', left, number(y), colour, words
    )


def _lines(knot: Knot, width: float) -> tuple[tuple[str, str], ...]:
    room = width - 2 * SIDE
    lines = [(text, QUIET if knot.is_open else INK) for text in _fitted(knot.label, room)]
    if knot.note:
        lines += [(text, QUIET) for text in _fitted(knot.note, room)]
    if knot.snag:
        words = f"Bewust zo: {knot.snag.words.lower()}" if knot.snag.answered else knot.snag.words
        mark = 0 if knot.snag.answered else MARK
        lines += [(text, QUIET if knot.snag.answered else BREAK) for text in _fitted(words, room - mark)]
    return tuple(lines)


@lru_cache(maxsize=2048)  # most texts are the framework's own, on every page again
def _fitted(text: str, room: float) -> tuple[str, ...]:
    """Return a text in at most three lines; the table has all of it."""
    lines = [_cut(line, room) for line in split_to_fit(text, SIZE, room, bold=False)]
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], _cut(f"{lines[MOST_LINES - 1]} …", room)]
    return tuple(lines)


def _cut(line: str, room: float) -> str:
    if text_width(line, SIZE, bold=False) <= room:
        return line
    while line and text_width(f"{line}…", SIZE, bold=False) > room:
        line = line[:-1]
    return f"{line.rstrip(' …')}…"


def _path(data: str, stroke: str, dashes: str = "none") -> SafeString:
    """Return lines of one look; all in one path, as there can be hundreds."""
    if not data:
        return SafeString("")
    return format_html(
        '<path d="{}" fill="none" stroke="{}" stroke-width="2" stroke-dasharray="{}" aria-hidden="true"/>',
        data,
        stroke,
        dashes,
    )


def _curve(goal: Box, speerpunt: Box) -> str:
    start, end = goal.left + goal.width, speerpunt.left
    half, from_y, to_y = number((start + end) / 2), number(goal.middle), number(speerpunt.middle)
    return f"M{number(start)} {from_y}C{half} {from_y} {half} {to_y} {number(end)} {to_y}"


def _links(pairs: Iterable[tuple[Box, Box]], colour: str) -> list[SafeString]:
    """Return the straight lines between neighbours, those of one look in one path."""
    found: dict[tuple[str, str], str] = {}
    for one, other in pairs:
        broken = other.knot.snag is not None and not other.knot.snag.answered
        look = (BREAK, "3 5") if broken else (LINE, "2 4") if other.knot.is_open else (colour, "none")
        line = f"M{number(one.left + one.width)} {number(one.middle)}H{number(other.left)}"
        found[look] = found.get(look, "") + line
    return [_path(data, *look) for look, data in found.items()]


def _drawn(box: Box, colour: str, url: Callable[[Place], str] | None) -> SafeString:
    snag = box.knot.snag
    broken = snag is not None and not snag.answered
    fill = BREAK_SOFT if broken else WHITE if box.knot.is_open or snag else tint(colour, 0)
    stroke = BREAK if broken else LINE if box.knot.is_open or snag else colour
    shape = format_html(
        f'<rect x="{box.left}" y="{number(box.top)}" width="{box.width}" height="{number(box.height)}" rx="5"'
        f' fill="{fill}" stroke="{stroke}" stroke-width="{2 if broken else 1}" stroke-dasharray="{{}}"/>',
        "5 4" if broken or box.knot.is_open else "none",
    )
    body = joined([shape, _words(box, broken=broken)])
    if snag is None or url is None:
        return format_html('<g aria-hidden="true">{}</g>', body)
    return format_html(
        '<a href="{}" class="bf-thread__break" aria-label="{}: {}. Ga naar het veld.">{}</a>',
        url(snag.place),
        box.knot.label,
        snag.words.lower() if broken else f"bewust zo, {snag.words.lower()}",
        body,
    )


def _words(box: Box, *, broken: bool) -> SafeString:
    first = box.top + (box.height - len(box.lines) * box.leading) / 2 + SIZE
    pieces, marked = [], False
    for place, (text, colour) in enumerate(box.lines):
        y = first + place * box.leading
        x = box.left + SIDE
        if broken and colour == BREAK:
            if not marked:
                pieces.append(_mark(x + 6, y - 5))
                marked = True
            x += MARK
        look = "bf-thread__way-out" if broken and colour == BREAK else "bf-thread__words"
        pieces.append(format_html(f'<text x="{x}" y="{number(y)}" fill="{colour}" class="{look}">{{}}</text>', text))
    return joined(pieces)


def _mark(x: float, y: float) -> SafeString:
    return format_html(
        '<circle cx="{0}" cy="{1}" r="7" fill="{2}"/><text x="{0}" y="{3}" font-size="11" font-weight="600" '
        'text-anchor="middle" fill="{4}">!</text>',
        number(x),
        number(y),
        BREAK,
        number(y + 4),
        WHITE,
    )
