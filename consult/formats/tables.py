"""Tables as CSV and XLSX, which no spreadsheet takes for anything but what they say."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from io import StringIO
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

Value = str | int | float | datetime | date | None
Row = Sequence[Value]

FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
"""How a text begins that a spreadsheet would work out."""

MOST_COLUMNS: Final = 16_384
MOST_LETTERS: Final = 32_767
BOM: Final = "\ufeff"
"""Tells Excel that the rest is UTF-8."""


class TooWide(ValueError):
    """Say that a table has more columns than a sheet can hold."""


def csv_lines(rows: Iterable[Row]) -> Iterator[str]:
    """Write rows as CSV (RFC 4180), one piece of text for each."""
    yield BOM
    for row in rows:
        line = StringIO()
        csv.writer(line).writerow([_text(value) for value in row])
        yield line.getvalue()


def _text(value: Value) -> str | int | float:
    match value:
        case None:
            return ""
        case datetime() | date():
            return value.isoformat()
        case str():
            return f"'{value}" if value.startswith(FORMULAS) else value
    return value


def write_xlsx(rows: Iterable[Row], to: Any) -> None:
    """Write rows as the one sheet of a workbook into an open file.

    Raises:
        TooWide: When a row has more cells than a sheet has columns.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet("records")
    for row in rows:
        if len(row) > MOST_COLUMNS:
            raise TooWide
        sheet.append([_cell(sheet, value) for value in row])
    book.save(to)


def _cell(sheet: Any, value: Value) -> SheetCell | None:
    """Make a cell; a text stays a text, however it begins."""
    if value is None or value == "":
        return None
    if isinstance(value, int | float):
        return WriteOnlyCell(sheet, value)
    text = value if isinstance(value, str) else value.isoformat()
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", text)[:MOST_LETTERS])
    cell.data_type = "s"
    return cell
