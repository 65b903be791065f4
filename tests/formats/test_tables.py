"""Tables that no spreadsheet takes for anything but what they say."""

import csv
from datetime import UTC, date, datetime
from io import BytesIO, StringIO

import openpyxl
import pytest

from consult.formats.tables import BOM, TooWide, csv_lines, write_xlsx


def read_csv(rows: list[list[object]]) -> list[list[str]]:
    text = "".join(csv_lines(rows))  # type: ignore[arg-type]
    assert text.startswith(BOM)
    return list(csv.reader(StringIO(text.removeprefix(BOM), newline="")))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_text_is_never_worked_out(text: str) -> None:
    assert read_csv([[text]]) == [[f"'{text}"]]
    file = BytesIO()
    write_xlsx([[text]], file)
    cell = openpyxl.load_workbook(file)["records"]["A1"]
    assert cell.data_type == "s"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("a, \"b\"\nc", "a, \"b\"\nc"),
        (None, ""),
        (-3, "-3"),
        (1.5, "1.5"),
        (date(2026, 11, 2), "2026-11-02"),
        (datetime(2026, 11, 2, 9, 30, tzinfo=UTC), "2026-11-02T09:30:00+00:00"),
        ("قل", "قل"),
    ],
)  # fmt: skip
def test_a_value_is_read_as_it_was(value: object, written: str) -> None:
    assert read_csv([[value]]) == [[written]]


def test_a_number_stays_a_number_in_a_workbook() -> None:
    file = BytesIO()
    write_xlsx([["n", -3, 1.5, None]], file)
    row = next(openpyxl.load_workbook(file)["records"].iter_rows(values_only=True))
    assert row == ("n", -3, 1.5)


def test_signs_that_a_workbook_can_not_hold_are_left_out() -> None:
    file = BytesIO()
    write_xlsx([["a\x00b\x0b"]], file)
    assert openpyxl.load_workbook(file)["records"]["A1"].value == "ab"


def test_a_table_that_is_too_wide_for_a_sheet_is_refused() -> None:
    with pytest.raises(TooWide):
        write_xlsx([["x"] * 16_385], BytesIO())
