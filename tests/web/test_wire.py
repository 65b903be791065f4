"""POST /sync, as phones, strangers and broken networks use it; on both databases."""

import json
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select

from consult.core import code as follow_up
from consult.core.identity import uuid7
from consult.core.record import BATCH
from consult.services import codes
from consult.store import news
from consult.store.base import db
from consult.store.rows import DeviceRow, DirtyRow, ExchangeRow, HeldRow, NewsRow, SubmissionRow
from consult.store.transaction import writing
from tests.ground import NOW, Ground, lay
from tests.phone import Phone


@pytest.fixture
def ground(both: Flask) -> Ground:
    with both.app_context():
        return lay(db.session())


@pytest.fixture
def phone(both: Flask, ground: Ground) -> Phone:
    return Phone.enrolled(both.test_client(), ground)


def count(app: Flask, row: Any) -> int:
    with app.app_context():
        return db.session().scalar(select(func.count()).select_from(row)) or 0


def stored(app: Flask, record_id: str) -> list[SubmissionRow]:
    with app.app_context():
        rows = db.session().scalars(
            select(SubmissionRow)
            .where(SubmissionRow.id == UUID(record_id))
            .order_by(SubmissionRow.revision)
        )
        return list(rows)


def test_a_record_is_kept_as_it_was_captured(both: Flask, phone: Phone) -> None:
    content = phone.content({"told": "مضخة الماء مكسورة 🚱", "minutes": 45})
    assert phone.verdicts(phone.seal(content)) == ["accepted"]
    [row] = stored(both, content["id"])
    assert row.content == content


def test_a_record_sent_twice_is_kept_once_with_the_same_receipt(both: Flask, phone: Phone) -> None:
    record = phone.seal(phone.content())
    first, again = (phone.sync(record)["receipts"][0] for _ in range(2))
    assert [first["verdict"], again["verdict"]] == ["accepted", "known"]
    assert first["receipt"] == again["receipt"]
    assert count(both, SubmissionRow) == 1


def test_another_phone_that_brings_the_same_record_gets_the_same_receipt(
    both: Flask, ground: Ground, phone: Phone
) -> None:
    other = Phone.enrolled(both.test_client(), ground)
    record = phone.seal(phone.content())
    mine, theirs = (one.sync(record)["receipts"][0] for one in (phone, other))
    assert mine["receipt"] == theirs["receipt"]


def test_a_record_twice_in_one_batch_is_kept_once(both: Flask, phone: Phone) -> None:
    record = phone.seal(phone.content())
    assert phone.verdicts(record, record) == ["accepted", "known"]


def test_every_batch_writes_a_row_before_it_is_acknowledged_also_when_all_is_known(
    both: Flask, phone: Phone
) -> None:
    record = phone.seal(phone.content())
    for _ in range(3):
        phone.sync(record)
    assert count(both, ExchangeRow) == 3


def test_a_sync_without_records_writes_no_exchange(both: Flask, phone: Phone) -> None:
    phone.sync()
    assert count(both, ExchangeRow) == 0


def test_a_change_built_on_the_current_revision_is_a_revision(both: Flask, phone: Phone) -> None:
    first = phone.content()
    second = {**first, "answers": {"told": "It is mended."}}
    sealed = phone.seal(first)
    assert phone.verdicts(sealed) == ["accepted"]
    assert phone.verdicts(phone.seal(second, base=sealed["sha256"])) == ["revised"]
    assert [row.standing for row in stored(both, first["id"])] == ["superseded", "current"]


def test_a_change_built_on_an_older_revision_is_kept_as_a_branch(both: Flask, phone: Phone) -> None:
    first = phone.content()
    sealed = phone.seal(first)
    second = phone.seal({**first, "answers": {"told": "Second."}}, base=sealed["sha256"])
    third = phone.seal({**first, "answers": {"told": "Third."}}, base=sealed["sha256"])
    assert phone.verdicts(sealed, second, third) == ["accepted", "revised", "branched"]
    standings = [row.standing for row in stored(both, first["id"])]
    assert standings == ["superseded", "current", "branch"]


def test_a_stranger_who_knows_the_id_and_hash_can_only_branch(
    both: Flask, ground: Ground, phone: Phone
) -> None:
    first = phone.content()
    sealed = phone.seal(first)
    phone.sync(sealed)
    stranger = Phone.enrolled(both.test_client(), ground)
    forged = stranger.seal({**first, "answers": {"told": "No."}}, base=sealed["sha256"])
    assert stranger.verdicts(forged) == ["branched"]
    assert stored(both, first["id"])[0].standing == "current"


