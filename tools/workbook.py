# ruff: noqa: INP001 - a tool, no package
"""Write a form's sheets, kept as CSV where changes can be read, into the workbook that is loaded.

python tools/workbook.py consult/demo/services-safety-trust
"""

import csv
import sys
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

SHEETS = ("survey", "choices", "settings")


def write(folder: Path) -> None:
    """Make FOLDER.xlsx of FOLDER/survey.csv, choices.csv and settings.csv."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name in SHEETS:
        with (folder / f"{name}.csv").open(newline="", encoding="utf-8") as file:
            _fill(book, name, list(csv.reader(file)))
    book.properties.creator = "Consult"
    book.properties.created = book.properties.modified = datetime(2026, 11, 22)  # noqa: DTZ001
    book.save(folder.with_suffix(".xlsx"))


def _fill(book: Workbook, name: str, rows: list[list[str]]) -> None:
    sheet = book.create_sheet(name)
    for row in rows:
        sheet.append(row)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = 24
    for cells in sheet.iter_rows(min_row=2):
        for cell in cells:
            cell.alignment = Alignment(vertical="top", wrap_text=True)
    sheet.freeze_panes = "C2"


if __name__ == "__main__":
    write(Path(sys.argv[1]))
