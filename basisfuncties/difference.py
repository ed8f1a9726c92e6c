"""What differs between two editions of the framework, by code. Pure rules over two structures."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from basisfuncties.structure import Structure


class What(Enum):
    """The kinds of things that an edition can add, drop or word otherwise, in the words of a reader."""

    BASISFUNCTIE = "basisfunctie"
    QUESTION = "vraag"
    OPTION = "suggestie"
    ELEMENT = "beleidsonderdeel"
    LEVEL = "niveau"


@dataclass(frozen=True)
class Term:
    """One thing of an edition: `place` says in words where it stands, `text` is its wording."""

    what: What
    code: str
    place: str
    text: str


@dataclass(frozen=True)
class Reworded:
    """One thing with the same code and another wording."""

    old: Term
    new: Term


@dataclass(frozen=True)
class Difference:
    """What the new edition has more, has no more, and says otherwise; each in the order of its edition."""

    new: tuple[Term, ...]
    gone: tuple[Term, ...]
    reworded: tuple[Reworded, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the two say the same."""
        return not (self.new or self.gone or self.reworded)


def difference(old: Structure, new: Structure) -> Difference:
    """Return what is new, gone or reworded from the one edition to the other. Place and order don't count."""
    before, after = terms(old), terms(new)
    return Difference(
        new=tuple(term for key, term in after.items() if key not in before),
        gone=tuple(term for key, term in before.items() if key not in after),
        reworded=tuple(
            Reworded(before[key], term)
            for key, term in after.items()
            if key in before and before[key].text != term.text
        ),
    )


def terms(structure: Structure) -> Mapping[tuple[What, str], Term]:
    """Return all that an edition says to who fills in, by kind and code."""
    return {(term.what, term.code): term for term in _terms(structure)}


def _terms(structure: Structure) -> Iterator[Term]:
    for each in structure.basisfuncties:
        yield Term(What.BASISFUNCTIE, each.slug, "", f"{each.name}: {each.definition}")
        for layer in each.layers:
            place = f"{each.name}, {layer.name.lower()}"
            for question in layer.questions:
                yield Term(What.QUESTION, question.code, f"{each.name}, vraag {question.number}", question.text)
                for option in question.options:
                    yield Term(What.OPTION, option.code, f"{each.name}, vraag {question.number}", option.label)
            for element in layer.elements:
                yield Term(What.ELEMENT, element.code, place, element.label)
            for level, text in enumerate(layer.levels):
                yield Term(What.LEVEL, f"{each.slug}-{layer.kind}-{level}", f"{place}, niveau {level}", text)
