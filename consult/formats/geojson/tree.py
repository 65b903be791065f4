"""Join the rows of a file to each other and to the places that are known."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import shapely
from shapely.geometry import Point, shape

from consult.core.locality import Locality, own_code
from consult.formats.geojson.remark import Remark
from consult.formats.geojson.row import Row
from consult.formats.geojson.shapes import centre_of

Known = Mapping[str, Locality]
"""The places that are loaded already, by p-code."""


def joined(rows: Sequence[Row]) -> tuple[list[Row], list[Remark]]:
    """Join features that are parts of one place; the same code for two places is fatal."""
    first: dict[str, Row] = {}
    remarks = []
    for row in rows:
        key = row.pcode or f"\n{row.feature}"
        if key not in first:
            first[key] = row
            continue
        one = first[key]
        told: dict[str, str | int] = {
            "pcode": row.pcode,
            "name": row.name,
            "other": one.name,
            "feature": one.feature,
        }
        alike = (row.name, row.parent) == (one.name, one.parent)
        remarks.append(Remark("merged" if alike else "same_code", row.feature, told))
        first[key] = _with_part(one, row)
    return list(first.values()), remarks


def _with_part(one: Row, part: Row) -> Row:
    parts = [each.shape for each in (one, part) if each.shape is not None]
    if not parts:
        return one
    whole = shapely.unary_union(parts)
    return replace(one, shape=whole, centre=centre_of(whole))


def in_the_country(
    rows: Sequence[Row], name: str, known: Known
) -> tuple[list[Row], Locality | None]:
    """Put rows without a parent under a country of this name.

    The country is the one that is loaded under that name, or else a new one; the one parent
    that all rows name and nobody knows is its code.
    """
    strangers = {row.parent for row in rows if row.parent} - _codes(rows, known)
    if len(strangers) > 1 or (not strangers and all(row.parent for row in rows)):
        return list(rows), None
    loaded = [each for each in known.values() if each.level == 0 and each.name == name]
    if loaded and not strangers:
        return _under(rows, loaded[0].pcode), None
    code = next(iter(strangers), None) or own_code(None, name)
    centres = [Point(row.centre) for row in rows if row.centre]
    hull = shapely.unary_union(centres).convex_hull if centres else None
    country = Locality(
        code, name, 0, {"und": name}, "country", centre=centre_of(hull) if hull else None
    )
    return _under(rows, code), country


def _under(rows: Sequence[Row], code: str) -> list[Row]:
    return [row if row.parent else replace(row, parent=code) for row in rows]


def by_shape(rows: Sequence[Row], known: Known) -> tuple[list[Row], list[Remark]]:
    """Find missing and unknown parents among the places that are loaded, by their shapes."""
    codes = _codes(rows, known)
    around = [each for each in known.values() if each.shape]
    shapes = [shape(dict(each.shape or {})) for each in around]
    tree = shapely.STRtree(shapes)
    found, remarks = [], []
    for row in rows:
        parent = row.parent
        if parent not in codes and row.level is not None:
            holders: Sequence[int] = []
            if row.centre:
                holders = tree.query(Point(row.centre), "within").tolist()
            above = [around[each] for each in holders if around[each].level < row.level]
            parent = max(above, key=lambda each: each.level).pcode if above else None
            code = "parent_by_shape" if parent else "no_parent"
            remarks.append(Remark(code, row.feature, {"name": row.name, "parent": parent or ""}))
        found.append(replace(row, parent=parent))
    return found, remarks


def orphans(rows: Sequence[Row], codes: frozenset[str]) -> Iterator[Remark]:
    """Find the rows whose parent nobody knows."""
    for row in rows:
        if row.parent and row.parent not in codes:
            yield Remark("unknown_parent", row.feature, {"parent": row.parent, "name": row.name})


def coded(rows: Sequence[Row]) -> tuple[list[Row], list[Remark]]:
    """Give a code of ours to the places that have none."""
    taken: dict[str, Row] = {}
    remarks = []
    for row in rows:
        code = row.pcode or own_code(row.parent, row.name)
        told: dict[str, str | int] = {"name": row.name, "pcode": code}
        if code in taken:
            told["feature"] = taken[code].feature
            remarks.append(Remark("same_name", row.feature, told))
            continue
        if not row.pcode:
            remarks.append(Remark("own_code", row.feature, told))
        taken[code] = replace(row, pcode=code)
    return list(taken.values()), remarks


def _codes(rows: Sequence[Row], known: Known) -> frozenset[str]:
    return frozenset(known) | {row.pcode for row in rows if row.pcode}
