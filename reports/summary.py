"""The page that a councillor reads when there is time for one page. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.safestring import SafeString

from assessments.amounts import format_amount
from assessments.circle import sectors
from assessments.dutch import counted, decimal_text, listed, sentence
from assessments.money import Money, money_of
from assessments.reviewing.second import Difference
from assessments.snapshot import BasisfunctiePart, Snapshot
from basisfuncties.circle import NOT_RATED, draw_circle

MOST_DIFFERENT = 3  # levels that the page names


@dataclass(frozen=True)
class KeyNumber:
    """A figure that stands by itself, with what it counts."""

    value: str
    label: str


@dataclass(frozen=True)
class Line:
    """A level, and the layers of one basisfunctie that have it."""

    level: str
    text: str


@dataclass(frozen=True)
class Extreme:
    """The strongest or the weakest layers."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class SummaryRow:
    """One basisfunctie: a level per layer, its speerpunten and its money."""

    number: int
    name: str
    anchor: str
    levels: tuple[str, ...]
    speerpunten: str
    structural: str
    incidental: str


@dataclass(frozen=True)
class Summary:
    """The whole page."""

    lead: str
    circle: SafeString
    circle_explained: str
    extremes: tuple[Extreme, ...]
    not_rated: str
    numbers: tuple[KeyNumber, ...]
    layers: tuple[str, ...]
    rows: tuple[SummaryRow, ...]
    averages: tuple[str, ...]
    speerpunten: str
    structural: str
    incidental: str
    money_note: str
    differ: str = ""


def chapter_anchor(part: BasisfunctiePart) -> str:
    """Return the id of the chapter on this basisfunctie."""
    return f"hoofdstuk-{part.slug}"


def build_summary(snapshot: Snapshot, differ: Sequence[Difference] = ()) -> Summary:
    """Return what the summary says of this assessment, and where the adviser sees another level."""
    parts = snapshot.basisfuncties
    speerpunten = [speerpunt for part in parts for speerpunt in part.speerpunten]
    money = money_of(speerpunten)
    averages = tuple(_average(parts, place) for place in range(len(parts[0].layers)))
    names = tuple(layer.name for layer in parts[0].layers)
    with_money = sum(1 for speerpunt in speerpunten if speerpunt.amount)
    return Summary(
        lead=_lead(names, averages, len(speerpunten), with_money),
        circle=draw_circle(
            sectors(snapshot),
            title=f"Cirkel met de niveaus van de gemeente {snapshot.municipality.name}. Dezelfde cijfers staan in de "
            "tabel onder de cirkel.",
            prefix="profiel",
        ),
        circle_explained=f"Van binnen naar buiten: {listed([name.lower() for name in names])}. Niveau 0 (nog niets) "
        "tot 4 (vernieuwd met het veld)." + (" Gearceerd: nog geen niveau." if _unrated(parts) else ""),
        extremes=_extremes(parts),
        not_rated=_not_rated(parts),
        numbers=(
            KeyNumber(str(len(speerpunten)), "speerpunt" if len(speerpunten) == 1 else "speerpunten"),
            KeyNumber(str(with_money), "daarvan met geld"),
            KeyNumber(format_amount(money.structural), "structureel per jaar"),
            KeyNumber(format_amount(money.incidental), "incidenteel"),
        ),
        layers=names,
        rows=tuple(_row(part) for part in parts),
        averages=tuple(NOT_RATED if average is None else str(average).replace(".", ",") for average in averages),
        speerpunten=str(len(speerpunten)),
        structural=format_amount(money.structural),
        incidental=format_amount(money.incidental),
        money_note=money_note(money),
        differ=differ_in_words(differ),
    )


def differ_in_words(differ: Sequence[Difference]) -> str:
    """Return where the adviser sees another level, in a sentence; the page has room for a few, chapters have all."""
    if not differ:
        return ""
    named = [
        f"{each.name}, {each.layer_name.lower()} (gemeente {NOT_RATED if each.own is None else each.own}, "
        f"adviseur {each.second.level})"
        for each in differ[:MOST_DIFFERENT]
    ]
    more = len(differ) - len(named)
    rest = f"; en nog bij {more}" if more else ""
    where = counted(len(differ), "onderdeel", "onderdelen")
    return f"De adviseur ziet bij {where} een ander niveau: {'; '.join(named)}{rest}."


def money_note(money: Money) -> str:
    """Return the sentence about money of which the kind is not known; empty when there is none."""
    if not money.other:
        return ""
    return (
        f"Bij {format_amount(money.other)} is niet ingevuld of het structureel of incidenteel geld is. "
        "Dat bedrag telt hier niet mee."
    )


