"""What charts of bars are drawn with: a picture with its words, rectangles, hatching, text. Pure.

Like the circle, all is plain shapes and plain text with presentation attributes, so that browsers, WeasyPrint and a
strict Content-Security-Policy draw alike. Colour never speaks alone: what is filled has a figure in it or hatching.
"""

from collections.abc import Iterable

from django.utils.html import format_html
from django.utils.safestring import SafeString

from basisfuncties.shapes import INK, joined, number

FONT = "Noto Sans, DejaVu Sans, sans-serif"
SIZE = 14
GRID = "#d5dae3"


def picture(
    width: float, height: float, title: str, description: str, pieces: Iterable[SafeString], look: str = "bf-chart"
) -> SafeString:
    """Return the pieces as one SVG, with what it shows in words: the only thing that a tagged PDF takes along."""
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="{}" viewBox="0 -4 {} {}" role="img" aria-label="{}. {}" '
        'font-family="{}" font-size="{}"><title>{}</title><desc>{}</desc>{}</svg>',
        look,
        number(width),
        number(height + 8),
        title,
        description,
        FONT,
        SIZE,
        title,
        description,
        joined(pieces),
    )


def words(
    x: float, y: float, text: object, *, size: float = SIZE, anchor: str = "start", fill: str = INK, bold: bool = False
) -> SafeString:
    """Return a text whose letters stand around this height: `y` is their middle, not their foot."""
    return format_html(
        '<text x="{}" y="{}" font-size="{}" text-anchor="{}" font-weight="{}" fill="{}">{}</text>',
        number(x),
        number(y + size * 0.35),
        number(size),
        anchor,
        600 if bold else 400,
        fill,
        text,
    )


def box(left: float, top: float, width: float, height: float, *, fill: str, line: str = "none") -> SafeString:
    """Return a rectangle."""
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" fill="{}" stroke="{}" stroke-width="1"/>',
        number(left),
        number(top),
        number(width),
        number(height),
        fill,
        line,
    )


def hatching(left: float, top: float, width: float, height: float, colour: str, distance: float = 6) -> SafeString:
    """Return slanting lines that fill a rectangle; each ends where the rectangle does."""
    data, start = [], left - height + distance / 2
    while start < left + width:
        begin, end = max(start, left), min(start + height, left + width)
        low, high = top + height - (begin - start), top + height - (end - start)
        data.append(f"M{number(begin)} {number(low)}L{number(end)} {number(high)}")
        start += distance
    return format_html('<path d="{}" stroke="{}" stroke-width="1.2"/>', "".join(data), colour)
