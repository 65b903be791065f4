"""Files come by tus: in pieces, from anybody who has them, and only what was announced stays."""

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from flask import Flask
from sqlalchemy import select, update

from consult.core import base64url
from consult.core.question import Question
from consult.services import files
from consult.store.base import db
from consult.store.rows import RecordFileRow
from consult.store.transaction import writing
from tests.conftest import app_on
from tests.ground import FORM, Ground, lay
from tests.phone import Json, Phone
from tests.pictures import photo
from tests.tus import TUS, Enclosed, Sender, enclose, name_of

PHOTO = photo()
ASKING = type(FORM)(
    FORM.slug, FORM.version, FORM.title, FORM.languages, FORM.default_language,
    (*FORM.questions, Question("photo", "image", {"en": "Photo"})), FORM.choices,
)  # fmt: skip


@pytest.fixture
def ground(both: Flask) -> Ground:
    with both.app_context():
        return lay(db.session(), ASKING)


@pytest.fixture
def phone(both: Flask, ground: Ground) -> Phone:
    return Phone.enrolled(both.test_client(), ground)


@pytest.fixture
def sender(phone: Phone) -> Sender:
    return Sender(phone.client, phone.token)


@pytest.fixture
def record(phone: Phone) -> Json:
    """Capture a record that names the photo."""
    return phone.content({"told": "See yourself.", "photo": name_of(PHOTO)})


@pytest.fixture
def file(phone: Phone, record: Json) -> Enclosed:
    return enclose(phone, record, PHOTO)


def rows(app: Flask) -> list[RecordFileRow]:
    with app.app_context():
        return list(db.session().scalars(select(RecordFileRow)))


def on_disk(app: Flask) -> list[bytes]:
    folder = app.extensions["consult.files"].depot.folder
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]


def opened(app: Flask) -> bytes:
    """Open the only file that is here."""
    with app.app_context():
        found: bytes = app.extensions["consult.files"].open(rows(app)[0])
        return found


def receipt(answer: Any) -> Json:
    told: Json = json.loads(base64url.read(answer.headers["Consult-Receipt"]))
    return told


@pytest.mark.parametrize("first", ["record", "file"])
def test_a_file_comes_before_or_after_its_record(
    both: Flask, phone: Phone, sender: Sender, record: Json, file: Enclosed, first: str
) -> None:
    envelope = phone.seal(record)
    if first == "record":
        assert phone.verdicts(envelope) == ["accepted"]
    assert sender.send(file).status_code == 204
    if first == "file":
        assert phone.verdicts(envelope) == ["accepted"]
    assert opened(both) == PHOTO
    whole = sender.ask("HEAD", file.address)
    assert phone.believes(receipt(whole))
    assert rows(both)[0].name == name_of(PHOTO)


def test_a_phone_gets_a_signed_receipt_for_the_last_byte_and_only_for_it(
    phone: Phone, sender: Sender, record: Json, file: Enclosed
) -> None:
    phone.sync(phone.seal(record))
    sender.announce(file)
    assert "Consult-Receipt" not in sender.put(file, 0, file.sealed[:100]).headers
    assert "Consult-Receipt" not in sender.ask("HEAD", file.address).headers
    whole = receipt(sender.put(file, 100, file.sealed[100:]))
    assert phone.believes(whole)
    assert (whole["id"], whole["sha256"]) == (record["id"], file.told["digest"])
    assert receipt(sender.ask("HEAD", file.address)) == whole
    with pytest.raises(InvalidSignature):
        phone.believes({**whole, "sha256": "0" * 64})


def test_a_file_that_is_announced_again_goes_on_from_where_it_is(
    both: Flask, sender: Sender, file: Enclosed
) -> None:
    assert sender.reached(file) is None
    first = sender.announce(file)
    sender.put(file, 0, file.sealed[:100])
    again = sender.announce(file)
    assert (again.status_code, again.location) == (201, first.location)
    assert sender.reached(file) == 100
    assert sender.put(file, 100, file.sealed[100:]).headers["Upload-Offset"] == str(
        len(file.sealed)
    )
    assert opened(both) == PHOTO


