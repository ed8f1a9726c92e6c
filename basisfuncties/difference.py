"""What differs between two editions of the framework, by code. Pure rules over two structures."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

from basisfuncties.models import QuestionKind
from basisfuncties.structure import LayerInfo, Question, Structure


class What(Enum):
    """The kinds of things that an edition can add, drop or word otherwise, in the words of a reader."""

    BASISFUNCTIE = "basisfunctie"
    QUESTION = "vraag"
    OPTION = "suggestie"
    ELEMENT = "beleidsonderdeel"
    LEVEL = "niveau"
    # what explains the things above, and how they are asked: only in `whole_difference`
    EDITION = "kader"
    LAYER = "laag"
    EXPLANATION = "uitleg"
    HOW = "manier van antwoorden"
    SCALE = "niveau in het kort"


# Things of which the order can change; the rest has a fixed place.
ORDERED = (What.BASISFUNCTIE, What.QUESTION, What.OPTION, What.ELEMENT)


@dataclass(frozen=True)
class Term:
    """One thing of an edition: `place` says in words where it stands, `text` is its wording.

    `function` and `layer` are the names of the basisfunctie and the layer that it belongs to, `among` the code of what
    it is one of, in order.
    """

    what: What
    code: str
    place: str
    text: str
    function: str = ""
    layer: str = ""
    among: str = ""


@dataclass(frozen=True)
class Reworded:
    """One thing with the same code and another wording."""

    old: Term
    new: Term


@dataclass(frozen=True)
class Difference:
    """What the new edition has more, no more, in other words or elsewhere; each in the order of its edition."""

    new: tuple[Term, ...]
    gone: tuple[Term, ...]
    reworded: tuple[Reworded, ...]
    moved: tuple[Term, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether the two say the same."""
        return not (self.new or self.gone or self.reworded or self.moved)


@dataclass(frozen=True)
class AtPlace:
    """The part of a difference about one layer of one basisfunctie; both names are empty for the whole edition."""

    function: str
    layer: str
    difference: Difference


def by_place(found: Difference, old: Structure | None, new: Structure) -> tuple[AtPlace, ...]:
    """Return a difference layer by layer: first what is about all of the edition, then in the order of the circle."""
    places: dict[tuple[str, str], None] = {("", ""): None}
    for structure in (new, *([old] if old else [])):  # what went comes after what is still there
        for each in structure.basisfuncties:
            places |= dict.fromkeys([(each.name, ""), *((each.name, layer.name) for layer in each.layers)])
    parts = ((function, layer, _part(found, function, layer)) for function, layer in places)
    return tuple(AtPlace(function, layer, part) for function, layer, part in parts if not part.is_empty)


def _part(found: Difference, function: str, layer: str) -> Difference:
    def here(terms: Iterable[Term]) -> tuple[Term, ...]:
        return tuple(term for term in terms if (term.function, term.layer) == (function, layer))

    reworded = tuple(each for each in found.reworded if (each.new.function, each.new.layer) == (function, layer))
    return Difference(here(found.new), here(found.gone), reworded, here(found.moved))


def difference(old: Structure, new: Structure) -> Difference:
    """Return what a municipality answers that is new, gone or reworded. Place and order don't count."""
    return _difference(terms(old), terms(new))


def whole_difference(old: Structure | None, new: Structure) -> Difference:
    """Return all that differs, explanations, ways to answer and order too; without an old edition all is new."""
    before = _whole(old) if old else {}
    after = _whole(new)
    found = _difference(before, after)
    return Difference(found.new, found.gone, found.reworded, tuple(_moved(before.values(), after.values())))


def _difference(before: Mapping[tuple[What, str], Term], after: Mapping[tuple[What, str], Term]) -> Difference:
    return Difference(
        new=tuple(term for key, term in after.items() if key not in before),
        gone=tuple(term for key, term in before.items() if key not in after),
        reworded=tuple(
            Reworded(before[key], term)
            for key, term in after.items()
            if key in before and before[key].text != term.text
        ),
    )


def _moved(before: Iterable[Term], after: Iterable[Term]) -> Iterator[Term]:
    """Give what stands elsewhere among the things that both editions have: as few as explain the new order."""
    was, now = _in_order(before), _in_order(after)
    for among, then in now.items():
        old = {term.code for term in was.get(among, ())}
        common = [term for term in then if term.code in old]
        new_codes = [term.code for term in common]
        old_codes = [term.code for term in was.get(among, ()) if term.code in new_codes]
        kept = SequenceMatcher(None, old_codes, new_codes, autojunk=False).get_matching_blocks()
        in_place = {new_codes[block.b + step] for block in kept for step in range(block.size)}
        yield from (term for term in common if term.code not in in_place)


