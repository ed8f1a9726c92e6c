"""Write an export as JSON: an object for each assessment, with the names of the columns; see `exports.schema`."""

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from exports.about import VERSION, About, column_lines
from exports.columns import KEYS, Column, Row, Value, keys_of
from exports.schema import name_of, schema
from exports.sheets import SHEETS
from exports.source import Source

DATA, SCHEMA = "gegevens.json", "schema.json"


def write_document(path: Path, sources: Iterable[Source], about: About) -> None:
    """Write these assessments into a new JSON file."""
    with path.open("wb") as file:
        _write(file, sources, about)


def write_zipped_document(path: Path, sources: Iterable[Source], about: About) -> None:
    """Write them into a ZIP, with the schema beside them: of many municipalities the same words come back often."""
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        with archive.open(DATA, "w", force_zip64=True) as file:
            _write(file, sources, about)
        archive.writestr(SCHEMA, as_bytes(schema(about.schema_url)))


def _write(file: IO[bytes], sources: Iterable[Source], about: About) -> None:
    head = as_bytes(explanation(about))
    file.write(head[:-1] + b',"zelfevaluaties":[')
    for place, source in enumerate(sources):
        file.write((b",\n" if place else b"\n") + as_bytes(as_object(source)))
    file.write(b"\n]}\n")


def explanation(about: About) -> dict[str, Any]:
    """Return what stands above the assessments: what this is, the columns and the codes."""
    return {
        "$schema": about.schema_url,
        "versie": VERSION,
        "titel": about.title,
        "gemaakt_op": about.made_on.isoformat(),
        "toelichting": list(about.lines),
        "edities": [each.edition for each in about.editions],
        "kolommen": [
            {"soort_gegevens": sheet.name, "kolom": column.name, "betekenis": column.full_meaning}
            for sheet, column in column_lines()
        ],
        "codes": [
            {
                "codelijst": line.list,
                "editie": line.edition or None,
                "code": line.code,
                "betekenis": line.meaning,
            }
            for line in about.codes
        ],
    }


def as_object(source: Source) -> dict[str, Any]:
    """Return one assessment: what every row of a table begins with once, then each kind of data."""
    found: dict[str, Any] = _named(KEYS, keys_of(source))
    for sheet in SHEETS:
        rows = [_named(sheet.columns, row) for row in sheet.rows(source)]
        found[name_of(sheet)] = rows[0] if sheet.single else rows
    return found


def _named(columns: tuple[Column, ...], row: Row) -> dict[str, Any]:
    return {column.name: _plain(column, value) for column, value in zip(columns, row, strict=True)}


def _plain(column: Column, value: Value) -> str | int | float | bool | None:
    if value == "" and not column.always:
        return None
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date) else value


def as_bytes(content: dict[str, Any]) -> bytes:
    """Return it as JSON on one line, in UTF-8."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
