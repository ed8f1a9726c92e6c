"""The pictures of comparing, as SVG for the page and for the PDF. Pure.

Each is 340 wide, so that at the width of a telephone its smallest words can still be read. All hold in greyscale: a
value stands beside or in what shows it. The same figures stand in a table with each.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from assessments.findings.listing import NUMBERS
from basisfuncties.circle import HIGHEST_LEVEL
from basisfuncties.shapes import INK, QUIET, WHITE, colour_of, joined, number, readable_on, text_width, tint
from comparison.beside import Beside
from comparison.spread import EURO, LEVEL, NONE
from comparison.trend import FunctionTrend, Moment, Series

FONT = "Noto Sans, DejaVu Sans, sans-serif"
WIDTH, SIZE = 340, 14
LABELS = 92  # the room for the name of a layer
EDGE = 9.0  # beside a scale, so that the mark at its end is whole
LINE = "#b9c0cc"
SHORT_FROM = 6  # so many rounds: a year has two digits


@dataclass(frozen=True)
class Column:
    """A column of levels: a round, or a municipality. `edition` is named where a new one begins."""

    label: str
    edition: str = ""
    highest: int = HIGHEST_LEVEL


def columns_of(moments: Sequence[Moment]) -> list[Column]:
    """Return a column for each round; where there are many, a year has two digits."""
    is_short = len(moments) >= SHORT_FROM
    return [
        Column(
            f"’{each.year % 100:02}" if is_short else str(each.year),
            each.edition if each.is_new_edition else "",
            each.highest,
        )
        for each in moments
    ]


def draw_levels(function: FunctionTrend, columns: Sequence[Column], *, title: str) -> SafeString:
    """Return the levels of one basisfunctie beside each other: a row for each layer, with the level in each cell."""
    colour = colour_of(function.colour_number)
    room = (WIDTH - LABELS) / max(1, len(columns))
    row, top = 34, 40
    pieces = [*_heads(columns, room), *_new_editions(columns, room, top + row * len(function.layers))]
    for place, layer in enumerate(function.layers):
        height = top + place * row
        pieces.append(_text(0, height + 20, layer.label))
        for at, (column, value) in enumerate(zip(columns, layer.values, strict=True)):
            fill = WHITE if value is None else _shade(colour, value, column.highest)
            pieces.append(_cell(LABELS + at * room, height, room - 4, row - 4, value, fill, colour))
    spoken = "; ".join(
        f"{layer.label}: "
        + ", ".join(
            f"{column.label} {_level_in_words(words)}" for column, words in zip(columns, layer.words, strict=True)
        )
        for layer in function.layers
    )
    return _picture(top + row * len(function.layers) + 4, title, spoken, pieces)


def _level_in_words(level: str) -> str:
    """Return a level in words: a row of bare figures does not read as language."""
    return f"niveau {NUMBERS[int(level)]}" if level.isdecimal() and int(level) < len(NUMBERS) else level


def _shade(colour: str, level: float, highest: int) -> str:
    """Return the colour of a level; the highest has the colour itself, on whatever scale."""
    return tint(colour, HIGHEST_LEVEL if level >= highest else min(int(level), HIGHEST_LEVEL - 1))


def _cell(
    left: float, top: float, width: float, height: float, value: float | None, fill: str, colour: str
) -> SafeString:
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" rx="3" fill="{}" stroke="{}"{}/>'
        '<text x="{}" y="{}" text-anchor="middle" font-weight="600" fill="{}">{}</text>',
        number(left),
        number(top),
        number(width),
        number(height),
        fill,
        LINE if value is None else colour,
        format_html(' stroke-dasharray="{}"', "3 3") if value is None else "",
        number(left + width / 2),
        number(top + height / 2 + SIZE * 0.35),
        QUIET if value is None else readable_on(fill),
        NONE if value is None else f"{value:g}",
    )


def _heads(columns: Sequence[Column], room: float) -> Iterable[SafeString]:
    for place, column in enumerate(columns):
        words = _shortened(column.label, room - 8)
        yield _text(LABELS + place * room + (room - 4) / 2, 32, words, anchor="middle")


def _shortened(words: str, room: float) -> str:
    """Return the words, cut off where there is no room for them."""
    if text_width(words, SIZE, bold=False) <= room:
        return words
    while words and text_width(f"{words}…", SIZE, bold=False) > room:
        words = words[:-1]
    return f"{words.rstrip()}…"


def _new_editions(columns: Sequence[Column], room: float, bottom: float) -> Iterable[SafeString]:
    for place, column in enumerate(columns):
        if column.edition:
            left = LABELS + place * room - 2
            words = f"editie {column.edition}"
            is_last = left + text_width(words, SIZE, bold=False) > WIDTH
            yield format_html(
                '<path d="M{} 4V{}" stroke="{}" stroke-width="1.5" stroke-dasharray="4 3"/>',
                number(left),
                number(bottom),
                QUIET,
            )
            yield _text(left - 5 if is_last else left + 5, 14, words, fill=QUIET, anchor="end" if is_last else "start")


def draw_course(series: Series, moments: Sequence[Moment], *, title: str, colour_number: int = 1) -> SafeString:
    """Return one figure over the rounds: a bar for each, with its value behind it."""
    colour = colour_of(colour_number)
    most = max((value for value in series.values if value is not None), default=0) or 1
    left = 52
    room = WIDTH - left - max(text_width(words, SIZE, bold=True) for words in series.words) - 8
    pieces, top = [], 0.0
    for moment, value, words in zip(moments, series.values, series.words, strict=True):
        if moment.is_new_edition:
            pieces.append(
                format_html(
                    '<path d="M0 {0}H{1}" stroke="{2}" stroke-width="1.5" stroke-dasharray="4 3"/>',
                    number(top + 9),
                    WIDTH,
                    QUIET,
                )
            )
            pieces.append(_text(left, top + 26, f"vanaf hier editie {moment.edition}", fill=QUIET))
            top += 32
        pieces.append(_text(0, top + 19, str(moment.year)))
        length = room * (value or 0) / most
        if value is not None:
            pieces.append(_bar(left, top + 3, max(length, 1), 22, colour))
        pieces.append(_text(left + length + 7 if value is not None else left, top + 19, words, bold=value is not None))
        top += 32
    thing = "het bedrag" if series.unit == EURO else "het"
    spoken = "; ".join(
        f"in de ronde van {moment.year} was {thing} {words}"
        for moment, words in zip(moments, series.words, strict=True)
    )
    return _picture(top, title, spoken, pieces)


def draw_beside(rows: Sequence[Beside], *, title: str, colour_number: int = 1) -> SafeString:
    """Return where the own value stands in the group, for some figures under each other.

    A bar is the middle half of the group, the line in it the median, a diamond the own value.
    """
    colour = colour_of(colour_number)
    row = 56
    pieces: list[SafeString] = []
    for place, each in enumerate(rows):
        pieces += _strip(each, place * row, colour)
    height = row * len(rows)
    if rows and rows[-1].unit == LEVEL:
        highest = rows[-1].highest
        step = (WIDTH - 2 * EDGE) / highest
        pieces += [
            _text(EDGE + step * level, height + 10, str(level), fill=QUIET, anchor="middle")
            for level in range(highest + 1)
        ]
        height += 16
    return _picture(height, title, "; ".join(_spoken(each) for each in rows), pieces)


def _strip(each: Beside, top: float, colour: str) -> list[SafeString]:
    left, right, middle = EDGE, WIDTH - EDGE, top + 38
    group = each.group
    most = float(each.highest)
    if each.unit != LEVEL:
        most = max(group.high if group else 0, each.own or 0) * 1.08 or 1.0

    def x(value: float) -> float:
        return left + (right - left) * value / most

    words = f"u {each.own_words}" if each.own is not None else "u –"
    if group:
        words += f" · midden {each.group_words[1]}"
    pieces = [
        _text(0, top + 19, each.label),
        _text(WIDTH, top + 19, words, anchor="end", bold=True),
        format_html('<path d="M{} {}H{}" stroke="{}" stroke-width="2"/>', left, number(middle), right, LINE),
    ]
    if each.unit == LEVEL:
        ticks = "".join(f"M{number(x(level))} {number(middle - 4)}v8" for level in range(each.highest + 1))
        pieces.append(format_html('<path d="{}" stroke="{}" stroke-width="1.5"/>', ticks, LINE))
    if group:
        begin, end = x(group.low), x(group.high)
        width = max(end - begin, 6)
        begin = min(begin, right - width) if end - begin >= 6 else (begin + end) / 2 - 3
        pieces.append(_bar(begin, middle - 7, width, 14, tint(colour, 1), stroke=colour))
        pieces.append(
            format_html(
                '<path d="M{} {}v26" stroke="{}" stroke-width="3"/>',
                number(x(group.median)),
                number(middle - 13),
                colour,
            )
        )
    if each.own is not None:
        pieces.append(diamond(x(each.own), middle))
    return pieces


def diamond(x: float, y: float, half: float = 8) -> SafeString:
    """Return the mark of the own municipality."""
    return format_html(
        '<path d="M{} {}l{h} {h}l-{h} {h}l-{h} -{h}z" fill="{}" stroke="{}" stroke-width="2"/>',
        number(x),
        number(y - half),
        INK,
        WHITE,
        h=number(half),
    )


def draw_share(part: float, *, colour_number: int = 1) -> SafeString:
    """Return a bar for a cell of a table, which says the same in words: of how many something holds."""
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="bf-share" viewBox="0 0 100 12" preserveAspectRatio="none" '
        'aria-hidden="true" focusable="false"><rect width="100" height="12" fill="{}"/>'
        '<rect width="{}" height="12" fill="{}"/></svg>',
        "#e8ebf0",
        number(part * 100),
        colour_of(colour_number),
    )


def draw_legend() -> SafeString:
    """Return what the marks of `draw_beside` mean."""
    colour = colour_of(1)
    pieces = [
        _bar(0, 5, 28, 14, tint(colour, 1), stroke=colour),
        _text(38, 17, "de middelste helft van de groep"),
        format_html('<path d="M14 27v22" stroke="{}" stroke-width="3"/>', colour),
        _text(38, 43, "het midden van de groep"),
        diamond(14, 64),
        _text(38, 69, "uw gemeente"),
    ]
    return _picture(
        78, "Wat de tekens betekenen", "Balk: de middelste helft; streep: het midden; ruit: uw gemeente", pieces
    )


def _spoken(each: Beside) -> str:
    if each.group is None:
        return f"{each.label}: uw gemeente {each.own_words}, van de groep niet te tonen"
    low, median, high = each.group_words
    return f"{each.label}: uw gemeente {each.own_words}, midden {median}, middelste helft van {low} tot {high}"


def _bar(left: float, top: float, width: float, height: float, fill: str, *, stroke: str = "none") -> SafeString:
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" rx="2" fill="{}" stroke="{}"/>',
        number(left),
        number(top),
        number(width),
        number(height),
        fill,
        stroke,
    )


def _text(
    left: float, base: float, words: str, *, fill: str = INK, anchor: str = "start", bold: bool = False
) -> SafeString:
    return format_html(
        '<text x="{}" y="{}" text-anchor="{}" fill="{}" font-weight="{}">{}</text>',
        number(left),
        number(base),
        anchor,
        fill,
        600 if bold else 400,
        words,
    )


def _picture(height: float, title: str, description: str, pieces: Iterable[SafeString]) -> SafeString:
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="bf-drawing" viewBox="0 0 {} {}" role="img" '
        'aria-label="{}. {}" font-family="{}" font-size="{}"><title>{}. {}</title>{}</svg>',
        WIDTH,
        number(height),
        title,
        description,
        FONT,
        SIZE,
        title,
        description,
        joined(pieces),
    )
