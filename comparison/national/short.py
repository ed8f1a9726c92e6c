"""The national picture in short: what stands out, in a few lines. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from comparison.national.figures import Picture, Spread
from comparison.national.words import counted_of, percentage

MOST = 3


@dataclass(frozen=True)
class Line:
    """A figure, and what has it."""

    figure: str
    text: str


@dataclass(frozen=True)
class Lines:
    """A short list with its heading."""

    title: str
    lines: tuple[Line, ...]


def in_short(figures: Picture) -> tuple[Lines, ...]:
    """Return what stands out: the layers that are furthest and least far, what is chosen and found most."""
    total = figures.country.shown
    chosen = (
        Line(counted_of(each.count, total), f"{each.label} ({each.function.name})")
        for each in figures.speerpunten[:MOST]
    )
    found = (Line(counted_of(each.count, total), each.rule.title) for each in figures.findings[:MOST])
    return (
        *_extremes(figures),
        Lines("Het meest gekozen speerpunt", tuple(chosen)),
        Lines("De draad breekt het vaakst bij", tuple(found)),
    )


def _extremes(figures: Picture) -> Iterator[Lines]:
    """Yield the layers with most municipalities at the highest, and at the lowest levels, when that may be told."""
    spreads = [
        (spread, f"{function.name}, {layer.name.lower()}")
        for function, layer in figures.places
        if (spread := figures.country.spread((function.slug, layer.kind))).is_told
    ]
    if not spreads:
        return
    highest = figures.words.highest
    for title, levels in (("Het verst", (highest - 1, highest)), ("Het minst ver", (0, 1))):
        yield Lines(f"{title}: niveau {levels[0]} of {levels[1]}", _first(spreads, levels))


def _first(spreads: Sequence[tuple[Spread, str]], levels: Sequence[int]) -> tuple[Line, ...]:
    counted = [(sum(spread.counts[level] for level in levels), spread, name) for spread, name in spreads]
    counted.sort(key=lambda each: -each[0] / each[1].rated)
    return tuple(Line(percentage(count, spread.rated), name) for count, spread, name in counted[:MOST])
