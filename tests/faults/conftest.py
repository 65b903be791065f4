"""An app whose server can be killed, on each database in turn."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.conftest import app_on


@pytest.fixture(params=["sqlite_url", "postgres_url"])
def url(request: pytest.FixtureRequest) -> str:
    """Give the address of a fresh database."""
    found: str = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def app(url: str, tmp_path: Path) -> Iterator[Flask]:
    """Give an app on it, beside the servers that come and go."""
    with app_on(url, tmp_path) as app:
        yield app