def _average(parts: Sequence[BasisfunctiePart], place: int) -> Decimal | None:
    """Return the average level of one layer over the basisfuncties that have a level, in one decimal, or None."""
    levels = [part.layers[place].level for part in parts]
    rated = [level for level in levels if level is not None]
    return (Decimal(sum(rated)) / len(rated)).quantize(Decimal("0.1"), ROUND_HALF_UP) if rated else None


def _lead(names: Sequence[str], averages: Sequence[Decimal | None], speerpunten: int, with_money: int) -> str:
    return f"{_lead_on_layers(names, averages)} {_lead_on_money(speerpunten, with_money)}"


def _lead_on_layers(names: Sequence[str], averages: Sequence[Decimal | None]) -> str:
    rated = {name: average for name, average in zip(names, averages, strict=True) if average is not None}
    if not rated:
        return "De gemeente koos nog geen niveaus."
    high, low = max(rated.values()), min(rated.values())
    if high == low:
        if len(rated) == 1:
            return f"Alleen de laag {next(iter(rated)).lower()} heeft al een niveau."
        return f"Alle lagen zijn gemiddeld even sterk: niveau {decimal_text(high)}."
    strongest = listed([name.lower() for name, average in rated.items() if average == high])
    weakest = listed([name.lower() for name, average in rated.items() if average == low])
    return sentence(
        f"{strongest} {'zijn' if ' en ' in strongest else 'is'} gemiddeld het sterkst, {weakest} het zwakst."
    )


def _lead_on_money(speerpunten: int, with_money: int) -> str:
    if not speerpunten:
        return "Er zijn nog geen speerpunten gekozen."
    if with_money == speerpunten:
        return f"Er {_are(speerpunten)} {counted(speerpunten, 'speerpunt', 'speerpunten')}, met geld voor elk."
    if not with_money:
        return f"Er {_are(speerpunten)} {counted(speerpunten, 'speerpunt', 'speerpunten')}, maar nog zonder geld."
    return f"Bij {with_money} van de {speerpunten} speerpunten is er geld."


def _are(number: int) -> str:
    return "is" if number == 1 else "zijn"


def _unrated(parts: Iterable[BasisfunctiePart]) -> int:
    return sum(1 for part in parts for layer in part.layers if layer.level is None)


def _not_rated(parts: Sequence[BasisfunctiePart]) -> str:
    unrated, total = _unrated(parts), sum(len(part.layers) for part in parts)
    if not unrated:
        return ""
    if unrated == total:
        return "Nog geen van de onderdelen heeft een niveau."
    return f"{unrated} van de {total} onderdelen {'heeft' if unrated == 1 else 'hebben'} nog geen niveau."


def _extremes(parts: Sequence[BasisfunctiePart]) -> tuple[Extreme, ...]:
    """Return the strongest and the weakest layers; no level is in both."""
    levels = sorted({layer.level for part in parts for layer in part.layers if layer.level is not None})
    if not levels:
        return ()
    if len(levels) == 1:
        return (Extreme("Overal even sterk", (Line(str(levels[0]), "Alle lagen die een niveau hebben"),)),)
    middle = len(levels) // 2
    return (
        Extreme("Het sterkst", _lines(parts, levels[: -middle - 1 : -1])),
        Extreme("Het zwakst", _lines(parts, levels[:middle])),
    )


def _lines(parts: Sequence[BasisfunctiePart], levels: Iterable[int]) -> tuple[Line, ...]:
    """Return a line per level and basisfunctie, one level after the other as long as the page has room for it."""
    lines: list[Line] = []
    for level in levels:
        found = [Line(str(level), text) for text in _layers_at(parts, level)]
        if lines and len(lines) + len(found) > len(parts):
            break
        lines += found
    return tuple(lines)


def _layers_at(parts: Sequence[BasisfunctiePart], level: int) -> Iterator[str]:
    for part in parts:
        names = [layer.name.lower() for layer in part.layers if layer.level == level]
        if len(names) == len(part.layers):
            yield f"{part.name}: alle lagen"
        elif names:
            yield f"{part.name}: {listed(names)}"


def _row(part: BasisfunctiePart) -> SummaryRow:
    money = money_of(part.speerpunten)
    return SummaryRow(
        number=part.number,
        name=part.name,
        anchor=chapter_anchor(part),
        levels=tuple(NOT_RATED if layer.level is None else str(layer.level) for layer in part.layers),
        speerpunten=str(len(part.speerpunten)),
        structural=format_amount(money.structural),
        incidental=format_amount(money.incidental),
    )
