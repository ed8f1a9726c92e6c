"""What an export says of itself: what was asked, the editions, the columns and the codes. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assessments.dutch import dutch_date
from basisfuncties.structure import Structure
from exports.code_lists import CodeLine, code_lines
from exports.columns import Column, Sheet
from exports.sheets import SHEETS, all_columns

VERSION = 1  # of the columns and their meaning; a change that breaks who reads the files makes it one more
SITE = "Basisfuncties vrijwilligerswerk"


@dataclass(frozen=True)
class About:
    """One export in words. `remarks` are sentences, such as which version of what is in it."""

    title: str
    made_on: date
    editions: tuple[Structure, ...]
    remarks: tuple[str, ...]
    schema_url: str

    @property
    def lines(self) -> tuple[str, ...]:
        """Return the sentences that stand at the top of the explanation."""
        editions = tuple(
            f"Editie {each.edition} van het kader: {each.title}. Bron: {each.source}." for each in self.editions
        )
        return (
            f"Gemaakt op {dutch_date(self.made_on)} met {SITE}, versie {VERSION} van de kolommen.",
            *self.remarks,
            *editions,
        )

    @property
    def codes(self) -> Iterator[CodeLine]:
        """Return every code with what it means."""
        return code_lines(self.editions)


def column_lines() -> Iterator[tuple[Sheet, Column]]:
    """Yield every column of every kind of data."""
    for sheet in SHEETS:
        for column in all_columns(sheet):
            yield sheet, column