def test_two_phones_that_have_a_file_send_it_together(
    both: Flask, ground: Ground, phone: Phone, sender: Sender, file: Enclosed
) -> None:
    other = Phone.enrolled(both.test_client(), ground)
    second = Sender(other.client, other.token)
    sender.announce(file)
    second.announce(file)
    sender.put(file, 0, file.sealed[:100])
    late = second.put(file, 0, file.sealed[:200])
    assert (late.status_code, late.json) == (409, {"problem": "other_offset"})
    assert second.put(file, 100, file.sealed[100:]).status_code == 204
    assert sender.reached(file) == len(file.sealed)
    assert opened(both) == PHOTO


def test_what_came_before_a_cut_stays(sender: Sender, file: Enclosed) -> None:
    sender.announce(file)
    cut = sender.put(file, 0, file.sealed[:150], **{"Content-Length": "400"})
    assert cut.status_code == 204
    assert sender.reached(file) == 150


def test_a_server_that_died_between_its_disk_and_its_database_goes_on_from_the_database(
    both: Flask, sender: Sender, file: Enclosed
) -> None:
    sender.announce(file)
    sender.put(file, 0, file.sealed[:300])
    with both.app_context():
        db.session.execute(update(RecordFileRow).values(reached=200))
        db.session.commit()
    assert sender.reached(file) == 200
    assert sender.put(file, 200, file.sealed[200:]).status_code == 204
    assert opened(both) == PHOTO


def test_a_server_that_died_before_it_looked_at_the_whole_looks_when_it_is_asked(
    both: Flask, sender: Sender, file: Enclosed
) -> None:
    sender.send(file)
    with both.app_context():
        db.session.execute(update(RecordFileRow).values(received_at=None, name=None))
        db.session.commit()
    assert sender.reached(file) == len(file.sealed)
    assert rows(both)[0].name == name_of(PHOTO)


def test_there_is_no_receipt_for_a_file_that_no_record_names(
    phone: Phone, sender: Sender, record: Json, file: Enclosed
) -> None:
    """A phone would let it go, and the worker would remove it."""
    assert "Consult-Receipt" not in sender.send(file).headers
    phone.sync(phone.seal({**record, "answers": {"told": "Without it."}}))
    assert "Consult-Receipt" not in sender.ask("HEAD", file.address).headers
    phone.sync(phone.seal(record))
    assert "Consult-Receipt" in sender.ask("HEAD", file.address).headers


@pytest.mark.parametrize(
    ("offset", "piece"),
    [
        pytest.param(1, b"x", id="a hole"),
        pytest.param(0, None, id="more than was announced"),
        pytest.param(10**9, b"x", id="far beyond the end"),
    ],
)
def test_a_piece_that_does_not_fit_changes_nothing(
    sender: Sender, file: Enclosed, offset: int, piece: bytes | None
) -> None:
    sender.announce(file)
    answer = sender.put(file, offset, file.sealed + b"!" if piece is None else piece)
    assert answer.status_code == 409
    assert sender.reached(file) == 0


@pytest.mark.parametrize(
    ("lie", "refusal"),
    [
        pytest.param({"digest": "0" * 64}, (460, "file_broken"), id="another sum"),
        pytest.param({"key": "nobody's"}, (422, "unknown_key"), id="a key that isn't ours"),
        pytest.param({"form": "other"}, (422, "not_readable"), id="sealed for another form"),
        pytest.param({"end": "png"}, (422, "not_readable"), id="sealed as another type"),
    ],
)  # fmt: skip
def test_what_is_not_what_was_announced_is_dropped(
    both: Flask, phone: Phone, sender: Sender, record: Json, lie: Json, refusal: tuple[int, str]
) -> None:
    false = enclose(phone, record, PHOTO, lie)
    answer = sender.send(false)
    assert (answer.status_code, answer.json["problem"]) == refusal
    assert sender.reached(false) is None
    assert rows(both) == []
    assert on_disk(both) == []


def test_a_file_sealed_for_another_record_is_refused(
    both: Flask, phone: Phone, sender: Sender, record: Json
) -> None:
    other = enclose(phone, phone.content(), PHOTO)
    assert sender.send(Enclosed({**other.told, "record": record["id"]}, other.sealed)).json == {
        "problem": "not_readable"
    }
    assert rows(both) == []


