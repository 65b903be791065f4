"""Tables of comma-separated values: all sheets in one file, or a file for each."""

import csv
import io
from collections.abc import Mapping
from itertools import islice

from consult.formats.xlsform.finding import Report
from consult.formats.xlsform.sheet import ROWS, Book, Row, Sheet, errors_in, rows_of

NAMES = ("survey", "choices", "external_choices", "settings", "languages")
MEGABYTES = 25
SEPARATORS = ",;\t|"


def table_in(content: bytes, report: Report) -> tuple[Row, ...]:
    """Read a table, whatever its encoding and its separator; none where it is no text."""
    if len(content) > MEGABYTES * 2**20:
        report.add("too_large", most=MEGABYTES)
        return ()
    text = _text(content)
    head = text[:4000].partition("\n")[0]
    separator = max(SEPARATORS, key=head.count)
    try:
        written = list(islice(csv.reader(io.StringIO(text), delimiter=separator), ROWS + 1))
    except csv.Error:
        return ()
    return tuple(rows_of(written, report))


def _text(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if b"\0" in content:
        return ""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def open_csv(content: bytes, attached: Mapping[str, bytes], report: Report) -> Book | None:
    """Find sheets that stand one under the other, each under its name; or the survey alone.

    The others may then lie beside it: choices.csv, settings.csv.
    """
    rows = table_in(content, report)
    sheets = _sections(rows)
    if "survey" not in sheets and _is_survey(rows):
        sheets = {"survey": rows}
        beside = {name: attached[f"{name}.csv"] for name in NAMES if f"{name}.csv" in attached}
        sheets = {name: table_in(other, report.on(name)) for name, other in beside.items()} | sheets
    if not sheets:
        if not report.refused:
            report.add("not_a_workbook")
        return None

    def load(name: str, report: Report, most: int) -> Sheet:
        return Sheet(name, sheets[name][:most], errors_in(sheets[name]))

    return Book(tuple(sheets), load)


def _is_survey(rows: tuple[Row, ...]) -> bool:
    header = {text.lower() for text in rows[0].cells.values()} if rows else set()
    return {"type", "name"} <= header


def _sections(rows: tuple[Row, ...]) -> dict[str, tuple[Row, ...]]:
    """Begin a sheet at each row whose first cell names one and stands alone."""
    found: list[tuple[str, list[Row]]] = []
    for row in rows:
        name = row.cells.get(0, "").strip().lower()
        if name in NAMES and len(row.cells) == 1:
            found.append((name, []))
        elif found:
            cells = {at - 1: text for at, text in row.cells.items() if at}
            found[-1][1].append(Row(row.number, cells))
    return {name: tuple(row for row in under if row.cells) for name, under in found}
