"""Median and quartiles, how many of a group have something, and both in words. Pure rules.

The lowest and the highest are never said, and of how many something holds is left open at the ends: 'all seven' would
tell of each of them (docs/decisions/0011-groups.md).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from statistics import quantiles

from assessments.amounts import format_amount
from assessments.dutch import decimal_text

LEVEL, EURO, FTE = "niveau", "euro", "fte"
OPEN_END = 2  # of so many or fewer, and of all but so many or fewer, the number is not said
NONE = "–"


@dataclass(frozen=True)
class Spread:
    """Where a group stands: the middle, and what a quarter is at or under, and at or over."""

    count: int
    low: float
    median: float
    high: float


def spread(values: Sequence[float]) -> Spread | None:
    """Return median and quartiles, as a spreadsheet has them; None for no values.

    Between two values it takes the part of the way that is due (Excel: QUARTILE.INC).
    """
    if not values:
        return None
    if len(values) == 1:
        return Spread(1, values[0], values[0], values[0])
    low, median, high = quantiles(values, n=4, method="inclusive")
    return Spread(len(values), low, median, high)


@dataclass(frozen=True)
class Held:
    """Of how many in a group something holds: `bar` (0-1) is how long to draw it, which says no more than the words."""

    words: str
    bar: float
    of: int


def held(number: int, of: int) -> Held:
    """Return of how many something holds: '12 van 21', or at the ends '2 of minder' and '19 of meer'."""
    if number <= OPEN_END:
        return Held(f"{OPEN_END} of minder van {of}", OPEN_END / of, of)
    if number >= of - OPEN_END:
        return Held(f"{of - OPEN_END} of meer van {of}", (of - OPEN_END) / of, of)
    return Held(f"{number} van {of}", number / of, of)


def in_words(value: float | None, unit: str) -> str:
    """Return a value of a group as Dutch readers write it: a level with one decimal, the rest rounded to two digits."""
    if value is None:
        return NONE
    exact = Decimal(str(value))
    if unit == LEVEL:
        return decimal_text(exact.quantize(Decimal("0.1"), ROUND_HALF_UP))
    rounded = two_digits(exact)
    if unit == EURO:
        return format_amount(int(rounded.to_integral_value(ROUND_HALF_UP)))
    return decimal_text(rounded)


def two_digits(value: Decimal) -> Decimal:
    """Return the value with its first two digits: 4,123 is 4,100 and 0.0314 is 0.031."""
    if not value:
        return Decimal(0)
    return value.quantize(Decimal(1).scaleb(value.adjusted() - 1), ROUND_HALF_UP)
