"""Workbooks of Excel up to 2003."""

import io
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

import xlrd

from consult.formats.xlsform.finding import Report
from consult.formats.xlsform.sheet import ROWS, Book, Sheet, errors_in, rows_of

MEGABYTES = 25


def open_xls(content: bytes, report: Report) -> Book | None:
    """Find the sheets; None where there is no way in."""
    if len(content) > MEGABYTES * 2**20:
        report.add("too_large", most=MEGABYTES)
        return None
    try:
        book = xlrd.open_workbook(
            file_contents=content, logfile=io.StringIO(), on_demand=True, ragged_rows=True
        )
    except xlrd.XLRDError:
        report.add("locked_workbook")
        return None

    def load(name: str, report: Report, most: int) -> Sheet:
        return _sheet(book, name, report, most)

    return Book(tuple(book.sheet_names()), load)


def _sheet(book: Any, name: str, report: Report, most: int) -> Sheet:
    sheet = book.sheet_by_name(name)
    rows = tuple(rows_of(_rows(sheet, book.datemode), report, most))
    book.unload_sheet(name)
    return Sheet(name, rows, errors_in(rows))


def _rows(sheet: Any, datemode: int) -> Iterator[list[object]]:
    for number in range(min(sheet.nrows, ROWS + 1)):
        yield [_value(cell, datemode) for cell in sheet.row(number)]


def _value(cell: Any, datemode: int) -> object:
    match cell.ctype:
        case xlrd.XL_CELL_BOOLEAN:
            return bool(cell.value)
        case xlrd.XL_CELL_ERROR:
            return xlrd.error_text_from_code.get(cell.value, "#VALUE!")
        case xlrd.XL_CELL_DATE:
            return _moment(cell.value, datemode)
    return cell.value


def _moment(serial: float, datemode: int) -> datetime | date | time | float:
    try:
        moment: datetime = xlrd.xldate_as_datetime(serial, datemode)
    except (ValueError, OverflowError):
        return serial
    return moment.time() if 0 < serial < 1 else moment
