"""Adopted submissions in figures, as plain values, for the rules."""

from datetime import date, datetime, time

from django.utils import timezone

from comparison.groups import Member

FIRST = date(2026, 1, 5)


def noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def member(
    key: int, *, municipality: int | None = None, province: int = 1, population: int = 50_000, day: date = FIRST
):
    """Return one that was adopted on this day; the key is the municipality too unless it says otherwise."""
    return Member(key, key if municipality is None else municipality, province, population, noon(day))


def members(number: int, *, first: int = 1, **values) -> list[Member]:
    """Return so many, with keys in a row from `first`."""
    return [member(key, **values) for key in range(first, first + number)]