@pytest.mark.parametrize(
    ("says", "change"),
    [
        ("not_a_whole_number", {"answers": {"told": "x", "minutes": "many"}}),
        ("constraint", {"answers": {"told": "x", "minutes": 9999}}),
        ("required", {"answers": {}}),
        ("not_a_choice", {"answers": {"told": "x", "sex": "robot"}}),
        ("unknown_locality", {"locality": str(uuid7(NOW))}),
        ("malformed", {"answers": "none"}),
        ("malformed", {"captured_at": "yesterday"}),
        ("malformed", {"captured_at": "2026-11-02T09:30:00"}),
        ("malformed", {"schema": 2}),
        ("malformed", {"captured_at": "0001-01-01T00:00:00+14:00"}),
        ("malformed", {"captured_at": "9999-12-31T23:59:59-12:00"}),
        ("malformed", {"language": "e\x00"}),
    ],
)
def test_what_opens_but_is_not_acceptable_is_held_and_comes_back_sealed(
    both: Flask, phone: Phone, says: str, change: dict[str, Any]
) -> None:
    content = phone.content() | change
    told = phone.sync(phone.seal(content))
    [outcome], [back] = told["receipts"], told["news"]
    assert (outcome["verdict"], outcome["receipt"]["verdict"]) == ("held", "held")
    opened = phone.opened(back)
    assert opened["content"] == content
    assert says in [problem["code"] for problem in opened["problems"]]


def test_a_held_record_is_told_once_and_is_accepted_when_mended(both: Flask, phone: Phone) -> None:
    content = phone.content({"told": "x", "minutes": 9999})
    held = phone.seal(content)
    phone.sync(held)
    assert phone.verdicts(held) == ["known"]
    assert count(both, NewsRow) == 1
    mended = phone.seal({**content, "answers": {"told": "x", "minutes": 99}}, base=held["sha256"])
    assert phone.verdicts(mended) == ["accepted"]
    with both.app_context():
        assert db.session().scalars(select(HeldRow)).one().mended_at is not None


def test_a_mended_record_keeps_the_code_that_its_author_was_shown(
    both: Flask, phone: Phone
) -> None:
    content = phone.content({"told": "x", "minutes": 9999})
    code = follow_up.mint()
    held = phone.seal(content, code=code)
    still = {**content, "answers": {"told": "x", "minutes": 8888}}
    again = phone.seal(still, base=held["sha256"])
    good = {**content, "answers": {"told": "x", "minutes": 88}}
    mended = phone.seal(good, base=again["sha256"])
    assert [phone.verdicts(one)[0] for one in (held, again, mended)] == ["held", "held", "accepted"]
    [row] = stored(both, content["id"])
    assert row.code_hash == codes.digest(code, both.config["SECRET_KEY"])


@pytest.mark.parametrize(
    ("says", "change"),
    [
        ("unknown_consultation", {"consultation": str(uuid7(NOW))}),
        ("unknown_key", {"key": "another"}),
        ("not_readable", {"sealed": "AAAA"}),
        ("not_readable", {"sealed": "not base64 at all!"}),
        ("not_readable", {"id": str(uuid7(NOW))}),
        ("not_readable", {"version": "2"}),
        ("other_content", {"sha256": "0" * 64}),
    ],
)
def test_what_cannot_be_opened_is_rejected_and_holds_nobody_back(
    both: Flask, phone: Phone, says: str, change: dict[str, Any]
) -> None:
    good, bad = phone.seal(phone.content()), phone.seal(phone.content())
    told = phone.sync(bad | change, good)["receipts"]
    assert [one["verdict"] for one in told] == ["rejected", "accepted"]
    assert told[0]["receipt"] is None
    assert told[0]["problems"][0]["code"] == says


def test_a_record_of_another_form_version_is_held(both: Flask, phone: Phone) -> None:
    phone.version = "7"
    assert phone.verdicts(phone.seal(phone.content())) == ["held"]


