"""`consult work`: read what came in, count it, and estimate, for as long as it runs."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Event
from time import monotonic
from typing import Final

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from consult.analysis import calibration, reader
from consult.commands.worker import Worker
from consult.services import files
from consult.services.reading import Reader
from consult.store import readings
from consult.store.base import db
from consult.store.transaction import writing

PAUSE: Final = 2.0
"""Seconds between two looks when there was nothing to do."""

REST: Final = 60.0
"""Seconds from one round of estimates to the next: each record moves them a little."""


@click.command("work")
@click.option("--once", is_flag=True, help="Stop when there is nothing left to do.")
@with_appcontext
def command(once: bool) -> None:
    """Read what came in, count it and estimate shares; ends cleanly when told to stop."""
    with told_to_stop() as stop:
        worker, again = _worker(stop), 0.0
        while not stop.is_set():
            due = once or monotonic() >= again
            if worker.turn(db.session(), shares=due):
                continue
            if due:
                tidy(db.session())
            if once:
                break
            again = monotonic() + REST if due else again
            db.session.remove()
            stop.wait(PAUSE)


def tidy(session: Session) -> None:
    """Drop the files that nobody has sent to the end, or that no record names."""
    now = datetime.now(UTC)
    for one in readings.consultations(session):
        if files.any_strays(session, one, now):
            writing(session)
            files.sweep(session, current_app.extensions["consult.files"], one, now)
            session.commit()


def catch_up() -> None:
    """Work until there is nothing left to do."""
    worker = _worker(Event())
    while worker.turn(db.session()):
        pass


def _worker(stop: Event) -> Worker:
    return Worker(Reader(reader.model().version, reader.read), calibration.load(), stop)


@contextmanager
def told_to_stop() -> Iterator[Event]:
    """Turn SIGTERM and SIGINT into an event, so that no batch is cut in the middle."""
    stop = Event()
    before = {
        one: signal.signal(one, lambda number, frame: stop.set())
        for one in (signal.SIGTERM, signal.SIGINT)
    }
    try:
        yield stop
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
