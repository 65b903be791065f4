"""What was replied, by code."""

import pytest
from flask import Flask
from sqlalchemy import select

from consult.core.code import mint, show
from consult.core.identity import uuid7
from consult.store.base import db
from consult.store.rows import PersonRow, ReplyRow, SubmissionRow
from tests.conftest import Reader
from tests.ground import NOW, Ground, lay, named
from tests.page import text

CODE = "/ar/code"


@pytest.fixture
def ground(app: Flask) -> Ground:
    with app.app_context():
        return lay(db.session())


@pytest.fixture
def code(client_request: Reader, ground: Ground) -> str:
    """Give an answer, and note the code."""
    given = {"locality": str(ground.north), "q-told": "The pump is broken"}
    sent = client_request.post("/en/c/water/give", 303, data=given)
    return text(client_request.get(sent.headers["Location"]).one("p", class_="code"))


def test_who_has_a_code_reads_that_their_words_arrived(client_request: Reader, code: str) -> None:
    page = client_request.post("/en/code", 200, data={"code": code})
    assert "Received on" in page.text
    assert "Nobody has replied yet" in page.text
    assert page.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "spoil", [str.lower, lambda code: code.replace("-", " "), lambda code: f" {code} "]
)
def test_a_code_may_be_typed_as_people_type(
    client_request: Reader, code: str, spoil: object
) -> None:
    assert callable(spoil)
    assert "Received on" in client_request.post("/en/code", 200, data={"code": spoil(code)}).text


def test_a_reply_is_shown_in_its_own_language_with_who_gave_it(
    app: Flask, client_request: Reader, code: str, ground: Ground
) -> None:
    with app.app_context():
        session = db.session()
        officer = PersonRow(
            id=named("officer"), login="o", name="An Officer", role="officer", password_hash=""
        )
        row = session.scalars(select(SubmissionRow)).one()
        session.add(officer)
        session.flush()
        session.add(_reply(row, ground))
        session.commit()
    page = client_request.post(CODE, 200, data={"code": code})
    quote = page.one("p", class_="quote")
    assert (quote.get("lang"), text(quote)) == ("en", "We repair it.")
    assert "Council of X" in page.text


def _reply(row: SubmissionRow, ground: Ground) -> ReplyRow:
    return ReplyRow(
        consultation_id=row.consultation_id,
        id=uuid7(NOW),
        submission_id=row.id,
        locality_id=row.locality_id,
        body_id=ground.council,
        person_id=named("officer"),
        text="We repair it.",
        language="en",
        public=False,
        replied_at=NOW,
    )


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Please write your code."),
        ("7K3M", "not quite a code"),
        ("<script>alert(1)</script>", "not quite a code"),
        ("x" * 5000, "not quite a code"),
    ],
)
def test_what_is_no_code_gets_a_helpful_word(client_request: Reader, typed: str, told: str) -> None:
    page = client_request.post("/en/code", 200, data={"code": typed})
    assert told in text(page.one("p", id="code-error"))


def test_one_wrong_symbol_is_noticed(client_request: Reader, code: str) -> None:
    wrong = ("2" if code[0] == "1" else "1") + code[1:]
    page = client_request.post("/en/code", 200, data={"code": wrong})
    assert "not quite a code" in page.text
    assert page.one("input", name="code").get("value") == wrong


def test_a_code_that_nobody_has_gets_a_plain_answer(client_request: Reader) -> None:
    page = client_request.post("/en/code", 200, data={"code": show(mint())})
    assert "nothing with this code" in page.text
