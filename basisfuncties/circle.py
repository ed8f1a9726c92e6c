"""The circle of the basisfuncties, drawn from values as one SVG for the page and for the PDF. Pure.

`draw_circle` shows the levels, `draw_flow` what each basisfunctie passes on to the next, and `figures_of`
gives the same levels for a table: nobody should need to see the drawing. Its alternative text is its `<title>`,
the only thing that WeasyPrint passes on to a tagged PDF.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from basisfuncties.shapes import (
    INK,
    LEVEL_LIGHT,
    QUIET,
    WHITE,
    Cell,
    cell_path,
    colour_of,
    hatch_path,
    joined,
    number,
    point,
    readable_on,
    split_to_fit,
    text_width,
    tint,
    turned_text,
    turns_over,
    words_on_arc,
)

HIGHEST_LEVEL = len(LEVEL_LIGHT)
NOT_RATED = "–"
DEVELOPMENTS = "maatschappelijke ontwikkelingen"

# Sizes in drawing units. The whole is about 350 wide, so that at 280 pixels the smallest type is still 11.
OUTER = 150
INNER = 63
NAME_SIZE = 16
FIGURE_SIZE = 16
MIDDLE_SIZE = 14
FLOW_SIZE = 15
FLOW_OUTER = 138
SECTOR_GAP = 5
RING_GAP = 2
ROOM_FOR_ARROW = 20


@dataclass(frozen=True)
class Ring:
    """One layer of a sector: its name, and its level from 0 to `highest` or None when it is not rated yet."""

    name: str
    level: int | None
    highest: int = HIGHEST_LEVEL


@dataclass(frozen=True)
class Sector:
    """One basisfunctie in the circle; `rings` go from the inside (visie) to the outside."""

    name: str
    colour_number: int
    rings: tuple[Ring, ...]


@dataclass(frozen=True)
class FlowSector:
    """One basisfunctie in the circle, and what it passes on to the next one."""

    name: str
    colour_number: int
    passes_on: str


@dataclass(frozen=True)
class Figures:
    """The levels as a table: a column per layer, a row per basisfunctie, with '–' for not rated."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    highest: int = HIGHEST_LEVEL

    @property
    def complete(self) -> bool:
        """Whether every layer is rated."""
        return all(NOT_RATED not in figures for _, figures in self.rows)


def figures_of(sectors: Sequence[Sector]) -> Figures:
    """Return the levels of the circle as a table. Raises ValueError when the sectors don't match."""
    _check(sectors)
    return Figures(
        columns=tuple(ring.name for ring in sectors[0].rings),
        rows=tuple((sector.name, tuple(_figure(ring) for ring in sector.rings)) for sector in sectors),
        highest=sectors[0].rings[0].highest,
    )


def draw_circle(
    sectors: Sequence[Sector], *, title: str, prefix: str = "circle", middle: str = DEVELOPMENTS
) -> SafeString:
    """Return the circle with its levels as SVG.

    `title` is what it is called for who can't see it; `prefix` makes its ids unique where a page has several.
    Raises ValueError when a level is not on its scale or the sectors don't have the same rings.
    """
    _check(sectors)
    turn = math.tau / len(sectors)
    cells = joined(
        _cell(ring, sector.colour_number, cell)
        for place, sector in enumerate(sectors)
        for ring, cell in zip(sector.rings, _cells(place * turn, turn, len(sector.rings)), strict=True)
    )
    names, half = _names(sectors, turn)
    return _svg(
        joined([cells, names, _arrows(len(sectors), _line_radius(0)), _middle(middle)]),
        half=half,
        title=title,
        description="; ".join(
            f"{sector.name}: {', '.join(f'{ring.name.lower()} {_spoken(ring)}' for ring in sector.rings)}"
            for sector in sectors
        ),
        prefix=prefix,
    )


