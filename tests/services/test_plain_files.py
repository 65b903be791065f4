"""What a page without script sends along is stripped, and sealed like all else."""

from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import select
from werkzeug.datastructures import FileStorage

from consult.core.file import FileName
from consult.core.identity import uuid7
from consult.core.problem import Problem
from consult.store import asking
from consult.store.base import db
from consult.store.rows import RecordFileRow
from consult.web.files import cabinet, keep_posted
from tests.films import WHERE, film
from tests.ground import NOW, Ground, lay
from tests.pictures import MAKER, photo, told_by
from tests.tus import name_of

PAGE = uuid7(NOW)
PAPER = b"%PDF-1.7 a paper"


@pytest.fixture
def ground(both: Flask) -> Ground:
    with both.app_context():
        return lay(db.session())


def post(app: Flask, raw: bytes, filename: str, media: str) -> str | Problem:
    with app.test_request_context():
        consultation = asking.consultation_named(db.session(), "water")
        assert consultation is not None
        file = FileStorage(BytesIO(raw), filename, content_type=media)
        kept = keep_posted(consultation, PAGE, "photo", file)
        db.session.commit()
        return kept


def opened(app: Flask) -> list[bytes]:
    with app.app_context():
        return [cabinet().open(row) for row in db.session.scalars(select(RecordFileRow))]


def test_a_photo_loses_its_place_before_it_is_kept(both: Flask, ground: Ground) -> None:
    raw = photo(2000, 1000)
    assert "GPSInfo" in told_by(raw)
    name = post(both, raw, "IMG_0001.JPG", "image/jpeg")
    (kept,) = opened(both)
    assert told_by(kept) == []
    assert MAKER.encode() not in kept
    assert Image.open(BytesIO(kept)).size == (1600, 800)
    assert name == name_of(kept)


def test_a_photo_that_pretends_to_be_a_paper_is_no_way_around(both: Flask, ground: Ground) -> None:
    assert post(both, photo(), "paper.pdf", "application/pdf") == Problem("wrong_type", "photo")
    assert opened(both) == []


def test_a_film_loses_its_place_before_it_is_kept(both: Flask, ground: Ground) -> None:
    raw = film()
    name = post(both, raw, "VID_0001.mp4", "video/mp4")
    (kept,) = opened(both)
    assert name == name_of(kept, "mp4")
    assert (WHERE in raw, WHERE in kept) == (True, False)


def test_another_file_is_kept_as_it_is(both: Flask, ground: Ground) -> None:
    assert post(both, PAPER, "paper.pdf", "application/pdf") == name_of(PAPER, "pdf")
    assert opened(both) == [PAPER]


def test_a_file_sent_twice_is_kept_once(both: Flask, ground: Ground, tmp_path: Path) -> None:
    first, second = (post(both, photo(), "a.jpg", "image/jpeg") for _ in range(2))
    assert first == second
    assert len(opened(both)) == 1
    assert len([path for path in (tmp_path / "files").rglob("*") if path.is_file()]) == 1


@pytest.mark.parametrize(
    ("raw", "filename", "media", "code"),
    [
        pytest.param(b"no picture", "a.jpg", "image/jpeg", "not_a_picture", id="no picture"),
        pytest.param(b"ftypheic", "a.heic", "image/heic", "not_a_picture", id="one we can't read"),
        pytest.param(b"<svg/>", "a.svg", "image/svg+xml", "not_a_picture", id="a drawing"),
        pytest.param(b"MZ", "a.exe", "application/x-msdownload", "wrong_type", id="a program"),
        pytest.param(b"<script>", "a.html", "text/html", "wrong_type", id="a page"),
        pytest.param(b"MZ", "a.pdf", "application/pdf", "wrong_type", id="a program in disguise"),
        pytest.param(b"", "", "application/octet-stream", "wrong_type", id="nothing"),
        pytest.param(b"%PDF-" + bytes(20_000_000), "a.pdf", "", "file_too_large", id="too large"),
    ],
)
def test_what_is_not_taken_is_said_at_its_question(
    both: Flask, ground: Ground, raw: bytes, filename: str, media: str, code: str
) -> None:
    refused = post(both, raw, filename, media)
    assert isinstance(refused, Problem)
    assert (refused.code, refused.question) == (code, "photo")
    assert opened(both) == []


def test_a_file_is_sealed_for_its_record(both: Flask, ground: Ground) -> None:
    post(both, PAPER, "paper.pdf", "")
    with both.app_context():
        row = db.session.scalars(select(RecordFileRow)).one()
        assert FileName.read(row.name)
        assert (row.record_id, row.consultation_id) == (PAGE, ground.consultation)
        assert PAPER not in cabinet().depot.read(
            f"{row.consultation_id}/{row.digest[:2]}/{row.digest}"
        )
