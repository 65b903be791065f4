"""`consult form` says what it made of a spreadsheet, and publishes a version once."""

from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select

from consult.app import main
from consult.services.library import form_of
from consult.store.asking import consultation_named, form_file
from consult.store.base import db
from consult.store.rows import FormRow
from tests.ground import lay
from tests.workbooks import SETTINGS, Rows, separated, workbook

DEMO = Path(__file__).parent.parent.parent / "consult/demo/services-safety-trust.xlsx"
HEAD = ["type", "name", "label::English (en)"]


def run(app: Flask, *arguments: object) -> Result:
    return app.test_cli_runner().invoke(main, ["form", *map(str, arguments)])


def kept(folder: Path, survey: Rows, settings: Rows = SETTINGS) -> Path:
    path = folder / "f.xlsx"
    path.write_bytes(workbook(survey, settings=settings))
    return path


def published(app: Flask) -> list[tuple[str, str]]:
    with app.app_context():
        return [(row.slug, row.version) for row in db.session.scalars(select(FormRow))]


def test_a_good_form_is_checked_without_publishing_it(app: Flask) -> None:
    checked = run(app, "check", DEMO)
    assert checked.exit_code == 0
    assert "12 questions in en, fr, ar, sw" in checked.output
    assert "pyxform takes it, too." in checked.output
    assert published(app) == []


def test_a_bad_form_is_refused_with_the_row(app: Flask, tmp_path: Path) -> None:
    path = kept(tmp_path, [HEAD, ["text", "q", "Q"], ["colour", "c", "C"]])
    for verb in ("check", "load"):
        refused = run(app, verb, path)
        assert refused.exit_code == 1
        assert "survey!A3" in refused.output
        assert "The type colour is not known." in refused.output
    assert published(app) == []


def test_a_picture_with_the_name_of_a_form_is_refused_in_words(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "f.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n")
    refused = run(app, "check", path)
    assert refused.exit_code == 1
    assert "This is no spreadsheet that can be read." in refused.output


def test_a_form_is_published_once_however_often_it_is_loaded(app: Flask) -> None:
    first, again = run(app, "load", DEMO), run(app, "load", DEMO)
    assert (first.exit_code, again.exit_code) == (0, 0)
    assert "Published." in first.output
    assert "nothing has changed" in again.output
    assert published(app) == [("services-safety-trust", "2026-11")]


def test_a_version_never_changes(app: Flask, tmp_path: Path) -> None:
    run(app, "load", kept(tmp_path, [HEAD, ["text", "q", "Q"]]))
    refused = run(app, "load", kept(tmp_path, [HEAD, ["text", "q", "Another"]]))
    assert refused.exit_code == 1
    assert "version 1 of the form f is published already and differs" in refused.output


def test_a_new_version_stands_beside_the_old_one(app: Flask, tmp_path: Path) -> None:
    second = [SETTINGS[0], ["f", "2", "F", "English (en)"]]
    run(app, "load", kept(tmp_path, [HEAD, ["text", "q", "Q"]]))
    run(app, "load", kept(tmp_path, [HEAD, ["text", "q", "Another"]], second))
    assert published(app) == [("f", "1"), ("f", "2")]


def test_a_form_can_be_given_another_slug(app: Flask, tmp_path: Path) -> None:
    run(app, "load", kept(tmp_path, [HEAD, ["text", "q", "Q"]]), "--slug", "water")
    assert published(app) == [("water", "1")]


def test_a_consultation_asks_the_new_form_in_its_languages(app: Flask) -> None:
    with app.app_context():
        lay(db.session())
    assert run(app, "load", DEMO, "--consultation", "water").exit_code == 0
    with app.app_context():
        row = consultation_named(db.session(), "water")
        assert row
        assert (row.form_slug, row.form_version) == ("services-safety-trust", "2026-11")
        assert row.languages == ["en", "fr", "ar", "sw"]


