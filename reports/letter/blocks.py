"""What a letter is made of: headings, paragraphs, lists and tables, with blanks for the writer to fill in. Pure."""

from dataclasses import dataclass
from datetime import date

from municipalities.house_style.colours import Palette


@dataclass(frozen=True)
class Blank:
    """A place where the writer still has to put something: what it is, and what stands there until then."""

    name: str
    hint: str


@dataclass(frozen=True)
class Strong:
    """Words that stand out."""

    text: str


Piece = str | Strong | Blank
Line = tuple[Piece, ...]


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    line: Line


@dataclass(frozen=True)
class Points:
    """A list."""

    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Table:
    """A table with a head above it; the first cell of each row is its head. `summary` is for who does not see it.

    `widths` are the shares of the columns; from column `numbers_from` on there are figures.
    """

    caption: str
    summary: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    numbers_from: int = 1


Block = Paragraph | Points | Table


@dataclass(frozen=True)
class Section:
    """A heading with what stands under it."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Letter:
    """A whole letter. `marks` stand on each page: that it is a concept, and of a demo.

    `palette` has the colours of the house style. Not its logo: that stands in the template of a municipality already.
    """

    title: str
    kind: str
    author: str
    dated_on: date
    marks: tuple[str, ...]
    facts: tuple[tuple[str, Line], ...]
    salutation: str
    sections: tuple[Section, ...]
    greeting: Line
    signed_by: tuple[Line, ...]
    palette: Palette | None = None


def paragraph(*pieces: Piece) -> Paragraph:
    """Return a paragraph of these pieces."""
    return Paragraph(pieces)


def listed(*texts: str) -> Points:
    """Return a list of these texts."""
    return Points(tuple((text,) for text in texts))
