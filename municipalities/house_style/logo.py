"""Tell by its content what kind of logo somebody sends, and clean it. Pure."""

from dataclasses import dataclass

from municipalities.house_style.png import clean_png
from municipalities.house_style.refusal import LogoError
from municipalities.house_style.style import LogoKind
from municipalities.house_style.svg import clean_svg

MAX_FILE = 2 * 1024 * 1024  # bytes

_TOO_HEAVY = "Dit bestand is groter dan 2 MB. Een logo is veel kleiner: lever het als SVG, of als een kleinere PNG."
_PACKED = "Dit is een ingepakte SVG (svgz). Sla het logo op als gewone SVG."
_OTHER = "Dit is geen SVG en geen PNG. Vraag de huisstijlbeheerder om het logo als SVG, of sla het op als PNG."


@dataclass(frozen=True)
class CleanLogo:
    """A logo that can be kept. `removed` says in Dutch what was left out of the file."""

    kind: LogoKind
    content: bytes
    width: int
    height: int
    on_dark: bool
    removed: tuple[str, ...] = ()


def clean_logo(content: bytes) -> CleanLogo:
    """Return the logo anew, made of nothing but shapes or points. Raises LogoError when it can't be taken."""
    if len(content) > MAX_FILE:
        raise LogoError(_TOO_HEAVY)
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        picture = clean_png(content)
        return CleanLogo("png", picture.content, picture.width, picture.height, picture.on_dark)
    if content.startswith(b"\x1f\x8b"):
        raise LogoError(_PACKED)
    if b"<svg" not in content[:65536] and b":svg" not in content[:65536]:
        raise LogoError(_OTHER)
    drawing = clean_svg(content)
    return CleanLogo("svg", drawing.markup.encode(), drawing.width, drawing.height, drawing.on_dark, drawing.removed)
