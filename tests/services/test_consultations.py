"""Consultations that somebody wrote down, well or badly; on both databases."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from consult.services import consultations, library
from consult.services.consultations import Unfit
from consult.store import asking
from consult.store.base import db
from consult.store.rows import ConsultationRow
from tests.ground import NOW, lay

WRITTEN: dict[str, Any] = {
    "slug": "roads",
    "title": {"en": "Roads", "ar": "الطرق"},
    "about": {"en": "About roads.", "ar": "عن الطرق."},
    "convener": {"en": "The county"},
    "form": "water",
    "localities": ["X01"],
}


def load(session: Session, folder: Path, **more: Any) -> ConsultationRow:
    path = folder / "consultation.json"
    written = {name: value for name, value in {**WRITTEN, **more}.items() if value is not None}
    path.write_text(json.dumps(written), "utf-8")
    return consultations.load(session, consultations.read(path), NOW)


def test_it_opens_today_in_the_languages_of_its_form(both: Flask, tmp_path: Path) -> None:
    with both.app_context():
        lay(db.session())
        row = load(db.session(), tmp_path)
        assert row in asking.open_on(db.session(), NOW.date())
        assert (row.form_version, row.languages, row.opens_on) == ("1", ["en", "ar"], NOW.date())


def test_it_covers_its_localities_and_all_below(both: Flask, tmp_path: Path) -> None:
    with both.app_context():
        ground = lay(db.session())
        row = load(db.session(), tmp_path)
        covered = {place.id for place in asking.covered(db.session(), row.id)}
        assert covered == {ground.county, ground.north, ground.south}
        assert library.covers(db.session(), row.id, ground.north)
        assert not library.covers(db.session(), row.id, ground.elsewhere)


def test_loading_it_again_changes_what_changed(both: Flask, tmp_path: Path) -> None:
    with both.app_context():
        lay(db.session())
        first = load(db.session(), tmp_path, opens_on="2026-10-01")
        closes_on = str(NOW.date() + timedelta(days=7))
        again = load(db.session(), tmp_path, closes_on=closes_on, localities=["Y01"])
        assert again.id == first.id
        assert (again.opens_on, str(again.closes_on)) == (date(2026, 10, 1), closes_on)
        assert [place.pcode for place in asking.roots_of(db.session(), again.id)] == ["Y01"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"slug": "No Slug"}, "slug"),
        ({"title": None}, "title"),
        ({"title": {"sw": "Barabara"}}, "needs a title"),
        ({"localities": []}, "localities"),
        ({"localities": ["X01", "Z9", "Z8"]}, "Z8, Z9"),
        ({"form": "roads"}, "roads is not published"),
        ({"version": "7"}, "water 7 is not published"),
        ({"opens_on": "soon"}, "opens_on"),
        ({"opens_on": "2026-12-01", "closes_on": "2026-11-30"}, "before it opens"),
        ({"until": "2026-12-01"}, "until"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_opened(
    app: Flask, tmp_path: Path, wrong: dict[str, Any], said: str
) -> None:
    with app.app_context():
        lay(db.session())
        with pytest.raises(Unfit, match=said):
            load(db.session(), tmp_path, **wrong)
        db.session.rollback()
        assert asking.consultation_named(db.session(), "roads") is None


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe{", b"[]"])
def test_what_is_no_consultation_is_said(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "consultation.json"
    path.write_bytes(content)
    with pytest.raises(Unfit):
        consultations.read(path)
