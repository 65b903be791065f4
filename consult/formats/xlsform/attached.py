"""Lists that come in files beside the form: .csv, .geojson and .xml."""

import json
from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element, fromstring

from consult.formats.xlsform.finding import Report
from consult.formats.xlsform.sections import table_in
from consult.formats.xlsform.sheet import ROWS, text_of

MEGABYTES = 25
ENDS = (".csv", ".geojson", ".xml")

Record = Mapping[str, str]
"""One row, by column."""


class Unusable(ValueError):
    """Say why a file is no list."""


def file_called(name: str, attached: Mapping[str, bytes]) -> str | None:
    """Find a file by its name, with or without its end, forgiving case."""
    wanted = name.strip().lower()
    names = {each.lower(): each for each in attached}
    return next((names[each] for end in ("", *ENDS) if (each := wanted + end) in names), None)


def records_in(name: str, content: bytes) -> list[Record]:
    """Read the rows of a file.

    Raises:
        Unusable: When it can't be read; says why.
    """
    if len(content) > MEGABYTES * 2**20:
        raise Unusable(f"it is larger than {MEGABYTES} MB")
    reader = {".csv": _csv, ".geojson": _geojson, ".xml": _xml}
    end = name[name.rfind(".") :].lower()
    if end not in reader:
        raise Unusable("it is no .csv, .geojson or .xml file")
    records = reader[end](content)
    if len(records) > ROWS:
        raise Unusable(f"it has more than {ROWS} rows")
    return records


def _csv(content: bytes) -> list[Record]:
    report = Report()
    rows = table_in(content, report)
    if report.refused or not rows:
        raise Unusable("it is no table, or too large")
    header = rows[0].cells
    return [
        {header[at]: text for at, text in row.cells.items() if at in header} for row in rows[1:]
    ]


def _geojson(content: bytes) -> list[Record]:
    try:
        features = json.loads(content)["features"]
        return [_feature(feature) for feature in features]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as broken:
        raise Unusable("it is no collection of features") from broken


def _feature(feature: Mapping[str, Any]) -> Record:
    properties = {str(name): text_of(value) for name, value in feature["properties"].items()}
    identity = {} if feature.get("id") is None else {"id": text_of(feature["id"])}
    return {**identity, **properties, "geometry": _geometry(feature.get("geometry"))}


def _geometry(shape: Mapping[str, Any] | None) -> str:
    """Write a shape as the field does: "latitude longitude 0 0", points joined by ";"."""
    match shape:
        case {"type": "Point", "coordinates": point}:
            points = [point]
        case {"type": "LineString", "coordinates": points}:
            pass
        case {"type": "Polygon", "coordinates": [points, *_]}:
            pass
        case _:
            return ""
    return "; ".join(f"{float(point[1])} {float(point[0])} 0 0" for point in points)


def _xml(content: bytes) -> list[Record]:
    """Read root/item/<column>; a document with declarations of its own is refused."""
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise Unusable("it declares entities")
    try:
        root = fromstring(content)  # noqa: S314 - entities are refused above
    except (SyntaxError, ValueError, RecursionError) as broken:
        raise Unusable("it is no XML") from broken
    return [_row(element) for element in root.iter() if _local(element) == "item"]


def _row(element: Element) -> Record:
    return {_local(child): text_of(child.text) for child in element}


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
