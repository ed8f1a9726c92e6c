"""A table as a file for a spreadsheet: CSV, with what could be taken for a formula made harmless."""

import csv
from collections.abc import Iterable, Iterator, Sequence

MARK = "\ufeff"  # by which a spreadsheet knows that it is UTF-8
CONTENT_TYPE = "text/csv; charset=utf-8"


class _Echo:
    def write(self, line: str) -> str:
        return line


def csv_lines(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Return the lines of the file, the names of the columns first."""
    writer = csv.writer(_Echo(), delimiter=";")
    yield MARK + writer.writerow(columns)
    for row in rows:
        yield writer.writerow([harmless(str(cell)) for cell in row])


def harmless(cell: str) -> str:
    """Return the text so that a spreadsheet does not take it for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
