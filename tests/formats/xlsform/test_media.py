"""Pictures, recordings and films for people who can't read come with the form."""

import hashlib

import pytest

from consult.core.form import File
from consult.formats.xlsform import read
from tests.readings import HEAD, question, told
from tests.workbooks import Rows, workbook

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
MP3 = b"ID3" + b"\0" * 20


def of(content: bytes, kind: str) -> File:
    return File(hashlib.sha256(content).hexdigest(), kind, len(content))


def test_questions_and_choices_have_pictures_and_recordings_by_language() -> None:
    survey: Rows = [
        [*HEAD, "image", "media::audio::Krio"],
        ["select_one l", "q", "Q", "well.png", "well.mp3"],
    ]
    choices: Rows = [["list_name", "name", "media::image"], ["l", "x", "WELL.PNG"]]
    reading = read(workbook(survey, choices), attached={"well.png": PNG, "well.mp3": MP3})
    assert reading.form
    form = reading.form
    assert question(form, "q").media == {"image": {"en": "well.png"}, "audio": {"kri": "well.mp3"}}
    assert form.choices["l"][0].media == {"image": {"en": "WELL.PNG"}}
    assert form.choices["l"][0].label == {}
    assert form.files == {
        "well.png": of(PNG, "image/png"),
        "WELL.PNG": of(PNG, "image/png"),
        "well.mp3": of(MP3, "audio/mpeg"),
    }
    assert reading.contents == {
        file.sha256: data for file, data in ((of(PNG, ""), PNG), (of(MP3, ""), MP3))
    }


WRONG: list[tuple[str, dict[str, bytes], str]] = [
    ("a file that isn't there", {}, "media_missing"),
    ("a file that pretends to be a picture", {"a.png": b"<script>"}, "media_bad"),
    ("a picture that is too large", {"a.png": PNG + b"\0" * 21 * 2**20}, "media_large"),
]


@pytest.mark.parametrize(("what", "attached", "code"), WRONG, ids=[row[0] for row in WRONG])
def test_a_picture_that_can_not_be_shown_is_told_and_the_form_goes_on(
    what: str, attached: dict[str, bytes], code: str
) -> None:
    survey = [[*HEAD, "image"], ["text", "q", "Q", "a.png"]]
    reading = read(workbook(survey), attached=attached)
    assert reading.form
    assert reading.form.files == {}
    assert code in told(reading)


def test_a_picture_that_an_answer_chooses_may_be_any_that_came_along() -> None:
    survey = [[*HEAD, "image"], ["text", "p", "P"], ["text", "q", "Q", "${p}.png"]]
    reading = read(workbook(survey), attached={"a.png": PNG, "b.csv": b"a,b"})
    assert reading.form
    assert set(reading.form.files) == {"a.png"}


def test_a_drawing_that_can_hold_a_script_is_not_taken() -> None:
    survey = [[*HEAD, "image"], ["text", "q", "Q", "a.svg"]]
    reading = read(workbook(survey), attached={"a.svg": b"<svg/>"})
    assert reading.form
    assert reading.form.files == {}
    assert "media_bad" in told(reading)
