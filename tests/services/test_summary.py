"""What a page may say, from counts alone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import update

from consult.core.question import Choice, Question
from consult.services.summary import Asked, below, family, summary_of
from consult.store.base import db
from consult.store.rows import LocalityRow, RollupRow
from tests.ground import FORM, Ground, lay

MONDAY = date(2026, 3, 2)
RATED = replace(
    FORM,
    questions=(
        *FORM.questions,
        Question("trust", "select_one", {"en": "Trust"}, choices="trust", role="rating"),
        Question("safety", "range", {"en": "Safety"}, scale=(0, 10, 1), role="rating"),
    ),
    choices={**FORM.choices, "trust": (Choice("none"), Choice("some"), Choice("full"))},
)


@pytest.fixture
def ground(both: Flask) -> Iterator[Ground]:
    with both.app_context():
        yield lay(db.session(), RATED)


def count(ground: Ground, place: UUID, dimension: str, week: date = MONDAY, **cells: int) -> None:
    key = {"consultation_id": ground.consultation, "locality_id": place}
    for cell, n in cells.items():
        name = cell.removeprefix("_")
        row = RollupRow(dimension=dimension, week=week, cell=name, n=n, **key)
        db.session.add(row)
    db.session.flush()


def hear(ground: Ground, **places: int) -> None:
    for place, n in places.items():
        count(ground, getattr(ground, place), "heard", records=n, voices=n)


def asked(ground: Ground, place: UUID) -> Asked:
    return Asked(ground.consultation, db.session.get_one(LocalityRow, place), RATED)


def test_nothing_is_said_of_a_place_that_was_hardly_heard(ground: Ground) -> None:
    hear(ground, county=29, north=20, south=9)
    assert summary_of(db.session(), asked(ground, ground.south)) is None


def test_a_place_is_silent_where_its_number_would_give_its_neighbour_away(ground: Ground) -> None:
    hear(ground, county=29, north=20, south=9)
    county = db.session.get_one(LocalityRow, ground.county)
    places = {
        one.locality.name: one.heard for one in below(db.session(), ground.consultation, county)
    }
    assert places == {"North": None, "South": None}
    assert summary_of(db.session(), asked(ground, ground.north)) is None
    assert summary_of(db.session(), asked(ground, ground.county)) is not None


def test_own_records_of_the_parent_hide_a_small_place_well_enough(ground: Ground) -> None:
    hear(ground, county=45, north=20, south=9)
    north = db.session.get_one(LocalityRow, ground.north)
    heard = family(db.session(), ground.consultation, north)
    assert heard == {ground.north: 20, ground.south: None}


def test_ratings_stand_in_the_order_in_which_they_are_offered(ground: Ground) -> None:
    hear(ground, north=90)
    count(ground, ground.north, "answer:trust", none=40, full=20, some=20)
    count(ground, ground.north, "answer:safety", _10=40, _9=20, _0=30)
    said = summary_of(db.session(), asked(ground, ground.north))
    assert said is not None
    trust = [row.cell for row in said.of("answer:trust").rows]
    assert trust == ["none", "some", "full", "unsaid"]
    assert [row.cell for row in said.of("answer:safety").rows] == ["0", "9", "10"]


def test_weeks_add_up_to_who_was_heard(ground: Ground) -> None:
    hear(ground, north=12)
    count(ground, ground.north, "heard", date(2026, 3, 16), records=30, voices=31)
    said = summary_of(db.session(), asked(ground, ground.north))
    assert said is not None
    assert (said.heard, said.voices) == (42, 43)
    assert [week.n for week in said.weeks] == [12, 30]


def test_residents_and_silent_groups_are_named(ground: Ground) -> None:
    hear(ground, north=40)
    count(ground, ground.north, "sex", male=40)
    row = update(LocalityRow).where(LocalityRow.id == ground.north).values(population=8000)
    db.session.execute(row)
    db.session.expire_all()
    said = summary_of(db.session(), asked(ground, ground.north))
    assert said is not None
    assert said.coverage.one_in == 200
    assert said.coverage.missing == ("female",)


def test_few_who_wait_are_not_counted_aloud(ground: Ground) -> None:
    hear(ground, north=40)
    count(ground, ground.north, "owed", waiting=4, answered=12, none=24)
    said = summary_of(db.session(), asked(ground, ground.north))
    assert said is not None
    assert (said.waiting, said.answered) == (None, 12)
