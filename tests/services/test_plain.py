"""What a page without script sends."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from consult.core.identity import uuid7
from consult.services import codes
from consult.services.plain import Given, Kept, keep_plain, page_id
from consult.store import asking
from consult.store.base import db
from consult.store.rows import SubmissionRow
from consult.store.transaction import writing
from tests.ground import NOW, Ground, lay

SECRET = "a secret"
PAGE = uuid7(NOW)


@pytest.fixture
def ground(both: Flask) -> Ground:
    with both.app_context():
        return lay(db.session())


def give(app: Flask, ground: Ground, answers: dict[str, Any], minutes: int = 0) -> Kept:
    with app.app_context():
        session = db.session()
        writing(session)
        consultation = asking.consultation_named(session, "water")
        assert consultation is not None
        given = Given(ground.north, "en", answers)
        now = NOW + timedelta(minutes=minutes)
        kept = keep_plain(session, consultation, given, PAGE, SECRET, now)
        session.commit()
        return kept


def rows(app: Flask) -> list[SubmissionRow]:
    with app.app_context():
        ordered = select(SubmissionRow).order_by(SubmissionRow.revision)
        return list(db.session().scalars(ordered))


def test_a_double_click_is_one_record_with_one_code(both: Flask, ground: Ground) -> None:
    first, second = (give(both, ground, {"told": "Dry."}, minute) for minute in (0, 1))
    assert first == second
    [row] = rows(both)
    assert first.code is not None
    assert row.code_hash == codes.digest(first.code, SECRET)


def test_going_back_and_changing_an_answer_is_a_revision(both: Flask, ground: Ground) -> None:
    first = give(both, ground, {"told": "Dry."})
    second = give(both, ground, {"told": "Dry since May."}, 5)
    assert first.code == second.code
    assert [row.standing for row in rows(both)] == ["superseded", "current"]


def test_what_is_wrong_is_told_and_nothing_is_kept(both: Flask, ground: Ground) -> None:
    kept = give(both, ground, {"minutes": 3})
    assert [problem.code for problem in kept.problems] == ["required"]
    assert rows(both) == []


@pytest.mark.parametrize("text", [None, "", "x", "0" * 32, "d9428888-122b-11e1-b85c-61cd3cbb3210"])
def test_an_id_that_we_did_not_mint_is_not_taken(text: str | None) -> None:
    found = page_id(text, NOW)
    assert found.version == 7
    assert str(found) != text


def test_the_id_of_the_page_is_taken() -> None:
    assert page_id(str(PAGE), NOW) == PAGE
