"""Write an export as CSV: a ZIP with a table for each kind of data, its columns and its codes.

As Excel in the Netherlands opens it with a double click: a semicolon between cells, a comma in numbers, 'ja' and 'nee',
and UTF-8 with the mark (BOM) without which Excel takes it for another encoding. Other programs know that mark too.
"""

import csv
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile

from exports.about import About, column_lines
from exports.columns import Row, Value, keys_of
from exports.sheets import SHEETS, all_columns
from exports.source import Source

ENCODING = "utf-8-sig"
DELIMITER = ";"
APOSTROPHE = "'"
# A spreadsheet takes a cell that begins so for a formula; the apostrophe is there so that ours can be taken off again.
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", APOSTROPHE)
READ_ME = "LEESMIJ.txt"


def write_tables(path: Path, sources: Iterable[Source], about: About) -> None:
    """Write these assessments into a new ZIP. The tables grow on the disk, then go into the ZIP one by one."""
    with TemporaryDirectory(dir=path.parent) as folder:
        names = _write_all(Path(folder), sources, about)
        with ZipFile(path, "w", ZIP_DEFLATED) as archive:
            for name in names:
                archive.write(Path(folder) / name, name)


def _write_all(folder: Path, sources: Iterable[Source], about: About) -> list[str]:
    (folder / READ_ME).write_text("\r\n".join(_read_me(about)), encoding=ENCODING)
    _write_table(folder / "kolommen.csv", ("tabel", "kolom", "soort", "betekenis"), _columns())
    codes = ((line.list, line.edition, line.code, line.meaning) for line in about.codes)
    _write_table(folder / "codes.csv", ("codelijst", "editie", "code", "betekenis"), codes)
    names = [f"{sheet.name}.csv" for sheet in SHEETS]
    with ExitStack() as stack:
        writers = []
        for sheet, name in zip(SHEETS, names, strict=True):
            file = stack.enter_context((folder / name).open("w", encoding=ENCODING, newline=""))
            writers.append(csv.writer(file, delimiter=DELIMITER))
            writers[-1].writerow(column.name for column in all_columns(sheet))
        for source in sources:
            keys = keys_of(source)
            for sheet, writer in zip(SHEETS, writers, strict=True):
                writer.writerows([cell(value) for value in keys + row] for row in sheet.rows(source))
    return [READ_ME, *names, "kolommen.csv", "codes.csv"]


def _write_table(path: Path, heads: tuple[str, ...], rows: Iterable[Row]) -> None:
    with path.open("w", encoding=ENCODING, newline="") as file:
        writer = csv.writer(file, delimiter=DELIMITER)
        writer.writerow(heads)
        writer.writerows([cell(value) for value in row] for row in rows)


def _columns() -> Iterator[Row]:
    for sheet, column in column_lines():
        yield sheet.name, column.name, column.kind.value, column.full_meaning


def cell(value: Value) -> str:
    """Return a value as it stands in a cell. A text that a spreadsheet could take for a formula gets an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return str(value)
    return f"{APOSTROPHE}{value}" if value.lstrip(" \u00a0").startswith(RISKY) else value


def _read_me(about: About) -> Iterator[str]:
    yield about.title
    yield ""
    yield from about.lines
    yield ""
    yield "De tabellen"
    yield from (f"- {sheet.name}.csv: {sheet.about}" for sheet in SHEETS)
    yield "- kolommen.csv: wat in elke kolom staat."
    yield "- codes.csv: wat elke code betekent."
    yield ""
    yield "Hoe de bestanden zijn geschreven"
    yield "- UTF-8 met BOM, een puntkomma tussen de cellen, aanhalingstekens om tekst met regels of puntkomma's."
    yield "- Getallen met een komma, bedragen in hele euro's, datums als 2026-11-21, ja en nee voluit."
    yield "- Een lege cel is niet ingevuld; dat is iets anders dan 0."
    yield (
        "- Begint een tekst met = + - @, een tab, een nieuwe regel of een apostrof, dan staat er een apostrof voor. Zo "
        "rekent uw programma er niet mee. Haal die ene apostrof weg als u de tekst precies wilt hebben."
    )
    yield ""
