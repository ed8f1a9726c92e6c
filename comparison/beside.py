"""One municipality beside a group of others in one round. Pure; plain values that can be written as JSON.

What is shown of the group comes from whole groups alone (`comparison.groups`), each figure from those of who filled it
in; so their numbers may differ.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from assessments.findings import rules_of
from basisfuncties.structure import BasisfunctieInfo, Structure
from comparison.field import Field
from comparison.groups import Group, of_like_size, of_province
from comparison.lines import KEY_FIGURES, MONEY, Figure, Line
from comparison.spread import EURO, FTE, LEVEL, Held, Spread, held, in_words, spread


class Kind(StrEnum):
    """With whom one can compare; the value stands in addresses."""

    SIZE = "grootte"
    PROVINCE = "provincie"
    COUNTRY = "land"


@dataclass(frozen=True)
class Whom:
    """With whom a municipality is compared: `about` how many of like size, in which province."""

    kind: Kind
    population: int
    province: int
    province_name: str
    about: int = 20

    @property
    def title(self) -> str:
        """Return the group in words, as it stands in a sentence."""
        if self.kind is Kind.SIZE:
            return "gemeenten met ongeveer evenveel inwoners"
        return f"gemeenten in {self.province_name}" if self.kind is Kind.PROVINCE else "gemeenten in heel Nederland"

    def of(self, groups: Sequence[Group]) -> tuple[Group, ...]:
        """Return those of the groups that belong to it."""
        if self.kind is Kind.SIZE:
            return of_like_size(groups, self.population, self.about)
        return of_province(groups, self.province) if self.kind is Kind.PROVINCE else tuple(groups)


@dataclass(frozen=True)
class Beside:
    """One figure: the own value and where the group stands, None while there is no group for it.

    `highest` is the highest level of the edition; it means nothing for other figures.
    """

    label: str
    unit: str
    own: float | None
    group: Spread | None
    highest: int = 4

    @property
    def own_words(self) -> str:
        """Return the own value in words."""
        return in_words(self.own, self.unit)

    @property
    def group_words(self) -> tuple[str, str, str]:
        """Return the low quartile, the median and the high quartile in words."""
        group = self.group
        low, median, high = (group.low, group.median, group.high) if group else (None, None, None)
        return in_words(low, self.unit), in_words(median, self.unit), in_words(high, self.unit)

    @property
    def place(self) -> str:
        """Return where the own value stands in the group; empty without one of the two."""
        if self.own is None or self.group is None:
            return ""
        if self.own < self.group.low:
            return "in het laagste kwart"
        return "in het hoogste kwart" if self.own > self.group.high else "in de middelste helft"


@dataclass(frozen=True)
class Share:
    """Of how many in the group something holds, and whether of the own municipality (None: not known)."""

    code: str
    label: str
    own: bool | None
    group: Held


@dataclass(frozen=True)
class FunctionBeside:
    """One basisfunctie beside the group; `money` is for its speerpunten, per 1,000 inhabitants."""

    slug: str
    name: str
    colour_number: int
    layers: tuple[Beside, ...]
    money: Beside
    speerpunten: tuple[Share, ...]


@dataclass(frozen=True)
class Comparison:
    """One municipality beside a group in the round of `year`; amounts and fte per 1,000 inhabitants.

    `count` is how many there are in the group, 0 while it can't be shown; `counts_own` whether the own is one of them.
    `own_year` is the round of the own figures, None without any.
    """

    kind: str
    title: str
    year: int
    edition: str
    count: int
    counts_own: bool
    own_year: int | None
    functions: tuple[FunctionBeside, ...] = ()
    money: Beside = Beside("", EURO, None, None)
    key_figures: tuple[Beside, ...] = ()
    findings: tuple[Share, ...] = ()


def compare(field: Field, structure: Structure, whom: Whom, own: Line | None) -> Comparison:
    """Return the comparison of one municipality with others in the round of the field, of which this is the edition."""
    groups = whom.of(field.groups())
    lines = field.within(groups)
    municipalities = {line.member.municipality for line in lines}
    return Comparison(
        kind=whom.kind.value,
        title=whom.title,
        year=field.year,
        edition=structure.edition,
        count=len(lines),
        counts_own=own is not None and own.member.municipality in municipalities,
        own_year=own.year if own else None,
        functions=tuple(_function(info, field, whom, own, lines) for info in structure.basisfuncties),
        money=_measured(MONEY, field, whom, own),
        key_figures=tuple(_measured(figure, field, whom, own) for figure in KEY_FIGURES),
        findings=_findings(structure, own, lines),
    )


def _function(
    info: BasisfunctieInfo, field: Field, whom: Whom, own: Line | None, lines: Sequence[Line]
) -> FunctionBeside:
    def levels(kind: str) -> Callable[[Line], int | None]:
        return lambda line: line.level(info.slug, kind)

    def money_of(line: Line) -> int | None:
        euros = line.counted.money.get(info.slug)
        return None if euros is None else sum(euros)

    return FunctionBeside(
        slug=info.slug,
        name=info.name,
        colour_number=info.colour_number,
        # All layers have a level at submission, so these groups are those of the whole.
        layers=tuple(
            replace(_beside(layer.name, LEVEL, levels(layer.kind), lines, own), highest=len(layer.levels) - 1)
            for layer in info.layers
        ),
        money=_measured(Figure(info.slug, info.name, is_money=True, of=money_of), field, whom, own),
        speerpunten=tuple(
            Share(
                element.code,
                element.label,
                None if own is None else _chose(own, info.slug, element.code),
                held(sum(_chose(line, info.slug, element.code) for line in lines), len(lines)),
            )
            for layer in info.layers
            for element in layer.elements
        )
        if lines
        else (),
    )


def _chose(line: Line, slug: str, code: str) -> bool:
    return code in line.counted.speerpunten.get(slug, ())


def _measured(figure: Figure, field: Field, whom: Whom, own: Line | None) -> Beside:
    lines = field.within(whom.of(field.groups(figure.measure)))
    return _beside(figure.label, EURO if figure.is_money else FTE, figure.measure, lines, own)


def _beside(
    label: str, unit: str, measure: Callable[[Line], float | None], lines: Iterable[Line], own: Line | None
) -> Beside:
    values = [value for line in lines if (value := measure(line)) is not None]
    return Beside(label, unit, measure(own) if own else None, spread(values))


def _findings(structure: Structure, own: Line | None, lines: Sequence[Line]) -> tuple[Share, ...]:
    """Return of how many each kind of finding holds, what occurs most first."""
    if not lines:
        return ()
    shares = [
        Share(
            rule.code,
            rule.title,
            None if own is None else own.counted.findings_of(rule.code) > 0,
            held(sum(line.counted.findings_of(rule.code) > 0 for line in lines), len(lines)),
        )
        for rule in rules_of(structure)
    ]
    # By what is shown: else the order would tell what the words leave open.
    return tuple(sorted(shares, key=lambda share: -share.group.bar))
