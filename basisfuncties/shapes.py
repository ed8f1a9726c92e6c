"""The shapes that the circle is drawn from: cells, hatching, names along an arc, tints. Pure.

Angles are in radians, clockwise from the top, as people read the circle. All shapes are plain paths and plain
text with presentation attributes: that is what browsers, WeasyPrint and a strict Content-Security-Policy
draw alike (no text on a path, no patterns, no style attributes).
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

INK = "#16213a"
WHITE = "#ffffff"
QUIET = "#5a6478"
# The colours of the basisfuncties, those of 2009 first; each reaches 4.5:1 on white. A circle has eight at most, so
# that no two are the same. They stand in static/css too (tokens.css, pdf/1-page.css).
COLOURS = ("#1f5f8b", "#2c7a4b", "#a86400", "#a3386c", "#5a4a8f", "#0e6f70", "#6d6a12", "#7a4b2a")
# The light of each level below 4, which has the colour itself. Even steps for the eye, the same for every colour,
# so that the levels hold in greyscale; and never in the band where neither ink nor white reaches 4.5:1.
LEVEL_LIGHT = (0.93, 0.68, 0.45, 0.28)

# Widths of the letters of Noto Sans Bold, as parts of the type size; a letter that isn't here is taken as wide.
_WIDTHS = {
    letter: width
    for width, letters in {
        0.28: "ijlI ,.:;'’|!",
        0.34: "()-[]J/–",
        0.41: "ft",
        0.46: 'r"“”',
        0.51: "csz",
        0.57: "vxyEFLSTZé0123456789",
        0.61: "aekoPäëö",
        0.64: "bdghnpquCVYü",
        0.67: "ABKRX",
        0.74: "DGHU",
        0.8: "NOQ",
        0.86: "w",
    }.items()
    for letter in letters
}
_WIDE = 0.97
_REGULAR = 0.94  # how wide the regular type is beside the bold


@dataclass(frozen=True)
class Cell:
    """A piece of a ring: between two angles, with a gap (in drawing units) to its neighbours."""

    start: float
    end: float
    inner: float
    outer: float
    gap: float = 0

    def angles_at(self, radius: float) -> tuple[float, float]:
        """Return where the cell begins and ends at this radius; the gap is as wide everywhere."""
        pad = self.gap / 2 / radius
        return self.start + pad, self.end - pad

    @property
    def middle(self) -> tuple[float, float]:
        """The angle and the radius of the middle."""
        return (self.start + self.end) / 2, (self.inner + self.outer) / 2


def point(angle: float, radius: float) -> tuple[float, float]:
    """Return x and y, with the middle of the circle at 0, 0."""
    return radius * math.sin(angle), -radius * math.cos(angle)


def joined(pieces: Iterable[SafeString]) -> SafeString:
    """Put pieces of SVG together."""
    return mark_safe("".join(pieces))  # noqa: S308 - each piece is safe by its type


def number(value: float) -> str:
    """Write a coordinate short: one decimal is finer than any screen shows here."""
    written = f"{value:.1f}"
    return "0" if written in ("-0.0", "0.0") else written.removesuffix(".0")


def at(angle: float, radius: float) -> str:
    """Write a point for a path."""
    x, y = point(angle, radius)
    return f"{number(x)} {number(y)}"


def cell_path(cell: Cell) -> str:
    """Return the outline of a cell as path data."""
    first, last = cell.angles_at(cell.outer)
    inner_first, inner_last = cell.angles_at(cell.inner)
    large = int(last - first > math.pi)
    inner_large = int(inner_last - inner_first > math.pi)
    outer, inner = number(cell.outer), number(cell.inner)
    return (
        f"M{at(first, cell.outer)}A{outer} {outer} 0 {large} 1 {at(last, cell.outer)}"
        f"L{at(inner_last, cell.inner)}A{inner} {inner} 0 {inner_large} 0 {at(inner_first, cell.inner)}Z"
    )


def hatch_path(cell: Cell, distance: float = 8) -> str:
    """Return slanting lines that fill a cell, as path data: each one runs from rim to rim, or stops at a side."""
    _, radius = cell.middle
    first, last = cell.angles_at(cell.inner)  # the narrowest: what fits here fits at each radius
    depth = cell.outer - cell.inner
    slant = depth / radius  # as far along the ring as across it: about 45 degrees
    lines = max(1, round((last - first + slant) * radius / distance))
    step = (last - first + slant) / lines
    data = []
    for line in range(lines):
        angle = first - slant + (line + 0.5) * step
        begin = max(0.0, (first - angle) / slant)
        end = min(1.0, (last - angle) / slant)
        data.append(
            f"M{at(angle + begin * slant, cell.inner + begin * depth)}"
            f"L{at(angle + end * slant, cell.inner + end * depth)}"
        )
    return "".join(data)


def text_width(text: str, size: float, *, bold: bool = True) -> float:
    """Return about how wide a text is: enough to know whether it fits."""
    width = size * sum(_WIDTHS.get(letter, _WIDE) for letter in text)
    return width if bold else width * _REGULAR


def split_to_fit(text: str, size: float, room: float, *, bold: bool = True) -> list[str]:
    """Split a text between words into lines that fit; a word that is too long has a line to itself."""
    lines: list[str] = []
    for word in text.split():
        if lines and text_width(f"{lines[-1]} {word}", size, bold=bold) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def words_on_arc(text: str, angle: float, radius: float, size: float, *, bold: bool) -> SafeString:
    """Set the words of a text along an arc, each one straight and turned to its own place.

    `angle` is the middle of the text, `radius` the middle of its letters. On the lower half the text turns
    over, so that nobody reads upside down.
    """
    over = turns_over(angle)
    words = text.split()
    widths = [text_width(word, size, bold=bold) for word in words]
    space = size * 0.28
    along = -(sum(widths) + space * (len(words) - 1)) / 2
    set_words: list[SafeString] = []
    for word, width in zip(words, widths, strict=True):
        shift = (along + width / 2) / radius
        set_words.append(turned_text(word, angle - shift if over else angle + shift, radius, size, over=over))
        along += width + space
    return joined(set_words)


def turns_over(angle: float) -> bool:
    """Whether a text at this angle stands on the lower half, and so is set the other way up."""
    return math.cos(angle) < -1e-9


def turned_text(text: str, angle: float, radius: float, size: float, *, over: bool) -> SafeString:
    """Set one straight text at a place of the circle, along its rim; `over` sets it the other way up."""
    x, y = point(angle, radius)
    degrees = math.degrees(angle) + (180 if over else 0)
    # the letters' middle lies about a third of the size above the line they stand on
    return format_html(
        '<text transform="translate({} {}) rotate({})" y="{}" text-anchor="middle">{}</text>',
        number(x),
        number(y),
        number((degrees + 180) % 360 - 180),
        number(size * 0.35),
        text,
    )


def light(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    channels = []
    for place in (1, 3, 5):
        value = int(colour[place : place + 2], 16) / 255
        channels.append(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)
    red, green, blue = channels
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours (WCAG 2.2), from 1 to 21."""
    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


@cache
def tint(colour: str, level: int) -> str:
    """Return the colour of a level (0-4): mixed with white up to the light that the level has."""
    if level == len(LEVEL_LIGHT):
        return colour
    low, high = 0.0, 1.0  # the part of white
    for _ in range(20):
        part = (low + high) / 2
        if light(_mixed(colour, part)) < LEVEL_LIGHT[level]:
            low = part
        else:
            high = part
    return _mixed(colour, high)


def _mixed(colour: str, white: float) -> str:
    channels = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return "#" + "".join(f"{round(channel + (255 - channel) * white):02x}" for channel in channels)


def readable_on(background: str) -> str:
    """Return white or ink: what reads best on this background."""
    return max((INK, WHITE), key=lambda colour: contrast(colour, background))


def colour_of(colour_number: int) -> str:
    """Return the colour of a basisfunctie by its number (from 1)."""
    return COLOURS[(colour_number - 1) % len(COLOURS)]
