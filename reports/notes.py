"""Texts that are longer than a chapter has room for: their beginning there, the whole in an appendix. Pure.

A chapter refers to a number in the appendix, and the appendix back to the page of the chapter: a number is known before
any page is.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from reports.typed import paragraph_html, typed_html

APPENDIX = "bijlage A"
MOST_BREAKS = 4  # lines that somebody typed, in a text that is shown whole
BARE = 60  # characters: of a text that may not take more than this, no beginning is worth showing
Whole = Callable[[], SafeString]  # makes the HTML of a text, when it is known that it is needed
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
        self._gathered: list[_Gathered] = []
        self._number = 0
        self._begun_at = 0

    def begin(self) -> None:
        """Begin a chapter."""
        self._gathered = []
        self._begun_at = self._number

    def begin_again(self) -> None:
        """Begin the same chapter anew, as if nothing of it had been gathered yet."""
        self._gathered = []
        self._number = self._begun_at

    def end(self, name: str, colour: int, anchor: str) -> None:
        """End the chapter that is called so; without texts it has no part."""
        if self._gathered:
            self.parts.append(NotesPart(name, colour, anchor, tuple(each.as_note() for each in self._gathered)))
        self.begin()

    def shown(self, text: str, most: int, about: str) -> SafeString:
        """Return a text as HTML: whole up to `most` characters, else its beginning and where to read on."""
        if is_shown_whole(text, most):
            return typed_html(text)
        if most <= BARE:
            return format_html("<p>{}</p>", self._more(text, about, "Te lezen"))
        return paragraph_html(beginning(text, most), self._more(text, about, "Verder"))

    def begun(self, text: str, most: int, about: str) -> SafeString:
        """Return a text that stands within a paragraph: whole up to `most` characters, else as `shown` does."""
        if len(text) <= most:
            return conditional_escape(text)
        return format_html("{} {}", beginning(text, most), self._more(text, about, "Verder"))

    def refer(self, text: str, words: str, about: str) -> SafeString:
        """Put a text in the appendix, however short, and return these words with where it is; empty for no text."""
        return self.refer_to(partial(typed_html, text), words, about) if text else SafeString("")

    def refer_to(self, whole: Whole, words: str, about: str) -> SafeString:
        """Put HTML in the appendix, and return these words with where it is."""
        note = self._add(whole, about)
        return format_html(
            '<a id="{}" href="#{}">{}: {}, nummer {}</a>', note.place, note.anchor, words, APPENDIX, note.number
        )

    def _more(self, text: str, about: str, word: str) -> SafeString:
        note = self._add(partial(typed_html, text), about)
        return format_html(
            '<a class="bf-report-more" id="{}" href="#{}">{} in {}, nummer {}.</a>',
            note.place,
            note.anchor,
            word,
            APPENDIX,
            note.number,
        )

    def _add(self, whole: Whole, about: str) -> "_Gathered":
        self._number += 1
        gathered = _Gathered(self._number, about, whole)
        self._gathered.append(gathered)
        return gathered


@dataclass(frozen=True)
class _Gathered:
    """What goes to the appendix; it becomes HTML only when its chapter ends, as a chapter may begin again."""

    number: int
    about: str
    whole: Whole

    @property
    def anchor(self) -> str:
        return f"noot-{self.number}"

    @property
    def place(self) -> str:
        return f"bij-noot-{self.number}"

    def as_note(self) -> Note:
        return Note(self.number, self.anchor, self.place, self.about, self.whole())


def is_shown_whole(text: str, most: int) -> bool:
    """Whether a text stands whole in a chapter that has room for this many characters."""
    breaks = 0 if most <= BARE else MOST_BREAKS
    return len(text) <= most and text.strip().count("\n") <= breaks


def cut_short(text: str, most: int) -> str:
    """Return a short text of at most `most` characters, cut where it is longer."""
    return text if len(text) <= most else beginning(text, most)


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
