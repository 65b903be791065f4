"""The worker's turn: read, count, estimate; stops between two steps and loses nothing."""

import signal
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from consult.app import main
from consult.commands.rollup import roll_up_all
from consult.commands.work import told_to_stop
from consult.commands.worker import Worker
from consult.core.identity import uuid7
from consult.services.files import place
from consult.store import prevalences, readings, tallies
from consult.store.base import db
from consult.store.rows import RecordFileRow, RollupRow
from tests.ground import NOW, Ground, lay
from tests.voices import SIMPLE, speak


@pytest.fixture
def ground(both: Flask) -> Iterator[Ground]:
    with both.app_context():
        yield lay(db.session())


def hear(ground: Ground, texts: int) -> None:
    for _ in range(texts):
        speak(db.session(), ground, NOW, {"told": "bad water"}, tone="negative")
    db.session.commit()


def heard(ground: Ground) -> int:
    key = {"locality_id": ground.county, "dimension": "heard", "cell": "records"}
    return sum(row.n for row in db.session.scalars(select(RollupRow).filter_by(**key)))


def test_turns_go_on_until_everything_is_read_counted_and_estimated(ground: Ground) -> None:
    hear(ground, 8)
    worker = Worker(SIMPLE, {}, Event())
    turns = 0
    while worker.turn(db.session()):
        turns += 1
    assert turns == 3
    assert heard(ground) == 8
    assert not readings.any_pending(db.session(), ground.consultation, SIMPLE.model)
    found = prevalences.of_locality(db.session(), ground.consultation, ground.north)
    assert found[""].verified


def test_numbers_come_at_once_while_shares_may_wait(ground: Ground) -> None:
    hear(ground, 8)
    worker = Worker(SIMPLE, {}, Event())
    while worker.turn(db.session(), shares=False):
        pass
    assert heard(ground) == 8
    found = prevalences.of_locality(db.session(), ground.consultation, ground.north)
    assert not found[""].verified


def test_an_idle_turn_writes_nothing(ground: Ground) -> None:
    assert Worker(SIMPLE, {}, Event()).turn(db.session()) is False


def test_a_worker_that_is_told_to_stop_begins_no_new_step(ground: Ground) -> None:
    hear(ground, 1)
    stop = Event()
    stop.set()
    Worker(SIMPLE, {}, stop).turn(db.session())
    assert readings.any_pending(db.session(), ground.consultation, SIMPLE.model)
    assert tallies.marks(db.session(), ground.consultation, 5)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_asks_to_stop_and_cuts_nothing(number: int) -> None:
    before: Any = signal.getsignal(number)
    with told_to_stop() as stop:
        assert not stop.is_set()
        signal.raise_signal(number)
        assert stop.is_set()
    assert signal.getsignal(number) is before


def test_rolling_up_alone_counts_what_was_not_read(ground: Ground) -> None:
    hear(ground, 3)
    assert roll_up_all(db.session(), ground.consultation) == 3
    assert heard(ground) == 3


def test_the_command_counts_everything_anew(both: Flask, ground: Ground) -> None:
    hear(ground, 3)
    runner = both.test_cli_runner()
    assert "Counted" in runner.invoke(main, ["roll-up"]).output
    answer = runner.invoke(main, ["roll-up", "--all"])
    assert answer.exit_code == 0
    assert "Counted" in answer.output
    assert heard(ground) == 3


def test_the_command_works_with_the_real_model_until_there_is_nothing_left(
    both: Flask, ground: Ground
) -> None:
    hear(ground, 2)
    answer = both.test_cli_runner().invoke(main, ["work", "--once"])
    assert answer.exit_code == 0, answer.output
    assert heard(ground) == 2


@pytest.mark.parametrize(("days", "left"), [(29, 1), (31, 0)])
def test_the_command_removes_files_that_were_left_unfinished_for_a_month(
    both: Flask, ground: Ground, days: int, left: int
) -> None:
    begun = datetime.now(UTC) - timedelta(days=days)
    row = RecordFileRow(
        consultation_id=ground.consultation, digest="0" * 64, record_id=uuid7(begun),
        form_slug="water", form_version="1", end="jpg", key="key", size=9, reached=4,
        touched_at=begun, named=False,
    )  # fmt: skip
    depot, where = both.extensions["consult.files"].depot, place(row)
    depot.write(where, 0, b"half")
    db.session.add(row)
    db.session.commit()
    assert both.test_cli_runner().invoke(main, ["work", "--once"]).exit_code == 0
    assert len(db.session.scalars(select(RecordFileRow)).all()) == left
    assert (depot.folder / where).exists() is bool(left)
