"""The letters and the styles of every PDF: our own, and nothing that is fetched from elsewhere."""

import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from weasyprint import CSS
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

STATIC = Path(__file__).resolve().parent.parent.parent / "static"
FONTS = STATIC / "build" / "fonts"
FONT_FACES = STATIC / "build" / "fonts.css"
STYLES = STATIC / "css" / "pdf"
FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
FONT_FILE = re.compile(r"""url\(["']?fonts/([^"')]+)""")
# Noto Sans itself: each PDF is set in it. The other fonts are for what it does not have.
ALWAYS = re.compile(r"""font-family:\s*["']Noto Sans["']""")
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
SPACE = {0x0A, 0x0D, 0x09}
ESCAPED = re.compile(r"\\([0-9a-fA-F]{4,5})\b")


class OwnFilesOnly(URLFetcher):
    """Fetches the project's own fonts and nothing else: what people typed can't make a PDF read a file."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Return a font file of the project. Raises ValueError for every other address."""
        parts = urlsplit(url)
        path = Path(unquote(parts.path)).resolve()
        if parts.scheme != "file" or not path.is_relative_to(FONTS.resolve()):
            raise ValueError(f"A report does not fetch {url}.")
        return URLFetcherResponse(url, path.read_bytes())


def printable(markup: str) -> str:
    """Return the text with what no font of ours can draw replaced by one clear sign.

    PDF/A forbids a letter without a shape, and a server's own fonts would make the same report differ by place.
    """
    if not (unusual := _characters(markup) - _drawable(_usual_faces())):
        return markup
    return markup.translate(dict.fromkeys(unusual - _drawable(_faces()), REPLACEMENT))


def fonts_and_styles(markup: str) -> tuple[FontConfiguration, CSS]:
    """Return the fonts that this text needs, and the styles.

    The fonts of other scripts and of symbols come only where one of their characters does: unpacking them takes as
    long as twenty pages, and 15 MB.
    """
    usual = _usual_faces()
    needed = _characters(markup) | _characters(_style_text())
    return _fonts_and_styles(usual if needed <= _drawable(usual) else _faces())


@cache
def _fonts_and_styles(faces: tuple[str, ...]) -> tuple[FontConfiguration, CSS]:
    """Parsed once and kept, as that costs as much as some pages."""
    fonts = FontConfiguration()
    text = "\n".join([*faces, _style_text()])
    return fonts, CSS(string=text, base_url=FONT_FACES.as_uri(), font_config=fonts, url_fetcher=OwnFilesOnly())


@cache
def _style_text() -> str:
    return "\n".join(path.read_text("utf-8") for path in sorted(STYLES.glob("*.css")))


def _characters(text: str) -> set[int]:
    """Return the characters in a text or a stylesheet, where they may be written by their code."""
    escaped = {int(code, 16) for code in ESCAPED.findall(text)}
    return ({ord(character) for character in set(text)} | escaped) - SPACE


@cache
def _faces() -> tuple[str, ...]:
    if not FONT_FACES.exists():
        raise FileNotFoundError(f"{FONT_FACES} is missing; bin/build_css makes it.")
    return tuple(FONT_FACE.findall(FONT_FACES.read_text("utf-8")))


def _usual_faces() -> tuple[str, ...]:
    return tuple(face for face in _faces() if ALWAYS.search(face))


@cache
def _drawable(faces: tuple[str, ...]) -> frozenset[int]:
    """Return the characters that these fonts can draw."""
    drawable: set[int] = set()
    for name in {name for face in faces for name in FONT_FILE.findall(face)}:
        with TTFont(FONTS / name, lazy=True) as font:
            drawable |= font.getBestCmap().keys()
    return frozenset(drawable)
