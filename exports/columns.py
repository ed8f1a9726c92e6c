"""What a column holds, and what a sheet is: the one description that all three formats are written from. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from exports.source import Source

Value = str | int | bool | Decimal | date | None
Row = tuple[Value, ...]
Codes = tuple[tuple[str, str], ...]


class Kind(Enum):
    """What is in a cell; the value is how the explanation calls it."""

    TEXT = "tekst"
    CODE = "code"
    WHOLE = "geheel getal"
    EUROS = "hele euro's"
    DECIMAL = "getal met decimalen"
    DATE = "datum"
    YES_NO = "ja of nee"


WIDTHS = {
    Kind.TEXT: 40,
    Kind.CODE: 16,
    Kind.WHOLE: 11,
    Kind.EUROS: 14,
    Kind.DECIMAL: 11,
    Kind.DATE: 13,
    Kind.YES_NO: 12,
}


@dataclass(frozen=True)
class CodeList:
    """The codes that a column can hold, when they are the same in every edition, with what each means."""

    name: str
    codes: Codes


@dataclass(frozen=True)
class Column:
    """One column. `of_edition` names the list of the edition that its codes are in; `always` is never empty."""

    name: str
    kind: Kind
    meaning: str
    codes: CodeList | None = None
    of_edition: str = ""
    always: bool = False
    width: int = 0

    @property
    def wide(self) -> int:
        """Return how many characters wide it is in a spreadsheet: its own name, with the button of the filter, fits."""
        return max(self.width or WIDTHS[self.kind], len(self.name) + 4)

    @property
    def full_meaning(self) -> str:
        """Return what it means, and where its codes are explained."""
        where = self.codes.name if self.codes else self.of_edition
        return f"{self.meaning} Zie de codelijst ‘{where}’." if where else self.meaning


@dataclass(frozen=True)
class Sheet:
    """One kind of data. `rows` makes those of one assessment; `single` says that there is always just one.

    Every row begins with the values of `KEYS`, which `rows` leaves out.
    """

    name: str
    title: str
    about: str
    columns: tuple[Column, ...]
    rows: Callable[[Source], Iterable[Row]]
    single: bool = False


KEYS = (
    Column("gemeentecode", Kind.CODE, "De CBS-code van de gemeente.", always=True, width=14),
    Column("gemeente", Kind.TEXT, "De naam van de gemeente in die ronde.", always=True, width=22),
    Column("jaar", Kind.WHOLE, "Het jaar van de ronde.", always=True, width=8),
    Column("editie", Kind.CODE, "De editie van het kader waarop de ronde rust.", always=True, width=10),
)


def keys_of(source: Source) -> Row:
    """Return what every row of this assessment begins with."""
    place = source.snapshot.municipality
    return place.code, place.name, source.snapshot.year, source.snapshot.edition
