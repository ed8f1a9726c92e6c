"""Texts as people typed them, as paragraphs and lists. Pure.

A blank line ends a paragraph, other line breaks are kept. Lines that begin with `- `, `* `, `• ` or `– ` are a list,
lines that count `1. `, `2. `, … (or `1) `) a numbered one. Whatever else was typed stays text: nothing is markup.
"""

import re
import unicodedata
from dataclasses import dataclass, field

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

BULLET = re.compile(r"[-*•–]\s+(\S.*)")
NUMBER = re.compile(r"([0-9]{1,2})[.)]\s+(\S.*)")


@dataclass
class _Block:
    """A paragraph (one item) or a list; each item is a list of lines."""

    tag: str
    items: list[list[str]] = field(default_factory=list)


def typed_html(text: str) -> SafeString:
    """Return the text as HTML of `p`, `ul` and `ol`, everything escaped; empty for an empty text."""
    return mark_safe("".join(_html(block) for block in _blocks(text)))  # noqa: S308 - each line is escaped


def paragraph_html(text: str, end: SafeString) -> SafeString:
    """Return one line of text as a paragraph, whatever it begins with; `end` is HTML that stands behind it."""
    return format_html("<p{}>{} {}</p>", SafeString(_direction([text])), text, end)


def _blocks(text: str) -> list[_Block]:
    blocks: list[_Block] = []
    after_blank = True
    for line in text.splitlines():
        words = line.strip()
        if not words:
            after_blank = True
            continue
        last = blocks[-1] if blocks else None
        if not _takes_item(blocks, words):
            if last is None or after_blank or (last.tag != "p" and not line[0].isspace()):
                blocks.append(_Block("p", [[words]]))
            else:
                # the next line of a paragraph, or an indented line under an item
                last.items[-1].append(words)
        after_blank = False
    return blocks


def _takes_item(blocks: list[_Block], words: str) -> bool:
    """Add the line as an item of a list when it is one; a number has to go on where the list is."""
    last = blocks[-1] if blocks else None
    if bullet := BULLET.fullmatch(words):
        tag, item, starts = "ul", bullet[1], True
        goes_on = last is not None and last.tag == "ul"
    elif number := NUMBER.fullmatch(words):
        tag, item, starts = "ol", number[2], number[1] == "1"
        goes_on = last is not None and last.tag == "ol" and int(number[1]) == len(last.items) + 1
    else:
        return False
    if last is not None and goes_on:
        last.items.append([item])
    elif starts:
        blocks.append(_Block(tag, [[item]]))
    else:
        return False
    return True


def _html(block: _Block) -> str:
    items = [(_direction(lines), "<br>".join(escape(line) for line in lines)) for lines in block.items]
    if block.tag == "p":
        return "".join(f"<p{direction}>{item}</p>" for direction, item in items)
    listed = "".join(f"<li{direction}>{item}</li>" for direction, item in items)
    return f"<{block.tag}>{listed}</{block.tag}>"


def _direction(lines: list[str]) -> str:
    """Return the attribute for a text that runs from right to left, as Arabic does; WeasyPrint has no dir=auto."""
    strong = (unicodedata.bidirectional(character) for line in lines for character in line)
    first = next((kind for kind in strong if kind in ("L", "R", "AL")), "L")
    return "" if first == "L" else ' dir="rtl"'
