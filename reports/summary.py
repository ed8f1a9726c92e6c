"""The page that a councillor reads when there is time for one page. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.safestring import SafeString

from assessments.amounts import format_amount
from assessments.circle import sectors
from assessments.dutch import counted, decimal_text, listed, sentence
from assessments.money import Money, money_of
from assessments.reviewing.second import Difference
from assessments.snapshot import BasisfunctiePart, LayerPart, Snapshot
from basisfuncties.circle import NOT_RATED, Ring, Sector, draw_circle
from reports.fitting import circle_size
from reports.points import Offer
from reports.settings import Points, Settings

MOST_DIFFERENT = 2  # levels that the page names
NOT_ASKED = "De gemeente schreef nog niet op wat zij van de raad vraagt."


@dataclass(frozen=True)
class Level:
    """A level in the table; `was` is that of the previous round where it was another one."""

    now: str
    was: str


@dataclass(frozen=True)
class SummaryRow:
    """One basisfunctie: a level per layer, its speerpunten and its money."""

    number: int
    name: str
    anchor: str
    levels: tuple[Level, ...]
    speerpunten: str
    structural: str
    incidental: str


@dataclass(frozen=True)
class LastRound:
    """The circle of the previous round, with what changed since in a few words."""

    year: int
    circle: SafeString
    changed: str


@dataclass(frozen=True)
class Summary:
    """The whole page. `size` says how large the circles can be with these texts, in millimetres."""

    lead: str
    year: int
    circle: SafeString
    circle_explained: str
    last: LastRound | None
    good: Points
    attention: Points
    layers: tuple[str, ...]
    rows: tuple[SummaryRow, ...]
    averages: tuple[str, ...]
    speerpunten: str
    structural: str
    incidental: str
    table_explained: str
    notes: tuple[str, ...]
    ask: str
    is_asked: bool
    size: int
    has_money: bool = True

    @property
    def has_points(self) -> bool:
        """Whether anything goes well or asks attention; the circle stands in the middle when nothing does."""
        return bool(self.good or self.attention)


def chapter_anchor(part: BasisfunctiePart) -> str:
    """Return the id of the chapter on this basisfunctie."""
    return f"hoofdstuk-{part.slug}"


def build_summary(
    snapshot: Snapshot, settings: Settings, offered: Offer, differ: Sequence[Difference] = (), *, is_final: bool = False
) -> Summary:
    """Return what the summary says: what the municipality set, else what its answers offer."""
    parts = snapshot.basisfuncties
    speerpunten = [speerpunt for part in parts for speerpunt in part.speerpunten]
    money = money_of(speerpunten)
    averages = tuple(_average(parts, place) for place in range(len(parts[0].layers)))
    names = tuple(layer.name for layer in parts[0].layers)
    with_money = sum(1 for speerpunt in speerpunten if speerpunt.amount)
    last = _last_round(snapshot)
    has_money = snapshot.words.has_money
    lead = _lead_on_layers(names, averages)
    if has_money or not speerpunten:
        lead = f"{lead} {_lead_on_money(len(speerpunten), with_money)}"
    good = offered.good_start if settings.good is None else settings.good
    attention = offered.attention_start if settings.attention is None else settings.attention
    # A final report does not speak of what was not filled in.
    ask = settings.ask or ("" if is_final else NOT_ASKED)
    notes = tuple(note for note in (_not_rated(parts), differ_in_words(differ), money_note(money)) if note)
    explained = (
        f"Van binnen naar buiten: {listed([name.lower() for name in names])}. Niveau 0 (nog niets) tot "
        f"{snapshot.words.highest} (geëvalueerd en vernieuwd)."
        + (" Gearceerd: nog geen niveau." if _unrated(parts) else "")
    )
    return Summary(
        lead=lead,
        year=snapshot.year,
        circle=draw_circle(
            sectors(snapshot),
            title=f"Cirkel met de niveaus van de gemeente {snapshot.municipality.name} in {snapshot.year}. Dezelfde "
            "cijfers staan in de tabel op deze pagina.",
            prefix="profiel",
            middle=snapshot.words.middle,
        ),
        circle_explained=explained,
        last=last,
        good=good,
        attention=attention,
        layers=names,
        rows=tuple(_row(part) for part in parts),
        averages=tuple(NOT_RATED if average is None else str(average).replace(".", ",") for average in averages),
        speerpunten=str(len(speerpunten)),
        structural=format_amount(money.structural),
        incidental=format_amount(money.incidental),
        table_explained="Niveau per laag"
        + (f" (tussen haakjes dat van {last.year}, waar het anders was)" if last else "")
        + (", aantal speerpunten, en geld per jaar" if has_money else ", en aantal speerpunten"),
        has_money=has_money,
        notes=notes,
        ask=ask,
        is_asked=bool(settings.ask),
        size=circle_size(
            lead=lead,
            explained=explained,
            good=good,
            attention=attention,
            ask=ask,
            notes=notes,
            rows=len(parts),
            has_last=last is not None,
        ),
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


def _last_round(snapshot: Snapshot) -> LastRound | None:
    """Return the circle of the round before, as the snapshot kept it; None when it knows of none."""
    kept = [layer for part in snapshot.basisfuncties for layer in part.layers if layer.before is not None]
    if not kept or kept[0].previous is None:
        return None
    year = kept[0].previous.year
    return LastRound(
        year=year,
        circle=draw_circle(
            [
                Sector(
                    part.name,
                    part.number,
                    tuple(
                        Ring(layer.name, layer.before.level if layer.before else None, layer.highest)
                        for layer in part.layers
                    ),
                )
                for part in snapshot.basisfuncties
            ],
            title=f"Dezelfde cirkel in {year}. Wat sindsdien veranderde, staat in de tabel op deze pagina.",
            prefix="vorige",
            middle=snapshot.words.middle,
        ),
        changed=_changed(kept, year),
    )


def _changed(kept: Sequence[LayerPart], year: int) -> str:
    """Return how many levels are higher and lower than they were."""
    steps = [layer.level - layer.before.level for layer in kept if layer.level is not None and layer.before]
    up, down = sum(step > 0 for step in steps), sum(step < 0 for step in steps)
    if not steps:
        return "Nu nog zonder niveaus."
    if not up and not down:
        return f"Sinds {year} zijn de niveaus gelijk gebleven."
    words = [
        f"{counted(number, 'niveau', 'niveaus')} {which}"
        for number, which in ((up, "hoger"), (down, "lager"))
        if number
    ]
    return f"Sinds {year}: {listed(words)}."


def _average(parts: Sequence[BasisfunctiePart], place: int) -> Decimal | None:
    """Return the average level of one layer over the basisfuncties that have a level, in one decimal, or None."""
    levels = [part.layers[place].level for part in parts]
    rated = [level for level in levels if level is not None]
    return (Decimal(sum(rated)) / len(rated)).quantize(Decimal("0.1"), ROUND_HALF_UP) if rated else None


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


def _unrated(parts: Sequence[BasisfunctiePart]) -> int:
    return sum(1 for part in parts for layer in part.layers if layer.level is None)


def _not_rated(parts: Sequence[BasisfunctiePart]) -> str:
    unrated, total = _unrated(parts), sum(len(part.layers) for part in parts)
    if not unrated or unrated == total:
        return ""  # the lead says that there is none at all
    return f"{unrated} van de {total} onderdelen {'heeft' if unrated == 1 else 'hebben'} nog geen niveau."


def _row(part: BasisfunctiePart) -> SummaryRow:
    money = money_of(part.speerpunten)
    return SummaryRow(
        number=part.number,
        name=part.name,
        anchor=chapter_anchor(part),
        levels=tuple(_level(layer) for layer in part.layers),
        speerpunten=str(len(part.speerpunten)),
        structural=format_amount(money.structural),
        incidental=format_amount(money.incidental),
    )


def _level(layer: LayerPart) -> Level:
    was = str(layer.before.level) if layer.before and layer.before.level != layer.level else ""
    return Level(NOT_RATED if layer.level is None else str(layer.level), was)
