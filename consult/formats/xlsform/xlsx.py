"""Workbooks of Excel since 2007, within bounds of time and memory; nothing in them is run."""

import io
import re
import zipfile
from itertools import islice
from typing import Any

import openpyxl
from openpyxl.utils import column_index_from_string

from consult.formats.xlsform.finding import Report
from consult.formats.xlsform.sheet import ROWS, Book, Mark, Place, Row, Sheet, errors_in, rows_of

MEGABYTES = 25
"""Most that the XML in a workbook may unpack to."""

MOST_MARKED = 1_000
"""Formulas, or merged cells, that are looked at in one sheet."""

SHEETS = 40
"""Sheets that are looked at; a form has five at most."""

MERGED = re.compile(rb'<(?:\w+:)?mergeCell ref="([A-Z]+)([0-9]+)(:[A-Z0-9]+)"')
FORMULA = re.compile(rb'<(?:\w+:)?c r="([A-Z]+)([0-9]+)"[^>]*><(?:\w+:)?f[ >/]')


def open_xlsx(content: bytes, report: Report) -> Book | None:
    """Find the sheets; None where there is no way in."""
    if not _may_open(content, report):
        return None
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    sheets = {sheet.title: sheet for sheet in book.worksheets[:SHEETS]}

    def load(name: str, report: Report, most: int) -> Sheet:
        return _sheet(content, sheets[name], report, most)

    return Book(tuple(sheets), load)


def _may_open(content: bytes, report: Report) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            files = archive.infolist()
    except Exception:  # noqa: BLE001 - zipfile raises many kinds for a file that is none
        report.add("not_a_workbook")
        return False
    names = {each.filename for each in files}
    if "xl/workbook.xml" not in names or "[Content_Types].xml" not in names:
        report.add("not_a_workbook")
        return False
    texts = [each for each in files if each.filename.endswith((".xml", ".rels"))]
    if sum(each.file_size for each in texts) > MEGABYTES * 2**20:
        report.add("too_large", most=MEGABYTES)
        return False
    if "xl/vbaProject.bin" in names:
        report.add("macros")
    return True


def _sheet(content: bytes, sheet: Any, report: Report, most: int) -> Sheet:
    sheet.reset_dimensions()
    rows = tuple(rows_of(sheet.iter_rows(max_row=most, values_only=True), report, most))
    if most < ROWS:
        return Sheet(sheet.title, rows)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        raw = archive.read(sheet._worksheet_path.lstrip("/"))
    return Sheet(sheet.title, rows, {**_formulas(raw, rows), **_merged(raw), **errors_in(rows)})


def _merged(raw: bytes) -> dict[Place, Mark]:
    found = [
        [part.decode() for part in each.groups()]
        for each in islice(MERGED.finditer(raw), MOST_MARKED)
    ]
    return {
        (int(row), column_index_from_string(column) - 1): Mark(
            "merged_cells", {"cells": f"{column}{row}{rest}"}
        )
        for column, row, rest in found
    }


def _formulas(raw: bytes, rows: tuple[Row, ...]) -> dict[Place, Mark]:
    values = {row.number: row.cells for row in rows}
    marks = {}
    for found in islice(FORMULA.finditer(raw), MOST_MARKED):
        column, row = (part.decode() for part in found.groups())
        place = (int(row), column_index_from_string(column) - 1)
        value = values.get(place[0], {}).get(place[1])
        marks[place] = Mark("formula", {"value": value}) if value else Mark("formula_empty", {})
    return marks
