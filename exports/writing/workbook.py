"""Write an export as XLSX, with XlsxWriter; nothing else knows that package.

In its mode `constant_memory` a row is on the disk as soon as the next one begins, so memory does not grow with rows.
A text is always written as a text, whatever it begins with: a cell is never a formula or a link.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from exports.about import About, column_lines
from exports.columns import Column, Kind, Row, Sheet, Value, keys_of
from exports.sheets import SHEETS, all_columns
from exports.source import Source

MOST_ROWS = 1_048_576  # what a sheet of Excel holds, the heads included
MOST_CHARACTERS = 32_767  # what a cell of Excel holds, in UTF-16
CUT = " … [te lang voor Excel; de hele tekst staat in CSV en JSON]"
FIRST_YEAR = 1900  # a spreadsheet knows no day before it
FROZEN = 2  # columns: which municipality it is stays in sight


def write_workbook(path: Path, sources: Iterable[Source], about: About) -> None:
    """Write these assessments into a new file."""
    with TemporaryDirectory(dir=path.parent) as folder:
        book = Workbook(str(path), {"constant_memory": True, "tmpdir": folder, "default_date_format": "dd-mm-yyyy"})
        book.set_properties({"title": about.title, "company": "", "comments": about.lines[0]})
        _Explanation(book, about).write()
        tables = [_Table(book, sheet) for sheet in SHEETS]
        for source in sources:
            keys = keys_of(source)
            for table in tables:
                for row in table.sheet.rows(source):
                    table.add(keys + row)
        for table in tables:
            table.finish()
        _write_codes(book, about)
        book.close()


class _Table:
    """One kind of data; what does not fit in a sheet of Excel goes on in a next one."""

    def __init__(self, book: Workbook, sheet: Sheet) -> None:
        self.book = book
        self.sheet = sheet
        self.columns = all_columns(sheet)
        self.head = book.add_format({"bold": True, "bg_color": "#EAF4F8", "bottom": 1, "valign": "top"})
        self.formats = [_format(book, column) for column in self.columns]
        self.number_of_sheets = 0
        self._begin()

    def _begin(self) -> None:
        self.number_of_sheets += 1
        name = self.sheet.title if self.number_of_sheets == 1 else f"{self.sheet.title} ({self.number_of_sheets})"
        self.page: Worksheet = self.book.add_worksheet(name)
        self.page.freeze_panes(1, FROZEN)
        for place, column in enumerate(self.columns):
            self.page.set_column(place, place, column.wide)
            self.page.write_string(0, place, column.name, self.head)
        self.used = 1

    def add(self, row: Row) -> None:
        if self.used >= MOST_ROWS:
            self.finish()
            self._begin()
        for place, value in enumerate(row):
            _write(self.page, self.used, place, value, self.formats[place])
        self.used += 1

    def finish(self) -> None:
        self.page.autofilter(0, 0, max(self.used - 1, 1), len(self.columns) - 1)


class _Explanation:
    """The first sheet: what this is, and what each column means."""

    def __init__(self, book: Workbook, about: About) -> None:
        self.about = about
        self.page: Worksheet = book.add_worksheet("Toelichting")
        self.title = book.add_format({"bold": True, "font_size": 16})
        self.head = book.add_format({"bold": True, "bg_color": "#EAF4F8", "bottom": 1})
        self.strong = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.row = 0

    def write(self) -> None:
        for place, width in enumerate((20, 30, 20, 90)):
            self.page.set_column(place, place, width)
        self.line(self.about.title, format=self.title)
        for sentence in self.about.lines:
            self.line(sentence)
        self.row += 1
        self.line("Blad", "Wat erop staat", format=self.head)
        for sheet in SHEETS:
            self.line(sheet.title, sheet.about)
        self.line("Codes", "Wat elke code betekent.")
        self.row += 1
        self.line("Blad", "Kolom", "Soort", "Betekenis", format=self.head)
        for sheet, column in column_lines():
            self.line(sheet.title, column.name, column.kind.value, column.full_meaning, wrap=3)

    def line(self, *cells: str, format: Format | None = None, wrap: int | None = None) -> None:
        for place, cell in enumerate(cells):
            self.page.write_string(self.row, place, _fitting(cell), self.wrapped if place == wrap else format)
        self.row += 1


def _write_codes(book: Workbook, about: About) -> None:
    page = book.add_worksheet("Codes")
    head = book.add_format({"bold": True, "bg_color": "#EAF4F8", "bottom": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    page.freeze_panes(1, 0)
    for place, (name, width) in enumerate((("codelijst", 26), ("editie", 10), ("code", 44), ("betekenis", 90))):
        page.set_column(place, place, width)
        page.write_string(0, place, name, head)
    row = 0
    for row, line in enumerate(about.codes, start=1):
        for place, cell in enumerate((line.list, line.edition, line.code, line.meaning)):
            page.write_string(row, place, _fitting(cell), wrapped)
    page.autofilter(0, 0, max(row, 1), 3)


def _format(book: Workbook, column: Column) -> Format | None:
    numbers = {Kind.EUROS: "#,##0", Kind.DECIMAL: "0.00", Kind.DATE: "dd-mm-yyyy"}
    return book.add_format({"num_format": numbers[column.kind]}) if column.kind in numbers else None


def _write(page: Worksheet, row: int, place: int, value: Value, format: Format | None) -> None:
    if value is None or value == "":
        return
    # bool before int, as a bool is one
    if isinstance(value, bool):
        page.write_boolean(row, place, value, format)
    elif isinstance(value, int | Decimal):
        page.write_number(row, place, value, format)
    elif isinstance(value, date):
        if value.year < FIRST_YEAR:
            page.write_string(row, place, value.isoformat())
        else:
            page.write_datetime(row, place, value, format)
    else:
        page.write_string(row, place, _fitting(value), format)


def _fitting(text: str) -> str:
    """Return the text as far as it fits in a cell, and say so when not all of it does."""
    if len(text) * 2 <= MOST_CHARACTERS or len(text.encode("utf-16-le")) <= MOST_CHARACTERS * 2:
        return text
    kept = text.encode("utf-16-le")[: (MOST_CHARACTERS - len(CUT)) * 2]
    return kept.decode("utf-16-le", errors="ignore") + CUT
