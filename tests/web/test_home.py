"""The front and the list of what is asked."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask

from consult.store.base import db
from consult.store.rows import ConsultationRow
from tests.conftest import Reader
from tests.ground import Ground, lay


@pytest.fixture
def ground(app: Flask) -> Iterator[Ground]:
    with app.app_context():
        yield lay(db.session())


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("fr-CA, en;q=0.5", "fr"),
        ("zh, ar;q=0.9, en;q=0.8", "ar"),
        ("sw", "sw"),
        ("xx", "en"),
        ("", "en"),
    ],
)
def test_the_front_sends_everybody_to_their_own_language(
    client_request: Reader, accepted: str, language: str
) -> None:
    page = client_request.get("/", 302, headers={"Accept-Language": accepted})
    assert page.headers["Location"] == f"/{language}/"
    assert "Accept-Language" in page.headers["Vary"]


@pytest.mark.parametrize(("language", "title"), [("en", "Water"), ("ar", "الماء")])
def test_what_is_open_is_listed_in_the_readers_language(
    client_request: Reader, ground: Ground, language: str, title: str
) -> None:
    page = client_request.get(f"/{language}/")
    link = page.one("a", href=f"/{language}/c/water/")
    assert title in "".join(link.itertext())


def test_what_is_closed_is_not_listed(client_request: Reader, ground: Ground) -> None:
    row = db.session().get_one(ConsultationRow, ground.consultation)
    row.closes_on = row.opens_on + timedelta(days=1)
    db.session().commit()
    page = client_request.get("/en/")
    assert page.all("a", href="/en/c/water/") == []
    assert "Nothing is being asked at the moment" in page.text
