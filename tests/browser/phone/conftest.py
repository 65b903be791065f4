"""The small consultation about water, in all languages, on a server that can be taken away."""

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from consult.core.language import INTERFACE
from consult.core.permission import Role
from consult.core.reply import Reply
from consult.services.answering import answer as answer_record
from consult.store.base import db
from consult.store.rows import ConsultationRow, PersonRow, SubmissionRow
from tests.browser.phone.liar import Liar
from tests.conftest import app_on
from tests.ground import lay
from tests.server import Server
from tests.staff import hire

FORM = "/en/c/water/give?at=X0101"
WAITING = "Waiting to be sent: {}."
READY = "This phone can now do this without a network."
PATIENCE = 30_000
"""Milliseconds that a phone may take to notice that the server is back."""


@pytest.fixture
def server(tmp_path: Path, migrated_sqlite: Path) -> Iterator[Server]:
    folder = tmp_path / "instance"
    folder.mkdir()
    database = shutil.copy(migrated_sqlite, folder / "consult.db")
    with app_on(f"sqlite:///{database}", folder) as app, app.app_context():
        lay(db.session())
        consultation = db.session.scalars(select(ConsultationRow)).one()
        consultation.languages = list(INTERFACE)
        db.session.commit()
        hire(app, "field", Role.FACILITATOR, "X01")
    server = Server(folder, {})
    server.start()
    yield server
    server.stop()


@pytest.fixture
def liar(server: Server) -> Iterator[Callable[..., Liar]]:
    """Put somebody else at the server's address, once it is stopped."""
    liars: list[Liar] = []

    def lie(**answers: Any) -> Liar:
        liars.append(Liar(server.port, server.folder, answers))
        return liars[-1]

    yield lie
    for one in liars:
        one.stop()


@pytest.fixture
def rows(server: Server) -> Callable[..., list[tuple[Any, ...]]]:
    """Ask the server's database."""

    def ask(query: str, values: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        with sqlite3.connect(server.folder / "consult.db", timeout=30) as database:
            return database.execute(query, values or {}).fetchall()

    return ask


def get_ready(page: Page, address: str = FORM) -> None:
    """Visit once, and wait until the phone can do without the server."""
    page.goto(address)
    expect(page.get_by_text(READY)).to_be_visible(timeout=PATIENCE)


def answer(page: Page, told: str, minutes: str = "") -> None:
    """Fill the form and send it, as far as the person can tell."""
    page.locator("[name=q-told]").fill(told)
    page.locator("[name=q-minutes]").fill(minutes)
    page.locator("[data-enhance=form] button[type=submit]").click()


def keep(page: Page, told: str, minutes: str = "") -> None:
    """Answer, and see that it is on disk."""
    answer(page, told, minutes)
    expect(page.locator("[data-kept]")).to_be_visible()


def left(page: Page) -> int:
    """Count what is still on the phone."""
    count: int = page.evaluate(COUNT)
    return count


def eventually(read: Callable[[], Any], expected: Any) -> None:
    """Wait until something is so, and assert it."""
    deadline = time.monotonic() + PATIENCE / 1000
    while read() != expected and time.monotonic() < deadline:
        time.sleep(0.1)
    assert read() == expected


COUNT = """async () => {
  const asked = indexedDB.open('consult');
  await new Promise((done) => { asked.onsuccess = done; });
  const count = asked.result.transaction('outbox').objectStore('outbox').count();
  await new Promise((done) => { count.onsuccess = done; });
  asked.result.close();
  return count.result;
}"""


def status(page: Page) -> Any:
    """Find what the phone says on every page."""
    return page.locator("[data-enhance=status]")


@pytest.fixture
def rename(rows: Callable[..., list[tuple[Any, ...]]]) -> Callable[[str], None]:
    """Give the consultation another title in the database."""

    def give(title: str) -> None:
        rows("update consultation set title = json_object('en', :title)", {"title": title})

    return give


@pytest.fixture
def reply(server: Server) -> Callable[[str], None]:
    """Let an officer answer the only record."""

    def give(text: str) -> None:
        url = f"sqlite:///{server.folder / 'consult.db'}"
        with app_on(url, server.folder) as app, app.app_context():
            hire(app, "officer", Role.OFFICER, "X01")
            session = db.session()
            submission = session.scalars(select(SubmissionRow)).one()
            officer = session.scalars(select(PersonRow).where(PersonRow.login == "officer")).one()
            answered = Reply(uuid4(), submission.id, text, "en", public=True)
            assert answer_record(session, submission, officer, answered, datetime.now(UTC)) == ()
            session.commit()

    return give
