"""How fast the exchange takes records in: sealed, checked against the real form, durable."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import msgspec

from tests import postgres
from tests.bench.load import Request, drive
from tests.bench.row import Row
from tests.demonstration import ANSWERS, demonstrate, phone_of
from tests.ground import Ground
from tests.phone import Phone
from tests.remote import Remote
from tests.server import CONSULT, Server

PHONES: Final = 8
BATCHES: Final = {1: 60, 20: 15, 50: 8}
"""By size: how many each phone sends."""

BARE: Final = ("granian", "--interface", "wsgi", "tests.bench.bare:app")


@dataclass(frozen=True, slots=True)
class Database:
    """Where records go, and how many processes and threads may write them."""

    name: str
    url: str
    processes: int
    threads: int

    def consult(self, folder: Path) -> Server:
        """Run the app on it."""
        size = ("--processes", str(self.processes), "--threads", str(self.threads))
        return Server(folder, {"DATABASE_URL": self.url}, (*CONSULT, *size))

    def bare(self, folder: Path) -> Server:
        """Run the bare endpoint on it."""
        size = ("--workers", str(self.processes), "--blocking-threads", str(self.threads))
        return Server(folder, {"DATABASE_URL": self.url}, (*BARE, *size))


def measure() -> Iterator[Row]:
    """Send batches of each size to each database, from the app and from the bare endpoint."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "consult.db"
        yield from _on(Database("SQLite", f"sqlite:///{file}", 1, 8), Path(folder))
    with TemporaryDirectory() as folder, postgres.server(durable=True) as home:
        url = postgres.create(home, "consult")
        yield from _on(Database("PostgreSQL", url, 2, 4), Path(folder))


def _on(database: Database, folder: Path) -> Iterator[Row]:
    ground = demonstrate(folder, database.url)
    for size, times in BATCHES.items():
        with database.consult(folder) as server:
            requests = [_requests(server, ground, size, times) for _ in range(PHONES)]
            ours = drive(server, requests)
        with database.bare(folder) as server:
            bare = drive(server, requests)
        yield Row(f"POST /sync, {database.name}, batches of {size}", str(ours), f"bare: {bare}")


def _requests(server: Server, ground: Ground, size: int, times: int) -> Sequence[Request]:
    """Enrol a phone, and let it seal all that it will send; one batch more warms the server."""
    phone = phone_of(Remote(server.url), ground)
    phone.sync(*_batch(phone, size))
    return [_request(phone, size) for _ in range(times)]


def _batch(phone: Phone, size: int) -> list[dict[str, object]]:
    return [phone.seal(phone.content(ANSWERS), code=None) for _ in range(size)]


def _request(phone: Phone, size: int) -> Request:
    asked = {
        "device": phone.device,
        "cursor": phone.cursor,
        "records": _batch(phone, size),
        "news": True,
    }
    return Request(phone.token, size, msgspec.json.encode(asked))
