"""The made-up records come in by the real way, and alike each time."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consult.services import forms
from consult.services.demo import ground, people, seeding
from consult.services.demo.seeding import Seeded
from consult.services.demo.story import FOLDER, PERIOD, story
from consult.store import localities
from consult.store.base import db
from consult.store.rows import HeldRow, LabelRow, LocalityRow, ReplyRow, SubmissionRow
from tests.conftest import app_on, migrate

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def make(session: Session) -> Seeded:
    ground.lay_places(session, NOW)
    form = forms.load(session, FOLDER / story().form, NOW)
    consultation = ground.ask(session, NOW)
    bodies = ground.found(session, NOW)
    people.employ(session, bodies, NOW)
    return seeding.seed(session, consultation, form, "a secret", NOW)


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Session, Seeded]]:
    folder = tmp_path_factory.mktemp("seeded")
    url = f"sqlite:///{folder / 'consult.sqlite3'}"
    migrate(url, folder)
    with app_on(url, folder) as app, app.app_context():
        yield db.session(), make(db.session())


@pytest.fixture(scope="module")
def rows(seeded: tuple[Session, Seeded]) -> list[SubmissionRow]:
    return list(seeded[0].scalars(select(SubmissionRow)))


def test_every_district_has_as_many_records_as_are_told(
    seeded: tuple[Session, Seeded], rows: list[SubmissionRow]
) -> None:
    counted = Counter(row.locality_id for row in rows)
    places = {row.pcode: row.id for row in localities.coded(seeded[0], list(story().heard))}
    told = {pcode: heard.records for pcode, heard in story().heard.items()}
    assert {pcode: counted[place] for pcode, place in places.items()} == told


def test_nothing_is_held_or_branched(
    seeded: tuple[Session, Seeded], rows: list[SubmissionRow]
) -> None:
    assert seeded[0].scalar(select(func.count()).select_from(HeldRow)) == 0
    assert {(row.standing, row.verdict) for row in rows} == {("current", "accepted")}


def test_no_clock_is_doubted_and_nothing_comes_from_the_future(rows: list[SubmissionRow]) -> None:
    assert not any(row.clock_doubted for row in rows)
    assert all(NOW - PERIOD <= row.captured_at <= row.received_at <= NOW for row in rows)


def test_some_come_from_phones_of_facilitators_and_some_from_citizens(
    rows: list[SubmissionRow],
) -> None:
    channels = Counter(row.channel for row in rows)
    assert set(channels) == {"facilitator", "paper", "web"}
    assert all((row.person_id is None) == (row.channel == "web") for row in rows)


def test_facilitators_noted_the_tone_of_some(seeded: tuple[Session, Seeded]) -> None:
    labels = list(seeded[0].scalars(select(LabelRow)))
    assert {one.sentiment for one in labels} == {"negative", "neutral", "positive"}
    assert 100 < len(labels) < 300


def test_replies_go_to_records_of_the_officer_s_county_that_expect_one(
    seeded: tuple[Session, Seeded],
) -> None:
    session, told = seeded
    replied = session.execute(
        select(SubmissionRow, LocalityRow)
        .join(ReplyRow, ReplyRow.submission_id == SubmissionRow.id)
        .join(LocalityRow, LocalityRow.id == SubmissionRow.locality_id)
    ).all()
    assert len(replied) == told.replies > 10
    counties = {session.get_one(LocalityRow, place.parent_id).pcode for _, place in replied}
    assert counties == {"LR02"}
    assert all(row.expects_reply and row.answered_at for row, _ in replied)


def test_it_is_alike_each_time(rows: list[SubmissionRow], app: Flask) -> None:
    with app.app_context():
        make(db.session())
        again = list(db.session().scalars(select(SubmissionRow)))

    def told(found: list[SubmissionRow]) -> dict[Any, Any]:
        return {row.id: (row.received_at, row.content["answers"]) for row in found}

    assert told(again) == told(rows)
