"""Real apps on real databases, migrated as in production, and a reader that lints every page."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import flask_migrate
import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient

from consult.app import create_app
from consult.services import keys, people
from consult.store.base import db
from tests import postgres
from tests.page import Page

SETTINGS: Mapping[str, object] = {
    "SECRET_KEY": "a secret of the tests only, long enough",
    "RATE_LIMITS": False,
    "SECURE_COOKIES": False,
}
SERIAL = count()


@contextmanager
def app_on(url: str, folder: Path, **more: object) -> Iterator[Flask]:
    """Make an app on a database, and let go of its connections afterwards."""
    settings = {**SETTINGS, "DATABASE_URL": url, "INSTANCE_FOLDER": str(folder), **more}
    keys.make(folder / "keys")
    app = create_app(settings)
    app.testing = True
    try:
        yield app
    finally:
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


def migrate(url: str, folder: Path) -> None:
    """Bring a database to the current schema."""
    with app_on(url, folder) as app, app.app_context():
        flask_migrate.upgrade()


@pytest.fixture(scope="session", autouse=True)
def quick_hashes() -> Iterator[PasswordHasher]:
    """Hash passwords quickly; give the hasher that production uses."""
    production = people.HASHER
    people.HASHER = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    yield production
    people.HASHER = production


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Migrate one SQLite file, to be copied."""
    folder = tmp_path_factory.mktemp("migrated")
    migrate(f"sqlite:///{folder / 'consult.sqlite3'}", folder)
    return folder / "consult.sqlite3"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Path]:
    """Run a PostgreSQL server; give the folder of its socket."""
    with postgres.server() as home:
        yield home


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Migrate one PostgreSQL database, to be copied; give its name."""
    migrate(postgres.create(postgres_server, "migrated"), tmp_path_factory.mktemp("postgres"))
    return "migrated"


@pytest.fixture
def sqlite_url(migrated_sqlite: Path, tmp_path: Path) -> str:
    """Give a fresh, migrated SQLite database."""
    return f"sqlite:///{shutil.copy(migrated_sqlite, tmp_path / 'consult.sqlite3')}"


@pytest.fixture
def postgres_url(postgres_server: Path, migrated_postgres: str) -> Iterator[str]:
    """Give a fresh, migrated PostgreSQL database."""
    name = f"test{next(SERIAL)}"
    yield postgres.create(postgres_server, name, template=migrated_postgres)
    postgres.drop(postgres_server, name)


@pytest.fixture
def app(sqlite_url: str, tmp_path: Path) -> Iterator[Flask]:
    """Give an app on SQLite."""
    with app_on(sqlite_url, tmp_path) as app:
        yield app


@pytest.fixture
def postgres_app(postgres_url: str, tmp_path: Path) -> Iterator[Flask]:
    """Give an app on PostgreSQL."""
    with app_on(postgres_url, tmp_path) as app:
        yield app


@pytest.fixture(params=["sqlite", "postgresql"])
def both(request: pytest.FixtureRequest) -> Flask:
    """Give an app on each database in turn."""
    app: Flask = request.getfixturevalue("app" if request.param == "sqlite" else "postgres_app")
    return app


class Reader:
    """Ask the app as a browser does; every page that comes back must be without fault."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, path: str, status: int = 200, **more: Any) -> Page:
        """Ask for a page."""
        return self.ask("GET", path, status, **more)

    def post(self, path: str, status: int = 302, **more: Any) -> Page:
        """Send a form, as from a page of the same site."""
        return self.ask("POST", path, status, **more)

    def ask(self, method: str, path: str, status: int, **more: Any) -> Page:
        """Ask for anything; `more` is what the Flask test client takes."""
        headers = {"Sec-Fetch-Site": "same-origin"} | dict(more.pop("headers", {}))
        answer = self.client.open(path, method=method, headers=headers, **more)
        page = Page(answer.get_data(as_text=True), answer.status_code, dict(answer.headers))
        assert page.status == status, f"{method} {path}: {page.status}\n{page.html[:2000]}"
        if answer.mimetype == "text/html" and not answer.location:
            assert page.faults() == [], f"{method} {path}"
        return page


@pytest.fixture
def client_request(app: Flask) -> Reader:
    """Ask the app on SQLite for pages."""
    return Reader(app.test_client())


@pytest.fixture
def reader_of() -> Callable[[Flask], Reader]:
    """Ask any app for pages."""
    return lambda app: Reader(app.test_client())
