"""Whether the server lives and can work, and what it counts."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from consult.store.base import db
from consult.store.rows import DirtyRow
from tests.conftest import app_on
from tests.ground import NOW, lay, named
from tests.phone import Phone


def metrics(app: Flask, **more: object) -> dict[str, float]:
    answer = app.test_client().get("/metrics", **more)
    assert answer.status_code == 200
    lines = re.findall(r"^([a-z_]+(?:\{.*\})?) (\S+)$", answer.text, re.MULTILINE)
    return {name: float(value) for name, value in lines}


def test_a_process_that_answers_is_alive(app: Flask) -> None:
    assert app.test_client().get("/healthz").json == {"alive": True}


def test_a_migrated_database_makes_it_ready(both: Flask) -> None:
    assert both.test_client().get("/readyz").json == {"ready": True}


def test_a_database_of_another_version_does_not(both: Flask) -> None:
    with both.app_context():
        db.session.execute(text("UPDATE alembic_version SET version_num = 'other'"))
        db.session.commit()
    answer = both.test_client().get("/readyz")
    assert (answer.status_code, answer.json) == (503, {"ready": False, "problem": "not_migrated"})


def test_an_empty_database_does_not(tmp_path: Path) -> None:
    with app_on(f"sqlite:///{tmp_path / 'empty.db'}", tmp_path) as app:
        answer = app.test_client().get("/readyz")
    assert answer.json == {"ready": False, "problem": "not_migrated"}


def test_a_database_that_is_gone_makes_it_unready_but_alive(tmp_path: Path) -> None:
    gone = f"postgresql+psycopg:///none?host={tmp_path}"
    with app_on(gone, tmp_path) as app:
        answer = app.test_client().get("/readyz")
        assert (answer.status_code, answer.json) == (
            503,
            {"ready": False, "problem": "no_database"},
        )
        assert app.test_client().get("/healthz").status_code == 200


def test_what_came_in_and_what_waits_is_counted(both: Flask) -> None:
    with both.app_context():
        ground = lay(db.session())
    before = metrics(both)
    phone = Phone.enrolled(both.test_client(), ground)
    record = phone.seal(phone.content())
    phone.sync(record)
    phone.sync(record)
    after = metrics(both)

    def grown(name: str) -> float:
        return after[name] - before.get(name, 0)

    assert grown('consult_records_total{verdict="accepted"}') == 1
    assert grown('consult_records_total{verdict="known"}') == 1
    assert grown('consult_requests_total{rule="/sync",status="200"}') == 2
    assert after["consult_unread_texts"] == 1
    assert after["consult_dirty_marks"] == 1
    assert 0 <= after["consult_oldest_unread_seconds"] < 60


def test_marks_are_counted_also_without_texts(app: Flask) -> None:
    with app.app_context():
        ground = lay(db.session())
        db.session.add(
            DirtyRow(
                consultation_id=ground.consultation,
                id=named("mark"),
                locality_id=ground.north,
                day=NOW.date(),
                marked_at=NOW - timedelta(days=1),
            )
        )
        db.session.commit()
    counted = metrics(app)
    assert counted["consult_dirty_marks"] == 1
    assert counted["consult_oldest_unread_seconds"] == 0


@pytest.fixture
def tokened(sqlite_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    with app_on(sqlite_url, tmp_path_factory.mktemp("tokened"), METRICS_TOKEN="a token") as app:
        yield app


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        pytest.param({}, 200, id="this machine"),
        pytest.param({"environ_base": {"REMOTE_ADDR": "::1"}}, 200, id="this machine by IPv6"),
        pytest.param({"environ_base": {"REMOTE_ADDR": "203.0.113.1"}}, 404, id="another machine"),
        pytest.param({"headers": {"X-Forwarded-For": "203.0.113.1"}}, 404, id="through a proxy"),
        pytest.param({"headers": {"Forwarded": "for=203.0.113.1"}}, 404, id="a newer proxy"),
    ],
)
def test_without_a_token_only_this_machine_is_told(
    app: Flask, asked: dict[str, dict[str, str]], status: int
) -> None:
    assert app.test_client().get("/metrics", **asked).status_code == status


@pytest.mark.parametrize(
    ("given", "status"), [("Bearer a token", 200), ("Bearer another", 404), ("", 404)]
)
def test_with_a_token_only_who_knows_it_is_told(tokened: Flask, given: str, status: int) -> None:
    headers = {"Authorization": given}
    assert tokened.test_client().get("/metrics", headers=headers).status_code == status
