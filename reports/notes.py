"""Texts that are longer than a chapter has room for: their beginning there, the whole in an appendix. Pure.

A chapter refers to a number in the appendix, and the appendix back to the page of the chapter: a number is known before
any page is.
"""

import re
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from reports.typed import paragraph_html, typed_html

APPENDIX = "bijlage A"
MOST_BREAKS = 4  # lines that somebody typed, in a text that is shown whole
ITEM = re.compile(r"^\s*(?:[-*•–]|[0-9]{1,2}[.)])\s+")
SENTENCE_END = re.compile(r"[.!?…][”’\"')]*(?=\s)")


@dataclass(frozen=True)
class Note:
    """One text in the appendix, whole. `place` is the id of where it belongs, `about` says in words what it is."""

    number: int
    anchor: str
    place: str
    about: str
    text: SafeString


@dataclass(frozen=True)
class NotesPart:
    """The texts of one chapter; `colour` is the number of the basisfunctie, or 0."""

    name: str
    colour: int
    anchor: str
    notes: tuple[Note, ...]


class Notes:
    """Gathers what goes to the appendix while a report is built; numbers go on through all chapters."""

    def __init__(self) -> None:
        self.parts: list[NotesPart] = []
        self._gathered: list[Note] = []
        self._number = 0

    def begin(self) -> None:
        """Begin a chapter."""
        self._gathered = []

    def end(self, name: str, colour: int, anchor: str) -> None:
        """End the chapter that is called so; without texts it has no part."""
        if self._gathered:
            self.parts.append(NotesPart(name, colour, anchor, tuple(self._gathered)))
        self._gathered = []

    def shown(self, text: str, most: int, about: str) -> SafeString:
        """Return a text as HTML: whole up to `most` characters, else its beginning and where to read on."""
        if len(text) <= most and text.strip().count("\n") <= MOST_BREAKS:
            return typed_html(text)
        note = self._add(text, about)
        link = format_html(
            '<a class="bf-report-more" id="{}" href="#{}">Verder in {}, nummer {}.</a>',
            note.place,
            note.anchor,
            APPENDIX,
            note.number,
        )
        return paragraph_html(beginning(text, most), link)

    def refer(self, text: str, words: str, about: str) -> SafeString:
        """Put a text in the appendix, however short, and return these words with where it is; empty for no text."""
        if not text:
            return SafeString("")
        note = self._add(text, about)
        return format_html(
            '<a id="{}" href="#{}">{}: {}, nummer {}</a>', note.place, note.anchor, words, APPENDIX, note.number
        )

    def _add(self, text: str, about: str) -> Note:
        self._number += 1
        note = Note(self._number, f"noot-{self._number}", f"bij-noot-{self._number}", about, typed_html(text))
        self._gathered.append(note)
        return note


def beginning(text: str, most: int) -> str:
    """Return the beginning of a text as one paragraph of at most `most` characters, up to a sentence or word."""
    lines = [ITEM.sub("", line).strip() for line in text.splitlines()]
    flat = " ".join(" ".join(line.split()) for line in lines if line)
    if len(flat) <= most:
        return flat
    cut = flat[: most + 1]
    ends = [each.end() for each in SENTENCE_END.finditer(cut) if each.end() >= most * 0.6]
    if ends:
        return cut[: ends[-1]]
    words = cut[:most].rsplit(" ", 1)[0] if " " in cut[:most] else cut[: most - 1]
    return f"{words.rstrip(' ,;:')}…"
