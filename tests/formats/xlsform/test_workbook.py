"""A broken, foreign or hostile file gives a report, within bounds, and never a traceback."""

import io
import zipfile
from collections.abc import Callable
from datetime import date

import pytest

from consult.formats.xlsform import read
from consult.formats.xlsform.sheet import EMPTY_ROWS, ROWS
from consult.formats.xlsform.xlsx import MEGABYTES
from tests.workbooks import SETTINGS, Rows, changed, old_workbook, sections, separated, workbook

HEAD = ["type", "name", "label::English (en)"]
GOOD: Rows = [HEAD, ["text", "q", "Q"]]
SHEET = "xl/worksheets/sheet1.xml"


def _archive(**members: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return written.getvalue()


def _bomb() -> bytes:
    """Unpack to more than may be, from a few kilobytes."""
    return changed(
        workbook(GOOD), SHEET, b"<worksheet>" + b" " * (MEGABYTES * 2**20) + b"</worksheet>"
    )


def _lying_bomb() -> bytes:
    """Unpack to more than the directory of the archive says."""
    content = _bomb()
    size = (MEGABYTES * 2**20 + 23).to_bytes(4, "little")
    return content.replace(size, (1000).to_bytes(4, "little"))


def _entities() -> bytes:
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    return changed(
        workbook(GOOD), SHEET, b'<?xml version="1.0"?>' + laughs + b"<worksheet>&b;</worksheet>"
    )


def _deep() -> bytes:
    return changed(workbook(GOOD), SHEET, b"<a>" * 100_000 + b"</a>" * 100_000)


FILES: list[tuple[str, Callable[[], bytes], str]] = [
    ("nothing", bytes, "not_a_workbook"),
    ("a picture with another name", lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 500, "not_a_workbook"),
    ("a text", "اكتب هنا".encode, "not_a_workbook"),
    ("a table of something else", lambda: b"Date,Amount\n1,2\n", "not_a_workbook"),
    ("a table that is too large", lambda: b"type,name\n" + b"x" * 26 * 2**20, "too_large"),
    ("a text of one endless cell", lambda: b'type,name\n"' + b"x" * 200_000, "not_a_workbook"),
    (
        "an old workbook of something else",
        lambda: old_workbook(sales=[["Date", "Amount"]]),
        "no_sheet",
    ),
    ("half an old workbook", lambda: old_workbook(survey=GOOD)[:1000], "broken_workbook"),
    (
        "an old workbook with a failed formula",
        lambda: old_workbook(survey=[HEAD, ["text", "q", "#REF!"]]),
        "cell_error",
    ),
    (
        "an old Excel file",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        "broken_workbook",
    ),
    ("a zip of something else", lambda: _archive(**{"letter.txt": b"Dear"}), "not_a_workbook"),
    ("half a workbook", lambda: workbook(GOOD)[:3000], "not_a_workbook"),
    (
        "a workbook with a torn sheet",
        lambda: changed(workbook(GOOD), SHEET, b"<workshee"),
        "broken_workbook",
    ),
    (
        "a workbook without an index",
        lambda: changed(workbook(GOOD), "xl/workbook.xml", b"<x/>"),
        "no_sheet",
    ),
    ("a bomb", _bomb, "too_large"),
    ("a bomb that lies about its size", _lying_bomb, "broken_workbook"),
    ("entities", _entities, "broken_workbook"),
    ("a sheet nested for ever", _deep, "no_column"),
    ("no sheet of questions", lambda: workbook([], [["list_name", "name"]]), "no_sheet"),
    ("an empty workbook", lambda: workbook([], settings=[]), "no_sheet"),
    ("a sheet of something else", lambda: workbook([["Date", "Amount"], ["1", "2"]]), "no_column"),
    ("a sheet with only a header", lambda: workbook([HEAD]), "no_questions"),
]


@pytest.mark.parametrize(("what", "file", "code"), FILES, ids=[row[0] for row in FILES])
def test_a_file_that_is_no_form_is_refused_in_words(
    what: str, file: Callable[[], bytes], code: str
) -> None:
    reading = read(file())
    assert reading.form is None
    assert code in [found.code for found in reading.findings if found.severity == "refused"]


def _rows_of(count: int, cell: str) -> bytes:
    row = (
        f'<row r="%d"><c r="A%d" t="inlineStr"><is><t>{cell}</t></is></c></row>'
        if cell
        else '<row r="%d"/>'
    )
    rows = "".join(row % ((at,) * row.count("%d")) for at in range(1, count + 1))
    sheet = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}'
    return changed(workbook(GOOD), SHEET, f"{sheet}</sheetData></worksheet>".encode())


def test_a_sheet_with_too_many_rows_is_refused_and_says_where() -> None:
    found = [found for found in read(_rows_of(ROWS + 10, "x")).findings if found.row == ROWS + 1]
    assert [(each.code, each.place) for each in found] == [("too_many_rows", f"survey!{ROWS + 1}")]


def test_a_million_empty_rows_are_not_read_to_their_end() -> None:
    found = read(_rows_of(200_000, "")).findings
    assert [(each.code, each.row) for each in found if each.code == "empty_rows"] == [
        ("empty_rows", EMPTY_ROWS + 1)
    ]


