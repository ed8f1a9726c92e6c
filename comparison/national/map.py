"""The country as twelve small profiles, each about where its province lies. Pure.

Every tile is the same grid: a row per basisfunctie, a column per layer, in each cell the level in the middle. So a
province is read as the circle is, and one can look from tile to tile. What is hidden says so in its place.
"""

from collections.abc import Iterator

from django.utils.html import format_html
from django.utils.safestring import SafeString

from basisfuncties.charts import GRID, box, hatching, picture, words
from basisfuncties.shapes import (
    INK,
    QUIET,
    WHITE,
    colour_of,
    joined,
    readable_on,
    split_to_fit,
    text_width,
    tint,
)
from comparison.national.figures import Area, FunctionName, Picture, Spread
from comparison.national.words import hidden_shortly, level_words

COLUMNS, TILE, GAP = 4, 191, 20
WIDTH = COLUMNS * TILE + (COLUMNS - 1) * GAP
HEAD, GRID_HEIGHT, MOST_CELL = 38, 130, 26
ROW_GAP = 24
KEY_CELL = 60
# By CBS code: about where each lies. The two places at the top left are for the key, the one under it for the levels.
PLACES = {
    "PV21": (0, 2),
    "PV20": (0, 3),
    "PV27": (1, 1),
    "PV24": (1, 2),
    "PV22": (1, 3),
    "PV28": (2, 0),
    "PV26": (2, 1),
    "PV25": (2, 2),
    "PV23": (2, 3),
    "PV29": (3, 0),
    "PV30": (3, 1),
    "PV31": (3, 2),
}
FIRST_FREE_ROW = 4


def draw_map(figures: Picture, *, title: str) -> SafeString:
    """Return the provinces as small profiles, with the key to them."""
    cell = min(MOST_CELL, GRID_HEIGHT / max(1, len(figures.functions)))
    # In the first column the levels stand above a province: with few functions and many levels those are higher.
    tile = HEAD + max(cell * len(figures.functions), MOST_CELL * len(figures.words.levels))
    pieces = [*_key(figures, cell), *_levels(figures, tile)]
    rows = 0
    for area, (row, column) in zip(figures.provinces, _places(figures.provinces), strict=True):
        rows = max(rows, row + 1)
        pieces.append(_tile(figures, area, column * (TILE + GAP), row * (tile + ROW_GAP), cell))
    rows = max(rows, 2)
    shown = ", ".join(area.name for area in figures.shown_provinces) or "geen enkele provincie"
    description = f"Er zijn cijfers van: {shown}. De tabellen hieronder hebben dezelfde cijfers."
    return picture(WIDTH, rows * (tile + ROW_GAP) - ROW_GAP, title, description, pieces)


def _places(areas: tuple[Area, ...]) -> Iterator[tuple[int, int]]:
    """Yield the row and column of each province; one that the map does not know comes under it."""
    free = 0
    for area in areas:
        if area.code in PLACES:
            yield PLACES[area.code]
        else:
            yield FIRST_FREE_ROW + free // COLUMNS, free % COLUMNS
            free += 1


def _tile(figures: Picture, area: Area, left: float, top: float, cell: float) -> SafeString:
    height = cell * len(figures.functions)
    pieces = [
        words(left, top + 8, area.name, size=15, bold=True),
        words(left, top + 25, _of_how_many(area), size=12, fill=QUIET),
    ]
    if area.is_hidden:
        pieces += _hidden(area, left, top + HEAD, height)
        return format_html("<g>{}</g>", joined(pieces))
    width = TILE / len(figures.layers)
    for row, function in enumerate(figures.functions):
        for column, layer in enumerate(figures.layers):
            if layer in function.layers:
                spread = area.spread((function.slug, layer.kind))
                pieces += _cell(spread, function, left + column * width, top + HEAD + row * cell, width - 3, cell - 3)
    return format_html("<g>{}</g>", joined(pieces))


def _of_how_many(area: Area) -> str:
    if area.is_hidden:
        return f"{area.taking.adopted} van {area.taking.total} vastgesteld"
    return f"over {area.shown} van {area.taking.total} gemeenten"


def _cell(
    spread: Spread, function: FunctionName, left: float, top: float, width: float, height: float
) -> list[SafeString]:
    colour = colour_of(function.colour)
    if spread.median is None:
        return [
            box(left, top, width, height, fill=WHITE, line=GRID),
            words(left + width / 2, top + height / 2, "–", anchor="middle", fill=QUIET),
        ]
    fill = tint(colour, spread.median)
    return [
        box(left, top, width, height, fill=fill, line=colour),
        words(left + width / 2, top + height / 2, spread.median, anchor="middle", fill=readable_on(fill), bold=True),
    ]


def _hidden(area: Area, left: float, top: float, height: float) -> Iterator[SafeString]:
    width = TILE - 3
    yield box(left, top, width, height - 3, fill=WHITE, line=GRID)
    yield hatching(left, top, width, height - 3, GRID, distance=14)
    lines = split_to_fit(hidden_shortly(area), 13, width - 30, bold=False)
    middle = top + (height - 3) / 2
    wide = max(text_width(line, 13, bold=False) for line in lines) + 16
    tall = len(lines) * 18 + 10
    yield box(left + (width - wide) / 2, middle - tall / 2, wide, tall, fill=WHITE)
    for place, line in enumerate(lines):
        height_of_line = middle + (place - (len(lines) - 1) / 2) * 18
        yield words(left + width / 2, height_of_line, line, size=13, anchor="middle", fill=QUIET)


def _key(figures: Picture, cell: float) -> Iterator[SafeString]:
    """Yield the grid of a tile with the names of its rows and columns."""
    yield words(0, 8, "Zo leest u een provincie", size=15, bold=True)
    width = min(KEY_CELL, 4 * KEY_CELL / len(figures.layers))
    for column, layer in enumerate(figures.layers):
        yield words(column * width + (width - 3) / 2, 26, layer.name.lower(), size=11, anchor="middle", fill=INK)
    for row, function in enumerate(figures.functions):
        colour = colour_of(function.colour)
        top = HEAD + row * cell
        for column, layer in enumerate(figures.layers):
            if layer in function.layers:
                yield box(column * width, top, width - 3, cell - 3, fill=tint(colour, 0), line=colour)
        yield words(
            len(figures.layers) * width + 4, top + (cell - 3) / 2, function.name, size=12.5, fill=colour, bold=True
        )


def _levels(figures: Picture, tile: float) -> Iterator[SafeString]:
    """Yield what the figures mean, under the key."""
    top = tile + ROW_GAP
    yield words(0, top + 8, "Het middelste niveau", size=13, bold=True)
    for level, says in enumerate(level_words(figures.words)):
        height = top + HEAD + level * MOST_CELL
        fill = tint(QUIET, level)
        yield box(0, height, 26, MOST_CELL - 3, fill=fill, line=QUIET)
        yield words(13, height + 11.5, level, anchor="middle", fill=readable_on(fill), bold=True)
        yield words(34, height + 11.5, says, size=12)
