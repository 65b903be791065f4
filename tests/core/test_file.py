import re
from pathlib import Path

import pytest

from consult.core.file import TYPES, FileName, end_of
from tests.pictures import photo

SUM = "0f" * 32


@pytest.mark.parametrize(
    ("answer", "good"),
    [
        (f"{SUM}.jpg", True),
        (f"{SUM}.pdf", True),
        (f"{SUM.upper()}.jpg", False),
        (f"{SUM}.JPG", False),
        (f"{SUM}.exe", False),
        (f"{SUM}.svg", False),
        (f"{SUM}jpg", False),
        (f"{SUM[1:]}.jpg", False),
        (f"../{SUM}.jpg", False),
        (f"{SUM}.jpg\n", False),
        (SUM, False),
        ("", False),
        (None, False),
        (7, False),
        ([f"{SUM}.jpg"], False),
    ],
)
def test_an_answer_names_a_file_by_its_sum_and_a_type_that_is_taken(
    answer: object, good: bool
) -> None:
    name = FileName.read(answer)
    assert (str(name) if name else None) == (answer if good else None)


@pytest.mark.parametrize(
    ("filename", "media", "end"),
    [
        ("photo.jpg", "image/jpeg", "jpg"),
        ("PHOTO.JPEG", "", "jpg"),
        ("", "audio/webm;codecs=opus", "weba"),
        ("blob", "audio/mp4", "m4a"),
        ("a.b.c.docx", "application/octet-stream", "docx"),
        ("photo.heic", "image/heic", None),
        ("page.html", "text/html", None),
        ("", "", None),
        ("noend", "noend", None),
    ],
)
def test_the_name_decides_its_type_and_else_what_the_sender_says(
    filename: str, media: str, end: str | None
) -> None:
    assert end_of(filename, media) == end


@pytest.mark.parametrize(
    ("end", "start", "fits"),
    [
        ("jpg", photo()[:64], True),
        ("png", photo(kind="PNG")[:64], True),
        ("webp", photo(kind="WEBP")[:64], True),
        ("png", photo()[:64], False),
        ("mp4", b"\x00\x00\x00\x20ftypisom", True),
        ("m4a", b"\x00\x00\x00\x20ftypM4A ", True),
        ("weba", b"\x1aE\xdf\xa3....", True),
        ("wav", b"RIFF\x24\x00\x00\x00WAVEfmt ", True),
        ("webp", b"RIFF\x24\x00\x00\x00WAVEfmt ", False),
        ("docx", b"PK\x03\x04", True),
        ("doc", b"PK\x03\x04", False),
        ("pdf", b"<html>", False),
        ("mp3", b"", False),
    ],
)
def test_a_file_must_begin_as_its_type_does(end: str, start: bytes, fits: bool) -> None:
    assert FileName(SUM, end).fits(start) is fits


@pytest.mark.parametrize(
    ("end", "family"), [("jpg", "image"), ("weba", "audio"), ("3gp", "video"), ("xlsx", "file")]
)
def test_a_type_tells_how_it_is_shown(end: str, family: str) -> None:
    assert FileName(SUM, end).family == family


def test_the_phone_takes_the_same_types() -> None:
    script = (Path(__file__).parents[2] / "static/js/attach.js").read_text()
    folders = dict(re.findall(r"const (OFFICE|OPEN) = '([^']+)'", script))
    table = re.search(r"TYPES = .*?\(\{(.*?)\}\)", script, re.DOTALL)
    assert table
    lines = re.findall(r"'?(\w+)'?: ['`](?:\$\{(\w+)\})?([^'`]+)['`]", table[1])
    taken = {end: folders.get(folder, "") + rest for end, folder, rest in lines}
    assert taken == {end: one.media for end, one in TYPES.items()}
