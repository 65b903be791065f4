"""Counts stay true whatever arrives, in whatever order, and equal those made from nothing."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from threading import Event, Thread
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from consult.core.tally import week_of
from consult.services.reading import read_pending
from consult.services.rollup import mark_all, roll_up
from consult.store import tallies
from consult.store.base import db
from consult.store.rows import (
    CounterRow,
    DirtyRow,
    LabelRow,
    PrevalenceRow,
    ReadingRow,
    RollupRow,
    SubmissionRow,
    TallyRow,
)
from consult.store.transaction import writing
from tests.ground import NOW, Ground, lay
from tests.voices import SIMPLE, speak

Numbers = Mapping[tuple[Any, ...], int]
DAYS = st.integers(0, 20)
PLACE = st.sampled_from(["north", "south", "county"])
TEXT = st.sampled_from(["bad water", "good road and good water", "nothing to say"])


def tally_numbers(session: Session) -> Numbers:
    rows = session.scalars(select(TallyRow))
    return {(row.locality_id, row.day, row.dimension, row.cell): row.n for row in rows}


def rollup_numbers(session: Session) -> Numbers:
    rows = session.scalars(select(RollupRow))
    return {(row.locality_id, row.week, row.dimension, row.cell): row.n for row in rows}


def summed(tallies: Numbers, ground: Ground) -> Numbers:
    """Add tallies up the slow way: each counts for its own place and for the county."""
    total: dict[tuple[Any, ...], int] = {}
    for (locality, day, dimension, cell), n in tallies.items():
        for place in {locality, ground.county}:
            key = (place, week_of(day), dimension, cell)
            total[key] = total.get(key, 0) + n
    return total


def settle(session: Session, ground: Ground) -> None:
    """Let the worker catch up."""
    writing(session)
    while read_pending(session, ground.consultation, SIMPLE, NOW):
        session.commit()
        writing(session)
    while roll_up(session, ground.consultation):
        session.commit()
        writing(session)
    session.commit()
    session.expunge_all()


def empty(session: Session) -> None:
    for row in (
        *(ReadingRow, LabelRow, DirtyRow, TallyRow, RollupRow, PrevalenceRow, CounterRow),
        SubmissionRow,
    ):
        session.execute(delete(row))
    session.commit()


def apply(session: Session, ground: Ground, kept: dict[int, Any], step: tuple[Any, ...]) -> None:
    """Let one record arrive, be revised (perhaps elsewhere, on another day), or settle."""
    kind, number, place, day, text, tone = step
    if kind == "settle":
        settle(session, ground)
        return
    before = kept.get(number) if kind == "revise" else None
    writing(session)
    kept[number] = speak(
        session,
        ground,
        NOW - timedelta(days=day),
        {"told": text, "sex": "female" if day % 2 else "male"},
        locality=getattr(ground, place),
        record=before.envelope.id if before else uuid4(),
        base=before.envelope.sha256 if before else None,
        tone=tone,
    )
    session.commit()


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["arrive", "arrive", "revise", "settle"]),
        st.integers(0, 4),
        PLACE,
        DAYS,
        TEXT,
        st.sampled_from([None, "negative", "positive"]),
    ),
    max_size=14,
)


@pytest.fixture
def ground(both: Flask) -> Any:
    with both.app_context():
        yield lay(db.session())


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
def test_counting_what_changed_equals_counting_everything(
    ground: Ground, steps: list[tuple[Any, ...]]
) -> None:
    session = db.session()
    empty(session)
    kept: dict[int, Any] = {}
    for step in steps:
        apply(session, ground, kept, step)
    settle(session, ground)
    counted, rolled = tally_numbers(session), rollup_numbers(session)
    assert rolled == summed(counted, ground)
    current = session.scalar(select(func.count()).where(SubmissionRow.standing == "current"))
    assert sum(n for key, n in counted.items() if key[2:] == ("heard", "records")) == current
    session.execute(update(TallyRow).values(n=TallyRow.n + 7))
    session.execute(delete(RollupRow).where(RollupRow.dimension == "channel"))
    mark_all(session, ground.consultation, NOW)
    session.commit()
    settle(session, ground)
    assert tally_numbers(session) == counted
    assert rollup_numbers(session) == rolled


def test_counts_of_what_is_no_longer_there_go_away(ground: Ground) -> None:
    session = db.session()
    key = {"consultation_id": ground.consultation, "cell": "records", "n": 40}
    day = NOW.date()
    session.add(TallyRow(locality_id=ground.south, day=day, dimension="heard", **key))
    session.add(
        RollupRow(locality_id=ground.elsewhere, week=week_of(day), dimension="heard", **key)
    )
    session.commit()
    mark_all(session, ground.consultation, NOW)
    session.commit()
    settle(session, ground)
    assert tally_numbers(session) == {}
    assert rollup_numbers(session) == {}


def test_a_mark_made_after_the_look_stays(ground: Ground) -> None:
    session = db.session()
    tallies.mark(session, ground.consultation, [(ground.north, NOW.date())], NOW)
    seen = [mark.id for mark in tallies.marks(session, ground.consultation, 10)]
    tallies.mark(session, ground.consultation, [(ground.north, NOW.date())], NOW)
    tallies.sweep(session, ground.consultation, seen)
    left = tallies.marks(session, ground.consultation, 10)
    assert len(left) == 1
    assert left[0].id not in seen


def test_a_locality_deep_in_the_tree_counts_for_all_above_it(ground: Ground) -> None:
    session = db.session()
    speak(session, ground, datetime(2026, 11, 1, tzinfo=UTC), {"told": "bad water"})
    session.commit()
    settle(session, ground)
    heard = {
        key[0]: n for key, n in rollup_numbers(session).items() if key[2:] == ("heard", "records")
    }
    assert heard == {ground.north: 1, ground.county: 1}


def test_records_that_come_in_while_two_workers_count_are_all_counted(
    both: Flask, ground: Ground
) -> None:
    session = db.session()
    speak(session, ground, NOW, {"told": "good road"})
    session.commit()
    db.session.remove()
    over = Event()

    def arrive(number: int) -> None:
        with both.app_context():
            for turn in range(6):
                writing(db.session())
                place = ground.north if turn % 2 else ground.south
                at = NOW - timedelta(days=number)
                speak(db.session(), ground, at, {"told": "bad water"}, locality=place)
                db.session.commit()

    def count() -> None:
        with both.app_context():
            while not over.is_set():
                writing(db.session())
                roll_up(db.session(), ground.consultation)
                db.session.commit()

    arriving = [Thread(target=arrive, args=(number,)) for number in range(3)]
    counting = [Thread(target=count) for _ in range(2)]
    for thread in (*counting, *arriving):
        thread.start()
    for thread in arriving:
        thread.join()
    over.set()
    for thread in counting:
        thread.join()
    settle(db.session(), ground)
    rolled = rollup_numbers(db.session())
    assert sum(n for key, n in rolled.items() if key[2:] == ("heard", "records")) == 2 * 19
    assert rolled == summed(tally_numbers(db.session()), ground)
