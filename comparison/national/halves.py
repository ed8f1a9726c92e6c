"""What at least half of the municipalities of a province have: the middle one of yes and no. Pure.

No number stands beside it, as of few municipalities a number at either end would tell it of each. And half is the only
mark: who takes what was said last month from what is said now, and so is left with one group that came, learns no more
of it than the page says of any group (docs/decisions/0011-groups.md).
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from comparison.lines import Line

Codes = tuple[str, ...]


def is_half(count: int, total: int) -> bool:
    """Whether that is at least half of all."""
    return count * 2 >= total > 0


def chosen_by_half(lines: Sequence[Line]) -> Codes:
    """Return the codes of the speerpunten that at least half of these chose, in the order of the alphabet."""
    return _by_half([{code for codes in line.counted.speerpunten.values() for code in codes} for line in lines])


def found_at_half(lines: Sequence[Line]) -> Codes:
    """Return the codes of the findings that occur at half of these at least, in the order of the alphabet."""
    return _by_half([set().union(*line.counted.findings.values()) for line in lines])


def _by_half(sets: Sequence[Iterable[str]]) -> Codes:
    counts = Counter(code for each in sets for code in each)
    return tuple(sorted(code for code, count in counts.items() if is_half(count, len(sets))))
