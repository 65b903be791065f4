"""Draw localities as an SVG, shaded by how many were heard there; never by what they said."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Any, Final

from markupsafe import Markup

WIDTH: Final = 720
SMALLEST: Final = 3
"""Rings that round to fewer points can't be seen."""

STEPS: Final = (30, 100, 300)
"""Where a shade begins; below the first is the lightest."""

HATCH: Final = "withheld-places"
"""Name of the pattern of this map on its page."""

Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Area:
    """One place on the map; `heard` is None where the number is withheld.

    Args:
        shape: GeoJSON geometry, Polygon or MultiPolygon, WGS84.
        title: What a reader hears and a pointer shows.
        address: Where its own page is, if it has one for this reader.
    """

    shape: Mapping[str, Any]
    heard: int | None
    title: str
    address: str | None


def shade(heard: int | None) -> str:
    """Name the class of a number: few shades, dark means that more people were heard."""
    if heard is None:
        return "withheld"
    return f"shade{sum(heard >= step for step in STEPS)}" if heard else "silent"


def draw(areas: Sequence[Area], title: str) -> Markup:
    """Draw all areas to one scale, north up."""
    project, height = _projection([area.shape for area in areas])
    drawn = Markup("").join(_area(area, _path(area.shape, project)) for area in areas)
    return Markup(
        '<svg class="map" viewBox="0 0 {} {}" role="group" aria-label="{}">{}{}</svg>'
    ).format(WIDTH, height, title, hatch(HATCH), drawn)


def hatch(name: str) -> Markup:
    """Define stripes under a name of the page, for what is withheld."""
    return Markup(
        '<defs><pattern id="{}" width="8" height="8" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect class="ground" width="8" height="8"/>'
        '<path class="hatch" d="M0 0v8"/></pattern></defs>'
    ).format(name)


def _area(area: Area, path: str) -> Markup:
    # A stylesheet can't point at this page's pattern, so the attribute does.
    fill = Markup(' fill="url(#withheld-places)"') if area.heard is None else Markup("")
    shape = Markup('<path class="{}"{} d="{}"><title>{}</title></path>').format(
        shade(area.heard), fill, path, area.title
    )
    if area.address is None:
        return shape
    return Markup('<a href="{}" aria-label="{}">{}</a>').format(area.address, area.title, shape)


def _rings(shape: Mapping[str, Any]) -> Iterator[Sequence[Sequence[float]]]:
    polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    for polygon in polygons:
        yield from polygon


class _Projection:
    """Lay degrees out flat, true to shape at the middle of the map."""

    def __init__(self, west: float, south: float, east: float, north: float) -> None:
        self.narrow = cos(radians((south + north) / 2))
        self.west, self.north = west, north
        across = max((east - west) * self.narrow, 1e-6)
        self.scale = WIDTH / max(across, (north - south) * 0.8)
        self.indent = (WIDTH - across * self.scale) / 2
        self.height = max(1, round((north - south) * self.scale))

    def __call__(self, point: Sequence[float]) -> Point:
        east = (point[0] - self.west) * self.narrow * self.scale
        return round(self.indent + east), round((self.north - point[1]) * self.scale)


def _projection(shapes: Iterable[Mapping[str, Any]]) -> tuple[_Projection, int]:
    points = [point for shape in shapes for ring in _rings(shape) for point in ring]
    lons, lats = [point[0] for point in points], [point[1] for point in points]
    project = _Projection(min(lons), min(lats), max(lons), max(lats))
    return project, project.height


def _path(shape: Mapping[str, Any], project: _Projection) -> str:
    """Write a shape in whole units: neighbours round alike, so no gap opens between them."""
    drawn = []
    for ring in _rings(shape):
        points = _without_repeats(project(point) for point in ring)
        if len(points) >= SMALLEST:
            (x, y), *rest = points
            drawn.append(f"M{x} {y}" + _steps((x, y), rest) + "z")
    return "".join(drawn)


def _steps(start: Point, points: Iterable[Point]) -> str:
    """Write points as steps from the one before, which takes half the bytes."""
    written, (x, y) = ["l"], start
    for next_x, next_y in points:
        written.append(f"{next_x - x} {next_y - y}")
        x, y = next_x, next_y
    return written[0] + " ".join(written[1:])


def _without_repeats(points: Iterable[Point]) -> list[Point]:
    kept: list[Point] = []
    for point in points:
        if not kept or kept[-1] != point:
            kept.append(point)
    return kept[:-1] if len(kept) > 1 and kept[0] == kept[-1] else kept
