"""Open a spreadsheet that anybody may have made, within bounds of time and memory."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from typing import Any

import openpyxl
from openpyxl.utils import column_index_from_string, get_column_letter

from consult.formats.xlsform.finding import Report

MEGABYTES = 25
"""Most that the XML in a workbook may unpack to."""

ROWS = 60_000
COLUMNS = 200
EMPTY_ROWS = 2_000
MOST_TOLD = 100
"""Formulas, or merged cells, that are reported of one sheet."""

OLD = b"\xd0\xcf\x11\xe0"
ERRORS = frozenset("#REF! #NAME? #VALUE! #N/A #DIV/0! #NULL! #NUM!".split())
MERGED = re.compile(rb'<(?:\w+:)?mergeCell ref="([A-Z]+)([0-9]+)(:[A-Z0-9]+)"')
FORMULA = re.compile(rb'<(?:\w+:)?c r="([A-Z]+)([0-9]+)"[^>]*><(?:\w+:)?f[ >/]')


@dataclass(frozen=True, slots=True)
class Row:
    """One row with something in it: texts by column number, from 0."""

    number: int
    cells: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one sheet that are not empty; the first is the header."""

    name: str
    rows: tuple[Row, ...]


def letter(column: int) -> str:
    """Name a column, counted from 0, as a spreadsheet does."""
    return get_column_letter(column + 1)


def open_workbook(
    content: bytes, wanted: frozenset[str], report: Report
) -> dict[str, Sheet] | None:
    """Read the wanted sheets by their lower-case names; None where there is no way in."""
    if not _may_open(content, report):
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and extensions that we don't read
            return _sheets(content, wanted, report)
    except Exception:  # noqa: BLE001 - a hostile file can make a parser raise anything
        report.add("broken_workbook")
        return None


def _may_open(content: bytes, report: Report) -> bool:
    if content.startswith(OLD):
        report.add("old_workbook")
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            texts = [
                each for each in archive.infolist() if each.filename.endswith((".xml", ".rels"))
            ]
            names = set(archive.namelist())
    except Exception:  # noqa: BLE001 - zipfile raises many kinds for a file that is none
        report.add("not_a_workbook")
        return False
    if "xl/workbook.xml" not in names or "[Content_Types].xml" not in names:
        report.add("not_a_workbook")
        return False
    if sum(each.file_size for each in texts) > MEGABYTES * 2**20:
        report.add("too_large", most=MEGABYTES)
        return False
    return True


def _sheets(content: bytes, wanted: frozenset[str], report: Report) -> dict[str, Sheet]:
    values = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    sheets: dict[str, Sheet] = {}
    for sheet in values.worksheets:
        name = sheet.title.strip().lower()
        if name not in wanted or name in sheets:
            report.on(sheet.title).add("unknown_sheet")
            continue
        raw = _raw(content, sheet)
        on = report.on(sheet.title)
        _tell_merged(raw, on)
        sheets[name] = Sheet(sheet.title, tuple(_rows(sheet, on)))
        _tell_formulas(raw, sheets[name], on)
    return sheets


def _raw(content: bytes, sheet: Any) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(sheet._worksheet_path.lstrip("/"))


def _tell_merged(raw: bytes, report: Report) -> None:
    for found in islice(MERGED.finditer(raw), MOST_TOLD):
        column, row, rest = (part.decode() for part in found.groups())
        report.add("merged_cells", int(row), column, cells=f"{column}{row}{rest}")


def _tell_formulas(raw: bytes, read: Sheet, report: Report) -> None:
    values = {row.number: row.cells for row in read.rows}
    for found in islice(FORMULA.finditer(raw), MOST_TOLD):
        column, row = (part.decode() for part in found.groups())
        value = values.get(int(row), {}).get(column_index_from_string(column) - 1)
        if value is None:
            report.add("formula_empty", int(row), column)
        else:
            report.add("formula", int(row), column, value=value)


def _rows(sheet: Any, report: Report) -> Iterator[Row]:
    sheet.reset_dimensions()
    empty = 0
    for number, cells in enumerate(sheet.iter_rows(max_row=ROWS + 1, values_only=True), 1):
        if number > ROWS:
            report.add("too_many_rows", number, most=ROWS)
            return
        texts = {
            column: text for column, cell in enumerate(cells[:COLUMNS]) if (text := text_of(cell))
        }
        if any(cell is not None for cell in cells[COLUMNS:]):
            report.add("too_many_columns", number, most=COLUMNS)
        empty = 0 if texts else empty + 1
        if empty > EMPTY_ROWS:
            report.add("empty_rows", number, count=EMPTY_ROWS)
            return
        if not texts:
            continue
        for column, text in texts.items():
            if text in ERRORS:
                report.add("cell_error", number, letter(column), value=text)
        yield Row(number, texts)


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
