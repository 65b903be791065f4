from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import delete

from consult.services.quantifying import estimate, keep
from consult.store import prevalences, tallies
from consult.store.base import db
from consult.store.rows import LabelRow
from consult.store.transaction import writing
from tests.ground import NOW, Ground, lay
from tests.services.test_rollup import settle
from tests.voices import speak


@pytest.fixture
def ground(both: Flask) -> Iterator[Ground]:
    with both.app_context():
        yield lay(db.session())


def hear(ground: Ground, texts: int, labels: int) -> None:
    """Let the north say bad and good by turns; a facilitator judges the first few."""
    for number in range(texts):
        bad = number % 4 != 0
        speak(
            db.session(),
            ground,
            NOW - timedelta(hours=number),
            {"told": "bad water" if bad else "good road"},
            tone=("negative" if bad else "positive") if number < labels else None,
        )
    db.session.commit()
    settle(db.session(), ground)


def settle_shares(ground: Ground) -> int:
    turns = 0
    while found := estimate(db.session(), ground.consultation, {}):
        writing(db.session())
        assert keep(db.session(), ground.consultation, found)
        db.session.commit()
        turns += 1
    return turns


def test_a_place_with_labels_gets_shares_with_an_interval(ground: Ground) -> None:
    hear(ground, texts=40, labels=12)
    assert settle_shares(ground) == 2
    found = prevalences.of_locality(db.session(), ground.consultation, ground.north)
    whole = found[""]
    assert (whole.texts, whole.labels, whole.agreed) == (40, 12, 12)
    assert whole.verified
    assert whole.shares["negative"].low < 0.75 < whole.shares["negative"].high
    assert found["water"].shares["negative"].middle > 0.6


def test_a_place_without_labels_gets_a_number_only(ground: Ground) -> None:
    hear(ground, texts=20, labels=0)
    settle_shares(ground)
    found = prevalences.of_locality(db.session(), ground.consultation, ground.north)
    assert set(found) == {""}
    assert (found[""].texts, found[""].verified) == (20, False)


def test_nothing_is_estimated_twice_until_a_count_changes(ground: Ground) -> None:
    hear(ground, texts=20, labels=6)
    settle_shares(ground)
    assert settle_shares(ground) == 0
    speak(db.session(), ground, NOW, {"told": "good road"})
    db.session.commit()
    settle(db.session(), ground)
    assert settle_shares(ground) == 2
    found = prevalences.of_locality(db.session(), ground.consultation, ground.county)
    assert found[""].texts == 21


def test_an_estimate_is_thrown_away_when_somebody_counted_meanwhile(ground: Ground) -> None:
    hear(ground, texts=20, labels=6)
    found = estimate(db.session(), ground.consultation, {})
    assert found is not None
    speak(db.session(), ground, NOW, {"told": "good road"})
    db.session.commit()
    settle(db.session(), ground)
    assert not keep(db.session(), ground.consultation, found)
    db.session.commit()
    settle_shares(ground)
    kept = prevalences.of_locality(db.session(), ground.consultation, ground.north)
    assert kept[""].texts == 21


def test_topics_are_forgotten_with_the_labels_that_made_them_sure(ground: Ground) -> None:
    hear(ground, texts=40, labels=12)
    settle_shares(ground)
    db.session.execute(delete(LabelRow))
    tallies.mark(db.session(), ground.consultation, _days(ground), NOW)
    db.session.commit()
    settle(db.session(), ground)
    settle_shares(ground)
    assert set(prevalences.of_locality(db.session(), ground.consultation, ground.north)) == {""}


def _days(ground: Ground) -> list[tuple[UUID, date]]:
    return list(tallies.every_cell(db.session(), ground.consultation))
