"""Mend, simplify and write shapes."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

import shapely
from shapely.errors import GEOSException
from shapely.geometry import GeometryCollection, MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

DETAIL: Final = 1500
"""Steps across the whole map that a line may be simplified to: more than a screen shows."""

DECIMALS: Final = 4
"""Of a degree: 11 metres."""


class BadShape(ValueError):
    """Say why a geometry can't be used: `not_a_shape` or `not_wgs84`, and what was seen."""

    def __init__(self, code: str, told: str) -> None:
        super().__init__(told)
        self.code = code
        self.told = told


def read_shape(geometry: bytes) -> BaseGeometry | None:
    """Read one GeoJSON geometry; None where it is null or empty.

    Raises:
        BadShape: When it is none, or its coordinates aren't longitudes and latitudes.
    """
    if geometry.strip() in {b"", b"null"}:
        return None
    try:
        shape = shapely.force_2d(shapely.from_geojson(geometry))
    except (GEOSException, UnicodeDecodeError) as failure:
        raise BadShape("not_a_shape", str(failure)[:200]) from failure
    if shape.is_empty:
        return None
    west, south, east, north = shape.bounds
    if not (-180.001 <= west <= east <= 180.001 and -90.001 <= south <= north <= 90.001):
        raise BadShape("not_wgs84", f"{west:g} {south:g} {east:g} {north:g}")
    return shape


def mended(shape: BaseGeometry) -> BaseGeometry:
    """Make a shape that crosses itself valid, and keep of it what has an area.

    Raises:
        BadShape: When it is too broken to be mended.
    """
    try:
        whole = shape if shape.is_valid else shapely.make_valid(shape)
        if isinstance(whole, GeometryCollection):
            whole = shapely.unary_union(list(_polygons(whole)))
    except GEOSException as failure:
        raise BadShape("not_a_shape", str(failure)[:200]) from failure
    return whole


def _polygons(shape: BaseGeometry) -> Iterator[Polygon]:
    for part in getattr(shape, "geoms", (shape,)):
        if isinstance(part, Polygon):
            yield part
        elif part is not shape:
            yield from _polygons(part)


def has_area(shape: BaseGeometry) -> bool:
    """Tell whether a shape can be drawn as a place."""
    return isinstance(shape, Polygon | MultiPolygon) and shape.area > 0


def centre_of(shape: BaseGeometry) -> tuple[float, float]:
    """Give longitude and latitude of a point that is inside, even in a crescent."""
    point: Point = shape if isinstance(shape, Point) else shape.representative_point()
    return round(point.x, DECIMALS + 1), round(point.y, DECIMALS + 1)


def simplified(shapes: Sequence[BaseGeometry]) -> list[BaseGeometry]:
    """Simplify the shapes of one level together, so that neighbours still share their border."""
    if not shapes:
        return []
    west, south, east, north = shapely.total_bounds(shapes)
    plain = shapely.coverage_simplify(list(shapes), max(east - west, north - south) / DETAIL)
    return [
        after if has_area(after) else before for before, after in zip(shapes, plain, strict=True)
    ]


def written(shape: BaseGeometry) -> dict[str, Any]:
    """Write a Polygon or MultiPolygon as a GeoJSON geometry, rounded."""
    if isinstance(shape, Polygon):
        return {"type": "Polygon", "coordinates": _rings(shape)}
    return {"type": "MultiPolygon", "coordinates": [_rings(part) for part in _polygons(shape)]}


def _rings(polygon: Polygon) -> list[list[list[float]]]:
    return [_line(ring.coords) for ring in (polygon.exterior, *polygon.interiors)]


def _line(coordinates: Any) -> list[list[float]]:
    return [[round(x, DECIMALS), round(y, DECIMALS)] for x, y in coordinates]
