"""What is written can be read again, by us without loss and by pyxform without complaint."""

from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest

from consult.core.form import Form
from consult.formats.xlsform import read, write
from tests.everything import one_of_everything
from tests.readings import told


@pytest.fixture(scope="module")
def form() -> Form:
    return one_of_everything()


def test_a_form_that_is_written_and_read_is_the_same(form: Form) -> None:
    reading = read(write(form), "another")
    assert reading.form == form
    assert told(reading) == {"type_silent", "media_missing", "not_translated"}


def test_a_text_that_looks_like_a_formula_stays_a_text(form: Form) -> None:
    sheet = openpyxl.load_workbook(BytesIO(write(form)))["survey"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == "=1+1"]
    assert [cell.data_type for cell in cells] == ["s"]


def test_signs_that_no_spreadsheet_holds_are_left_out(form: Form) -> None:
    strange = replace(form, title={"en": "Wa\x00\x0bter"})
    written = read(write(strange)).form
    assert written
    assert written.title == {"en": "Water"}
