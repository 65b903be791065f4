"""Loading places, on both databases."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select

from consult.formats.geojson import Asked
from consult.services.places import Loaded, load
from consult.store import localities, summaries
from consult.store.base import db
from consult.store.rows import LocalityRow
from tests.ground import NOW, Ground, lay
from tests.services.test_rollup import settle
from tests.voices import speak

LIBERIA = Path(__file__).parents[2] / "consult" / "demo" / "places"
RING = [[0, 0], [1, 0], [1, 1], [0, 0]]


def written(folder: Path, *rows: Mapping[str, Any], shape: bool = True) -> Path:
    geometry = {"type": "Polygon", "coordinates": [RING]} if shape else None
    features = [{"type": "Feature", "properties": row, "geometry": geometry} for row in rows]
    file = folder / "places.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return file


def loaded(app: Flask, file: Path, **asked: Any) -> Loaded:
    with app.app_context():
        found = load(db.session(), file, Asked(**asked), NOW)
        db.session.commit()
        return found


def at(pcode: str) -> LocalityRow:
    row = localities.at(db.session(), pcode)
    assert row is not None
    return row


@pytest.fixture
def liberia(both: Flask) -> Flask:
    loaded(both, LIBERIA / "lbr_adm1.geojson", country="Liberia")
    loaded(both, LIBERIA / "lbr_adm2.geojson")
    return both


def test_liberia_stands_as_a_tree(liberia: Flask) -> None:
    with liberia.app_context():
        assert db.session().scalar(select(func.count()).select_from(LocalityRow)) == 1 + 15 + 136
        assert localities.ancestry(db.session(), "LR0203") == ("LR0203", "LR02", "LR")
        assert len(localities.children(db.session(), at("LR").id)) == 15


def test_loading_again_changes_nothing(liberia: Flask) -> None:
    again = loaded(liberia, LIBERIA / "lbr_adm2.geojson")
    assert dict(again.counted) == {"same": 136}


def test_what_changed_changes_and_keeps_its_id(both: Flask, tmp_path: Path) -> None:
    county = {"pcode": "A", "name": "County"}
    loaded(both, written(tmp_path, county, {"pcode": "A1", "name": "Old", "parent": "A"}))
    with both.app_context():
        before = at("A1").id
    renamed = {"pcode": "A1", "name": "New", "parent": "A"}
    changed = loaded(both, written(tmp_path, county, renamed))
    assert dict(changed.counted) == {"same": 1, "changed": 1}
    with both.app_context():
        assert (at("A1").id, at("A1").name) == (before, "New")


def test_a_place_can_move_to_another_parent(both: Flask, tmp_path: Path) -> None:
    counties = [{"pcode": "A", "name": "a"}, {"pcode": "B", "name": "b"}]
    for parent in ("A", "B"):
        child = {"pcode": "A1", "name": "x", "parent": parent}
        loaded(both, written(tmp_path, *counties, child))
    with both.app_context():
        assert localities.ancestry(db.session(), "A1") == ("A1", "B")


def test_a_list_without_shapes_or_people_takes_none_away(both: Flask, tmp_path: Path) -> None:
    loaded(both, written(tmp_path, {"pcode": "A", "name": "a", "population": "12,345"}))
    loaded(both, written(tmp_path, {"pcode": "A", "name": "b"}, shape=False))
    with both.app_context():
        row = at("A")
        assert row.name == "b"
        assert row.population == 12345
        assert row.shape is not None
        assert row.centre_lon is not None


def test_a_file_with_one_bad_feature_changes_nothing(both: Flask, tmp_path: Path) -> None:
    loaded(both, written(tmp_path, {"pcode": "A", "name": "before"}))
    bad = written(tmp_path, {"pcode": "A", "name": "after"}, {"pcode": "B", "parent": "nowhere"})
    found = loaded(both, bad)
    assert found.refused
    with both.app_context():
        assert at("A").name == "before"
        assert localities.at(db.session(), "B") is None


@pytest.mark.parametrize("pcode", ["nowhere", "", "\N{HUNDRED POINTS SYMBOL}", "' OR 1=1"])
def test_a_place_that_does_not_exist_has_no_ancestry(both: Flask, pcode: str) -> None:
    with both.app_context():
        assert localities.ancestry(db.session(), pcode) == ()


def test_a_ring_made_by_hand_ends(both: Flask, tmp_path: Path) -> None:
    loaded(both, written(tmp_path, {"pcode": "A", "name": "a"}, {"pcode": "B", "name": "b"}))
    with both.app_context():
        at("A").parent_id, at("B").parent_id = at("B").id, at("A").id
        db.session.commit()
        assert set(localities.ancestry(db.session(), "A")) == {"A", "B"}


def test_where_a_place_moves_in_the_tree_its_voices_are_counted_there(
    both: Flask, tmp_path: Path
) -> None:
    with both.app_context():
        session = db.session()
        ground = lay(session)
        speak(session, ground, NOW, {"told": "bad water"})
        session.commit()
        settle(session, ground)
        assert heard(ground) == {ground.north, ground.county}
    loaded(both, written(tmp_path, {"pcode": "X0101", "name": "North", "parent": "Y01"}), level=2)
    with both.app_context():
        settle(db.session(), ground)
        assert heard(ground) == {ground.north, ground.elsewhere}


def heard(ground: Ground) -> set[UUID]:
    places = [ground.north, ground.south, ground.county, ground.elsewhere]
    return set(summaries.sums(db.session(), ground.consultation, places, ["heard"]))