def draw_flow(
    sectors: Sequence[FlowSector], *, title: str, prefix: str = "flow", middle: str = DEVELOPMENTS
) -> SafeString:
    """Return the circle with what each basisfunctie passes on to the next, as SVG (see `draw_circle`)."""
    if len(sectors) < 2:
        raise ValueError("A circle has at least two sectors.")
    turn = math.tau / len(sectors)
    pieces, half = [], 0.0
    for place, sector in enumerate(sectors):
        angle = place * turn
        cell = Cell(angle - turn / 2, angle + turn / 2, INNER + RING_GAP, FLOW_OUTER, SECTOR_GAP)
        colour = colour_of(sector.colour_number)
        pieces.append(format_html('<path d="{}" fill="{}"/>', cell_path(cell), colour))
        pieces.append(_name_in_cell(sector.name, cell))
        pieces.append(_flow_arrow(angle + turn / 2, colour))
        lines = split_to_fit(sector.passes_on, FLOW_SIZE, turn * (FLOW_OUTER + 20) - 12, bold=False)
        text, far = _lines_outside(lines, angle + turn / 2, FLOW_OUTER + 22, FLOW_SIZE, bold=False)
        pieces.append(format_html('<g font-size="{}" fill="{}">{}</g>', FLOW_SIZE, INK, text))
        half = max(half, far)
    following = [*sectors[1:], sectors[0]]
    return _svg(
        joined([*pieces, _middle(middle)]),
        half=half,
        title=title,
        description="; ".join(
            f"{one.name} geeft {one.passes_on} door aan {other.name}"
            for one, other in zip(sectors, following, strict=True)
        ),
        prefix=prefix,
    )


def _check(sectors: Sequence[Sector]) -> None:
    if len(sectors) < 2:
        raise ValueError("A circle has at least two sectors.")
    names = [tuple(ring.name for ring in sector.rings) for sector in sectors]
    if not names[0] or len(set(names)) > 1:
        raise ValueError("Every sector has the same rings, at least one.")
    for sector in sectors:
        for ring in sector.rings:
            if ring.level is not None and not 0 <= ring.level <= ring.highest:
                raise ValueError(f"{ring.level} is not a level: it goes from 0 to {ring.highest}.")


def _figure(ring: Ring) -> str:
    return NOT_RATED if ring.level is None else str(ring.level)


def _spoken(ring: Ring) -> str:
    return "nog niet beoordeeld" if ring.level is None else str(ring.level)


def _svg(content: SafeString, *, half: float, title: str, description: str, prefix: str) -> SafeString:
    half = math.ceil(half + 2)
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="bf-circle__drawing" viewBox="{0} {0} {1} {1}" role="img" '
        'aria-labelledby="{2}-title" aria-describedby="{2}-description" '
        'font-family="Noto Sans, DejaVu Sans, sans-serif">'
        '<title id="{2}-title">{3}</title><desc id="{2}-description">{4}.</desc>{5}</svg>',
        -half,
        2 * half,
        prefix,
        title,
        description,
        content,
    )


def _cells(angle: float, turn: float, rings: int) -> Iterator[Cell]:
    depth = (OUTER - INNER) / rings
    for ring in range(rings):
        inner = INNER + ring * depth + RING_GAP
        yield Cell(angle - turn / 2, angle + turn / 2, inner, INNER + (ring + 1) * depth, SECTOR_GAP)


def _cell(ring: Ring, colour_number: int, cell: Cell) -> SafeString:
    colour = colour_of(colour_number)
    x, y = point(*cell.middle)
    size = min(FIGURE_SIZE, (cell.outer - cell.inner) * 0.9)
    if ring.level is None:
        shape = format_html(
            '<path d="{}" fill="{}" stroke="{}"/><path d="{}" fill="none" stroke="#b3bac7" stroke-width="1.2"/>'
            # the dash stands on a white ground: across the hatching it would be one line more
            '<circle cx="{}" cy="{}" r="{}" fill="{}"/>',
            cell_path(cell),
            WHITE,
            colour,
            hatch_path(cell),
            number(x),
            number(y),
            number(size * 0.5),
            WHITE,
        )
        fill = WHITE
    else:
        # the highest level has the colour itself, on whatever scale
        fill = tint(colour, HIGHEST_LEVEL if ring.level == ring.highest else ring.level)
        shape = format_html('<path d="{}" fill="{}" stroke="{}"/>', cell_path(cell), fill, colour)
    return format_html(
        '{}<text x="{}" y="{}" font-size="{}" font-weight="600" text-anchor="middle" fill="{}">{}</text>',
        shape,
        number(x),
        number(y + size * 0.36),
        number(size),
        readable_on(fill),
        _figure(ring),
    )


def _line_radius(line: int) -> float:
    """Where the middle of the letters of a line of names is; line 0 is the one nearest to the rings."""
    return OUTER + 12 + line * NAME_SIZE * 1.15