def test_a_consultation_that_is_not_there_publishes_nothing(app: Flask, tmp_path: Path) -> None:
    path = kept(tmp_path, [HEAD, ["text", "q", "Q"]])
    refused = run(app, "load", path, "--consultation", "nowhere")
    assert refused.exit_code == 1
    assert "There is no consultation nowhere." in refused.output
    assert published(app) == []


def test_a_report_is_grouped_by_what_it_means_for_the_form(app: Flask, tmp_path: Path) -> None:
    survey = [[*HEAD, "mine"], ["Text", "q", "Q", "x"], ["colour", "c", "C", ""]]
    lines = run(app, "check", kept(tmp_path, survey)).output.splitlines()
    titles = ("This stands in the way:", "This was left out:", "This was put right:")
    places = [lines.index(title) for title in titles]
    assert places == sorted(places)
    assert "survey!A3" in lines[places[0] + 1]
    assert "survey!D1" in lines[places[1] + 1]
    assert "survey!A2" in lines[places[2] + 1]


def test_many_findings_of_one_kind_are_counted(app: Flask, tmp_path: Path) -> None:
    survey = [HEAD, *(["text", f"q{at}", ""] for at in range(30))]
    checked = run(app, "check", kept(tmp_path, survey))
    assert checked.exit_code == 0
    assert "... and 10 more of the kind label_missing" in checked.output


def test_what_pyxform_has_against_a_form_is_told(app: Flask, tmp_path: Path) -> None:
    checked = run(app, "check", kept(tmp_path, [HEAD, ["text", "meta", "M"]]))
    assert checked.exit_code == 0
    assert "pyxform disagrees: " in checked.output
    assert "'meta'" in checked.output


PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


@pytest.mark.parametrize("folder", [".", "f-media"])
def test_files_beside_a_form_are_published_with_it(app: Flask, tmp_path: Path, folder: str) -> None:
    survey = [[*HEAD, "image"], ["select_one_from_file v.csv", "q", "Q", "a.png"]]
    path = kept(tmp_path, survey)
    (tmp_path / folder).mkdir(exist_ok=True)
    (tmp_path / folder / "v.csv").write_text("name,label\nx,X\n")
    (tmp_path / folder / "a.png").write_bytes(PNG)
    assert run(app, "load", path).exit_code == 0
    with app.app_context():
        form = form_of(db.session(), "f", "1")
        assert form
        assert [choice.name for choice in form.choices["v"]] == ["x"]
        row = form_file(db.session(), form.files["a.png"].sha256)
        assert row
        assert (row.content, row.type, row.size) == (PNG, "image/png", len(PNG))


def test_a_form_in_texts_is_loaded_from_its_folder(app: Flask, tmp_path: Path) -> None:
    folder = tmp_path / "water"
    folder.mkdir()
    (folder / "survey.csv").write_bytes(separated([HEAD, ["select_one l", "q", "Q"]]))
    (folder / "choices.csv").write_bytes(
        separated([["list_name", "name", "label"], ["l", "x", "X"]])
    )
    loaded = run(app, "load", folder)
    assert loaded.exit_code == 0, loaded.output
    assert [slug for slug, _ in published(app)] == ["water"]


def test_what_changed_between_two_forms_is_said(app: Flask, tmp_path: Path) -> None:
    run(app, "load", kept(tmp_path, [HEAD, ["text", "q", "Q"]]))
    path = kept(tmp_path, [HEAD, ["text", "q", "Q?"], ["text", "p", "P"]])
    told = run(app, "diff", "f@1", path)
    assert told.exit_code == 0
    assert told.output.splitlines() == [
        "q has another text in en (label).",
        "The question p is new.",
    ]


def test_a_form_that_is_nowhere_is_told(app: Flask, tmp_path: Path) -> None:
    refused = run(app, "diff", "nobody@1", tmp_path / "f.xlsx")
    assert refused.exit_code == 1
    assert "nobody@1" in refused.output
