"""Two municipalities that agreed to it, side by side in one round. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assessments.amounts import format_amount, format_number
from assessments.dutch import decimal_text
from assessments.findings import rules_of
from basisfuncties.structure import Structure
from comparison.lines import KEY_FIGURES, Line
from comparison.spread import EURO, FTE, in_words
from comparison.trend import NOT_FILLED_IN, FunctionTrend, Point, trend_of


@dataclass(frozen=True)
class Row:
    """One thing of both, in words."""

    label: str
    words: tuple[str, str]


@dataclass(frozen=True)
class Chosen:
    """The speerpunten of one basisfunctie that at least one of the two chose, and how many each thought of itself."""

    name: str
    colour_number: int
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Pair:
    """Two municipalities side by side."""

    functions: tuple[FunctionTrend, ...]
    figures: tuple[Row, ...]
    speerpunten: tuple[Chosen, ...]
    findings: tuple[Row, ...]


def pair(one: Line, other: Line, structure: Structure) -> Pair:
    """Return what these two have, on the edition of the round that both were adopted in."""
    both = (one, other)
    # As two rounds of one municipality: a column for each.
    functions = trend_of([Point(line, structure) for line in both]).functions
    return Pair(
        functions=functions,
        figures=tuple(_figures(both, structure)),
        speerpunten=tuple(_chosen(both, structure)),
        findings=tuple(
            Row(rule.title, (str(one.counted.findings_of(rule.code)), str(other.counted.findings_of(rule.code))))
            for rule in rules_of(structure)
        ),
    )


def _figures(both: tuple[Line, Line], structure: Structure) -> list[Row]:
    one, other = both
    rows = [
        Row("Inwoners", (format_number(one.member.population), format_number(other.member.population))),
        Row(
            "Geld voor alle speerpunten",
            (_amount(one, one.counted.total_money), _amount(other, other.counted.total_money)),
        ),
    ]
    for info in structure.basisfuncties:
        money = (_amount(one, _money(one, info.slug)), _amount(other, _money(other, info.slug)))
        rows.append(Row(f"Geld voor {info.name}", money))
    for figure in KEY_FIGURES:
        say = _amount if figure.is_money else _fte
        rows.append(Row(figure.label, (say(one, figure.of(one)), say(other, figure.of(other)))))
    return rows


def _money(line: Line, slug: str) -> int | None:
    euros = line.counted.money.get(slug)
    return None if euros is None else sum(euros)


def _amount(line: Line, euros: Decimal | int | None) -> str:
    if euros is None:
        return NOT_FILLED_IN
    return f"{format_amount(int(euros))} ({in_words(line.per_thousand(euros), EURO)} per 1.000 inwoners)"


def _fte(line: Line, fte: Decimal | int | None) -> str:
    if fte is None:
        return NOT_FILLED_IN
    return f"{decimal_text(Decimal(fte))} ({in_words(line.per_thousand(fte), FTE)} per 1.000 inwoners)"


def _chosen(both: Sequence[Line], structure: Structure) -> list[Chosen]:
    found = []
    for info in structure.basisfuncties:
        codes = [line.counted.speerpunten.get(info.slug, ()) for line in both]
        rows = [
            Row(element.label, tuple("ja" if element.code in each else "nee" for each in codes))  # type: ignore[arg-type]
            for layer in info.layers
            for element in layer.elements
            if any(element.code in each for each in codes)
        ]
        own = [line.counted.own.get(info.slug, 0) for line in both]
        if any(own):
            rows.append(Row("Zelf bedacht", (str(own[0]), str(own[1]))))
        found.append(Chosen(info.name, info.colour_number, tuple(rows)))
    return found