def test_a_formula_is_read_as_its_last_result_and_told() -> None:
    cell = b'<c r="C2" t="str"><f>CONCATENATE("a","b")</f><v>ab</v></c>'
    content = workbook([HEAD, ["text", "q"]])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read(SHEET)
    reading = read(
        changed(
            content,
            SHEET,
            sheet.replace(b"</c></row></sheetData>", b"</c>" + cell + b"</row></sheetData>"),
        )
    )
    assert [(each.place, each.code) for each in reading.findings] == [("survey!C2", "formula")]
    assert reading.form
    assert reading.form.questions[0].label == {"en": "ab"}


def test_a_formula_without_a_result_is_refused() -> None:
    reading = read(workbook([HEAD, ["text", "q", '="a"&"b"']]))
    assert [
        (each.place, each.code) for each in reading.findings if each.code.startswith("formula")
    ] == [("survey!C2", "formula_empty")]


def test_merged_cells_are_told() -> None:
    content = workbook(GOOD)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read(SHEET)
    merged = sheet.replace(
        b"</sheetData>", b'</sheetData><mergeCells count="1"><mergeCell ref="C2:D2"/></mergeCells>'
    )
    found = read(changed(content, SHEET, merged)).findings
    assert [(each.place, each.code) for each in found] == [("survey!C2", "merged_cells")]


def test_other_sheets_are_left_out_and_told() -> None:
    found = read(workbook(GOOD, notes=[["mine"]])).findings
    assert [(each.sheet, each.code) for each in found] == [("notes", "unknown_sheet")]


def test_what_is_odd_in_a_column_that_says_nothing_is_no_matter() -> None:
    reading = read(
        workbook([[*HEAD, "my sums"], ["text", "q", "Q", "=1/0"], ["text", "p", "P", "#REF!"]])
    )
    assert [each.code for each in reading.findings] == ["unknown_column"]


def test_macros_are_not_run_and_told() -> None:
    content = io.BytesIO(workbook(GOOD))
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"Sub Auto_Open()")
    reading = read(content.getvalue())
    assert reading.form
    assert [each.code for each in reading.findings] == ["macros"]


LISTED: Rows = [["list_name", "name", "label::English (en)"], ["l", 1, "One"], ["l", 2.5, "Two"]]
ASKED: Rows = [
    [*HEAD, "default"],
    ["select_one l", "q", "Q", 2.5],
    ["date", "d", "D", date(2026, 11, 22)],
]
SHEETS: dict[str, Rows] = {"survey": ASKED, "choices": LISTED, "settings": SETTINGS}

WAYS: list[tuple[str, bytes, dict[str, bytes]]] = [
    ("Excel as it is", workbook(ASKED, LISTED), {}),
    ("Excel as it was", old_workbook(**SHEETS), {}),
    ("a text with all sheets", sections(**SHEETS), {}),
    (
        "a text for each sheet",
        separated(ASKED),
        {"choices.csv": separated(LISTED), "settings.csv": separated(SETTINGS)},
    ),
    (
        "texts of Excel in French",
        separated(ASKED, ";"),
        {"choices.csv": separated(LISTED, ";"), "settings.csv": separated(SETTINGS, "\t")},
    ),
    ("a text in UTF-16", sections(**SHEETS).decode().encode("utf-16"), {}),
    ("a text with a mark of its order", b"\xef\xbb\xbf" + sections(**SHEETS), {}),
]


@pytest.mark.parametrize(("what", "content", "beside"), WAYS, ids=[row[0] for row in WAYS])
def test_the_same_form_is_the_same_in_every_file(
    what: str, content: bytes, beside: dict[str, bytes]
) -> None:
    reading = read(content, attached=beside)
    assert reading.findings == ()
    assert reading.form == read(workbook(ASKED, LISTED)).form
    assert [each.default for each, _ in reading.form.walk()] == ["2.5", "2026-11-22"]  # type: ignore[union-attr]


def test_an_error_in_an_old_workbook_is_told_where_it_stands() -> None:
    found = read(old_workbook(survey=[HEAD, ["text", "q", "#N/A"]], settings=SETTINGS)).findings
    assert [(each.place, each.code) for each in found] == [("survey!C2", "cell_error")]


def test_sheets_are_known_by_their_columns_where_their_names_are_others() -> None:
    reading = read(
        workbook(
            [],
            settings=[],
            **{"Questions 2026": ASKED, "lists": LISTED, "about": SETTINGS, "x": [["y"]]},
        )
    )
    assert reading.form
    assert [(each.sheet, each.code) for each in reading.findings] == [
        ("Questions 2026", "sheet_normalised"),
        ("lists", "sheet_normalised"),
        ("about", "sheet_normalised"),
        ("x", "unknown_sheet"),
    ]


def test_a_sheet_of_records_beside_the_form_is_not_read() -> None:
    records: Rows = [["village", "age"], *([f"v{at}", at] for at in range(ROWS + 10))]
    reading = read(workbook(GOOD, records=records))
    assert reading.form
    assert [each.code for each in reading.findings] == ["unknown_sheet"]
