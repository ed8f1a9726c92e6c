"""The national picture: where each layer stands per province and in the country, over whole groups. Pure.

Which municipalities may be counted together `comparison.groups` says, so that no figure here can be taken from
another until one municipality is left.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from assessments.findings.catalogue import rules_of
from assessments.findings.finding import Rule
from basisfuncties.circle import HIGHEST_LEVEL
from basisfuncties.structure import Structure
from basisfuncties.words import WORDS, Words
from comparison.lines import Line
from comparison.national.choosing import Choose, Lines, beside
from comparison.national.halves import Codes, chosen_by_half, found_at_half

# Of fewer municipalities it isn't said how many have each level, and of so many at either end not how many: that all
# or none have something would tell it of each.
MANY = 20
FEW = 2
COUNTRY = "NL"
COUNTRY_NAME = "Nederland"
LEVELS = range(HIGHEST_LEVEL + 1)

Where = tuple[str, str]
"""A layer of a basisfunctie: its slug, and the kind of the layer."""


def key_of(where: Where) -> str:
    """Return a layer of a basisfunctie as one word: what goes into a file as JSON has no pairs for keys."""
    return "/".join(where)


@dataclass(frozen=True)
class Taking:
    """How many municipalities of a province (or the country) are in the round, and of how many it was adopted."""

    key: int
    code: str
    name: str
    total: int
    adopted: int


@dataclass(frozen=True)
class Spread:
    """How many municipalities have each level in one layer."""

    counts: tuple[int, ...]

    @property
    def rated(self) -> int:
        """Return of how many municipalities it is."""
        return sum(self.counts)

    @property
    def is_told(self) -> bool:
        """Whether they are so many that it may be said how many have each level."""
        return self.rated >= MANY

    @property
    def median(self) -> int | None:
        """Return the level in the middle; of an even number the lower of the two, so that it is a level."""
        return self._at(1, 2)

    @property
    def low(self) -> int | None:
        """Return the first quartile: a quarter has this level or a lower one."""
        return self._at(1, 4)

    @property
    def high(self) -> int | None:
        """Return the third quartile: three quarters have this level or a lower one."""
        return self._at(3, 4)

    def _at(self, part: int, of: int) -> int | None:
        """Return the lowest level that this part of all has or is under; None of nobody."""
        reached = 0
        for level, count in enumerate(self.counts):
            reached += count
            if count and reached * of >= self.rated * part:
                return level
        return None


NOTHING = Spread(tuple(0 for _ in LEVELS))


@dataclass(frozen=True)
class Area:
    """A province or the country. `shown` is over how many municipalities its figures are: 0 when they are hidden.

    `speerpunten` and `findings` are the codes of those that at least half of these have.
    """

    taking: Taking
    shown: int
    spreads: Mapping[str, Spread]
    speerpunten: Codes = ()
    findings: Codes = ()

    @property
    def code(self) -> str:
        """Return the CBS code, NL for the country."""
        return self.taking.code

    @property
    def name(self) -> str:
        """Return its name."""
        return self.taking.name

    @property
    def is_hidden(self) -> bool:
        """Whether nothing may be shown of it."""
        return not self.shown

    def spread(self, where: Where) -> Spread:
        """Return how one layer spreads; nothing when that is hidden."""
        return self.spreads.get(key_of(where), NOTHING)


@dataclass(frozen=True)
class LayerName:
    """A kind of layer with its name."""

    kind: str
    name: str


@dataclass(frozen=True)
class FunctionName:
    """A basisfunctie with the layers that it has; `colour` is its number among the five colours."""

    slug: str
    number: int
    colour: int
    name: str
    layers: tuple[LayerName, ...]


@dataclass(frozen=True)
class Chosen:
    """A speerpunt that the framework offers, and how many municipalities chose it."""

    code: str
    label: str
    function: FunctionName
    count: int


@dataclass(frozen=True)
class Found:
    """A kind of finding, and at how many municipalities it occurs at least once."""

    rule: Rule
    count: int


@dataclass(frozen=True)
class Shift:
    """How many municipalities have a lower, the same and a higher level in one layer than in the round before."""

    lower: int
    same: int
    higher: int

    @property
    def total(self) -> int:
        """Return of how many municipalities it is."""
        return self.lower + self.same + self.higher

    @property
    def is_told(self) -> bool:
        """Whether they are so many that the numbers may be said."""
        return self.total >= MANY


NO_SHIFT = Shift(0, 0, 0)


@dataclass(frozen=True)
class Changes:
    """What changed since the round of `year`, over municipalities that are in both; `both` is 0 when that is hidden."""

    year: int
    edition: str
    both: int
    shifts: Mapping[str, Shift]

    def shift(self, where: Where) -> Shift:
        """Return what changed in one layer; nothing when that is hidden."""
        return self.shifts.get(key_of(where), NO_SHIFT)


@dataclass(frozen=True)
class Picture:
    """All figures of one round. Provinces come by name. `as_of` is the last day on which they can have changed."""

    year: int
    as_of: date
    is_demo: bool
    edition: str
    framework: str
    functions: tuple[FunctionName, ...]
    country: Area
    provinces: tuple[Area, ...]
    speerpunten: tuple[Chosen, ...]
    own_speerpunten: int
    findings: tuple[Found, ...]
    changes: Changes | None
    words: Words = WORDS

    @property
    def areas(self) -> tuple[Area, ...]:
        """Return the country and then the provinces."""
        return (self.country, *self.provinces)

    @cached_property
    def layers(self) -> tuple[LayerName, ...]:
        """Return the layers, each once, in their order."""
        return tuple(dict.fromkeys(layer for function in self.functions for layer in function.layers))

    @property
    def places(self) -> list[tuple[FunctionName, LayerName]]:
        """Return every layer of every basisfunctie."""
        return [(function, layer) for function in self.functions for layer in function.layers]

    @property
    def shown_provinces(self) -> list[Area]:
        """Return the provinces of which there are figures."""
        return [area for area in self.provinces if not area.is_hidden]


def functions_of(structure: Structure) -> tuple[FunctionName, ...]:
    """Return the names of an edition, in its order."""
    return tuple(
        FunctionName(
            each.slug,
            each.number,
            each.colour_number,
            each.name,
            tuple(LayerName(layer.kind, layer.name) for layer in each.layers),
        )
        for each in structure.basisfuncties
    )


def country_of(provinces: Iterable[Taking]) -> Taking:
    """Return how many take part in the whole country."""
    rows = list(provinces)
    return Taking(0, COUNTRY, COUNTRY_NAME, sum(row.total for row in rows), sum(row.adopted for row in rows))


def areas_of(
    takings: Sequence[Taking],
    lines: Sequence[Line],
    places: Iterable[Where],
    choose: Choose,
    highest: int = WORDS.highest,
) -> tuple[Area, tuple[Area, ...]]:
    """Return the country and the provinces. A layer that not everybody has a level in has groups of its own.

    `highest` is the highest level of the edition.
    """
    here = choose(lines)
    spreads: dict[int, dict[str, Spread]] = {0: {}, **{taking.key: {} for taking in takings}}
    for where in places:
        rated = _rated(lines, where)
        shown = here if len(rated) == len(lines) else choose(rated)
        for key, each in ((0, shown.country), *shown.provinces.items()):
            spreads[key][key_of(where)] = _spread(each, where, highest)
    return _area(country_of(takings), here.country, spreads[0]), tuple(
        _area(taking, here.provinces.get(taking.key, ()), spreads[taking.key]) for taking in takings
    )


def _area(taking: Taking, lines: Lines, spreads: Mapping[str, Spread]) -> Area:
    return Area(taking, len(lines), spreads, chosen_by_half(lines), found_at_half(lines))


def _spread(lines: Sequence[Line], where: Where, highest: int) -> Spread:
    counts = Counter(line.level(*where) for line in lines)
    return Spread(tuple(counts[level] for level in range(highest + 1)))


def speerpunten_of(
    structure: Structure, functions: Sequence[FunctionName], lines: Sequence[Line]
) -> tuple[Chosen, ...]:
    """Return what the framework offers, the most chosen first; of as many, in the order of the framework."""
    counts = Counter(code for line in lines for codes in line.counted.speerpunten.values() for code in codes)
    by_slug = {function.slug: function for function in functions}
    offered = [
        Chosen(element.code, element.label, by_slug[each.slug], counts[element.code])
        for each in structure.basisfuncties
        for layer in each.layers
        for element in layer.elements
    ]
    return tuple(sorted(offered, key=lambda each: -_as_told(each.count, lines)))


def findings_of(structure: Structure, lines: Sequence[Line]) -> tuple[Found, ...]:
    """Return every kind of finding that the edition can have, the most frequent first."""
    counts = Counter(code for line in lines for code in set().union(*line.counted.findings.values()))
    found = (Found(rule, counts[rule.code]) for rule in rules_of(structure))
    return tuple(sorted(found, key=lambda each: -_as_told(each.count, lines)))


def _as_told(count: int, lines: Sequence[Line]) -> int:
    """Return the number that may be said: else the order would tell what the words leave open."""
    return min(max(count, FEW), len(lines) - FEW)


@dataclass(frozen=True)
class Earlier:
    """The round before: all that was adopted in it."""

    year: int
    edition: str
    lines: Sequence[Line]


def changes_of(lines: Sequence[Line], earlier: Earlier, places: Iterable[Where], choose: Choose) -> Changes:
    """Return what changed since the round before, over who is in both: they are groups of their own."""
    before = {line.member.municipality: line for line in earlier.lines}

    def may_be_shown(now: Sequence[Line], then: Sequence[Line]) -> Lines:
        there = {line.member.municipality for line in then}
        both = [_when_both(line, before) for line in now if line.member.municipality in there]
        return beside(choose(both), choose(now), choose(then))

    everybody = may_be_shown(lines, earlier.lines)
    shifts = {}
    for where in places:
        now, then = _rated(lines, where), _rated(earlier.lines, where)
        is_whole = len(now) == len(lines) and len(then) == len(earlier.lines)
        shown = everybody if is_whole else may_be_shown(now, then)
        steps = [_level(line, where) - _level(before[line.member.municipality], where) for line in shown]
        shifts[key_of(where)] = Shift(sum(step < 0 for step in steps), steps.count(0), sum(step > 0 for step in steps))
    return Changes(earlier.year, earlier.edition, len(everybody), shifts)


def _when_both(now: Line, before: Mapping[int, Line]) -> Line:
    """Return the line as of the moment from which both rounds were adopted, whichever was first."""
    then = before[now.member.municipality].member.adopted_at
    return replace(now, member=replace(now.member, adopted_at=max(now.member.adopted_at, then)))


def _rated(lines: Sequence[Line], where: Where) -> list[Line]:
    return [line for line in lines if line.level(*where) is not None]


def _level(line: Line, where: Where) -> int:
    level = line.level(*where)
    assert level is not None, "only who has a level is asked"  # noqa: S101
    return level


def build_picture(
    structure: Structure,
    *,
    year: int,
    as_of: date,
    is_demo: bool,
    takings: Sequence[Taking],
    lines: Sequence[Line],
    choose: Choose,
    earlier: Earlier | None = None,
) -> Picture:
    """Return the picture of one round.

    `lines` are of all that was adopted, `choose` says of which of these something may be shown.
    """
    functions = functions_of(structure)
    places = [(function.slug, layer.kind) for function in functions for layer in function.layers]
    country, provinces = areas_of(takings, lines, places, choose, structure.words.highest)
    shown = choose(lines).country
    return Picture(
        year=year,
        as_of=as_of,
        is_demo=is_demo,
        edition=structure.edition,
        framework=structure.title,
        functions=functions,
        country=country,
        provinces=provinces,
        speerpunten=speerpunten_of(structure, functions, shown) if shown else (),
        own_speerpunten=sum(1 for line in shown if any(line.counted.own.values())),
        findings=findings_of(structure, shown) if shown else (),
        changes=changes_of(lines, earlier, places, choose) if earlier else None,
        words=structure.words,
    )