def _names(sectors: Sequence[Sector], turn: float) -> tuple[SafeString, float]:
    """Return the names around the rings, and how far from the middle they reach."""
    pieces, half = [], 0.0
    room = turn * _line_radius(0) - ROOM_FOR_ARROW
    for place, sector in enumerate(sectors):
        lines = split_to_fit(sector.name, NAME_SIZE, room)
        text, far = _lines_outside(lines, place * turn, _line_radius(0), NAME_SIZE, bold=True)
        pieces.append((colour_of(sector.colour_number), text))
        half = max(half, far)
    names = format_html_join("", '<g fill="{}">{}</g>', pieces)
    return format_html('<g font-size="{}" font-weight="600">{}</g>', NAME_SIZE, names), half


def _lines_outside(
    lines: list[str], angle: float, nearest: float, size: float, *, bold: bool
) -> tuple[SafeString, float]:
    """Set lines outside the rings, the last one nearest where the reader looks down on them."""
    placed = lines if turns_over(angle) else lines[::-1]
    pieces, far = [], 0.0
    for line, text in enumerate(placed):
        radius = nearest + line * size * 1.15
        pieces.append(words_on_arc(text, angle, radius, size, bold=bold))
        longest = max(text_width(word, size, bold=bold) for word in text.split())
        far = max(far, math.hypot(radius + size * 0.55, longest / 2))
    return joined(pieces), far


def _name_in_cell(name: str, cell: Cell) -> SafeString:
    """Set a name in white inside its cell, in as many lines as it needs, and smaller where it must."""
    angle, radius = cell.middle
    room = (cell.end - cell.start) * radius - 4 * SECTOR_GAP
    lines = split_to_fit(name, NAME_SIZE, room)
    size = min(NAME_SIZE, *(NAME_SIZE * room / text_width(line, NAME_SIZE) for line in lines))
    size = min(size, (cell.outer - cell.inner) / len(lines) / 1.2)
    over = turns_over(angle)
    middle = (len(lines) - 1) / 2
    text = joined(
        turned_text(line, angle, radius + (place - middle if over else middle - place) * size * 1.2, size, over=over)
        for place, line in enumerate(lines)
    )
    return format_html('<g font-size="{}" font-weight="600" fill="{}">{}</g>', number(size), WHITE, text)


def _middle(text: str) -> SafeString:
    widest = 2 * INNER * 0.9
    lines = split_to_fit(text, MIDDLE_SIZE, widest, bold=False)
    size = min(MIDDLE_SIZE, *(MIDDLE_SIZE * widest / text_width(line, MIDDLE_SIZE, bold=False) for line in lines))
    top = -(len(lines) - 1) / 2 * size * 1.25 + size * 0.35
    set_lines = format_html_join(
        "",
        '<text y="{}">{}</text>',
        ((number(top + place * size * 1.25), line) for place, line in enumerate(lines)),
    )
    return format_html('<g font-size="{}" fill="{}" text-anchor="middle">{}</g>', number(size), INK, set_lines)


def _arrows(sectors: int, radius: float) -> SafeString:
    """Return the arrows between the sectors: each basisfunctie feeds the next."""
    heads = format_html_join(
        "",
        '<path d="M-4 -7L4 0L-4 7" transform="translate({} {}) rotate({})"/>',
        (
            (*(number(value) for value in point(angle, radius)), number(math.degrees(angle)))
            for angle in ((place + 0.5) * math.tau / sectors for place in range(sectors))
        ),
    )
    return format_html(
        '<g fill="none" stroke="{}" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round">{}</g>',
        QUIET,
        heads,
    )


def _flow_arrow(angle: float, colour: str) -> SafeString:
    """Return an arrow along the rim, from one sector to the next, in the colour of who gives."""
    radius = FLOW_OUTER + 7
    reach = 0.22
    first, last = point(angle - reach, radius), point(angle + reach, radius)
    return format_html(
        '<g fill="none" stroke="{}" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round">'
        '<path d="M{} {}A{} {} 0 0 1 {} {}"/><path d="M-6 -5L1 0L-6 5" transform="translate({} {}) rotate({})"/></g>',
        colour,
        *(number(value) for value in (*first, radius, radius, *last, *last)),
        number(math.degrees(angle + reach)),
    )
