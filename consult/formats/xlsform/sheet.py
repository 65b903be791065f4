"""Rows of texts, whatever file they came from."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import islice

from openpyxl.utils import get_column_letter

from consult.formats.xlsform.finding import Report

ROWS = 60_000
COLUMNS = 200
EMPTY_ROWS = 2_000

ERRORS = frozenset("#REF! #NAME? #VALUE! #N/A #DIV/0! #NULL! #NUM!".split())

Place = tuple[int, int]
"""A row, counted from 1, and a column, counted from 0."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row with something in it: texts by column number, from 0."""

    number: int
    cells: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Mark:
    """Something odd about a cell, to be told if the cell matters."""

    code: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one sheet that are not empty; the first is the header."""

    name: str
    rows: tuple[Row, ...]
    marks: Mapping[Place, Mark] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Book:
    """The names of sheets that are read one by one; `load` reads no more than so many rows."""

    names: tuple[str, ...]
    load: Callable[[str, Report, int], Sheet]


def letter(column: int) -> str:
    """Name a column, counted from 0, as a spreadsheet does."""
    return get_column_letter(column + 1)


def rows_of(
    written: Iterable[Iterable[object]], report: Report, most: int = ROWS + 1
) -> Iterator[Row]:
    """Take the rows that say something, as long as there are not too many."""
    empty = 0
    for number, row in enumerate(islice(written, most), 1):
        if number > ROWS:
            report.add("too_many_rows", number, most=ROWS)
            return
        cells = list(row)
        texts = {at: text for at, cell in enumerate(cells[:COLUMNS]) if (text := text_of(cell))}
        if any(cell not in (None, "") for cell in cells[COLUMNS:]):
            report.add("too_many_columns", number, most=COLUMNS)
        empty = 0 if texts else empty + 1
        if empty > EMPTY_ROWS:
            report.add("empty_rows", number, count=EMPTY_ROWS)
            return
        if texts:
            yield Row(number, texts)


def errors_in(rows: Iterable[Row]) -> dict[Place, Mark]:
    """Mark the cells in which a formula has failed."""
    return {
        (row.number, at): Mark("cell_error", {"value": text})
        for row in rows
        for at, text in row.cells.items()
        if text in ERRORS
    }


def text_of(cell: object) -> str:
    """Write a cell as its reader sees it: 1 for 1.0, TRUE as true, a date as ISO."""
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case float() if cell.is_integer() and abs(cell) < 1e15:
            return str(int(cell))
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case datetime() | date() | time():
            return cell.isoformat()
    return str(cell).replace("\r\n", "\n").replace("_x000D_", "").strip(" \t\r\n\u00a0\u200b\ufeff")
