"""Figures, dates and lists as Dutch readers write them. Pure."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)


def dutch_date(day: date) -> str:
    """Return a date in full: 21 november 2026. Does not hang on the language that is active."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def decimal_text(value: Decimal) -> str:
    """Return a number with a comma, without idle zeros: 0,43 and 2."""
    whole, _, part = f"{value:f}".partition(".")
    part = part.rstrip("0")
    return f"{whole},{part}" if part else whole


def format_size(size: int) -> str:
    """Return a number of bytes as people read it, such as 1,2 MB."""
    for unit, one in (("MB", 1024 * 1024), ("kB", 1024)):
        if size >= one:
            return f"{decimal_text(round(Decimal(size) / one, 1))} {unit}"
    return f"{size} bytes"


def counted(number: int, one: str, more: str) -> str:
    """Return '1 speerpunt', '2 speerpunten', 'geen speerpunten'."""
    if number == 0:
        return f"geen {more}"
    return f"{number} {one if number == 1 else more}"


def listed(words: Sequence[str]) -> str:
    """Return 'a', 'a en b', 'a, b en c'."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} en {words[-1]}"


def sentence(text: str) -> str:
    """Return the text with a capital at its start."""
    return text[:1].upper() + text[1:]
