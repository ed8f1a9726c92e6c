"""The formats by name: how a file is called and who writes it, for one municipality and for many."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from exports.about import About
from exports.models import Format
from exports.source import Source
from exports.writing.document import write_document, write_zipped_document
from exports.writing.tables import write_tables
from exports.writing.workbook import write_workbook

Writer = Callable[[Path, Iterable[Source], About], None]


@dataclass(frozen=True)
class Written:
    """How a format is written; `ending` is that of the name of the file."""

    write: Writer
    ending: str
    content_type: str


_ZIP = "application/zip"
_WORKBOOK = Written(write_workbook, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
_TABLES = Written(write_tables, "csv.zip", _ZIP)

FOR_ONE: dict[str, Written] = {
    Format.XLSX: _WORKBOOK,
    Format.CSV: _TABLES,
    Format.JSON: Written(write_document, "json", "application/json"),
}
# Of many the same words come back often: in a ZIP the JSON is a tenth.
FOR_MANY: dict[str, Written] = FOR_ONE | {Format.JSON: Written(write_zipped_document, "json.zip", _ZIP)}
