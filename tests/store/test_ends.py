from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask

from consult.store import replies
from consult.store.base import db
from tests.ground import NOW, Ground, lay
from tests.voices import speak


@pytest.fixture
def ground(both: Flask) -> Iterator[Ground]:
    with both.app_context():
        yield lay(db.session())


def ask(ground: Ground, place: UUID, hours: int, kind: str = "question", quote: str = "no") -> None:
    told = {"told": f"{hours} hours ago", "kind": kind, "quote": quote}
    speak(db.session(), ground, NOW - timedelta(hours=hours), told, locality=place)


def texts(rows: list[object]) -> list[str]:
    return [row.content["answers"]["told"].split()[0] for row in rows]  # type: ignore[attr-defined]


def test_those_who_waited_longest_come_first_over_all_places(ground: Ground) -> None:
    for place, hours in [
        (ground.north, 5),
        (ground.north, 60),
        (ground.south, 48),
        (ground.south, 2),
    ]:
        ask(ground, place, hours)
    ask(ground, ground.south, 99, kind="praise")
    places = [ground.north, ground.south, ground.county]
    rows = replies.waiting(db.session(), ground.consultation, places, 3)
    assert texts(list(rows)) == ["60", "48", "5"]


def test_a_place_with_many_does_not_hide_another(ground: Ground) -> None:
    for hours in range(30, 40):
        ask(ground, ground.north, hours)
    ask(ground, ground.south, 35)
    places = [ground.north, ground.south]
    rows = replies.waiting(db.session(), ground.consultation, places, 6)
    assert texts(list(rows))[:4] == ["39", "38", "37", "36"]
    assert {row.locality_id for row in rows} == set(places)


def test_only_words_with_consent_are_quoted_the_newest_first(ground: Ground) -> None:
    for place, hours, quote in [
        (ground.north, 9, "yes"), (ground.south, 3, "no"), (ground.south, 4, "yes"),
    ]:  # fmt: skip
        ask(ground, place, hours, quote=quote)
    rows = replies.quotable(db.session(), ground.consultation, [ground.north, ground.south], 5)
    assert texts(list(rows)) == ["4", "9"]


def test_nobody_waits_where_nobody_asked(ground: Ground) -> None:
    assert replies.waiting(db.session(), ground.consultation, [ground.north], 5) == []
    assert replies.waiting(db.session(), ground.consultation, [], 5) == []
