"""The server dies in the middle of batches: every record once, and no promise broken."""

import random
import threading
import time
from collections import Counter
from http.client import HTTPException
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from consult.store.base import db
from consult.store.rows import SubmissionRow
from tests.ground import Ground, lay
from tests.phone import Phone
from tests.remote import Remote
from tests.server import Server

PHONES = 3
RECORDS = 120
KILLS = 4


@pytest.fixture
def ground(app: Flask) -> Ground:
    with app.app_context():
        return lay(db.session())


class Sender(threading.Thread):
    """A phone that sends in small batches and again, until each record has its receipt."""

    def __init__(self, server: Server, ground: Ground, enough: threading.Event) -> None:
        super().__init__()
        self.phone = Phone.enrolled(Remote(server.url), ground)
        made = [self.phone.content({"told": f"Number {place}."}) for place in range(RECORDS)]
        self.outbox = {one["id"]: self.phone.seal(one) for one in made}
        self.receipts: dict[str, Any] = {}
        self.enough = enough
        self.silences = 0

    def run(self) -> None:
        while self.outbox:
            batch = random.sample(list(self.outbox.values()), min(7, len(self.outbox)))
            try:
                told = self.phone.sync(*batch)["receipts"]
            except (OSError, HTTPException):
                self.silences += 1
                time.sleep(0.02)
                continue
            for one in told:
                self.receipts[one["id"]] = one["receipt"]
                self.outbox.pop(one["id"], None)
            # Some answers are lost on the way, so that what is known is sent again.
            if random.random() < 0.2 and not self.enough.is_set():
                self.outbox |= {one["id"]: one for one in batch}


def test_a_server_killed_in_the_middle_of_batches_has_every_record_once(
    app: Flask, url: str, ground: Ground, tmp_path: Path
) -> None:
    server = Server(tmp_path, {"DATABASE_URL": url})
    server.start()
    enough = threading.Event()
    senders = [Sender(server, ground, enough) for _ in range(PHONES)]
    for sender in senders:
        sender.start()
    try:
        for _ in range(KILLS):
            time.sleep(random.uniform(0.1, 0.3))
            server.kill()
            server.start()
        enough.set()
        for sender in senders:
            sender.join(60)
    finally:
        enough.set()
        server.stop()
    assert not any(sender.is_alive() for sender in senders)
    promised = {key: one for sender in senders for key, one in sender.receipts.items()}
    with app.app_context():
        rows = list(db.session().scalars(select(SubmissionRow)))
    assert Counter(str(row.id) for row in rows) == Counter(promised.keys())
    assert {row.sha256 for row in rows} == {one["sha256"] for one in promised.values()}
    assert all(one["received_at"] == _written(rows, one["id"]) for one in promised.values())


def _written(rows: list[SubmissionRow], record_id: str) -> str:
    """Give the time of receipt that the database has, as a receipt writes it."""
    [row] = [row for row in rows if str(row.id) == record_id]
    return row.received_at.isoformat(timespec="microseconds")
