"""`consult places load`, as a coordinator runs it."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from consult.app import main
from consult.store import localities
from consult.store.base import db

LIBERIA = Path(__file__).parents[2] / "consult" / "demo" / "places"


def load(app: Flask, file: Path, *words: str) -> Result:
    return app.test_cli_runner().invoke(main, ["places", "load", str(file), *words])


def written(folder: Path, count: int, **properties: Any) -> Path:
    features = [
        {"type": "Feature", "geometry": None, "properties": {"pcode": f"P{n}", **properties}}
        for n in range(count)
    ]
    file = folder / "places.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return file


def test_liberia_is_loaded_and_counted(app: Flask) -> None:
    counties = load(app, LIBERIA / "lbr_adm1.geojson", "--country", "Liberia")
    assert counties.output == "16 places: 16 new, 0 changed, 0 as before.\n"
    districts = load(app, LIBERIA / "lbr_adm2.geojson")
    assert districts.output == "136 places: 136 new, 0 changed, 0 as before.\n"
    again = load(app, LIBERIA / "lbr_adm2.geojson")
    assert again.output == "136 places: 0 new, 0 changed, 136 as before.\n"


def test_every_option_reaches_the_reader(app: Flask, tmp_path: Path) -> None:
    file = written(tmp_path, 1, local="Centar", ref="C1", parent="nowhere")
    words = ["--map", "name=local", "--map", "pcode=ref", "--map", "parent="]
    done = load(app, file, *words, "--level", "3", "--name-language", "bs", "--country", "Bosna")
    assert done.exit_code == 0, done.output
    with app.app_context():
        row = localities.at(db.session(), "C1")
        assert row is not None
        assert (row.names, row.level) == ({"bs": "Centar"}, 3)


def test_what_is_wrong_is_told_by_feature_and_nothing_is_loaded(app: Flask, tmp_path: Path) -> None:
    done = load(app, written(tmp_path, 2, name="x", parent="nowhere"))
    assert done.exit_code == 1
    assert "feature 2: The parent nowhere of x is neither in the file nor loaded." in done.output
    assert "Nothing was loaded." in done.output


def test_a_long_list_of_one_kind_is_cut(app: Flask, tmp_path: Path) -> None:
    done = load(app, written(tmp_path, 50, name="x"))
    assert done.output.count("has no shape") == 20
    assert "... and 30 more of the kind shape_missing" in done.output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--map", "pcode"], "pcode is not FIELD=PROPERTY"),
        (["--map", "pcode=P9"], "There is no column P9."),
        (["--level", "12"], "12 is not in the range"),
    ],
)
def test_an_option_that_can_not_be_is_told(
    app: Flask, tmp_path: Path, words: list[str], told: str
) -> None:
    done = load(app, written(tmp_path, 1, name="x"), *words)
    assert done.exit_code != 0
    assert told in done.output


def test_a_file_that_is_not_there_is_told(app: Flask, tmp_path: Path) -> None:
    assert "does not exist" in load(app, tmp_path / "none.geojson").output