@pytest.mark.parametrize("year", [1970, 2099])
def test_a_phone_with_a_wrong_clock_is_heard_and_its_clock_doubted(
    both: Flask, phone: Phone, year: int
) -> None:
    content = phone.content(captured_at=f"{year}-01-01T00:00:00.000+05:00")
    assert phone.verdicts(phone.seal(content)) == ["accepted"]
    [row] = stored(both, content["id"])
    assert row.clock_doubted
    assert row.day == row.received_at.date()
    assert row.captured_offset == 300


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (400, b"", "application/json"),
        (400, b'{"device": "', "application/json"),
        (400, b"[]", "application/json"),
        (400, b"\xff\xfe{\x00}\x00", "application/json"),
        (400, b"[" * 5000 + b"]" * 5000, "application/json"),
        (400, b'{"device": 3, "cursor": {}, "records": []}', "application/json"),
        (415, b"<html>", "text/html"),
        (413, b'"' + b"a" * 9_000_000 + b'"', "application/json"),
    ],
)
def test_a_body_that_is_no_batch_is_refused_and_told_so(
    both: Flask, phone: Phone, status: int, body: bytes, kind: str
) -> None:
    answer = phone.client.post(
        "/sync",
        data=body,
        content_type=kind,
        headers={"Authorization": f"Bearer {phone.token}"},
    )
    assert (answer.status_code, answer.mimetype) == (status, "application/json")
    assert answer.json["problem"]


def test_a_batch_of_more_than_fifty_is_refused_whole(both: Flask, phone: Phone) -> None:
    record = phone.seal(phone.content())
    assert phone.post([record] * (BATCH + 1)).status_code == 400
    assert count(both, SubmissionRow) == 0


@pytest.mark.parametrize("token", ["", "wrong", "🔑"])
def test_a_phone_without_its_token_is_not_known(both: Flask, phone: Phone, token: str) -> None:
    phone.token = token.encode().decode("latin-1")
    answer = phone.post([phone.seal(phone.content())])
    assert (answer.status_code, answer.json["problem"]) == (401, "unknown_device")


def test_a_revoked_phone_keeps_its_records_and_is_told_so(both: Flask, phone: Phone) -> None:
    with both.app_context():
        session = db.session()
        session.scalars(select(DeviceRow)).one().revoked_at = NOW
        session.commit()
    answer = phone.post([phone.seal(phone.content())])
    assert (answer.status_code, answer.json["problem"]) == (401, "revoked")
    assert count(both, SubmissionRow) == 0


def test_a_phone_hears_news_for_it_and_for_all_and_only_once(
    both: Flask, ground: Ground, phone: Phone
) -> None:
    with both.app_context():
        session = db.session()
        writing(session)
        for audience in ("all", f"device:{phone.device}", "device:another"):
            news.tell(session, ground.consultation, audience, "reply", {"for": audience}, NOW)
        session.commit()
    heard = phone.sync()["news"]
    assert [one["payload"]["for"] for one in heard] == ["all", f"device:{phone.device}"]
    assert phone.cursor == {str(ground.consultation): 3}
    assert phone.sync()["news"] == []


def test_much_news_comes_in_pages_and_none_is_skipped(
    both: Flask, ground: Ground, phone: Phone
) -> None:
    with both.app_context():
        session = db.session()
        writing(session)
        for place in range(news.PAGE + 7):
            audience = "all" if place % 3 else "device:another"
            news.tell(session, ground.consultation, audience, "reply", {"place": place}, NOW)
        for place in range(news.PAGE):
            news.tell(session, ground.consultation, "all", "reply", {"place": -place}, NOW)
        session.commit()
    heard: list[dict[str, Any]] = []
    more = True
    while more:
        told = phone.sync()
        heard += told["news"]
        more = told["more"]
    numbers = [one["number"] for one in heard]
    assert numbers == sorted(set(numbers))
    assert len(heard) == news.PAGE + sum(1 for place in range(news.PAGE + 7) if place % 3)


def together(work: Callable[[int], Any], times: int) -> list[Any]:
    """Run the same work in threads that start at the same moment."""
    gate = threading.Barrier(times)

    def run(place: int) -> Any:
        gate.wait()
        return work(place)

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(run, range(times)))


