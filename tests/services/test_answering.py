from collections.abc import Iterator
from datetime import timedelta
from threading import Thread
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from consult.core.reply import LONGEST, Reply
from consult.services import codes
from consult.services.answering import answer, by_code, record_of
from consult.store import news
from consult.store.base import db
from consult.store.rows import NewsRow, PersonRow, ReplyRow, SubmissionRow
from consult.store.transaction import writing
from tests.ground import NOW, Ground, lay, named
from tests.voices import FACILITATOR_PHONE, speak

SECRET = "a secret"
CODE = "0123456789"
LATER = NOW + timedelta(days=3)
OFFICER = named("officer")


@pytest.fixture
def ground(both: Flask) -> Iterator[Ground]:
    with both.app_context():
        ground = lay(db.session())
        db.session.add(
            PersonRow(
                id=OFFICER, login="officer", name="Ada", role="officer", password_hash="-",
                body_id=ground.council,
            )
        )  # fmt: skip
        db.session.commit()
        yield ground


def asked(ground: Ground) -> UUID:
    code_hash = codes.digest(CODE, SECRET)
    told = {"told": "When does the pump work again?", "kind": "question"}
    taken = speak(db.session(), ground, NOW, told, code_hash=code_hash)
    db.session.commit()
    return taken.envelope.id


def reply_to(record: UUID, text: str = "In May.", reply_id: UUID | None = None) -> Reply:
    return Reply(reply_id or uuid4(), record, text, "en", public=True)


def give(ground: Ground, reply: Reply) -> tuple[str, ...]:
    session = db.session()
    writing(session)
    submission = record_of(session, ground.consultation, reply.record)
    assert submission is not None
    officer = session.get_one(PersonRow, OFFICER)
    problems = answer(session, submission, officer, reply, LATER)
    session.commit()
    return tuple(problem.code for problem in problems)


def test_a_reply_is_heard_by_the_phone_that_asked(ground: Ground) -> None:
    record = asked(ground)
    give(ground, reply_to(record))
    heard = news.since(db.session(), ground.consultation, 0, [f"device:{FACILITATOR_PHONE}"], 10)
    told = [(one.kind, one.payload["record"], one.payload["reply"]["text"]) for one in heard]
    assert told == [("reply", str(record), "In May.")]
    assert heard[0].payload["reply"]["body"] == "Council of X"


def test_whoever_has_the_code_reads_the_reply(ground: Ground) -> None:
    give(ground, reply_to(asked(ground)))
    answered = by_code(db.session(), CODE, SECRET)
    assert answered is not None
    assert [reply.text for reply in answered.replies] == ["In May."]
    assert answered.title == {"en": "Water", "ar": "الماء"}
    assert by_code(db.session(), "9876543210", SECRET) is None


def test_a_record_without_a_reply_is_found_by_its_code_too(ground: Ground) -> None:
    asked(ground)
    answered = by_code(db.session(), CODE, SECRET)
    assert answered is not None
    assert answered.replies == ()


def test_a_reply_sent_twice_is_one_and_told_once(ground: Ground) -> None:
    record = asked(ground)
    reply = reply_to(record, reply_id=uuid4())
    give(ground, reply)
    give(ground, reply)
    assert len(db.session.scalars(select(ReplyRow)).all()) == 1
    assert len(db.session.scalars(select(NewsRow)).all()) == 1


def test_going_back_and_saying_otherwise_keeps_both_replies(ground: Ground) -> None:
    record, page = asked(ground), uuid4()
    for words in ("In May.", "In June.", "In May."):
        give(ground, reply_to(record, words, reply_id=page))
    assert {row.text for row in db.session.scalars(select(ReplyRow))} == {"In May.", "In June."}
    assert len(db.session.scalars(select(NewsRow)).all()) == 2


def test_two_replies_are_both_kept_and_the_first_counts_as_the_answer(ground: Ground) -> None:
    record = asked(ground)
    give(ground, reply_to(record, "In May."))
    give(ground, reply_to(record, "In June."))
    row = db.session.scalars(select(SubmissionRow)).one()
    assert row.answered_at == LATER
    answered = by_code(db.session(), CODE, SECRET)
    assert answered is not None
    assert {reply.text for reply in answered.replies} == {"In May.", "In June."}


@pytest.mark.parametrize(("text", "code"), [("  ", "required"), ("x" * (LONGEST + 1), "too_long")])
def test_a_reply_with_a_problem_changes_nothing(ground: Ground, text: str, code: str) -> None:
    record = asked(ground)
    assert give(ground, reply_to(record, text)) == (code,)
    assert db.session.scalars(select(ReplyRow)).all() == []
    assert db.session.scalars(select(SubmissionRow)).one().answered_at is None


def test_two_officers_who_answer_at_once_are_both_kept(both: Flask, ground: Ground) -> None:
    record = asked(ground)
    db.session.remove()

    def work(text: str) -> None:
        with both.app_context():
            give(ground, reply_to(record, text))

    threads = [Thread(target=work, args=(text,)) for text in ("One.", "Two.", "Three.")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    texts = {row.text for row in db.session.scalars(select(ReplyRow))}
    assert texts == {"One.", "Two.", "Three."}
    numbers = [row.number for row in db.session.scalars(select(NewsRow))]
    assert sorted(numbers) == [1, 2, 3]
