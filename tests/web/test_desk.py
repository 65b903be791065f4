"""The coordinator's desk."""

from collections.abc import Callable

import pytest
from flask import Flask

from consult.core.permission import Role
from consult.store import news
from consult.store.base import db
from consult.store.rows import DeviceRow
from tests.conftest import Reader
from tests.ground import Ground, lay
from tests.phone import Phone
from tests.staff import hire, sign_in

ReaderOf = Callable[[Flask], Reader]


@pytest.fixture
def ground(both: Flask) -> Ground:
    with both.app_context():
        ground = lay(db.session())
    hire(both, "coordinator", Role.COORDINATOR)
    hire(both, "auditor", Role.AUDITOR)
    hire(both, "facilitator", Role.FACILITATOR, "X0101")
    return ground


@pytest.fixture
def desk(both: Flask, ground: Ground, reader_of: ReaderOf) -> Reader:
    reader = reader_of(both)
    sign_in(reader, "coordinator")
    return reader


@pytest.fixture
def phone(both: Flask, ground: Ground, reader_of: ReaderOf) -> Phone:
    """Enrol a facilitator's phone."""
    reader = reader_of(both)
    sign_in(reader, "facilitator")
    return Phone.enrolled(reader.client, ground)


def revoke(desk: Reader, device: str, status: int = 303) -> None:
    desk.post(f"/en/desk/devices/{device}/revoke", status)


def test_an_empty_desk_says_so(desk: Reader) -> None:
    page = desk.get("/en/desk/")
    assert "0 records received" in page.text
    assert "No facilitator has enrolled a phone yet." in page.text


def test_a_consultation_leads_to_the_summaries_of_its_places(desk: Reader) -> None:
    desk.get("/en/desk/").one("a", href="/en/council/X01/?c=water")
    desk.get("/en/council/X01/")


def test_the_desk_counts_what_came_in(desk: Reader, phone: Phone) -> None:
    phone.sync(phone.seal(phone.content()), phone.seal(phone.content()))
    held = phone.seal(phone.content({"minutes": 5000}))
    assert phone.verdicts(held) == ["held"]
    page = desk.get("/en/desk/")
    assert "2 records received" in page.text
    assert "1 record is held until its author mends it" in page.text


def test_two_versions_of_one_record_are_shown_as_such(desk: Reader, phone: Phone) -> None:
    first = phone.content()
    changed = {**first, "answers": {"told": "It works again."}}
    other = {**first, "answers": {"told": "It was never broken."}}
    sealed = phone.seal(first)
    phone.sync(sealed)
    phone.sync(phone.seal(changed, base=sealed["sha256"]))
    assert phone.verdicts(phone.seal(other, base=sealed["sha256"])) == ["branched"]
    assert "1 record exists in two versions" in desk.get("/en/desk/").text


def test_a_phone_is_shown_with_its_owner_and_when_it_was_heard(desk: Reader, phone: Phone) -> None:
    assert "not heard since" in desk.get("/en/desk/").text
    phone.sync()
    page = desk.get("/en/desk/")
    assert "Facilitator" in page.text
    assert "Last heard" in page.text


def test_a_citizen_s_phone_is_nobody_s_business(both: Flask, ground: Ground, desk: Reader) -> None:
    Phone.enrolled(both.test_client(), ground)
    assert "No facilitator has enrolled a phone yet." in desk.get("/en/desk/").text


def test_people_are_shown_with_role_and_localities(desk: Reader) -> None:
    text = desk.get("/en/desk/").text
    assert "Facilitator · Facilitator" in text
    assert "North" in text


def test_a_revoked_phone_sends_nothing_more_and_is_told_why(desk: Reader, phone: Phone) -> None:
    revoke(desk, phone.device)
    answer = phone.client.post(
        "/sync",
        json={"device": phone.device, "cursor": {}, "records": []},
        headers={"Authorization": f"Bearer {phone.token}"},
    )
    assert (answer.status_code, answer.json) == (401, {"problem": "revoked"})
    assert "Revoked" in desk.get("/en/desk/").text


def test_revoking_is_news(both: Flask, ground: Ground, desk: Reader, phone: Phone) -> None:
    revoke(desk, phone.device)
    revoke(desk, phone.device)
    with both.app_context():
        audience = f"device:{phone.device}"
        told = news.since(db.session(), ground.consultation, 0, [audience], 10)
        assert [row.kind for row in told] == ["revoked"]


def test_the_owner_s_other_phone_goes_on(
    both: Flask, ground: Ground, desk: Reader, phone: Phone
) -> None:
    other = Phone.enrolled(phone.client, ground)
    revoke(desk, phone.device)
    assert other.verdicts(other.seal(other.content())) == ["accepted"]


def test_an_auditor_sees_all_and_revokes_nothing(
    both: Flask, phone: Phone, reader_of: ReaderOf
) -> None:
    reader = reader_of(both)
    sign_in(reader, "auditor")
    assert reader.get("/en/desk/").all("form", method="post") == []
    revoke(reader, phone.device, 404)
    with both.app_context():
        assert db.session().scalars(db.select(DeviceRow.revoked_at)).all() == [None]


def test_a_phone_that_does_not_exist_can_not_be_revoked(desk: Reader, ground: Ground) -> None:
    revoke(desk, str(ground.north), 404)


@pytest.mark.parametrize("lang", ["fr", "ar", "sw"])
def test_the_desk_is_without_fault_in_every_language(desk: Reader, phone: Phone, lang: str) -> None:
    phone.sync()
    desk.get(f"/{lang}/desk/")
