"""`consult consultation export` writes all that was said into one table."""

import csv
from pathlib import Path

import openpyxl
import pytest
from click.testing import Result
from flask import Flask

from consult.app import main
from consult.store.base import db
from tests.ground import Ground, lay
from tests.phone import Phone


@pytest.fixture
def ground(app: Flask) -> Ground:
    with app.app_context():
        ground = lay(db.session())
    phone = Phone.enrolled(app.test_client(), ground)
    phone.sync(phone.seal(phone.content({"told": "The pump is broken.", "minutes": 5})))
    return ground


def run(app: Flask, *arguments: object) -> Result:
    return app.test_cli_runner().invoke(main, ["consultation", "export", *map(str, arguments)])


def test_the_records_are_written_as_csv_and_as_a_workbook(
    app: Flask, ground: Ground, tmp_path: Path
) -> None:
    files = tmp_path / "water.csv", tmp_path / "water.xlsx"
    written = run(app, "water", "--csv", files[0], "--xlsx", files[1], "--language", "ar")
    assert written.exit_code == 0, written.output
    with files[0].open(encoding="utf-8-sig", newline="") as file:
        labels, record = csv.DictReader(file)
    assert (labels["minutes"], record["minutes"]) == ("دقائق", "5")
    names, _labels, row = openpyxl.load_workbook(files[1])["records"].values
    assert dict(zip(names, row, strict=True))["told"] == "The pump is broken."


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere", "--csv", "x.csv"], "There is no consultation nowhere."),
        (["water"], "Say where to"),
    ],
)
def test_what_can_not_be_written_is_said(
    app: Flask, ground: Ground, arguments: list[str], said: str
) -> None:
    refused = run(app, *arguments)
    assert refused.exit_code != 0
    assert said in refused.output
