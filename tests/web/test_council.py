"""What an officer sees of their localities, and how they answer."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest
from flask import Flask
from sqlalchemy import select

from consult.commands.worker import Worker
from consult.core.permission import Role
from consult.store.base import db
from consult.store.rows import ReplyRow
from tests.conftest import Reader
from tests.ground import Ground, lay
from tests.page import Page, text
from tests.services.test_rollup import settle
from tests.staff import hire, sign_in
from tests.voices import SIMPLE, speak

ReaderOf = Callable[[Flask], Reader]
NORTH = "/en/council/X0101/"
QUESTION = "When will the bad pump work again?"


@pytest.fixture
def ground(both: Flask) -> Ground:
    with both.app_context():
        ground = lay(db.session())
    hire(both, "officer", Role.OFFICER, "X0101")
    hire(both, "auditor", Role.AUDITOR)
    return ground


@pytest.fixture
def officer(both: Flask, ground: Ground, reader_of: ReaderOf) -> Reader:
    reader = reader_of(both)
    sign_in(reader, "officer")
    return reader


def hear(app: Flask, ground: Ground, women: int, men: int, labels: int = 0) -> None:
    """Let people of the north speak; a facilitator judges the first few."""
    with app.app_context():
        for number in range(women + men):
            bad = number % 3 != 0
            speak(
                db.session(),
                ground,
                datetime.now(UTC) - timedelta(days=3, minutes=number),
                {
                    "sex": "female" if number < women else "male",
                    "told": "bad water" if bad else "good road",
                    "kind": "praise",
                    "quote": "yes" if number == 0 else "no",
                },
                tone=("negative" if bad else "positive") if number < labels else None,
            )
        db.session.commit()
        settle(db.session(), ground)
        worker = Worker(SIMPLE, {}, Event())
        while worker.turn(db.session()):
            pass


def ask(app: Flask, ground: Ground, days: int = 12, words: str = QUESTION) -> str:
    with app.app_context():
        at = datetime.now(UTC) - timedelta(days=days)
        taken = speak(db.session(), ground, at, {"told": words, "kind": "question"})
        db.session.commit()
        settle(db.session(), ground)
        return str(taken.envelope.id)


def lines(page: Page, section: str) -> list[str]:
    return [text(row) for row in page.one("section", id=section).iter("tr")]


def fields(page: Page, record: str) -> dict[str, str]:
    """Read the hidden fields of the form that answers this record."""
    hidden = [
        {str(field.get("name")): str(field.get("value")) for field in form.iter("input")}
        for form in page.all("form", method="post")
    ]
    (found,) = (one for one in hidden if one.get("record") == record)
    return {name: found[name] for name in ("record", "id")}


def test_without_any_record_the_page_is_calm(officer: Reader) -> None:
    page = officer.get(NORTH)
    assert "Nobody waits for a reply." in page.text
    assert "Not enough voices yet" in page.text


def test_who_has_waited_longest_stands_first(both: Flask, ground: Ground, officer: Reader) -> None:
    ask(both, ground, 2, "Two days ago?")
    ask(both, ground, 12, "Twelve days ago?")
    page = officer.get(NORTH)
    waiting = [text(card) for card in page.one("section", id="owed").iter("li")]
    assert "Twelve days ago?" in waiting[0]
    assert "12 days · overdue" in waiting[0]
    assert "overdue" not in waiting[1]


def test_below_ten_the_waiting_are_shown_and_no_number_is(
    both: Flask, ground: Ground, officer: Reader
) -> None:
    hear(both, ground, women=5, men=4)
    page = officer.get(NORTH)
    assert "Who was heard" not in page.text
    assert page.all("table", class_="bars") == []


def test_who_was_heard_is_counted_with_a_range(
    both: Flask, ground: Ground, officer: Reader
) -> None:
    hear(both, ground, women=24, men=16)
    page = officer.get(NORTH)
    assert "40 records" in page.text
    assert "It is not a survey of everyone." in page.text
    heard = lines(page, "heard")
    assert "Woman 24 60% 47% to 72%" in heard
    assert "Man 16 40% 28% to 53%" in heard


def test_small_groups_are_withheld_with_a_companion(
    both: Flask, ground: Ground, officer: Reader
) -> None:
    hear(both, ground, women=30, men=4)
    heard = lines(officer.get(NORTH), "heard")
    assert "Woman withheld" in heard
    assert "Man withheld" in heard


def test_sentiment_without_labels_is_not_verified(
    both: Flask, ground: Ground, officer: Reader
) -> None:
    hear(both, ground, women=20, men=20)
    section = text(officer.get(NORTH).one("section", id="sentiment"))
    assert "Not verified" in section
    assert "A machine has read 40 texts from here." in section
    assert "%" not in section


def test_sentiment_with_labels_has_shares_ranges_and_its_error(
    both: Flask, ground: Ground, officer: Reader
) -> None:
    hear(both, ground, women=20, men=20, labels=12)
    page = officer.get(NORTH)
    assert len(lines(page, "sentiment")) == 4
    section = text(page.one("section", id="sentiment"))
    assert "People judged 12 of these texts, too." in section
    assert "The machine alone judged 100% of them alike." in section


def test_only_words_with_consent_are_quoted(both: Flask, ground: Ground, officer: Reader) -> None:
    hear(both, ground, women=10, men=10)
    quotes = officer.get(NORTH).all("blockquote")
    assert [text(quote) for quote in quotes] == ["good road"]
    assert quotes[0].get("lang") == "en"


def test_an_officer_answers_and_the_record_waits_no_more(
    both: Flask, ground: Ground, officer: Reader
) -> None:
    record = ask(both, ground)
    hidden = fields(officer.get(NORTH), record)
    told = {**hidden, "text": "In May, by the county.", "language": "ar", "public": "yes"}
    answer = officer.post(NORTH + "reply", 303, data=told)
    page = officer.get(answer.headers["Location"])
    assert "Your reply is kept." in page.text
    assert "Nobody waits for a reply." in page.text
    with both.app_context():
        row = db.session.scalars(select(ReplyRow)).one()
        assert (row.text, row.language, row.public) == ("In May, by the county.", "ar", True)


def test_the_button_pressed_twice_answers_once(
    both: Flask, ground: Ground, officer: Reader
) -> None:
    record = ask(both, ground)
    hidden = fields(officer.get(NORTH), record)
    for _ in range(2):
        officer.post(NORTH + "reply", 303, data={**hidden, "text": "In May."})
    with both.app_context():
        assert len(db.session.scalars(select(ReplyRow)).all()) == 1


def test_an_empty_reply_comes_back_open_and_says_why(
    both: Flask, ground: Ground, officer: Reader
) -> None:
    record = ask(both, ground)
    hidden = fields(officer.get(NORTH), record)
    page = officer.post(NORTH + "reply", 422, data={**hidden, "text": "  "})
    assert page.one("details", class_="answer").get("open") is not None
    assert "Please answer this question." in page.text


@pytest.mark.parametrize(
    ("record", "status"),
    [("nonsense", 400), ("018f0000-0000-7000-8000-000000000000", 404), ("south", 404)],
)
def test_what_does_not_lie_in_the_locality_cannot_be_answered(
    both: Flask, ground: Ground, officer: Reader, record: str, status: int
) -> None:
    if record == "south":
        with both.app_context():
            at = datetime.now(UTC)
            told = {"told": QUESTION, "kind": "question"}
            taken = speak(db.session(), ground, at, told, locality=ground.south)
            db.session.commit()
            record = str(taken.envelope.id)
    officer.post(NORTH + "reply", status, data={"record": record, "text": "In May."})


@pytest.mark.parametrize(
    "address", ["/en/council/X0102/", "/en/council/X01/", "/en/council/X0102/brief"]
)
def test_another_locality_does_not_open(officer: Reader, address: str) -> None:
    officer.get(address, 404)


def test_an_auditor_reads_and_cannot_answer(
    both: Flask, ground: Ground, reader_of: ReaderOf
) -> None:
    record = ask(both, ground)
    reader = reader_of(both)
    sign_in(reader, "auditor")
    page = reader.get("/en/council/X01/")
    assert QUESTION in page.text
    assert page.all("details", class_="answer") == []
    reader.post(NORTH + "reply", 404, data={"record": record, "text": "In May."})


def test_nobody_reads_it_without_signing_in(
    both: Flask, ground: Ground, reader_of: ReaderOf
) -> None:
    answer = reader_of(both).get(NORTH, 302)
    assert "/en/sign-in" in answer.headers["Location"]


@pytest.mark.parametrize("language", ["en", "fr", "ar", "sw"])
def test_the_sheet_can_be_read_in_every_language(
    both: Flask, ground: Ground, officer: Reader, language: str
) -> None:
    hear(both, ground, women=24, men=16, labels=10)
    ask(both, ground)
    page = officer.get(f"/{language}/council/X0101/brief")
    assert QUESTION in page.text
    assert page.all("table", class_="bars")


def test_what_people_write_is_never_markup(both: Flask, ground: Ground, officer: Reader) -> None:
    words = '<script>alert(1)</script> " onmouseover=x \u202e reversed'
    ask(both, ground, 3, words)
    page = officer.get(NORTH)
    assert "<script>alert" not in page.html
    assert "alert(1)" in page.text
