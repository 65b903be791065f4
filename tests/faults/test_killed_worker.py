"""The worker dies in the middle of its work: every text is read, and every count is true."""

import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from consult.commands.rollup import roll_up_all
from consult.services.rollup import mark_all
from consult.store.base import db
from consult.store.rows import DirtyRow, ReadingRow
from consult.store.transaction import writing
from tests.conftest import SETTINGS
from tests.ground import NOW, Ground, lay
from tests.server import PATIENCE, ROOT
from tests.services.test_rollup import rollup_numbers, tally_numbers
from tests.voices import speak

RECORDS = 700
KILLS = 3


@pytest.fixture
def ground(app: Flask) -> Ground:
    with app.app_context():
        ground = lay(db.session())
        writing(db.session())
        for number in range(RECORDS):
            place = ground.north if number % 3 else ground.south
            at = NOW - timedelta(hours=number)
            told = {"told": f"The well {number} gives good water."}
            speak(db.session(), ground, at, told, locality=place)
        db.session.commit()
        return ground


def work(url: str, folder: Path) -> "subprocess.Popen[bytes]":
    settings = {
        "DATABASE_URL": url,
        "INSTANCE_FOLDER": str(folder),
        "SECRET_KEY": str(SETTINGS["SECRET_KEY"]),
        "PATH": "/usr/bin:/bin",
    }
    command = [sys.executable, "-m", "consult", "work", "--once"]
    return subprocess.Popen(command, cwd=ROOT, env=settings)


def read(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(ReadingRow)) or 0


def test_a_worker_that_is_killed_leaves_nothing_half_done(
    app: Flask, url: str, ground: Ground, tmp_path: Path
) -> None:
    for _ in range(KILLS):
        before, running, began = read(app), work(url, tmp_path), time.monotonic()
        while read(app) == before and running.poll() is None:
            assert time.monotonic() < began + PATIENCE
            time.sleep(0.01)
        running.kill()
        running.wait()
    assert work(url, tmp_path).wait(2 * PATIENCE) == 0
    assert read(app) == RECORDS
    with app.app_context():
        session = db.session()
        assert session.scalar(select(func.count()).select_from(DirtyRow)) == 0
        counted, rolled = tally_numbers(session), rollup_numbers(session)
        heard = {key[0]: 0 for key in rolled}
        for key, n in rolled.items():
            if key[2:] == ("heard", "records"):
                heard[key[0]] += n
        assert heard[ground.county] == RECORDS
        model = session.scalars(select(ReadingRow.model).distinct()).all()
        assert len(model) == 1
        writing(session)
        mark_all(session, ground.consultation, NOW)
        session.commit()
        roll_up_all(session, ground.consultation)
        assert (tally_numbers(session), rollup_numbers(session)) == (counted, rolled)
