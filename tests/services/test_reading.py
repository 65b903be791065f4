from collections.abc import Iterator, Sequence

import pytest
from flask import Flask
from sqlalchemy import select

from consult.core.sentiment import Reading, Text
from consult.services.reading import BATCH, Reader, read_pending
from consult.store import readings, tallies
from consult.store.base import db
from consult.store.rows import ReadingRow
from consult.store.transaction import writing
from tests.ground import NOW, Ground, lay
from tests.voices import SIMPLE, speak


@pytest.fixture
def ground(both: Flask) -> Iterator[Ground]:
    with both.app_context():
        yield lay(db.session())


def sentiments() -> list[tuple[str, str, str]]:
    rows = db.session.scalars(select(ReadingRow))
    return [(row.question, row.sentiment, row.model) for row in rows]


def test_a_text_is_read_once(ground: Ground) -> None:
    session = db.session()
    speak(session, ground, NOW, {"told": "bad water"})
    session.commit()
    assert read_pending(session, ground.consultation, SIMPLE, NOW) == 1
    session.commit()
    assert sentiments() == [("told", "negative", "words")]
    assert read_pending(session, ground.consultation, SIMPLE, NOW) == 0
    assert not readings.any_pending(session, ground.consultation, SIMPLE.model)


def test_a_new_model_reads_everything_again(ground: Ground) -> None:
    session = db.session()
    speak(session, ground, NOW, {"told": "bad water"})
    read_pending(session, ground.consultation, SIMPLE, NOW)
    session.commit()
    for newer in ("a later name", "words and more"):
        assert read_pending(session, ground.consultation, Reader(newer, SIMPLE.read), NOW) == 1
        session.commit()
        assert [model for _, _, model in sentiments()] == [newer]


def test_reading_marks_the_cell_as_stale(ground: Ground) -> None:
    session = db.session()
    speak(session, ground, NOW, {"told": "bad water"})
    first = tallies.marks(session, ground.consultation, 10)
    tallies.sweep(session, ground.consultation, [mark.id for mark in first])
    read_pending(session, ground.consultation, SIMPLE, NOW)
    marks = tallies.marks(session, ground.consultation, 10)
    assert [(mark.locality_id, mark.day) for mark in marks] == [(ground.north, NOW.date())]


def test_what_was_read_before_a_crash_is_read_again(ground: Ground) -> None:
    def falls_over(texts: Sequence[Text]) -> Sequence[Reading]:
        raise OSError("killed")

    session = db.session()
    speak(session, ground, NOW, {"told": "bad water"})
    session.commit()
    with pytest.raises(OSError, match="killed"):
        read_pending(session, ground.consultation, Reader("words", falls_over), NOW)
    session.rollback()
    assert read_pending(session, ground.consultation, SIMPLE, NOW) == 1


def test_a_batch_is_bounded(ground: Ground) -> None:
    session = db.session()
    for number in range(BATCH + 3):
        speak(session, ground, NOW, {"told": f"good water {number}"})
    session.commit()
    turns = []
    for _ in range(3):
        turns.append(read_pending(session, ground.consultation, SIMPLE, NOW))
        session.commit()
    assert turns == [BATCH, 3, 0]


def test_a_blank_text_is_passed_over(ground: Ground) -> None:
    session = db.session()
    speak(session, ground, NOW, {"told": "bad water"})
    row = readings.pending(session, ground.consultation, "words", 1)[0]
    row.content = {**row.content, "answers": {"told": "  "}}
    session.flush()
    assert read_pending(session, ground.consultation, SIMPLE, NOW) == 1
    assert sentiments() == []


def test_two_workers_never_read_the_same_record(postgres_app: Flask) -> None:
    with postgres_app.app_context():
        ground = lay(db.session())
        speak(db.session(), ground, NOW, {"told": "bad water"})
        db.session.commit()
        writing(db.session())
        assert len(readings.pending(db.session(), ground.consultation, "words", 9)) == 1
        with postgres_app.app_context():
            other = db.session()
            assert readings.pending(other, ground.consultation, "words", 9) == []
            other.rollback()
