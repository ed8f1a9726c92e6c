"""What colours a house colour gives, so that all that is set in them can be read. Pure.

WCAG 2.2 asks 4.5:1 of text (1.4.3); the formula is that of its definitions "relative luminance" and "contrast ratio".
"""

import colorsys
import re
from dataclasses import dataclass
from functools import lru_cache

LEAST = 4.5  # contrast of text with its ground
WHITE = "#ffffff"
# The softest panel that links stand on: --bf-soft of static/css/tokens.css.
PANEL = "#f4f6f9"
SOFTNESS = 0.08  # how much of the colour is in the ground of its own panels
_WRITTEN = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})")


@dataclass(frozen=True)
class Palette:
    """The colours that one house colour gives, as #rrggbb.

    `chosen` is the colour itself, for surfaces and lines that say nothing; `accent` the same in which text can be read
    (on white, and on the panels of the site); `strong` is for what is pointed at, `soft` is the ground of panels.
    White text can be read on `accent` and on `strong`.
    """

    chosen: str
    accent: str
    strong: str
    soft: str

    @property
    def is_corrected(self) -> bool:
        """Whether text is set in another colour than the chosen one."""
        return self.accent != self.chosen

    @property
    def contrast_chosen(self) -> float:
        """The contrast of the chosen colour with white."""
        return contrast(self.chosen, WHITE)

    @property
    def contrast_accent(self) -> float:
        """The contrast of the colour for text with white."""
        return contrast(self.accent, WHITE)


def read_colour(written: str) -> str:
    """Return the colour as #rrggbb. Raises ValueError for what is not `#rgb` or `#rrggbb`, with or without the #."""
    found = _WRITTEN.fullmatch(written.strip().lower())
    if found is None:
        raise ValueError(f"Not a colour: {written!r}")
    digits = found[1]
    return f"#{''.join(2 * digit for digit in digits) if len(digits) == 3 else digits}"


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (#rrggbb), from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@lru_cache(maxsize=512)
def palette(colour: str) -> Palette:
    """Return the colours that this one (#rrggbb) gives.

    Text keeps its hue and saturation and gets as much darker as it must, and no more.
    """
    hue, lightness, saturation = colorsys.rgb_to_hls(*_parts(colour))
    accent = colour
    for step in range(256):
        accent = colour if not step else _hex(colorsys.hls_to_rgb(hue, lightness * (1 - step / 255), saturation))
        if all(contrast(accent, ground) >= LEAST for ground in (WHITE, PANEL, _soft(accent))):
            break
    return Palette(colour, accent, _strong(accent), _soft(accent))


def _strong(accent: str) -> str:
    """Return the colour for what is pointed at: darker, or lighter where darker can't be seen."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_parts(accent))
    if lightness >= 0.15:
        return _hex(colorsys.hls_to_rgb(hue, lightness * 0.72, saturation))
    return _hex(colorsys.hls_to_rgb(hue, lightness + 0.15, saturation * 0.6))


def _soft(accent: str) -> str:
    return _hex(tuple(1 - SOFTNESS * (1 - part) for part in _parts(accent)))


def _parts(colour: str) -> tuple[float, float, float]:
    return (int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:7], 16) / 255)


def _hex(parts: tuple[float, ...]) -> str:
    return "#" + "".join(f"{round(255 * min(1.0, max(0.0, part))):02x}" for part in parts)


def _luminance(colour: str) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
