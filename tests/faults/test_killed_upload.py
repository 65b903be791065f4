"""A client that we did not write sends a large file, and the server dies while it does."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import pytest
from flask import Flask
from sqlalchemy import select

from consult.core import base64url
from consult.store.base import db
from consult.store.rows import RecordFileRow
from tests.ground import Ground, lay
from tests.phone import Phone
from tests.remote import Remote
from tests.server import ROOT, Server
from tests.tus import Enclosed, enclose, name_of

NODE = Path(sys.executable).parent / "node"
FILM = b"\x00\x00\x00\x18ftypmp42" + os.urandom(12_000_000)
CHUNK = 200_000
ALL_AT_ONCE = 10**9


@pytest.fixture
def ground(app: Flask) -> Ground:
    with app.app_context():
        return lay(db.session())


@pytest.fixture
def server(url: str, ground: Ground, tmp_path: Path) -> Iterator[Server]:
    with Server(tmp_path, {"DATABASE_URL": url}) as server:
        yield server


@pytest.fixture
def phone(server: Server, ground: Ground) -> Phone:
    return Phone.enrolled(Remote(server.url), ground)


@pytest.fixture
def file(phone: Phone, tmp_path: Path) -> Enclosed:
    record = phone.content({"told": name_of(FILM, "mp4")})
    phone.sync(phone.seal(record))
    file = enclose(phone, record, FILM, end="mp4")
    (tmp_path / "sealed").write_bytes(file.sealed)
    return file


def start(
    server: Server, phone: Phone, file: Enclosed, chunk: int = CHUNK, url: str = ""
) -> "subprocess.Popen[str]":
    """Let tus-js-client send it."""
    asked = [f"{server.url}/files/", phone.token, server.folder / "sealed", json.dumps(file.told)]
    command = [str(one) for one in (NODE, "tests/js/tus.js", *asked, chunk, url)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def lines(out: IO[str] | None) -> Iterator[Any]:
    assert out is not None
    for line in out:
        yield json.loads(line)


def reached(app: Flask) -> int:
    """Ask the database how far the only file has come."""
    with app.app_context():
        return db.session.scalar(select(RecordFileRow.reached)) or 0


def opened(app: Flask) -> bytes:
    with app.app_context():
        row = db.session.scalars(select(RecordFileRow)).one()
        found: bytes = app.extensions["consult.files"].open(row)
        return found


@pytest.mark.parametrize("chunk", [CHUNK, ALL_AT_ONCE], ids=["in chunks", "all at once"])
def test_a_strange_client_sends_a_file_and_gets_its_receipt(
    app: Flask, server: Server, phone: Phone, file: Enclosed, chunk: int
) -> None:
    with start(server, phone, file, chunk) as client:
        told = list(lines(client.stdout))
    assert told[-1] == {"done": True}
    receipt = next(one["receipt"] for one in reversed(told) if one.get("receipt"))
    assert phone.believes(json.loads(base64url.read(receipt)))
    assert opened(app) == FILM


@pytest.mark.parametrize("chunk", [CHUNK, ALL_AT_ONCE], ids=["in chunks", "all at once"])
def test_a_server_killed_in_the_middle_of_a_file_has_it_whole_and_no_byte_is_lost(
    app: Flask, server: Server, phone: Phone, file: Enclosed, chunk: int
) -> None:
    kill_at = [2_000_000, 6_000_000, 9_000_000]
    with start(server, phone, file, chunk) as client:
        while client.poll() is None:
            if kill_at and reached(app) >= kill_at[0]:
                kill_at.pop(0)
                before = reached(app)
                server.kill()
                assert reached(app) >= before
                server.start()
        told = list(lines(client.stdout))
    assert kill_at == []
    assert told[-1] == {"done": True}
    assert [one["status"] for one in told if one.get("asked") == "POST"] == [201]
    assert opened(app) == FILM


def test_another_program_goes_on_where_the_first_was_killed(
    app: Flask, server: Server, phone: Phone, file: Enclosed
) -> None:
    with start(server, phone, file) as first:
        for line in lines(first.stdout):
            if line.get("reached", 0) >= 5_000_000:
                first.kill()
                break
    with start(server, phone, file, url=f"{server.url}{file.address}") as second:
        told = list(lines(second.stdout))
    reached = [one["reached"] for one in told if "reached" in one]
    assert reached[0] >= 5_000_000
    assert told[-1] == {"done": True}
    assert opened(app) == FILM