def test_nothing_on_the_way_tells_the_hash_of_what_is_sealed(file: Enclosed) -> None:
    assert name_of(PHOTO)[:64] not in str(file.told)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        pytest.param({"end": "exe"}, (415, "wrong_type"), id="a program"),
        pytest.param({"end": "svg"}, (415, "wrong_type"), id="a drawing with script"),
        pytest.param({"end": "html"}, (415, "wrong_type"), id="a page"),
        pytest.param({"end": "../../etc/passwd"}, (415, "wrong_type"), id="a path"),
        pytest.param({"digest": "../../../x"}, (400, "wrong_shape"), id="a path as its sum"),
        pytest.param({"record": "one"}, (400, "wrong_shape"), id="a record without an id"),
        pytest.param(
            {"consultation": "0197c0de-0000-7000-8000-000000000001"}, (422, "unknown_consultation"),
            id="a consultation that isn't",
        ),
    ],
)  # fmt: skip
def test_what_can_not_be_taken_is_refused_before_it_is_sent(
    both: Flask, phone: Phone, sender: Sender, record: Json, change: Json, refusal: tuple[int, str]
) -> None:
    answer = sender.announce(enclose(phone, record, PHOTO, change))
    assert (answer.status_code, answer.json["problem"]) == refusal
    assert rows(both) == []


def test_a_file_may_have_so_many_megabytes_and_no_more(sqlite_url: str, tmp_path: Path) -> None:
    with app_on(sqlite_url, tmp_path, FILE_MEGABYTES=1) as app:
        with app.app_context():
            ground = lay(db.session(), ASKING)
        phone = Phone.enrolled(app.test_client(), ground)
        sender = Sender(phone.client, phone.token)
        exact = b"%PDF-" + os.urandom(999_995)
        for raw, status in [(exact, 201), (exact + b"!", 413)]:
            assert (
                sender.announce(enclose(phone, phone.content(), raw, end="pdf")).status_code
                == status
            )
        largest = enclose(phone, phone.content(), exact, end="pdf")
        assert sender.send(largest).status_code == 204
        told = app.test_client().options("/files/").headers
        assert int(told["Tus-Max-Size"]) == len(largest.sealed)


def test_a_phone_can_not_fill_the_disk_with_files_of_no_record(
    both: Flask, phone: Phone, sender: Sender
) -> None:
    most = both.extensions["consult.files"].most
    said = [
        sender.announce(enclose(phone, phone.content(), photo(n, 8)), most) for n in range(1, 13)
    ]
    assert [one.status_code for one in said] == [201] * files.STRAYS + [429] * 2
    assert said[-1].json == {"problem": "too_much_waiting"}
    assert int(said[-1].headers["Retry-After"]) > 0


@pytest.mark.parametrize(
    ("authorization", "problem"),
    [("Bearer nobody", "unknown_device"), ("", "unknown_device"), ("Basic eDp5", "unknown_device")],
)
def test_only_enrolled_phones_send_files(
    both: Flask, sender: Sender, file: Enclosed, authorization: str, problem: str
) -> None:
    sender.announce(file)
    for method, path in [("POST", "/files/"), ("HEAD", file.address), ("PATCH", file.address)]:
        answer = sender.ask(method, path, headers={"Authorization": authorization})
        assert answer.status_code == 401
        assert method == "HEAD" or answer.json == {"problem": problem}
        assert answer.headers["Tus-Resumable"] == "1.0.0"


