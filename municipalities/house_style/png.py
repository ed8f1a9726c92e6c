"""Make a picture (PNG) that somebody sends safe and small: its points are drawn into a new file. Pure."""

import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageChops

from municipalities.house_style.refusal import LogoError
from municipalities.house_style.svg import MOST_STRETCHED, STRETCHED

MAX_POINTS = 20_000_000  # a file says so before it is unpacked
LEAST_HIGH = 40  # a logo of fewer points is a smudge on paper
KEPT = (1200, 400)  # some 100 by 34 mm at 300 points an inch; a larger one costs a report most of its time
LIGHT = 224  # a grey that has a contrast of 1.3 with white, as in svg.py

_BROKEN = (
    "Dit PNG-bestand is beschadigd of niet heel aangekomen. Kijk of u het zelf kunt openen, en probeer het opnieuw."
)
_TOO_LARGE = "Dit logo heeft te veel beeldpunten. Lever het niet breder dan 4.000 punten."
_TOO_SMALL = f"Dit logo is te klein om scherp af te drukken. Lever het ten minste {LEAST_HIGH} punten hoog, of als SVG."
_EMPTY = "Dit logo is helemaal doorzichtig. Lever een ander bestand."


@dataclass(frozen=True)
class Picture:
    """A clean picture."""

    content: bytes
    width: int
    height: int
    on_dark: bool


def clean_png(content: bytes) -> Picture:
    """Return the picture anew, scaled down to what paper needs. Raises LogoError when it can't be taken."""
    if b"IEND" not in content[-64:]:  # Pillow may have been told to make do with a part
        raise LogoError(_BROKEN)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # Pillow only warns of a picture that may be a bomb
            with Image.open(io.BytesIO(content), formats=["PNG"]) as sent:
                _check(sent.width, sent.height)
                image = sent.convert("RGBA")
    except LogoError:
        raise
    except Exception as broken:  # Pillow raises what the part of it raises that reads this block of the file
        raise LogoError(_BROKEN) from broken
    visible = image.getchannel("A").point(lambda value: 255 if value > 8 else 0).getbbox()
    if visible is None:
        raise LogoError(_EMPTY)
    image = image.crop(visible)
    _check_shape(image.width, image.height)
    image.thumbnail(KEPT, Image.Resampling.LANCZOS)
    on_dark = _is_light(image)
    opaque = image.getchannel("A").getextrema()[0] == 255
    file = io.BytesIO()
    # Nothing but the points comes along: no text, no profile, no place where it was made.
    (image.convert("RGB") if opaque else image).save(file, "PNG", optimize=True)
    return Picture(file.getvalue(), image.width, image.height, on_dark)


def _check(width: int, height: int) -> None:
    if width * height > MAX_POINTS:
        raise LogoError(_TOO_LARGE)
    if height < LEAST_HIGH:
        raise LogoError(_TOO_SMALL)


def _check_shape(width: int, height: int) -> None:
    if not 1 / MOST_STRETCHED <= width / height <= MOST_STRETCHED:
        raise LogoError(STRETCHED)


def _is_light(image: Image.Image) -> bool:
    """Whether hardly anything of it can be seen on white: it was drawn for a dark ground."""
    alpha = image.getchannel("A").point(lambda value: 255 if value > 64 else 0)
    dark = image.convert("L").point(lambda value: 255 if value < LIGHT else 0)
    seen = ImageChops.multiply(alpha, dark).histogram()[255]
    there = alpha.histogram()[255]
    return seen < there * 0.03