def _in_order(terms: Iterable[Term]) -> dict[tuple[What, str], list[Term]]:
    found: dict[tuple[What, str], list[Term]] = {}
    for term in terms:
        if term.what in ORDERED:
            found.setdefault((term.what, term.among), []).append(term)
    return found


def terms(structure: Structure) -> Mapping[tuple[What, str], Term]:
    """Return all that an edition asks of who fills in, by kind and code."""
    return {(term.what, term.code): term for term in _terms(structure)}


def _terms(structure: Structure) -> Iterator[Term]:
    for each in structure.basisfuncties:
        yield Term(What.BASISFUNCTIE, each.slug, "", f"{each.name}: {each.definition}", each.name)
        for layer in each.layers:
            yield from _layer_terms(each.slug, each.name, layer)


def _layer_terms(slug: str, name: str, layer: LayerInfo) -> Iterator[Term]:
    place, at = f"{name}, {layer.name.lower()}", (name, layer.name)
    for question in layer.questions:
        here = f"{name}, vraag {question.number}"
        yield Term(What.QUESTION, question.code, here, question.text, *at, among=slug)
        for option in question.options:
            yield Term(What.OPTION, option.code, here, option.label, *at, among=question.code)
    for element in layer.elements:
        yield Term(What.ELEMENT, element.code, place, element.label, *at, among=slug)
    for level, text in enumerate(layer.levels):
        yield Term(What.LEVEL, f"{slug}-{layer.kind}-{level}", f"{place}, niveau {level}", text, *at)


def _whole(structure: Structure) -> dict[tuple[What, str], Term]:
    """Return all that an edition says, by kind and code."""
    found = {(term.what, term.code): term for term in _of_edition(structure)} | dict(terms(structure))
    for each in structure.basisfuncties:
        explained = [
            Term(What.EXPLANATION, f"{each.slug}-description", "Beschrijving", each.description, each.name),
            Term(What.EXPLANATION, f"{each.slug}-passes-on", "Geeft door", each.passes_on, each.name),
            Term(What.EXPLANATION, f"{each.slug}-source", "Bron", each.source, each.name),
        ]
        for layer in each.layers:
            explained += _explained(each.slug, each.name, layer, structure)
        found |= {(term.what, term.code): term for term in explained}
    return found


def _of_edition(structure: Structure) -> Iterator[Term]:
    words = structure.words
    yield Term(What.EDITION, "title", "Titel", structure.title)
    yield Term(What.EDITION, "introduction", "Inleiding", structure.introduction)
    yield Term(What.EDITION, "source", "Bron", structure.source)
    yield Term(What.EDITION, "subject", "Waar het beleid over gaat", words.subject)
    yield Term(What.EDITION, "middle", "Midden van de cirkel", words.middle)
    yield Term(What.EDITION, "thread", "De draad", words.thread)
    for layer in words.layers:
        yield Term(What.LAYER, layer.kind, f"Laag {layer.name.lower()}", f"{layer.name}: {layer.meaning}")
    for level, text in enumerate(words.levels):
        yield Term(What.SCALE, str(level), f"Niveau {level}", text)


def _explained(slug: str, name: str, layer: LayerInfo, structure: Structure) -> Iterator[Term]:
    at, code = (name, layer.name), f"{slug}-{layer.kind}"
    yield Term(What.EXPLANATION, f"{code}-guidance", "Toelichting", layer.guidance, *at)
    yield Term(What.EXPLANATION, f"{code}-source", "Bron", layer.source, *at)
    if layer.elements:
        own = "Eigen speerpunten kunnen erbij." if layer.own_additions else "Geen eigen speerpunten."
        yield Term(What.HOW, code, "Speerpunten", own, *at)
    for question in layer.questions:
        here = f"{name}, vraag {question.number}"
        yield Term(What.HOW, question.code, here, _how(question, structure), *at)
        yield Term(What.EXPLANATION, f"{question.code}-source", f"{here}, bron", question.source, *at)
        if question.help:
            yield Term(What.EXPLANATION, f"{question.code}-help", f"{here}, hulp", question.help, *at)


def _how(question: Question, structure: Structure) -> str:
    words = [QuestionKind(question.kind).label]
    if question.choose_from:
        words.append("uit vraag " + ", ".join(str(structure.questions[code].number) for code in question.choose_from))
    if question.own_additions:
        words.append("eigen aanvullingen kunnen erbij")
    if question.role:
        words.append(f"rol in de draad: {question.role}")
    return "; ".join(words)
