"""`consult demo`: a consultation that is under way, on this machine only."""

import os
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import click
import flask_migrate
import msgspec
from flask import current_app
from flask.cli import ScriptInfo
from sqlalchemy.orm import Session

from consult.commands.serve import listen, serve
from consult.commands.work import catch_up
from consult.core.code import show
from consult.services import forms
from consult.services.demo import ground, people, seeding
from consult.services.demo.story import FOLDER, consultation, story
from consult.store import asking, readings
from consult.store.base import db
from consult.store.transaction import writing

HOST: Final = "127.0.0.1"
ACCOUNTS: Final = "accounts.json"


class Shown(msgspec.Struct, frozen=True):
    """What a person needs to look around: accounts, and two follow-up codes."""

    people: tuple[people.Access, ...]
    answered: str | None
    waiting: str | None


@click.command("demo")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option(
    "--folder",
    default=Path("instance/demo"),
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Where its database, keys and accounts are kept.",
)
@click.option("--prepare-only", is_flag=True, help="Make it, but don't serve it.")
@click.pass_obj
def command(info: ScriptInfo, port: int, folder: Path, prepare_only: bool) -> None:
    """Make a demonstration with made-up answers, and serve it on this machine."""
    if not prepare_only:
        listen(HOST, port)
    os.environ.update(_environment(folder))
    assert info.create_app is not None  # noqa: S101 - this is how the command itself was found
    with info.create_app().app_context():
        click.echo("A demonstration: the places are real, all that is said is made up.")
        shown = _prepare(folder, datetime.now(UTC))
        db.session.remove()
        db.engine.dispose()
    click.echo("\n".join(_table(shown, f"http://{HOST}:{port}")))
    sys.stdout.flush()
    if not prepare_only:
        serve(HOST, port, work=True)


def _environment(folder: Path) -> Mapping[str, str]:
    """Keep away from any other database, whatever the environment says."""
    return {
        "DATABASE_URL": "",
        "DEMONSTRATION": "yes",
        "INSTANCE_FOLDER": str(folder.absolute()),
        "LOG_LEVEL": os.environ.get("LOG_LEVEL", "WARNING"),
        "SECURE_COOKIES": "no",
    }


def _prepare(folder: Path, now: datetime) -> Shown:
    """Make what isn't there yet; a second time there is nothing to do."""
    with _step("Bringing the database up to date"):
        flask_migrate.upgrade()
    session = db.session()
    if asking.consultation_named(session, consultation().slug) is None:
        if readings.consultations(session):
            raise click.ClickException(f"{folder} holds another consultation.")
        writing(session)
        shown = _fill(session, now)
        _keep(folder / ACCOUNTS, shown)
        session.commit()
    with _step("Reading the texts and adding up"):
        catch_up()
    return _kept(folder / ACCOUNTS)


def _fill(session: Session, now: datetime) -> Shown:
    with _step("Loading Liberia's counties and districts"):
        ground.lay_places(session, now)
    with _step("Publishing the form in four languages"):
        form = forms.load(session, FOLDER / story().form, now)
        asked = ground.ask(session, now)
    with _step("Making councils, accounts and phones"):
        bodies = ground.found(session, now)
        access = people.employ(session, bodies, now)
    with _step("Making up what some seven hundred people say"):
        secret = current_app.config["SECRET_KEY"]
        seeded = seeding.seed(session, asked, form, secret, now)
    return Shown(tuple(access), seeded.answered, seeded.waiting)


@contextmanager
def _step(sentence: str) -> Iterator[None]:
    """Say what is done, and how long it took."""
    click.echo(f"  {sentence:<48}", nl=False)
    sys.stdout.flush()
    began = time.monotonic()
    yield
    click.echo(f"{time.monotonic() - began:5.1f} s")


def _keep(path: Path, shown: Shown) -> None:
    path.touch(0o600)
    path.write_bytes(msgspec.json.format(msgspec.json.encode(shown)))


def _kept(path: Path) -> Shown:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Shown)
    except FileNotFoundError as failure:
        gone = f"{path} is gone, and with it the passwords. Delete {path.parent} and start again."
        raise click.ClickException(gone) from failure


def _table(shown: Shown, address: str) -> Iterator[str]:
    """Set out the addresses, the codes and the accounts."""
    slug = consultation().slug
    yield ""
    yield from _columns(
        [
            ("Consultations", f"{address}/"),
            ("The form, for citizens", f"{address}/en/c/{slug}/give?at=LR0203"),
            ("What a place said", f"{address}/en/places/LR02/"),
            ("A code with an answer", f"{address}/en/code  {_shown(shown.answered)}"),
            ("A code without one yet", f"{address}/en/code  {_shown(shown.waiting)}"),
        ]
    )
    yield ""
    head = ("Role", "Login", "Password", "Starts at")
    rows = [
        (one.role.replace("_", " "), one.login, one.password, f"{address}/en/{one.page}")
        for one in shown.people
    ]
    yield from _columns([head, *rows])
    yield ""


def _shown(code: str | None) -> str:
    return show(code) if code else ""


def _columns(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True))
        yield ("  " + "  ".join(cells)).rstrip()
