"""What differs between two snapshots of one municipality: two submissions, of one year or of two. Pure rules.

Things are matched by code, so also between two editions of the framework. What stayed is left out, and so are order and
what only says how something came about (the level of the year before, when evidence was added).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property
from typing import TypeVar

from assessments import wording
from assessments.amounts import format_amount
from assessments.comparing import Piece, compare, shorten
from assessments.dutch import counted, dutch_date, listed
from assessments.findings import RULES, find
from assessments.models import Adoption, Execution, MoneyKind, MoneySource
from assessments.snapshot import (
    AnswerPart,
    BasisfunctiePart,
    Choice,
    EvidencePart,
    LayerPart,
    Snapshot,
    SpeerpuntPart,
)
from basisfuncties.models import LayerKind

Part = TypeVar("Part")
GENERAL, KEY_FIGURES = "algemeen", "kerncijfers"


class How(Enum):
    """What became of a thing."""

    NEW = "nieuw"
    GONE = "vervallen"
    CHANGED = "gewijzigd"


class About(Enum):
    """What a thing is, in the words of a reader: one, and several."""

    WORDING = "omschrijving", "omschrijvingen"
    QUESTION = "vraag", "vragen"
    SPEERPUNT = "speerpunt", "speerpunten"
    LEVEL = "niveau", "niveaus"
    FINDING = "antwoord op een breuk", "antwoorden op breuken"
    FIGURE = "kerncijfer", "kerncijfers"

    @property
    def several(self) -> str:
        """Return the word for more than one."""
        return self.value[1]


@dataclass(frozen=True)
class Changed:
    """One field that reads otherwise; empty is what was not filled in. `layer` is its layer, of a speerpunt."""

    label: str
    before: str
    after: str
    layer: str = ""
    is_prose: bool = True

    @cached_property
    def pieces(self) -> list[Piece]:
        """Return it word by word; what is no prose, such as an amount, as a whole."""
        if self.is_prose:
            return shorten(compare(self.before, self.after))
        return [piece for piece in (Piece("gone", self.before), Piece("new", self.after)) if piece.text]


@dataclass(frozen=True)
class Moved:
    """A list of which some came and some went."""

    label: str
    came: tuple[str, ...]
    gone: tuple[str, ...]
    layer: str = ""


@dataclass(frozen=True)
class Item:
    """One thing that differs. `code` is its code, or the kind of its layer; `layer` where it stands ("" for all).

    `layer_names` are what the edition calls its layers, by kind.
    """

    about: About
    how: How
    code: str
    layer: str
    title: str
    changes: tuple[Changed | Moved, ...]
    layer_names: tuple[tuple[str, str], ...] = ()

    @property
    def by_layer(self) -> list[tuple[str, list[Changed | Moved]]]:
        """Return the changes per layer, by its name; the name is empty where only one layer can be meant."""
        names = {"": "", **dict(LayerKind.choices), **dict(self.layer_names)}
        found: dict[str, list[Changed | Moved]] = {}
        for change in self.changes:
            found.setdefault(names[change.layer], []).append(change)
        return list(found.items())


@dataclass(frozen=True)
class Chapter:
    """What differs in one basisfunctie, in the key figures, or in general (without a number)."""

    slug: str
    name: str
    number: int | None
    items: tuple[Item, ...]

    @property
    def groups(self) -> list[tuple[About, list[Item]]]:
        """Return the items with those of one kind together."""
        found: dict[About, list[Item]] = {}
        for item in self.items:
            found.setdefault(item.about, []).append(item)
        return list(found.items())

    @property
    def in_short(self) -> str:
        """Return how many of each kind there are: '2 vragen en 1 niveau'."""
        return listed([counted(len(items), *about.value) for about, items in self.groups])


@dataclass(frozen=True)
class Difference:
    """All that differs, per basisfunctie; chapters without differences are left out."""

    chapters: tuple[Chapter, ...]

    @property
    def count(self) -> int:
        """Return how many things differ."""
        return sum(len(chapter.items) for chapter in self.chapters)

    def of(self, slug: str) -> tuple[Item, ...]:
        """Return what differs in one basisfunctie, or in `KEY_FIGURES` or `GENERAL`."""
        return next((chapter.items for chapter in self.chapters if chapter.slug == slug), ())


def difference(before: Snapshot, after: Snapshot) -> Difference:
    """Return what differs from the one snapshot to the other, in the order of the second."""
    titles = _titles(before) | _titles(after)
    chapters = [Chapter(GENERAL, "Algemeen", None, tuple(_general(before, after)))]
    for old, new in _pairs(before.basisfuncties, after.basisfuncties, lambda each: each.slug):
        shown = new or old
        assert shown is not None, "a pair has one of the two"  # noqa: S101
        said = tuple(_responses(before, after, shown.slug, titles))
        items = (*_of_basisfunctie(old, new, is_same_year=before.year == after.year), *said)
        chapters.append(Chapter(shown.slug, shown.name, shown.number, items))
    chapters.append(Chapter(KEY_FIGURES, "Kerncijfers", None, tuple(_key_figures(before, after))))
    return Difference(tuple(chapter for chapter in chapters if chapter.items))


def _general(before: Snapshot, after: Snapshot) -> Iterator[Item]:
    old, new = before.municipality, after.municipality
    changes = _changed(
        ("Gemeente", old.name, new.name),
        ("Provincie", old.province, new.province),
        ("Voorbeeld", _yes(before.is_demo), _yes(after.is_demo)),
    )
    if changes:
        yield Item(About.WORDING, How.CHANGED, "gemeente", "", "De gemeente", changes)
    changes = _changed(
        ("Editie", before.edition, after.edition),
        ("Titel", before.framework_title, after.framework_title),
        ("Bron", before.framework_source, after.framework_source),
    )
    if changes:
        yield Item(About.WORDING, How.CHANGED, "kader", "", "Het kader", changes)


def _of_basisfunctie(
    old: BasisfunctiePart | None, new: BasisfunctiePart | None, *, is_same_year: bool
) -> Iterator[Item]:
    shown = new or old
    assert shown is not None, "a pair has one of the two"  # noqa: S101
    wording_of = _changed(
        ("Naam", old.name if old else "", new.name if new else ""),
        ("Definitie", old.definition if old else "", new.definition if new else ""),
    )
    if wording_of:
        title = "De omschrijving van deze basisfunctie"
        yield Item(About.WORDING, _how(old, new), shown.slug, "", title, wording_of)
    for was, now in _pairs(old.answers if old else (), new.answers if new else (), lambda each: each.code):
        yield from _question(was, now, is_same_year=is_same_year)
    for row, then in _pairs(old.speerpunten if old else (), new.speerpunten if new else (), lambda each: each.code):
        for item in _speerpunt(row, then, is_same_year=is_same_year):
            yield replace(item, layer_names=tuple((layer.kind, layer.name) for layer in shown.layers))
    for layer, later in _pairs(old.layers if old else (), new.layers if new else (), lambda each: each.kind):
        yield from _level(layer, later)


def _question(old: AnswerPart | None, new: AnswerPart | None, *, is_same_year: bool) -> Iterator[Item]:
    shown = new or old
    assert shown is not None, "a pair has one of the two"  # noqa: S101
    was, now = old or AnswerPart("", 0, "", "", ""), new or AnswerPart("", 0, "", "", "")
    changes: list[Changed | Moved] = []
    if old and new:
        changes += _changed(("De vraag zelf", old.text, new.text))
    changes += _moved("Gekozen", was.choices, now.choices)
    changes += _changed(
        ("Toelichting", was.explanation, now.explanation),
        ("Niet van toepassing, omdat", _not_applicable(was), _not_applicable(now)),
    )
    changes += _evidence(was.evidence, now.evidence)
    if is_same_year and old and new:
        changes += _confirmed((old.to_confirm, new.to_confirm, ""))
    # A question that an edition adds or drops is told, answered or not.
    if changes or not (old and new):
        title = f"{shown.number}. {shown.text}"
        yield Item(About.QUESTION, _how(old, new), shown.code, LayerKind.VISIE, title, tuple(changes))


def _speerpunt(old: SpeerpuntPart | None, new: SpeerpuntPart | None, *, is_same_year: bool) -> Iterator[Item]:
    shown = new or old
    assert shown is not None, "a pair has one of the two"  # noqa: S101
    was, now = old or SpeerpuntPart("", "", own=False), new or SpeerpuntPart("", "", own=False)
    changes: list[Changed | Moved] = []
    if old and new:
        changes += _changed(("Naam", old.label, new.label))
    beleid, uitvoering, financien = LayerKind.BELEID, LayerKind.UITVOERING, LayerKind.FINANCIEN
    changes += _moved("Doelen", was.goals, now.goals, beleid)
    changes += _changed(
        ("Vastgesteld", _label(Adoption, was.adoption), _label(Adoption, now.adoption)), layer=beleid, is_prose=False
    )
    changes += _changed(("Document", was.document, now.document), layer=beleid)
    changes += _changed(("Datum van het besluit", _day(was), _day(now)), layer=beleid, is_prose=False)
    changes += _evidence(was.evidence, now.evidence, beleid)
    changes += _changed(("Wie voert uit", was.executors, now.executors), layer=uitvoering)
    stand = ("Hoe ver is het", _label(Execution, was.execution), _label(Execution, now.execution))
    changes += _changed(stand, layer=uitvoering, is_prose=False)
    changes += _changed(("Wat er is gedaan", was.done, now.done), layer=uitvoering)
    changes += _changed(
        ("Bedrag per jaar", _amount(was.amount), _amount(now.amount)),
        ("Structureel of tijdelijk", _label(MoneyKind, was.money_kind), _label(MoneyKind, now.money_kind)),
        ("Waaruit", _label(MoneySource, was.money_source), _label(MoneySource, now.money_source)),
        layer=financien,
        is_prose=False,
    )
    if is_same_year and old and new:
        changes += _confirmed(
            (old.beleid_to_confirm, new.beleid_to_confirm, beleid),
            (old.uitvoering_to_confirm, new.uitvoering_to_confirm, uitvoering),
            (old.financien_to_confirm, new.financien_to_confirm, financien),
        )
    if changes or not (old and new):
        own = " (eigen speerpunt)" if shown.own else ""
        title = f"{shown.label}{own}"
        yield Item(About.SPEERPUNT, _how(old, new), shown.code, LayerKind.BELEID, title, tuple(changes))


def _level(old: LayerPart | None, new: LayerPart | None) -> Iterator[Item]:
    shown = new or old
    assert shown is not None, "a pair has one of the two"  # noqa: S101
    was, now = _level_words(old), _level_words(new)
    is_same_level = old is not None and new is not None and old.level == new.level
    label = "De omschrijving van dit niveau" if is_same_level else "Niveau"
    changes = _changed((label, was, now), is_prose=is_same_level)
    changes += _changed(("Reden", old.reason if old else "", new.reason if new else ""))
    if changes:
        # A layer is there or not with its basisfunctie; a level can be chosen for the first time.
        yield Item(About.LEVEL, _how(was, now), shown.kind, shown.kind, f"Niveau van {shown.name.lower()}", changes)


def _responses(before: Snapshot, after: Snapshot, slug: str, titles: Mapping[str, str]) -> Iterator[Item]:
    was = {each.key: each.because for each in before.finding_responses if each.because}
    now = {each.key: each.because for each in after.finding_responses if each.because}
    for key in [*now, *(key for key in was if key not in now)]:
        rule, basisfunctie, _ = f"{key}::".split(":", 2)
        if basisfunctie != slug:
            continue
        changes = _changed(("Bewust zo, omdat", was.get(key, ""), now.get(key, "")))
        if changes:
            title = titles.get(key) or (RULES[rule].title if rule in RULES else rule)
            yield Item(About.FINDING, _how(was.get(key), now.get(key)), key, "", title, changes)


def _key_figures(before: Snapshot, after: Snapshot) -> Iterator[Item]:
    # The first is the number of inhabitants, whose name holds its day.
    pairs = zip(wording.key_figures(before), wording.key_figures(after), strict=True)
    for number, ((_, was), (name, now)) in enumerate(pairs):
        is_prose = name == "Toelichting"
        changes = _changed((name, was, now), is_prose=is_prose)
        if changes:
            yield Item(About.FIGURE, _how(was, now), f"cijfer-{number}", "", name, changes)


def _titles(snapshot: Snapshot) -> dict[str, str]:
    return {finding.key: finding.seen for finding in find(snapshot)}


def _pairs(
    old: Iterable[Part], new: Iterable[Part], key: Callable[[Part], str]
) -> Iterator[tuple[Part | None, Part | None]]:
    """Yield what is in both, side by side, in the order of the new ones; then what is gone."""
    before, after = {key(each): each for each in old}, {key(each): each for each in new}
    for code, part in after.items():
        yield before.get(code), part
    for code, part in before.items():
        if code not in after:
            yield part, None


def _how(old: object, new: object) -> How:
    if not old:
        return How.NEW
    return How.CHANGED if new else How.GONE


def _changed(*fields: tuple[str, str, str], layer: str = "", is_prose: bool = True) -> tuple[Changed, ...]:
    return tuple(Changed(label, was, now, layer, is_prose) for label, was, now in fields if was != now)


def _moved(label: str, old: tuple[Choice, ...], new: tuple[Choice, ...], layer: str = "") -> list[Changed | Moved]:
    before, after = {each.code: each.label for each in old}, {each.code: each.label for each in new}
    came = tuple(text for code, text in after.items() if code not in before)
    gone = tuple(text for code, text in before.items() if code not in after)
    changes: list[Changed | Moved] = [Moved(label, came, gone, layer)] if came or gone else []
    kept = ((before[code], text) for code, text in after.items() if code in before)
    changes += _changed(*((f"{label}, anders verwoord", was, now) for was, now in kept), layer=layer)
    return changes


def _evidence(old: tuple[EvidencePart, ...], new: tuple[EvidencePart, ...], layer: str = "") -> list[Changed | Moved]:
    before, after = ({_proof(each): each.title for each in pieces} for pieces in (old, new))
    came = tuple(title for proof, title in after.items() if proof not in before)
    gone = tuple(title for proof, title in before.items() if proof not in after)
    return [Moved("Bewijs", came, gone, layer)] if came or gone else []


def _proof(piece: EvidencePart) -> tuple[str, str, str]:
    """Return what makes two pieces the same one; in another round it has another id."""
    return piece.title, piece.url, piece.sha256


def _confirmed(*parts: tuple[bool, bool, str]) -> tuple[Changed, ...]:
    fields = (("Herbevestigd", _yes(not was), _yes(not now), layer) for was, now, layer in parts if was != now)
    return tuple(Changed(label, was, now, layer, is_prose=False) for label, was, now, layer in fields)


def _level_words(layer: LayerPart | None) -> str:
    return "" if layer is None or layer.level is None else f"Niveau {layer.level}. {layer.level_text}"


def _not_applicable(answer: AnswerPart) -> str:
    return (answer.not_applicable_because or "geen reden") if answer.not_applicable else ""


def _label(choices: type[Adoption] | type[Execution] | type[MoneyKind] | type[MoneySource], value: str) -> str:
    return str(choices(value).label) if value else ""


def _day(speerpunt: SpeerpuntPart) -> str:
    return dutch_date(speerpunt.adopted_on) if speerpunt.adopted_on else ""


def _amount(euros: int | None) -> str:
    return "" if euros is None else format_amount(euros)


def _yes(value: bool) -> str:
    return "ja" if value else "nee"
