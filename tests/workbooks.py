"""Workbooks that people might send."""

import io
import zipfile
from collections.abc import Sequence

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
