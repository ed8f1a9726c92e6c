"""One municipality over the rounds: levels, money and key figures. Pure; plain values that can be written as JSON.

By code, over editions of the framework: what is not in an edition is a gap, and so is what was not filled in. Neither
is zero.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assessments.amounts import format_amount
from assessments.dutch import decimal_text
from basisfuncties.structure import BasisfunctieInfo, Structure
from comparison.lines import KEY_FIGURES, Line
from comparison.spread import EURO, FTE, LEVEL

NOT_IN_EDITION = "niet in deze editie"
NOT_FILLED_IN = "niet ingevuld"


@dataclass(frozen=True)
class Point:
    """The figures of one round, with its edition; not adopted is what a report on a concept adds."""

    line: Line
    structure: Structure
    is_adopted: bool = True


@dataclass(frozen=True)
class Moment:
    """One round: its year and edition, whether that is another than that of the round before, and its highest level."""

    year: int
    edition: str
    is_new_edition: bool
    is_adopted: bool = True
    highest: int = 4


@dataclass(frozen=True)
class Series:
    """One figure over the rounds: a value for each, None for a gap; `words` say each value, or why it is missing."""

    label: str
    unit: str
    values: tuple[float | None, ...]
    words: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is no value in any round."""
        return all(value is None for value in self.values)


@dataclass(frozen=True)
class FunctionTrend:
    """One basisfunctie over the rounds."""

    slug: str
    name: str
    colour_number: int
    layers: tuple[Series, ...]
    money: Series


@dataclass(frozen=True)
class Trend:
    """One municipality over the rounds, the oldest first."""

    moments: tuple[Moment, ...] = ()
    functions: tuple[FunctionTrend, ...] = ()
    money: Series = Series("", EURO, (), ())
    key_figures: tuple[Series, ...] = ()

    @property
    def is_one_round(self) -> bool:
        """Whether there is too little to see a course in."""
        return len(self.moments) < 2

    @property
    def scale(self) -> str:
        """Return the levels in words: '0 tot en met 4'; empty when not all editions have the same."""
        highest = {moment.highest for moment in self.moments}
        return f"0 tot en met {highest.pop()}" if len(highest) == 1 else ""


def trend_of(points: Iterable[Point]) -> Trend:
    """Return the trend over these rounds, whatever their order; of each year there is one."""
    rounds = sorted(points, key=lambda point: point.line.year)
    if not rounds:
        return Trend()
    editions = [point.line.edition for point in rounds]
    return Trend(
        moments=tuple(
            Moment(
                year=point.line.year,
                edition=point.line.edition,
                is_new_edition=place > 0 and editions[place - 1] != point.line.edition,
                is_adopted=point.is_adopted,
                highest=point.structure.words.highest,
            )
            for place, point in enumerate(rounds)
        ),
        functions=tuple(_function(info, rounds) for info in _basisfuncties(rounds)),
        money=_amounts("Geld voor alle speerpunten", rounds, lambda point: point.line.counted.total_money),
        key_figures=tuple(_key_figure(figure.label, figure.is_money, figure.of, rounds) for figure in KEY_FIGURES),
    )


def _basisfuncties(rounds: Sequence[Point]) -> list[BasisfunctieInfo]:
    """Return all that are in one of the editions, as the newest has them, those that are gone behind them."""
    found: dict[str, BasisfunctieInfo] = {}
    for point in reversed(rounds):
        for info in point.structure.basisfuncties:
            found.setdefault(info.slug, info)
    return list(found.values())


def _function(info: BasisfunctieInfo, rounds: Sequence[Point]) -> FunctionTrend:
    layers: dict[str, str] = {}
    for point in reversed(rounds):
        here = point.structure.basisfunctie(info.slug)
        for layer in here.layers if here else ():
            layers.setdefault(layer.kind, layer.name)
    return FunctionTrend(
        slug=info.slug,
        name=info.name,
        colour_number=info.colour_number,
        layers=tuple(_levels(info.slug, kind, name, rounds) for kind, name in layers.items()),
        money=_amounts(
            info.name, rounds, lambda point: _money_of(point, info.slug), lambda point: _has(point, info.slug)
        ),
    )


def _levels(slug: str, kind: str, name: str, rounds: Sequence[Point]) -> Series:
    values = tuple(point.line.level(slug, kind) for point in rounds)
    words = tuple(
        str(value) if value is not None else NOT_FILLED_IN if _has(point, slug, kind) else NOT_IN_EDITION
        for point, value in zip(rounds, values, strict=True)
    )
    return Series(name, LEVEL, values, words)


def _has(point: Point, slug: str, kind: str = "") -> bool:
    info = point.structure.basisfunctie(slug)
    return info is not None and (not kind or info.layer(kind) is not None)


def _money_of(point: Point, slug: str) -> int | None:
    euros = point.line.counted.money.get(slug)
    return None if euros is None else sum(euros)


def _amounts(
    label: str,
    rounds: Sequence[Point],
    of: Callable[[Point], int | None],
    is_there: Callable[[Point], bool] = lambda point: True,
) -> Series:
    values = tuple(of(point) for point in rounds)
    words = tuple(
        format_amount(value) if value is not None else NOT_FILLED_IN if is_there(point) else NOT_IN_EDITION
        for point, value in zip(rounds, values, strict=True)
    )
    return Series(label, EURO, values, words)


def _key_figure(
    label: str, is_money: bool, of: Callable[[Line], Decimal | int | None], rounds: Sequence[Point]
) -> Series:
    found = [of(point.line) for point in rounds]
    return Series(
        label,
        EURO if is_money else FTE,
        tuple(None if value is None else float(value) for value in found),
        tuple(
            NOT_FILLED_IN if value is None else format_amount(int(value)) if is_money else decimal_text(Decimal(value))
            for value in found
        ),
    )
