"""Workbooks that people might send."""

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import date

import xlwt
from openpyxl import Workbook

Rows = Sequence[Sequence[object]]
SETTINGS: Rows = [
    ["form_id", "version", "form_title", "default_language"],
    ["f", "1", "F", "English (en)"],
]


def workbook(survey: Rows, choices: Rows = (), settings: Rows = SETTINGS, **more: Rows) -> bytes:
    """Make a workbook of these sheets; one without rows is left out."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in {"survey": survey, "choices": choices, "settings": settings, **more}.items():
        if rows:
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(list(row))
    if not book.worksheets:
        book.create_sheet("nothing")
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def old_workbook(**sheets: Rows) -> bytes:
    """Make a workbook as Excel did until 2003."""
    book = xlwt.Workbook()
    dates = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write(at, column, cell, *([dates] if isinstance(cell, date) else []))
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def separated(rows: Rows, separator: str = ",") -> bytes:
    """Write rows as text, with a separator between the cells."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue().encode()


def sections(**sheets: Rows) -> bytes:
    """Write sheets one under the other, each under its name."""
    rows: list[Sequence[object]] = []
    for name, under in sheets.items():
        rows += [[name], *([None, *row] for row in under)]
    return separated(rows)


def changed(content: bytes, member: str, text: bytes) -> bytes:
    """Put other bytes in place of one file in a workbook."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for each in before.namelist():
            after.writestr(each, text if each == member else before.read(each))
    return written.getvalue()
