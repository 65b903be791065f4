"""Forms are published once, on either database."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask

from consult.services import forms
from consult.services.library import form_of
from consult.store.base import db
from consult.store.transaction import writing
from tests.workbooks import workbook

NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)
DEMO = Path(__file__).parent.parent.parent / "consult/demo/services-safety-trust.xlsx"


def test_a_published_form_is_opened_as_it_was_read(both: Flask) -> None:
    with both.app_context():
        writing(db.session())
        form = forms.load(db.session(), DEMO, NOW)
        db.session.commit()
        assert form_of(db.session(), form.slug, form.version) == form


def test_the_same_version_again_is_nothing_new_and_another_content_is_refused(both: Flask) -> None:
    form = forms.read(DEMO).form
    assert form
    with both.app_context():
        writing(db.session())
        assert forms.publish(db.session(), form, NOW)
        assert not forms.publish(db.session(), form, NOW)
        with pytest.raises(forms.VersionTaken, match="2026-11"):
            forms.publish(db.session(), replace(form, title={"en": "Other"}), NOW)
        assert forms.publish(db.session(), replace(form, version="2026-12"), NOW)


def test_a_file_of_ours_that_is_no_form_is_told_with_its_place(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "f.xlsx"
    path.write_bytes(workbook([["type", "name", "label"], ["colour", "q", "Q"]]))
    with app.app_context(), pytest.raises(ValueError, match="survey!A2: The type colour"):
        forms.load(db.session(), path, NOW)
