"""Compare two texts word by word. Pure rules."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

WORD = re.compile(r"\s+|\S+")
# Comparing takes the product of both lengths: more than this and the texts are shown whole, one after the other.
MOST_PAIRS = 4_000_000
LONG, AROUND = 80, 24  # words and spaces: of a longer piece that stayed, only this many at both ends are shown


@dataclass(frozen=True)
class Piece:
    """A piece of text that stayed ("same"), went ("gone") or came ("new")."""

    kind: str
    text: str


def compare(before: str, after: str) -> list[Piece]:
    """Return the pieces that make up both texts: without the new ones the first, without the gone ones the second."""
    old, new = WORD.findall(before), WORD.findall(after)
    start = _same_at_start(old, new)
    end = _same_at_start(old[start:][::-1], new[start:][::-1])
    pieces = [Piece("same", "".join(old[:start]))]
    pieces += _middle(old[start : len(old) - end], new[start : len(new) - end])
    pieces.append(Piece("same", "".join(old[len(old) - end :])))
    return [piece for piece in pieces if piece.text]


def shorten(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces with the middle left out of what stayed, where that is long."""
    return [_shortened(piece, is_first=n == 0, is_last=n == len(pieces) - 1) for n, piece in enumerate(pieces)]


def _same_at_start(one: list[str], other: list[str]) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _middle(old: list[str], new: list[str]) -> list[Piece]:
    if not old or not new or len(old) * len(new) > MOST_PAIRS:
        return [Piece("gone", "".join(old)), Piece("new", "".join(new))]
    pieces: list[Piece] = []
    gone = came = ""
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        was, now = "".join(old[a:b]), "".join(new[c:d])
        # A space between two changed words reads better as part of the change.
        if what == "equal" and not (was.isspace() and (gone or came)):
            pieces += [Piece("gone", gone), Piece("new", came), Piece("same", was)]
            gone = came = ""
        else:
            gone, came = gone + was, came + now
    return [*pieces, Piece("gone", gone), Piece("new", came)]


def _shortened(piece: Piece, *, is_first: bool, is_last: bool) -> Piece:
    words = WORD.findall(piece.text)
    if piece.kind != "same" or len(words) <= LONG:
        return piece
    head = "" if is_first else "".join(words[:AROUND])
    tail = "" if is_last else "".join(words[-AROUND:])
    return Piece("same", f"{head} … {tail}")
