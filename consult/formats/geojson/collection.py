"""Open a file that should be a GeoJSON FeatureCollection, whatever it is."""

from pathlib import Path
from typing import Any, Final

import msgspec

from consult.formats.geojson.remark import Remark

MOST_BYTES: Final = 100 * 1024 * 1024
MOST_FEATURES: Final = 50_000

WGS84: Final = ("CRS84", "EPSG::4326", "EPSG:4326", "WGS84", "WGS 84")

OTHERS: Final = {
    b"PK\x03\x04": "a zip archive, perhaps of a shapefile",
    b"\x00\x00\x27\x0a": "a shapefile",
    b"SQLite format 3": "a GeoPackage",
    b"\xd0\xcf\x11\xe0": "an old Excel file",
    b"\x1f\x8b": "a compressed file",
    b"<": "KML or another XML",
}


class Feature(msgspec.Struct, frozen=True):
    """One place of a file; its geometry stays unread."""

    properties: dict[str, Any] | None = None
    geometry: msgspec.Raw = msgspec.Raw(b"null")


class Collection(msgspec.Struct, frozen=True):
    """A file of places."""

    type: str = ""
    features: list[Feature] = []
    crs: Any = None


class Unreadable(ValueError):
    """Say why a whole file can't be read."""

    def __init__(self, remark: Remark) -> None:
        super().__init__(str(remark))
        self.remark = remark


def open_collection(path: Path) -> list[Feature]:
    """Read the features of a file.

    Raises:
        Unreadable: When it is too large, or isn't a FeatureCollection in WGS84.
        OSError: When there is no such file.
    """
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise _unreadable("too_large", bytes=size, most=MOST_BYTES)
    content = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    _refuse_others(content)
    collection = _decoded(content)
    if collection.type != "FeatureCollection":
        raise _unreadable("other_format", format=collection.type or "another JSON")
    _refuse_other_crs(collection.crs)
    if not collection.features:
        raise _unreadable("no_features")
    if len(collection.features) > MOST_FEATURES:
        raise _unreadable("too_many", features=len(collection.features), most=MOST_FEATURES)
    return collection.features


def _decoded(content: bytes) -> Collection:
    try:
        return msgspec.json.decode(content, type=Collection)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as failure:
        raise _unreadable("not_json", told=str(failure)) from failure


def _refuse_others(content: bytes) -> None:
    start = content.lstrip()[:16]
    for magic, name in OTHERS.items():
        if content.startswith(magic) or start.startswith(magic):
            raise _unreadable("other_format", format=name)


def _refuse_other_crs(crs: Any) -> None:
    if crs is None:
        return
    told = msgspec.json.encode(crs).decode()
    if not any(name in told for name in WGS84):
        raise _unreadable("not_wgs84", told=told[:200])


def _unreadable(code: str, **values: str | int) -> Unreadable:
    return Unreadable(Remark(code, None, values))
