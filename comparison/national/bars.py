"""The national picture as bars: how levels spread, what is chosen and found most, what changed. Pure.

Bars of one chart are equally long where they divide a whole, and as long as their share where they count. Each part
has its number in it, lighter and darker go with the level, and going back is hatched: so all hold in greyscale.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from basisfuncties.charts import GRID, SIZE, box, hatching, picture, words
from basisfuncties.shapes import (
    COLOURS,
    INK,
    QUIET,
    WHITE,
    colour_of,
    joined,
    number,
    readable_on,
    split_to_fit,
    text_width,
    tint,
)
from comparison.national.figures import (
    MANY,
    NO_SHIFT,
    Changes,
    Chosen,
    Found,
    FunctionName,
    Picture,
    Shift,
    Spread,
)
from comparison.national.words import at_the_ends, balance, level_words, percentage

WIDTH = 824
LEFT, RIGHT = 108, 700
BAR, GAP = 22, 6
HEAD = 28
SWATCH = 16
LEADING = 24
# Of the bars that count: the number and the words above, so that a phone shows them, the bar under them.
COUNT_WIDTH, COUNT_BAR = 560, 14
MOST = 10
TOO_FEW = "te weinig gemeenten om te tonen"


@dataclass(frozen=True)
class Part:
    """A part of a bar: how many, in words for who hears it, and how it looks."""

    count: int
    label: str
    fill: str
    line: str
    hatched: bool = False


def draw_spread(figures: Picture, *, title: str) -> SafeString:
    """Return a bar for each layer of each basisfunctie: which part of the municipalities has which level."""
    legend = [
        Part(0, f"{level} {each}", tint(QUIET, level), QUIET) for level, each in enumerate(level_words(figures.words))
    ]
    pieces, top = _legend(legend)
    first = top
    for function in figures.functions:
        pieces.append(_heading(function, top))
        top += HEAD
        colour = colour_of(function.colour)
        for layer in function.layers:
            spread = figures.country.spread((function.slug, layer.kind))
            if spread.is_told:
                parts = [
                    Part(count, f"niveau {level}", tint(colour, level), colour)
                    for level, count in enumerate(spread.counts)
                ]
                pieces += _divided(layer.name, parts, top, f"middelste: {spread.median}")
            else:
                pieces += _ranged(layer.name, spread, colour, top)
            top += BAR + GAP
        top += GAP
    half = _half(first + HEAD - 4, top - GAP) if figures.country.shown >= MANY else []
    return picture(WIDTH, top, title, "Een tabel heeft dezelfde getallen.", [*half, *pieces])


def _half(top: float, bottom: float) -> Iterator[SafeString]:
    """Yield a line behind the bars at half of the municipalities: there is the level in the middle."""
    middle = (LEFT + RIGHT) / 2
    yield format_html(
        '<path d="M{} {}V{}" stroke="{}" stroke-width="2"/>', number(middle), number(top), number(bottom), INK
    )


def draw_changes(figures: Picture, changes: Changes, *, title: str) -> SafeString:
    """Return a bar for each layer of each basisfunctie: at how many municipalities it is lower, the same, higher."""
    grey = _shift_parts(NO_SHIFT, QUIET)
    pieces, top = _legend(grey)
    for function in figures.functions:
        pieces.append(_heading(function, top))
        top += HEAD
        for layer in function.layers:
            shift = changes.shift((function.slug, layer.kind))
            if shift.is_told:
                pieces += _divided(layer.name, _shift_parts(shift, colour_of(function.colour)), top, balance(shift))
            else:
                pieces += _untold(layer.name, balance(shift) or TOO_FEW, top)
            top += BAR + GAP
        top += GAP
    return picture(WIDTH, top, title, "Een tabel heeft dezelfde getallen.", pieces)


def _shift_parts(shift: Shift, colour: str) -> list[Part]:
    return [
        Part(shift.lower, "lager", WHITE, colour, hatched=True),
        Part(shift.same, "gelijk", tint(colour, 0), colour),
        Part(shift.higher, "hoger", colour, colour),
    ]


def draw_speerpunten(chosen: Sequence[Chosen], total: int, *, title: str) -> SafeString:
    """Return the speerpunten that most municipalities chose, each with a bar in the colour of its basisfunctie."""
    lines = [(f"{each.label} ({each.function.name})", each.count, colour_of(each.function.colour)) for each in chosen]
    return _counted(lines[:MOST], total, title)


def draw_findings(found: Sequence[Found], total: int, *, title: str) -> SafeString:
    """Return the kinds of findings, each with a bar: at how many municipalities it occurs."""
    return _counted([(each.rule.title, each.count, COLOURS[0]) for each in found], total, title)


def _counted(lines: Iterable[tuple[str, int, str]], total: int, title: str) -> SafeString:
    pieces: list[SafeString] = []
    top = 0.0
    for label, number_of, colour in lines:
        count, more = at_the_ends(number_of, total)
        said = f"{count} {more}" if more else f"{count} ({percentage(count, total)})"
        beside = text_width(said, SIZE) + 10
        pieces.append(words(0, top + 9, said, bold=True))
        for line in split_to_fit(label, SIZE, COUNT_WIDTH - beside, bold=False):
            pieces.append(words(beside, top + 9, line))
            top += 20
        width = COUNT_WIDTH * count / total if total else 0
        pieces += [
            box(0, top, COUNT_WIDTH, COUNT_BAR, fill="#f4f6f9"),
            box(0, top, width, COUNT_BAR, fill=colour),
        ]
        top += COUNT_BAR + 12
    description = f"Aantal gemeenten, van {total}. Een tabel heeft dezelfde getallen."
    return picture(COUNT_WIDTH, top, title, description, pieces, "bf-chart bf-chart--small")


def _heading(function: FunctionName, top: float) -> SafeString:
    return words(0, top + 12, function.name, size=15, bold=True, fill=colour_of(function.colour))


def _legend(parts: Sequence[Part]) -> tuple[list[SafeString], float]:
    """Return what each part of a bar means, in as many lines as it needs, and where the bars begin."""
    pieces: list[SafeString] = []
    left, top = 0.0, 0.0
    for part in parts:
        width = SWATCH + 6 + text_width(part.label, SIZE, bold=False) + 18
        if left and left + width > WIDTH:
            left, top = 0.0, top + LEADING
        pieces += [*_ground(part, left, top, SWATCH, SWATCH), words(left + SWATCH + 6, top + 8, part.label)]
        left += width
    return pieces, top + SWATCH + 18


def _divided(name: str, parts: Sequence[Part], top: float, note: str) -> Iterator[SafeString]:
    """Yield a bar that is as long as every other, divided by how many each part has."""
    middle = top + BAR / 2
    yield words(LEFT - 10, middle, name.lower(), anchor="end")
    total = sum(part.count for part in parts)
    left = float(LEFT)
    for part in parts:
        if not part.count:
            continue
        width = (RIGHT - LEFT) * part.count / total
        pieces = list(_ground(part, left, top, width, BAR))
        if text_width(str(part.count), SIZE) + 8 <= width:
            pieces += _figure(part, left + width / 2, middle)
        yield format_html("<g><title>{}, {}: {}</title>{}</g>", name, part.label, part.count, joined(pieces))
        left += width
    yield words(RIGHT + 10, middle, note, fill=QUIET)


def _ranged(name: str, spread: Spread, colour: str, top: float) -> Iterator[SafeString]:
    """Yield where the middle half is on the scale of levels, with the level in the middle: all that is told of few."""
    if spread.median is None or spread.low is None or spread.high is None:
        yield from _untold(name, TOO_FEW, top)
        return
    middle, width = top + BAR / 2, (RIGHT - LEFT) / len(spread.counts)
    yield words(LEFT - 10, middle, name.lower(), anchor="end")
    for level in range(len(spread.counts)):
        left, is_median = LEFT + level * width, level == spread.median
        inside = spread.low <= level <= spread.high
        fill = colour if is_median else tint(colour, 1) if inside else WHITE
        yield box(left, top, width - 3, BAR, fill=fill, line=colour if inside else GRID)
        yield words(left + width / 2, middle, level, anchor="middle", fill=readable_on(fill), bold=is_median)
    yield words(RIGHT + 10, middle, f"middelste: {spread.median}", fill=QUIET)


def _untold(name: str, why: str, top: float) -> Iterator[SafeString]:
    """Yield an empty bar with words in it."""
    middle = top + BAR / 2
    yield words(LEFT - 10, middle, name.lower(), anchor="end")
    yield box(LEFT, top, RIGHT - LEFT, BAR, fill=WHITE, line=GRID)
    yield words(LEFT + 10, middle, why, fill=QUIET)


def _ground(part: Part, left: float, top: float, width: float, height: float) -> Iterator[SafeString]:
    yield box(left, top, width, height, fill=part.fill, line=part.line)
    if part.hatched:
        yield hatching(left, top, width, height, part.line)


def _figure(part: Part, middle: float, height: float) -> Iterator[SafeString]:
    if part.hatched:
        width = text_width(str(part.count), SIZE) + 6
        yield box(middle - width / 2, height - BAR / 2 + 3, width, BAR - 6, fill=part.fill)
    yield words(middle, height, part.count, anchor="middle", bold=True, fill=readable_on(part.fill))
