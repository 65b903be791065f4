"""Pictures and recordings of forms, as a browser fetches them."""

from collections.abc import Iterator
from hashlib import sha256

import pytest
from flask import Flask

from consult.core.form import File, Form
from consult.core.question import Question
from consult.services.forms import keep_files
from consult.store.base import db
from tests.conftest import Reader
from tests.ground import Ground, lay

SOUND = b"ID3" + bytes(997)
DRAWING = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
PAGE = b"<script>alert(1)</script>"
NAMES = {name: sha256(name).hexdigest() for name in (SOUND, DRAWING, PAGE)}
FILES = {
    "en.mp3": File(NAMES[SOUND], "audio/mpeg", len(SOUND)),
    "mango.svg": File(NAMES[DRAWING], "image/svg+xml", len(DRAWING)),
    "page.html": File(NAMES[PAGE], "text/html", len(PAGE)),
}
FORM = Form(
    "fruit", "1", {"en": "Fruit"}, ("en",), "en",
    (Question("fruit", "text", {"en": "Fruit"},
              media={"image": {"en": "mango.svg"}, "audio": {"en": "en.mp3"}}),),
    files=FILES,
)  # fmt: skip


@pytest.fixture(autouse=True)
def ground(app: Flask) -> Iterator[Ground]:
    with app.app_context():
        keep_files(db.session(), FORM, {digest: content for content, digest in NAMES.items()})
        yield lay(db.session(), FORM)


def test_a_question_shows_and_plays_its_files(client_request: Reader) -> None:
    page = client_request.get("/en/c/water/give")
    assert page.one("img", class_="picture").get("src") == f"/media/{NAMES[DRAWING]}"
    assert page.one("audio").get("src") == f"/media/{NAMES[SOUND]}"


def test_a_file_may_be_kept_for_good_and_is_what_it_says(client_request: Reader) -> None:
    sound = client_request.client.get(f"/media/{NAMES[SOUND]}")
    assert sound.data == SOUND
    assert sound.mimetype == "audio/mpeg"
    assert sound.headers["X-Content-Type-Options"] == "nosniff"
    assert {"immutable", "public"} <= set(sound.headers["Cache-Control"].split(", "))
    assert "Set-Cookie" not in sound.headers


def test_a_recording_can_be_fetched_in_parts(client_request: Reader) -> None:
    part = client_request.client.get(f"/media/{NAMES[SOUND]}", headers={"Range": "bytes=0-2"})
    assert (part.status_code, part.data) == (206, b"ID3")


@pytest.mark.parametrize("content", [DRAWING, PAGE])
def test_nothing_in_a_file_ever_runs(client_request: Reader, content: bytes) -> None:
    answer = client_request.client.get(f"/media/{NAMES[content]}")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.mimetype != "text/html"


@pytest.mark.parametrize("name", ["0" * 64, "x", "..%2f..%2fetc%2fpasswd"])
def test_what_no_form_shows_is_not_there(client_request: Reader, name: str) -> None:
    assert client_request.client.get(f"/media/{name}").status_code == 404


def test_a_phone_that_takes_part_keeps_them_beside_the_pages(client_request: Reader) -> None:
    listed = client_request.client.get("/c/water/pages.json").get_json()["urls"]
    for digest in (NAMES[SOUND], NAMES[DRAWING]):
        assert listed[f"/media/{digest}"] == digest
