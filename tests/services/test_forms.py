"""Forms are published once, on either database."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from consult.formats import xlsform
from consult.services import forms
from consult.services.library import form_of
from consult.store.base import db
from consult.store.rows import FormFileRow
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


def test_a_picture_that_many_forms_show_is_stored_once(both: Flask) -> None:
    survey = [["type", "name", "label", "image"], ["text", "q", "Q", "a.png"]]
    png = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
    reading = xlsform.read(workbook(survey), attached={"a.png": png})
    assert reading.form
    with both.app_context():
        writing(db.session())
        for version in ("1", "2"):
            form = replace(reading.form, version=version)
            assert forms.publish(db.session(), form, NOW, reading.contents)
        assert [row.content for row in db.session().scalars(select(FormFileRow))] == [png]
