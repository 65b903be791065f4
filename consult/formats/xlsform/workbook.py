"""Open a spreadsheet that anybody may have made, and find the sheets of a form in it."""

import re
import warnings
from collections.abc import Mapping

from consult.formats.xlsform.finding import Report
from consult.formats.xlsform.sections import NAMES, open_csv
from consult.formats.xlsform.sheet import ROWS, Book, Sheet
from consult.formats.xlsform.xls import open_xls
from consult.formats.xlsform.xlsx import open_xlsx

ZIP, OLE = b"PK", b"\xd0\xcf\x11\xe0"
PEEK = 5
"""Rows that are read of a sheet to see what it is."""

KNOWN_BY: Mapping[str, tuple[frozenset[str], ...]] = {
    "survey": (frozenset({"type", "name"}),),
    "choices": (frozenset({"list_name", "name"}), frozenset({"list_name", "value"})),
    "settings": (frozenset({"form_title"}), frozenset({"form_id"}), frozenset({"id_string"})),
}
"""Columns by which a sheet is known, whatever it is called."""


def open_workbook(
    content: bytes, attached: Mapping[str, bytes], report: Report
) -> dict[str, Sheet] | None:
    """Find the sheets of a form by their names; None where there is no way in."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and extensions that we don't read
            book = _book(content, attached, report)
            return _named(book, report) if book else None
    except Exception:  # noqa: BLE001 - a hostile file can make a parser raise anything
        report.add("broken_workbook")
        return None


def _book(content: bytes, attached: Mapping[str, bytes], report: Report) -> Book | None:
    if content.startswith(OLE):
        return open_xls(content, report)
    if content.startswith(ZIP):
        return open_xlsx(content, report)
    return open_csv(content, attached, report)


def _named(book: Book, report: Report) -> dict[str, Sheet]:
    """Read what is called as a form's sheets are; else what has their columns."""
    exact = {_plain(name): name for name in reversed(book.names) if _plain(name) in NAMES}
    named = dict(exact)
    for name in book.names:
        if name in exact.values():
            continue
        called = _by_header(book.load(name, Report(), PEEK))
        if called and called not in named:
            named[called] = name
            report.on(name).add("sheet_normalised", known=called)
        else:
            report.on(name).add("unknown_sheet")
    return {called: book.load(name, report.on(name), ROWS + 1) for called, name in named.items()}


def _plain(name: str) -> str:
    return re.sub(r"[\s_\-]+", "_", name.strip().lower())


def _by_header(sheet: Sheet) -> str:
    header = {
        _plain(text).partition(":")[0] for row in sheet.rows[:1] for text in row.cells.values()
    }
    found = (name for name, sets in KNOWN_BY.items() if any(each <= header for each in sets))
    return next(found, "")
