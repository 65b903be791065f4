"""A server with one form in a small consultation."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from consult.core.form import Form
from consult.store.base import db
from tests.conftest import app_on
from tests.ground import lay
from tests.server import Server


@contextmanager
def serve(folder: Path, migrated: Path, form: Form) -> Iterator[Server]:
    """Lay the ground with this form, and serve it."""
    instance = folder / "instance"
    instance.mkdir()
    database = shutil.copy(migrated, instance / "consult.db")
    with app_on(f"sqlite:///{database}", instance) as app, app.app_context():
        lay(db.session(), form)
    with Server(instance, {}) as server:
        yield server
