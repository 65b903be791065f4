"""Who may read a record may open its files, and nobody else; nothing in a file can do harm."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from flask import Flask
from PIL import Image

from consult.core.permission import Role
from consult.core.question import Question
from consult.store.base import db
from tests.conftest import Reader
from tests.ground import FORM, Ground, lay
from tests.page import text
from tests.phone import Json, Phone
from tests.pictures import photo
from tests.staff import hire, sign_in
from tests.tus import Sender, enclose, name_of

ReaderOf = Callable[[Flask], Reader]
NORTH = "/en/council/X0101/"
PHOTO, FACE = photo(800, 400), photo(60, 60)
VOICE = b"OggS" + bytes(200)
SHEET = b"%PDF-1.7 <script>alert(1)</script>"
ASKING = replace(
    FORM,
    questions=(
        *FORM.questions,
        Question("photo", "image", {"en": "A photo of it"}),
        Question("voice", "audio", {"en": "Say it"}),
        Question("sheet", "file", {"en": "A paper about it"}),
        Question("face", "image", {"en": "You"}, role="private"),
    ),
)
ANSWERS = {
    "told": "When will it work?",
    "kind": "question",
    "photo": name_of(PHOTO),
    "voice": name_of(VOICE, "ogg"),
    "sheet": name_of(SHEET, "pdf"),
    "face": name_of(FACE),
}
FILES = [(PHOTO, "jpg"), (VOICE, "ogg"), (SHEET, "pdf"), (FACE, "jpg")]


@pytest.fixture
def ground(app: Flask) -> Ground:
    hire_after = [("officer", "X0101"), ("neighbour", "X0102"), ("above", "X01")]
    with app.app_context():
        ground = lay(db.session(), ASKING)
    for login, pcode in hire_after:
        hire(app, login, Role.OFFICER, pcode)
    hire(app, "field", Role.FACILITATOR, "X0101")
    hire(app, "auditor", Role.AUDITOR)
    return ground


@pytest.fixture
def phone(app: Flask, ground: Ground) -> Phone:
    return Phone.enrolled(app.test_client(), ground)


@pytest.fixture
def record(phone: Phone) -> Json:
    record = phone.content(ANSWERS)
    assert phone.verdicts(phone.seal(record)) == ["accepted"]
    return record


@pytest.fixture
def sent(phone: Phone, record: Json) -> Json:
    sender = Sender(phone.client, phone.token)
    for raw, end in FILES:
        assert sender.send(enclose(phone, record, raw, end=end)).status_code == 204
    return record


def reader(app: Flask, login: str | None) -> Reader:
    reader = Reader(app.test_client())
    if login:
        sign_in(reader, login)
    return reader


def address(record: Json, name: str, pcode: str = "X0101") -> str:
    return f"/en/council/{pcode}/file/{record['id']}/{name}?c=water"


def test_an_officer_sees_hears_and_saves_what_was_added(app: Flask, sent: Json) -> None:
    officer = reader(app, "officer")
    page = officer.get(NORTH)
    small = page.one("img", alt="A photo of it").get("src", "")
    answer = officer.client.get(small)
    assert Image.open(BytesIO(answer.data)).size == (320, 160)
    link = officer.client.get(small.replace("&small=1", ""))
    assert (link.data, link.mimetype) == (PHOTO, "image/jpeg")
    player = page.one("audio", aria_label="Say it")
    assert officer.client.get(player.get("src", "")).data == VOICE
    paper = next(one for one in page.all("a") if text(one) == "A paper about it (PDF file)")
    saved = officer.client.get(paper.get("href", ""))
    assert (saved.data, saved.mimetype) == (SHEET, "application/pdf")
    assert saved.headers["Content-Disposition"].startswith("attachment")


def test_a_file_that_has_not_come_yet_is_said_to_be_on_its_way(app: Flask, record: Json) -> None:
    page = reader(app, "officer").get(NORTH)
    assert "A photo of it: this is still on its way from the phone." in page.text
    assert page.all("img", alt="A photo of it") == []


def test_what_answers_a_private_question_is_neither_shown_nor_opened(
    app: Flask, sent: Json
) -> None:
    officer = reader(app, "officer")
    assert name_of(FACE) not in officer.get(NORTH).html
    officer.get(address(sent, name_of(FACE)), 404)


@pytest.mark.parametrize(
    ("login", "pcode", "status"),
    [
        pytest.param("officer", "X0101", 200, id="the officer of the place"),
        pytest.param("above", "X01", 200, id="the officer of the county, from there"),
        pytest.param("above", "X0101", 200, id="the officer of the county, below"),
        pytest.param("auditor", "X0101", 200, id="an auditor"),
        pytest.param("neighbour", "X0101", 404, id="an officer of elsewhere"),
        pytest.param("neighbour", "X0102", 404, id="who says that it is theirs"),
        pytest.param("field", "X0101", 404, id="a facilitator"),
        pytest.param(None, "X0101", 302, id="nobody"),
    ],
)
def test_a_file_opens_to_who_may_read_its_record(
    app: Flask, sent: Json, login: str | None, pcode: str, status: int
) -> None:
    answer = reader(app, login).client.get(address(sent, name_of(PHOTO), pcode))
    assert answer.status_code == status
    assert (answer.data == PHOTO) is (status == 200)


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("{id}/{other}", id="a file of nobody"),
        pytest.param("00000000-0000-7000-8000-000000000000/{name}", id="another record"),
        pytest.param("{id}/..%2f..%2fsecret", id="a path"),
    ],
)
def test_what_is_not_there_is_not_found(app: Flask, sent: Json, path: str) -> None:
    named = path.format(id=sent["id"], name=name_of(PHOTO), other=name_of(b"other"))
    reader(app, "officer").get(f"/en/council/X0101/file/{named}?c=water", 404)
    reader(app, "officer").get(f"/en/council/X0101/file/{sent['id']}/{name_of(PHOTO)}?c=no", 404)


def test_a_file_does_nothing_in_a_browser_and_stays_in_no_cache(app: Flask, sent: Json) -> None:
    for name in (name_of(PHOTO), name_of(SHEET, "pdf")):
        headers = reader(app, "officer").client.get(address(sent, name)).headers
        assert headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"
        assert "Content-Encoding" not in headers


def test_a_player_gets_the_part_that_it_asks_for(app: Flask, sent: Json) -> None:
    officer = reader(app, "officer").client
    part = officer.get(address(sent, name_of(VOICE, "ogg")), headers={"Range": "bytes=4-9"})
    assert (part.status_code, part.data) == (206, VOICE[4:10])


def test_the_public_sees_no_file(app: Flask, sent: Json) -> None:
    page = reader(app, None).get("/en/places/X0101/")
    assert "/file/" not in page.html
