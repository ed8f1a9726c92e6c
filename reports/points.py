"""What goes well and what asks attention: a start for the summary, from levels, money, findings and advice. Pure.

The municipality chooses from these, changes the words and sets the order; until then the first ones stand there.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from assessments.amounts import format_amount
from assessments.dutch import counted, listed
from assessments.findings.evidence import CARRIED_OUT
from assessments.findings.listing import FindingsChapter, Group, grouped
from assessments.models import MoneyKind
from assessments.money import money_of_all
from assessments.reviewing.second import Difference
from assessments.snapshot import BasisfunctiePart, LayerPart, Snapshot
from basisfuncties.words import LEVELS, Words
from improvement.reading import AdviceRead
from reports.notes import beginning
from reports.settings import MOST_POINT, MOST_POINTS, Points

MORE_OF_THE_SAME = 1.5
QUOTED = re.compile("‘([^‘’]+)’")
SHORTEST_NAME = 12  # characters: with less nobody knows what is meant


@dataclass(frozen=True)
class Point:
    """One point with where it comes from; the highest `weight` comes first."""

    text: str
    source: str
    weight: float


@dataclass(frozen=True)
class Offer:
    """All points that can be chosen from, the best first."""

    good: tuple[Point, ...]
    attention: tuple[Point, ...]

    @property
    def good_start(self) -> Points:
        """Return the points that stand in the summary until the municipality chose."""
        return tuple(each.text for each in self.good[:MOST_POINTS])

    @property
    def attention_start(self) -> Points:
        """Return the points of attention that stand there until then."""
        return tuple(each.text for each in self.attention[:MOST_POINTS])


def offer(
    snapshot: Snapshot, found: Sequence[FindingsChapter], differ: Iterable[Difference], advice: AdviceRead | None
) -> Offer:
    """Return what this assessment offers for the summary."""
    good = (*_high(snapshot), *_risen(snapshot), *_whole_threads(snapshot, found), *_running(snapshot), *_taken(advice))
    attention = (*_broken(found), *_low(snapshot), *_other_view(differ), *_advised(advice))
    return Offer(_ordered(good), _ordered(attention))


def _ordered(points: Iterable[Point]) -> tuple[Point, ...]:
    """Return the points, the weightiest first; what comes from elsewhere goes before more of the same."""
    left, taken = sorted(points, key=attrgetter("weight"), reverse=True), list[Point]()
    while left:
        seen = Counter(each.source for each in taken)
        best = max(left, key=lambda each: each.weight - MORE_OF_THE_SAME * seen[each.source])
        left.remove(best)
        taken.append(best)
    return tuple(taken)


def _point(text: str, source: str, weight: float) -> Point:
    """Return a point that fits: what a municipality called something can be long."""
    text = _with_short_name(text) or text
    if len(text) > MOST_POINT:
        text = f"{text[: MOST_POINT - 1].rsplit(' ', 1)[0].rstrip(' ,.;:‘')}…"
    return Point(text, source, weight)


def _with_short_name(text: str) -> str:
    """Return the text with no more of the longest name that it quotes than fits; empty when that is too little."""
    name = max(QUOTED.finditer(text), key=lambda each: len(each[1]), default=None)
    if len(text) <= MOST_POINT:
        return text
    room = MOST_POINT - len(text) + len(name[1]) if name else 0
    if name is None or room < SHORTEST_NAME:
        return ""
    return text[: name.start(1)] + beginning(name[1], room) + text[name.end(1) :]


def _layers(snapshot: Snapshot) -> Iterator[tuple[BasisfunctiePart, LayerPart, int]]:
    for part in snapshot.basisfuncties:
        for layer in part.layers:
            if layer.level is not None:
                yield part, layer, layer.level


def _says(words: Words, level: int, where: str, of_2009: str) -> str:
    """Return what a level says of these layers: in the words of 2009 as a sentence, else as the edition words it."""
    return of_2009 if words.levels == LEVELS else f"{where}: {_lower(words.levels[level].rstrip('.'))}"


def _high(snapshot: Snapshot) -> Iterator[Point]:
    words = snapshot.words
    for part in snapshot.basisfuncties:
        levels = [layer.level for layer in part.layers]
        if all(level is not None and level >= words.complete for level in levels):
            says = _says(words, words.complete, "op alle lagen", "is op alle lagen vastgesteld en volledig")
            yield _point(f"{part.name} {says}.", "niveaus", 9)
            continue
        names = [
            layer.name.lower() for layer in part.layers if layer.level is not None and layer.level >= words.complete
        ]
        top = [layer.name.lower() for layer in part.layers if layer.level == words.highest]
        if top:
            have = "is" if len(top) == 1 else "zijn"
            says = _says(
                words, words.highest, listed(top), f"{listed(top)} {have} geëvalueerd en vernieuwd met het veld"
            )
            yield _point(f"{part.name}: {says}.", "niveaus", 8)
        elif names:
            have = "is" if len(names) == 1 else "zijn"
            says = _says(words, words.complete, listed(names), f"{listed(names)} {have} vastgesteld en volledig")
            yield _point(f"{part.name}: {says}.", "niveaus", 5 + len(names) / 10)


def _low(snapshot: Snapshot) -> Iterator[Point]:
    for part, layer, level in _layers(snapshot):
        if level == 0:
            yield _point(f"{part.name}: voor {layer.name.lower()} is er nog niets.", "niveaus", 7)
    for part in snapshot.basisfuncties:
        names = [layer.name.lower() for layer in part.layers if layer.level == 1]
        if names:
            hang = "hangt" if len(names) == 1 else "hangen"
            says = _says(snapshot.words, 1, listed(names), f"{listed(names)} {hang} nog af van toeval of één persoon")
            yield _point(f"{part.name}: {says}.", "niveaus", 4 + len(names) / 10)


def _risen(snapshot: Snapshot) -> Iterator[Point]:
    for part, layer, level in _layers(snapshot):
        before = layer.before
        if before is not None and level > before.level:
            text = f"{part.name}, {layer.name.lower()}: van niveau {before.level} in {before.year} naar niveau {level}."
            yield _point(text, "vorige ronde", 6 + (level - before.level) / 10)


def _whole_threads(snapshot: Snapshot, found: Sequence[FindingsChapter]) -> Iterator[Point]:
    for part, chapter in zip(snapshot.basisfuncties, found, strict=True):
        if part.speerpunten and not chapter.open:
            yield _point(
                f"Bij {part.name} loopt de draad {snapshot.words.thread} door zonder breuk.", "bevindingen", 7.5
            )


def _running(snapshot: Snapshot) -> Iterator[Point]:
    speerpunten = [each for part in snapshot.basisfuncties for each in part.speerpunten]
    running = sum(each.execution in CARRIED_OUT for each in speerpunten)
    if running and running >= len(speerpunten) / 2:
        yield _point(f"{running} van de {len(speerpunten)} speerpunten lopen of zijn afgerond.", "speerpunten", 5.8)
    structural = sum(bool(each.amount) and each.money_kind == MoneyKind.STRUCTURAL for each in speerpunten)
    if structural and structural >= len(speerpunten) / 2:
        euros = format_amount(money_of_all(snapshot).structural)
        yield _point(
            f"Voor {structural} van de {len(speerpunten)} speerpunten is er structureel geld: {euros} per jaar.",
            "geld",
            6.2,
        )


def _broken(found: Iterable[FindingsChapter]) -> Iterator[Point]:
    for chapter in found:
        for group in grouped(chapter):
            # What is seen names a speerpunt or a layer, not always where.
            text = group.text if chapter.name in group.text else f"{chapter.name}: {_lower(group.text)}"
            yield _point(
                _with_short_name(text) or _titled(chapter.name, group),
                "bevindingen",
                3.5 + group.rule.weight + min(group.count, 9) / 10,
            )


def _titled(where: str, group: Group) -> str:
    """Return what is wrong in the few words of its title, with the name of what it is about."""
    name = QUOTED.search(group.text)
    said = f"{where}: {_lower(group.rule.title)}"
    return f"{said} (‘{beginning(name[1], MOST_POINT - len(said) - 6)}’)." if name else f"{where}: {_lower(group.text)}"


def _lower(text: str) -> str:
    """Return a sentence as it goes on after a colon; a name or a quote at its start stays."""
    return text if text[:1] == "‘" else text[:1].lower() + text[1:]


def _other_view(differ: Iterable[Difference]) -> Iterator[Point]:
    lower = [each for each in differ if each.own is not None and each.second.level < each.own]
    if lower:
        where = counted(len(lower), "onderdeel", "onderdelen")
        first = f"{lower[0].name}, {lower[0].layer_name.lower()}"
        also = " zoals " if len(lower) > 1 else " "
        yield _point(f"De adviseur ziet bij {where} een lager niveau:{also}{first}.", "advies", 5.5)


def _advised(advice: AdviceRead | None) -> Iterator[Point]:
    if advice is None:
        return
    for chapter in advice.chapters:
        for each in chapter.recommendations:
            weight = 6.5 if each.reply is None or each.reply.choice != "niet" else 3
            yield _point(f"Advies bij {chapter.chapter.name}: {each.heading.rstrip(' .')}.", "advies", weight)


def _taken(advice: AdviceRead | None) -> Iterator[Point]:
    if advice is None:
        return
    taken = sum(each.reply is not None and each.reply.choice != "niet" for each in advice.recommendations)
    if taken:
        total = counted(advice.total, "aanbeveling", "aanbevelingen")
        yield _point(f"De gemeente neemt {taken} van de {total} van de adviseur over.", "advies", 5.5)