def test_many_phones_that_send_the_same_records_at_once_keep_each_once(
    both: Flask, ground: Ground
) -> None:
    phones = [Phone.enrolled(both.test_client(), ground) for _ in range(6)]
    records = [phones[0].seal(phones[0].content()) for _ in range(8)]

    def send(place: int) -> list[dict[str, Any]]:
        mixed = records[place:] + records[:place]
        return sorted(phones[place].sync(*mixed)["receipts"], key=lambda one: str(one["id"]))

    told = together(send, len(phones))
    assert count(both, SubmissionRow) == len(records)
    receipts = [[one["receipt"] for one in answers] for answers in told]
    assert all(one == receipts[0] for one in receipts)
    verdicts = [one["verdict"] for answers in told for one in answers]
    assert verdicts.count("accepted") == len(records)


def test_two_changes_of_one_revision_at_once_are_a_revision_and_a_branch(
    both: Flask, phone: Phone
) -> None:
    first = phone.content()
    sealed = phone.seal(first)
    phone.sync(sealed)
    changes = [
        phone.seal({**first, "answers": {"told": f"Change {place}."}}, base=sealed["sha256"])
        for place in range(4)
    ]
    verdicts = together(lambda place: phone.verdicts(changes[place])[0], len(changes))
    assert sorted(verdicts) == ["branched"] * 3 + ["revised"]
    standings = sorted(row.standing for row in stored(both, first["id"]))
    assert standings == ["branch"] * 3 + ["current", "superseded"]


def test_news_is_never_skipped_while_others_are_telling(both: Flask, ground: Ground) -> None:
    """A cursor over ids or times would pass rows whose transaction commits late."""
    done = threading.Event()
    listener = Phone.enrolled(both.test_client(), ground)
    heard: list[int] = []

    def listen() -> None:
        while True:
            last = done.is_set()
            told = listener.sync()
            heard.extend(one["payload"]["n"] for one in told["news"])
            if last and not told["more"]:
                return

    def tell(writer: int) -> None:
        for step in range(25):
            with both.app_context():
                session = db.session()
                writing(session)
                payload = {"n": writer * 100 + step}
                news.tell(session, ground.consultation, "all", "reply", payload, NOW)
                session.commit()

    thread = threading.Thread(target=listen)
    thread.start()
    together(tell, 4)
    done.set()
    thread.join()
    assert sorted(heard) == sorted(writer * 100 + step for writer in range(4) for step in range(25))


def test_a_citizen_cannot_pass_as_a_facilitator(both: Flask, phone: Phone) -> None:
    content = phone.content(channel="facilitator", entered_by="facilitator", tone="positive")
    phone.sync(phone.seal(content))
    [row] = stored(both, content["id"])
    assert (row.channel, row.entered_by) == ("web", "self")


def test_a_revision_that_moves_marks_both_cells_stale(
    both: Flask, ground: Ground, phone: Phone
) -> None:
    first = phone.content()
    sealed = phone.seal(first)
    phone.sync(sealed)
    moved = {**first, "locality": str(ground.south)}
    phone.sync(phone.seal(moved, base=sealed["sha256"]))
    with both.app_context():
        marked = {row.locality_id for row in db.session().scalars(select(DirtyRow))}
    assert marked == {ground.north, ground.south}


def test_only_a_slow_hash_of_the_follow_up_code_is_kept(both: Flask, phone: Phone) -> None:
    code = follow_up.mint()
    content = phone.content()
    phone.sync(phone.seal(content, code=code))
    [row] = stored(both, content["id"])
    assert code not in json.dumps(row.content)
    assert row.code_hash == codes.digest(code, both.config["SECRET_KEY"])


def test_keys_are_published_in_the_shape_that_phones_read(both: Flask, phone: Phone) -> None:
    told = phone.client.get("/keys.json").json
    assert set(told) == {"seal", "sign", "file_bytes"}
    assert [set(one) for one in told["sign"]] == [{"id", "public"}]


@pytest.mark.parametrize("public", ["A" * 87, "!" * 87, "", None, 3])
def test_a_phone_with_a_broken_key_is_not_enrolled(
    both: Flask, ground: Ground, public: Any
) -> None:
    answer = both.test_client().post("/api/v1/devices", json={"public": public})
    assert answer.status_code == 400


def test_the_time_of_receipt_is_the_servers(both: Flask, phone: Phone) -> None:
    before = datetime.now(UTC)
    [outcome] = phone.sync(phone.seal(phone.content()))["receipts"]
    received = datetime.fromisoformat(outcome["receipt"]["received_at"])
    assert before <= received <= datetime.now(UTC)