@pytest.mark.parametrize(
    ("method", "headers", "status"),
    [
        pytest.param("POST", {"Tus-Resumable": "0.2.2"}, 412, id="another version"),
        pytest.param("POST", {}, 400, id="without a length"),
        pytest.param("POST", {"Upload-Length": "-1"}, 400, id="of less than nothing"),
        pytest.param("POST", {"Upload-Length": "9" * 30}, 400, id="of absurd length"),
        pytest.param("POST", {"Upload-Length": "9", "Upload-Metadata": "name"}, 400, id="no pairs"),
        pytest.param("POST", {"Upload-Length": "9", "Upload-Metadata": "name ~"}, 400, id="no b64"),
        pytest.param("PATCH", {"Upload-Offset": "0", "Content-Type": "text/plain"}, 415, id="type"),
        pytest.param("PATCH", {"Upload-Offset": "x"}, 400, id="an offset that is no number"),
        pytest.param("PATCH", {}, 400, id="no offset"),
    ],
)
def test_what_is_not_tus_is_refused_in_the_words_of_tus(
    sender: Sender, file: Enclosed, method: str, headers: dict[str, str], status: int
) -> None:
    sender.announce(file)
    kind = {"Content-Type": "application/offset+octet-stream"} if method == "PATCH" else {}
    path = "/files/" if method == "POST" else file.address
    answer = sender.ask(method, path, headers={**kind, **headers})
    assert (answer.status_code, answer.headers["Tus-Resumable"]) == (status, "1.0.0")
    assert status != 412 or answer.headers["Tus-Version"] == "1.0.0"


def test_the_server_tells_what_it_can(both: Flask) -> None:
    told = both.test_client().options("/files/")
    assert (told.status_code, told.headers["Tus-Extension"]) == (204, "creation")
    assert told.headers["Tus-Version"] == TUS["Tus-Resumable"]


def test_a_stolen_disk_shows_no_picture(both: Flask, sender: Sender, file: Enclosed) -> None:
    sender.send(file)
    assert on_disk(both) == [file.sealed]
    assert PHOTO[:64] not in file.sealed


def test_a_full_disk_loses_nothing(
    both: Flask, sender: Sender, file: Enclosed, monkeypatch: pytest.MonkeyPatch
) -> None:
    sender.announce(file)
    sender.put(file, 0, file.sealed[:100])

    def full(*asked: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        answer = sender.put(file, 100, file.sealed[100:])
    assert (answer.status_code, answer.json) == (503, {"problem": "no_room"})
    assert sender.reached(file) == 100
    sender.put(file, 100, file.sealed[100:])
    assert opened(both) == PHOTO


Age = Callable[[Flask, timedelta], int]


@pytest.fixture
def later(ground: Ground) -> Age:
    """Let the worker tidy up after some time; give how many files are left."""

    def go(app: Flask, passed: timedelta) -> int:
        with app.app_context():
            session = db.session()
            writing(session)
            now = datetime.now(UTC) + passed
            files.sweep(session, app.extensions["consult.files"], ground.consultation, now)
            session.commit()
        assert len(on_disk(app)) == len(rows(app))
        return len(rows(app))

    return go


SOON, LATE = timedelta(days=29), timedelta(days=31)


def test_what_was_begun_and_left_is_removed_after_a_month(
    both: Flask, sender: Sender, file: Enclosed, later: Age
) -> None:
    sender.announce(file)
    sender.put(file, 0, file.sealed[:100])
    assert later(both, SOON) == 1
    assert later(both, LATE) == 0
    assert sender.reached(file) is None


def test_a_file_whose_record_never_came_is_removed_after_a_month(
    both: Flask, sender: Sender, file: Enclosed, later: Age
) -> None:
    sender.send(file)
    assert later(both, SOON) == 1
    assert later(both, LATE) == 0


@pytest.mark.parametrize("told", ["See yourself.", ""], ids=["accepted", "held"])
def test_a_file_stays_for_good_whose_record_came_after_it(
    both: Flask, phone: Phone, sender: Sender, record: Json, later: Age, told: str
) -> None:
    sender.send(enclose(phone, record, PHOTO))
    record["answers"]["told"] = told
    assert phone.verdicts(phone.seal(record)) == ["accepted" if told else "held"]
    assert later(both, LATE) == 1
    assert later(both, LATE * 20) == 1
    assert opened(both) == PHOTO


def test_a_file_that_its_record_does_not_name_is_removed_after_a_month(
    both: Flask, phone: Phone, sender: Sender, record: Json, later: Age
) -> None:
    phone.sync(phone.seal(record))
    sender.send(enclose(phone, record, photo(9, 9)))
    assert later(both, LATE) == 0
