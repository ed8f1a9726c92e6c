"""The chapters of an advice: the whole first, then each basisfunctie of the edition. Pure."""

from dataclasses import dataclass

from basisfuncties.structure import Structure
from improvement.models.advice import WHOLE, WHOLE_NUMBER

WHOLE_IN_ADDRESS = "geheel"
WHOLE_NAME = "Het geheel"


@dataclass(frozen=True)
class Chapter:
    """One chapter. `slug` is that of the basisfunctie, empty for the whole; `colour` which of the five is its own."""

    slug: str
    number: int
    name: str
    colour: int = 0

    @property
    def in_address(self) -> str:
        """Return the word that stands for it in an address."""
        return self.slug or WHOLE_IN_ADDRESS

    @property
    def is_whole(self) -> bool:
        """Whether this is the advice as a whole; there recommendations have no place."""
        return self.slug == WHOLE


def chapters_of(structure: Structure) -> tuple[Chapter, ...]:
    """Return the chapters of an advice on this edition, in order."""
    return (
        Chapter(WHOLE, WHOLE_NUMBER, WHOLE_NAME),
        *(Chapter(each.slug, each.number, each.name, each.colour_number) for each in structure.basisfuncties),
    )


def chapter_named(structure: Structure, in_address: str) -> Chapter | None:
    """Return the chapter that this word of an address stands for, or None."""
    return next((each for each in chapters_of(structure) if each.in_address == in_address), None)
