"""Lists of places as offices give them away, and what is wrong with them."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import shape

from consult.core.locality import Locality
from consult.formats.geojson import Asked, Places, read

Feature = Mapping[str, Any]
LIBERIA = Path(__file__).parents[3] / "consult" / "demo" / "places"


def square(west: float, south: float, side: float = 1) -> Mapping[str, Any]:
    east, north = west + side, south + side
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


BOW_TIE = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}
SQUARE = square(0, 0)


def feature(geometry: Any = SQUARE, **properties: Any) -> Feature:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def places(
    folder: Path,
    *features: Feature,
    asked: Asked = Asked(),  # noqa: B008 - it is frozen
    known: Iterable[Locality] = (),
    **more: Any,
) -> Places:
    file = folder / "places.geojson"
    collection = {"type": "FeatureCollection", "features": features, **more}
    file.write_text(json.dumps(collection), "utf-8")
    return read(file, asked, {each.pcode: each for each in known})


def codes(found: Places) -> list[str]:
    return [remark.code for remark in found.remarks]


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param(
            {"pcode": "LR0101", "name": "Dowein", "parent": "LR01", "level": 2}, id="ours"
        ),
        pytest.param(
            {
                "ADM2_PCODE": "LR0101",
                "ADM2_EN": "Dowein",
                "ADM1_PCODE": "LR01",
                "ADM1_EN": "Bomi",
                "ADM0_PCODE": "LR",
                "ADM2_REF": "x",
                "ADM2ALT1EN": None,
            },
            id="OCHA's older names",
        ),
        pytest.param(
            {
                "admin2Pcode": "LR0101",
                "admin2Name_en": "Dowein",
                "admin1Pcode": "LR01",
                "admin1Name_en": "Bomi",
                "admin0Pcode": "LR",
            },
            id="OCHA's later names",
        ),
        pytest.param(
            {
                "adm2_name": "Dowein",
                "adm2_pcode": "LR0101",
                "adm1_name": "Bomi",
                "adm1_pcode": "LR01",
                "adm0_pcode": "LR",
                "valid_on": "2026",
            },
            id="OCHA's newest names",
        ),
        pytest.param(
            {
                "GID_2": "LR0101",
                "NAME_2": "Dowein",
                "GID_1": "LR01",
                "NAME_1": "Bomi",
                "GID_0": "LR",
                "ENGTYPE_2": "District",
            },
            id="GADM's names",
        ),
        pytest.param(
            {"shapeName": "Dowein", "shapeID": "LR0101", "shapeGroup": "LR01", "shapeType": "ADM2"},
            id="geoBoundaries' names",
        ),
    ],
)
def test_columns_are_guessed_as_offices_name_them(
    tmp_path: Path, properties: dict[str, Any]
) -> None:
    bomi = Locality("LR01", "Bomi", 1)
    [dowein] = places(tmp_path, feature(**properties), known=[bomi]).localities
    assert (dowein.pcode, dowein.name, dowein.parent, dowein.level) == (
        "LR0101",
        "Dowein",
        "LR01",
        2,
    )


def test_names_are_taken_in_every_language_there_is(tmp_path: Path) -> None:
    told = {
        "pcode": "HT01",
        "name": "Ouest",
        "name_fr": "Ouest",
        "name_ht": "Lwès",
        "name_en": "West",
    }
    [west] = places(tmp_path, feature(**told)).localities
    assert west.names == {"fr": "Ouest", "ht": "Lwès", "en": "West"}
    assert west.name == "Ouest"


def test_the_language_of_a_plain_column_can_be_given(tmp_path: Path) -> None:
    asked = Asked(name_language="bs")
    [place] = places(tmp_path, feature(pcode="BA-09", name="Sarajevo"), asked=asked).localities
    assert place.names == {"bs": "Sarajevo"}


def test_a_mapping_is_believed_over_a_guess(tmp_path: Path) -> None:
    asked = Asked(mapping={"pcode": "osm_id", "name": "local", "parent": "", "name:ar": "arabic"})
    told = {"osm_id": 2528180, "code": "no", "local": "Centar", "parent": "no", "arabic": "سنتر"}
    [place] = places(tmp_path, feature(**told), asked=asked).localities
    assert (place.pcode, place.name, place.parent) == ("2528180", "Centar", None)
    assert place.names["ar"] == "سنتر"


@pytest.mark.parametrize("mapping", [{"pcode": "ADM9"}, {"colour": "name"}])
def test_a_mapping_to_what_is_not_there_is_refused(tmp_path: Path, mapping: dict[str, str]) -> None:
    found = places(tmp_path, feature(name="x"), asked=Asked(mapping=mapping))
    assert codes(found) == ["no_such_column"]
    assert "name" in str(found.remarks[0])


def test_a_parent_is_never_worked_out_from_the_code(tmp_path: Path) -> None:
    county = Locality("LR01", "Bomi", 1, shape=SQUARE)
    [place] = places(tmp_path, feature(pcode="LR0101", name="x"), known=[county]).localities
    assert place.parent is None


def test_a_code_may_belie_its_parent(tmp_path: Path) -> None:
    counties = [Locality("LR01", "Bomi", 1), Locality("LR02", "Bong", 1)]
    told = feature(pcode="LR0101", name="x", parent="LR02")
    [place] = places(tmp_path, told, known=counties).localities
    assert place.parent == "LR02"


def test_parents_can_be_found_by_shape(tmp_path: Path) -> None:
    counties = [
        Locality("A", "west", 1, shape=square(0, 0, 4)),
        Locality("B", "east", 1, shape=square(4, 0, 4)),
        Locality("C", "a district already", 2, shape=square(4, 0, 2)),
    ]
    asked = Asked(parents_by_shape=True, level=2)
    found = places(
        tmp_path,
        feature(square(1, 1), pcode="1", name="in the west"),
        feature(square(4.5, 0.5), pcode="2", name="in the east"),
        feature(square(9, 9), pcode="3", name="in the sea"),
        asked=asked,
        known=counties,
    )
    assert {place.pcode: place.parent for place in found.localities} == {
        "1": "A",
        "2": "B",
        "3": None,
    }
    assert codes(found) == ["parent_by_shape", "parent_by_shape", "no_parent"]


def test_finding_parents_by_shape_needs_the_level(tmp_path: Path) -> None:
    found = places(tmp_path, feature(pcode="1", name="x"), asked=Asked(parents_by_shape=True))
    assert codes(found) == ["level_needed"]


def test_a_country_is_made_for_those_without_a_parent(tmp_path: Path) -> None:
    told = [feature(pcode=code, name=code, parent="LR", level=1) for code in ("LR01", "LR02")]
    found = places(tmp_path, *told, asked=Asked(country="Liberia"))
    assert [(each.pcode, each.level, each.parent) for each in found.localities] == [
        ("LR", 0, None),
        ("LR01", 1, "LR"),
        ("LR02", 1, "LR"),
    ]


def test_a_country_that_is_loaded_is_not_made_again(tmp_path: Path) -> None:
    liberia = Locality("LR", "Liberia", 0)
    told = feature(pcode="LR01", name="Bomi")
    found = places(tmp_path, told, asked=Asked(country="Liberia"), known=[liberia])
    assert [(each.pcode, each.parent) for each in found.localities] == [("LR01", "LR")]


def test_levels_of_one_file_may_be_mixed_and_children_may_come_first(tmp_path: Path) -> None:
    found = places(
        tmp_path,
        feature(pcode="A1a", name="village", parent="A1"),
        feature(pcode="A1", name="district", parent="A"),
        feature(pcode="A", name="county"),
    )
    assert [(each.pcode, each.level) for each in found.localities] == [
        ("A", 1),
        ("A1", 2),
        ("A1a", 3),
    ]


def test_a_shape_that_crosses_itself_is_mended_and_told(tmp_path: Path) -> None:
    found = places(tmp_path, feature(pcode="0", name="ok"), feature(BOW_TIE, pcode="1", name="tie"))
    assert [str(remark) for remark in found.remarks] == [
        "feature 2: The shape of tie crossed itself and was mended."
    ]
    tie = shape(dict(found.localities[1].shape or {}))
    assert tie.is_valid
    assert tie.area == pytest.approx(0.5, rel=0.01)


OPEN_RING = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0]]]}


@pytest.mark.parametrize(
    ("geometry", "code", "centre"),
    [
        pytest.param(None, "shape_missing", None, id="null"),
        pytest.param({"type": "Polygon", "coordinates": []}, "shape_missing", None, id="empty"),
        pytest.param({"type": "Point", "coordinates": [3, 4]}, "shape_flat", (3, 4), id="a point"),
        pytest.param(OPEN_RING, "shape_unreadable", None, id="a ring that doesn't close"),
        pytest.param({"type": "Blob"}, "shape_unreadable", None, id="an unknown type"),
        pytest.param({"type": "Polygon"}, "shape_unreadable", None, id="no coordinates"),
        pytest.param("POLYGON((0 0))", "shape_unreadable", None, id="a text"),
        pytest.param([1, 2], "shape_unreadable", None, id="a list"),
    ],
)
def test_a_place_without_a_usable_shape_is_loaded_without_one(
    tmp_path: Path, geometry: Any, code: str, centre: tuple[float, float] | None
) -> None:
    found = places(tmp_path, feature(geometry, pcode="1", name="x"))
    [place] = found.localities
    assert codes(found) == [code]
    assert (place.shape, place.centre) == (None, centre)


def test_a_centre_lies_inside_even_a_crescent(tmp_path: Path) -> None:
    ring = [[0, 0], [9, 0], [9, 9], [0, 9], [0, 8], [8, 8], [8, 1], [0, 1], [0, 0]]
    crescent = {"type": "Polygon", "coordinates": [ring]}
    [place] = places(tmp_path, feature(crescent, pcode="1", name="x")).localities
    assert place.centre is not None
    assert shape(crescent).contains(shape({"type": "Point", "coordinates": place.centre}))


def test_heights_are_dropped(tmp_path: Path) -> None:
    high = {"type": "Polygon", "coordinates": [[[0, 0, 7], [1, 0, 7], [1, 1, 7], [0, 0, 7]]]}
    [place] = places(tmp_path, feature(high, pcode="1", name="x")).localities
    assert {len(point) for point in (place.shape or {})["coordinates"][0]} == {2}


def test_neighbours_still_share_their_border_after_simplifying(tmp_path: Path) -> None:
    border = [[1 + (step % 2) * 0.0001, step / 100] for step in range(101)]
    west = {"type": "Polygon", "coordinates": [[[0, 0], *border, [0, 1], [0, 0]]]}
    east = {"type": "Polygon", "coordinates": [[*border, [2, 1], [2, 0], border[0]]]}
    found = places(tmp_path, feature(west, pcode="1", name="w"), feature(east, pcode="2", name="e"))
    one, two = (shape(dict(place.shape or {})) for place in found.localities)
    assert shapely.get_num_coordinates(one) < 60
    assert one.intersection(two).area == 0
    assert one.union(two).area == pytest.approx(2, rel=0.001)


@pytest.mark.parametrize(
    ("features", "code"),
    [
        pytest.param(
            [feature(square(500_000, 700_000), pcode="1", name="x")],
            "not_wgs84",
            id="metres instead of degrees",
        ),
        pytest.param([feature(pcode="", name=" ")], "nameless", id="neither name nor code"),
        pytest.param([feature(pcode="A/../B", name="x")], "bad_code", id="a code that is a path"),
        pytest.param([feature(pcode="<b>", name="x")], "bad_code", id="a code that is a tag"),
        pytest.param(
            [feature(pcode="1", name="x", level="deep")], "bad_level", id="a level in words"
        ),
        pytest.param(
            [feature(pcode="1", name="x"), feature(pcode="1", name="y")],
            "same_code",
            id="two places with one code",
        ),
        pytest.param(
            [feature(name="x"), feature(name="X ")],
            "same_name",
            id="two places without code and with one name",
        ),
        pytest.param(
            [feature(pcode="1", name="x", parent="9")],
            "unknown_parent",
            id="a parent that nobody knows",
        ),
        pytest.param([feature(pcode="1", name="x", parent="1")], "in_a_ring", id="in itself"),
        pytest.param(
            [feature(pcode="1", name="x", parent="2"), feature(pcode="2", name="y", parent="1")],
            "in_a_ring",
            id="in each other",
        ),
    ],
)
def test_one_bad_feature_keeps_the_whole_file_out_and_is_named(
    tmp_path: Path, features: list[Feature], code: str
) -> None:
    found = places(tmp_path, feature(square(5, 5), pcode="OK", name="sound"), *features)
    assert found.localities == ()
    fatal = [remark for remark in found.remarks if remark.fatal]
    assert {remark.code for remark in fatal} == {code}
    assert all(str(remark).startswith("feature ") for remark in fatal)
    assert {remark.feature for remark in fatal} <= set(range(2, 2 + len(features)))


def test_all_bad_features_are_named_at_once(tmp_path: Path) -> None:
    found = places(tmp_path, *(feature(pcode="1/2", name="x") for _ in range(3)))
    assert [remark.feature for remark in found.remarks] == [1, 2, 3]


def test_a_place_in_several_features_is_joined(tmp_path: Path) -> None:
    island = {"pcode": "1", "name": "Islands"}
    found = places(tmp_path, feature(SQUARE, **island), feature(square(5, 5), **island))
    [place] = found.localities
    assert codes(found) == ["merged"]
    assert (place.shape or {})["type"] == "MultiPolygon"


def test_a_place_without_a_code_gets_one_of_ours_that_stays(tmp_path: Path) -> None:
    first, again = (places(tmp_path, feature(name="Vogošća", osm_id=1)) for _ in range(2))
    assert codes(first) == ["own_code"]
    assert first.localities[0].pcode == again.localities[0].pcode
    assert first.localities[0].pcode.startswith("X-")


def test_a_name_is_written_on_one_line(tmp_path: Path) -> None:
    [place] = places(tmp_path, feature(pcode="1", name=" New\tKru\n\u0000 Town ")).localities
    assert place.name == "New Kru Town"


def test_a_name_is_cut_where_nobody_reads_on(tmp_path: Path) -> None:
    found = places(tmp_path, feature(pcode="1", name="c" * 200))
    assert codes(found) == ["name_cut"]
    assert found.localities[0].name == "c" * 120


@pytest.mark.parametrize(
    ("content", "code", "told"),
    [
        pytest.param(b"", "not_json", "", id="nothing"),
        pytest.param(b"name,pcode\nBomi,LR01\n", "not_json", "", id="CSV"),
        pytest.param(b"PK\x03\x04rest", "other_format", "zip", id="a zipped shapefile"),
        pytest.param(b"\x00\x00\x27\x0arest", "other_format", "shapefile", id="a shapefile"),
        pytest.param(b"SQLite format 3\x00", "other_format", "GeoPackage", id="a GeoPackage"),
        pytest.param(b'<?xml version="1.0"?><kml/>', "other_format", "KML", id="KML"),
        pytest.param(b'{"type": "Topology"}', "other_format", "Topology", id="TopoJSON"),
        pytest.param(b'{"type": "Feature"}', "other_format", "Feature", id="a lone feature"),
        pytest.param(b'{"some": "json"}', "other_format", "another JSON", id="another JSON"),
        pytest.param(b"[]", "not_json", "", id="a list"),
        pytest.param(
            b'{"type": "FeatureCollection", "features": []}', "no_features", "", id="empty"
        ),
        pytest.param(
            b'{"type": "FeatureCollection", "features": [{"prop', "not_json", "", id="cut"
        ),
        pytest.param(
            b'{"type": "FeatureCollection", "features": [null]}', "not_json", "", id="null"
        ),
        pytest.param('{"type": "FeatureCollection"}'.encode("utf-16"), "not_json", "", id="UTF-16"),
        pytest.param(b"[" * 100_000, "not_json", "", id="absurdly deep"),
        pytest.param(
            b'{"type": "FeatureCollection", "features": [{"properties": {"a": ' + b"[" * 100_000,
            "not_json",
            "",
            id="a property that is absurdly deep",
        ),
    ],
)
def test_another_file_is_refused_with_its_reason(
    tmp_path: Path, content: bytes, code: str, told: str
) -> None:
    (tmp_path / "file").write_bytes(content)
    found = read(tmp_path / "file", Asked(), {})
    assert codes(found) == [code]
    assert told in str(found.remarks[0])


@pytest.mark.parametrize(
    ("crs", "refused"),
    [
        ("urn:ogc:def:crs:OGC:1.3:CRS84", False),
        ("EPSG:4326", False),
        ("urn:ogc:def:crs:EPSG::32629", True),
        ("EPSG:3857", True),
    ],
)
def test_only_longitudes_and_latitudes_are_read(tmp_path: Path, crs: str, refused: bool) -> None:
    named = {"type": "name", "properties": {"name": crs}}
    found = places(tmp_path, feature(pcode="1", name="x"), crs=named)
    assert codes(found) == (["not_wgs84"] if refused else [])


def test_a_huge_file_is_refused_without_reading_it(tmp_path: Path) -> None:
    huge = tmp_path / "huge"
    with huge.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    assert codes(read(huge, Asked(), {})) == ["too_large"]


def test_a_byte_order_mark_is_forgiven(tmp_path: Path) -> None:
    collection = {"type": "FeatureCollection", "features": [feature(pcode="1", name="x")]}
    (tmp_path / "file").write_bytes(b"\xef\xbb\xbf" + json.dumps(collection).encode())
    assert len(read(tmp_path / "file", Asked(), {}).localities) == 1


def test_liberia_is_read_whole_and_without_remarks() -> None:
    counties = read(LIBERIA / "lbr_adm1.geojson", Asked(country="Liberia"), {})
    known = {each.pcode: each for each in counties.localities}
    districts = read(LIBERIA / "lbr_adm2.geojson", Asked(), known)
    assert (len(counties.localities), len(districts.localities)) == (16, 136)
    assert counties.remarks == districts.remarks == ()
    assert all(each.shape and each.centre for each in districts.localities)
    assert {each.parent for each in districts.localities} == known.keys() - {"LR"}


def test_liberia_s_districts_find_their_counties_by_shape_as_by_column() -> None:
    counties = read(LIBERIA / "lbr_adm1.geojson", Asked(country="Liberia"), {})
    known = {each.pcode: each for each in counties.localities}
    by_column = read(LIBERIA / "lbr_adm2.geojson", Asked(), known)
    asked = Asked(mapping={"parent": ""}, parents_by_shape=True)
    by_shape = read(LIBERIA / "lbr_adm2.geojson", asked, known)
    assert {each.pcode: each.parent for each in by_shape.localities} == {
        each.pcode: each.parent for each in by_column.localities
    }


def excerpt(name: str, asked: Asked, known: Iterable[Locality] = ()) -> Places:
    file = Path(__file__).parent / "excerpts" / name
    return read(file, asked, {each.pcode: each for each in known})


def test_haiti_is_read_in_three_languages() -> None:
    departments = excerpt("haiti_departments.geojson", Asked(country="Haïti")).localities
    communes = excerpt("haiti_communes.geojson", Asked(), departments).localities
    assert {each.pcode: each.names.get("ht") for each in departments if each.level == 1} == {
        "HT01": "Lwès",
        "HT10": "Nip",
    }
    assert {each.pcode: (each.level, each.parent) for each in communes} == {
        "HT0111": (2, "HT01"),
        "HT0112": (2, "HT01"),
        "HT1032": (2, "HT10"),
    }


def test_bosnia_s_cantons_name_entities_that_are_not_in_the_file() -> None:
    found = excerpt("bosnia_cantons.geojson", Asked())
    assert found.localities == ()
    unknown = [remark for remark in found.remarks if remark.code == "unknown_parent"]
    assert {remark.values["parent"] for remark in unknown} == {"BA-BIH", "BA-SRP"}


def test_bosnia_is_read_once_they_are_put_under_the_country() -> None:
    asked = Asked(mapping={"parent": ""}, country="Bosna i Hercegovina")
    country, *cantons = excerpt("bosnia_cantons.geojson", asked).localities
    assert {each.parent for each in cantons} == {country.pcode}
    assert sum(each.pcode.startswith("X-") for each in cantons) == 2


def test_municipalities_without_codes_keep_those_of_openstreetmap_when_asked() -> None:
    sarajevo = Locality("BA-09", "Sarajevo", 2)
    asked = Asked(mapping={"pcode": "osm_id"}, name_language="bs")
    found = excerpt("sarajevo_municipalities.geojson", asked, [sarajevo])
    assert {each.pcode: each.names["bs"] for each in found.localities} == {
        "2528180": "Općina Centar",
        "2528291": "Općina Vogošća",
    }


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["type", "coordinates", "geometries"]), inner)
    ),
    max_leaves=12,
)
DEGREES = st.integers(-200, 200)
RINGS = st.lists(st.lists(DEGREES, min_size=2, max_size=3), min_size=3, max_size=8).map(
    lambda line: [*line, line[0]]
)
GEOMETRIES = st.builds(
    lambda kind, rings: {"type": kind, "coordinates": rings if kind == "Polygon" else [rings]},
    st.sampled_from(["Polygon", "MultiPolygon"]),
    st.lists(RINGS, min_size=1, max_size=3),
)
PROPERTIES = st.dictionaries(
    st.sampled_from(["pcode", "name", "name_fr", "parent", "level", "population", "ADM2_PCODE"]),
    JSON | st.sampled_from(["A", "B", "C"]),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(GEOMETRIES | JSON, PROPERTIES), max_size=5), st.booleans())
def test_no_list_of_places_is_too_strange_to_be_answered(
    rows: list[tuple[Any, dict[str, Any]]], by_shape: bool
) -> None:
    asked = Asked(level=2, parents_by_shape=True) if by_shape else Asked(country="Land")
    known = [Locality("A", "known", 1, shape=square(-50, -50, 100))]
    with TemporaryDirectory() as folder:
        features = [feature(geometry, **properties) for geometry, properties in rows]
        found = places(Path(folder), *features, asked=asked, known=known)
    assert bool(found.localities) is not any(remark.fatal for remark in found.remarks)
    assert all(str(remark) for remark in found.remarks)
    for place in found.localities:
        assert place.name
        assert place.shape is None or not shape(dict(place.shape)).is_empty
