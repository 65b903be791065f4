"""Read one feature: what its properties and its geometry say of a place."""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from shapely.geometry.base import BaseGeometry

from consult.formats.geojson.collection import Feature
from consult.formats.geojson.columns import Columns
from consult.formats.geojson.remark import Remark
from consult.formats.geojson.shapes import BadShape, centre_of, has_area, mended, read_shape

CODE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,63}")
LONGEST_NAME: Final = 120


@dataclass(frozen=True, slots=True)
class Row:
    """One place as its feature tells it; `pcode` is empty where it has none."""

    feature: int
    name: str
    pcode: str = ""
    parent: str | None = None
    level: int | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    kind: str | None = None
    population: int | None = None
    centre: tuple[float, float] | None = None
    shape: BaseGeometry | None = None


def read_row(
    feature: int, told: Feature, held: Columns, language: str
) -> tuple[Row | None, list[Remark]]:
    """Read a feature.

    Args:
        feature: Its number in the file, from 1.
        told: The feature.
        held: Which property holds what.
        language: Tag of the column that says no language itself.

    Returns:
        The row, None where a fatal remark keeps it out, and all remarks.
    """
    cells = {each: text(told.properties, name) for each, name in held.fields.items()}
    pcode, name = cells.get("pcode", ""), cells.get("name", "")
    names = {tag: text(told.properties, column) for tag, column in held.names.items()}
    names = {tag: each[:LONGEST_NAME] for tag, each in names.items() if each}
    name = name or names.get("en", "") or next(iter(names.values()), "") or pcode
    remarks = list(_about_names(feature, pcode, name, bool(cells.get("name") or names)))
    name = name[:LONGEST_NAME]
    shape, centre, told_of_shape = _shape(feature, name or pcode, bytes(told.geometry))
    remarks += told_of_shape
    level = _level(cells.get("level", ""))
    if level is None and cells.get("level"):
        remarks.append(Remark("bad_level", feature, {"level": cells["level"][:40]}))
    if any(remark.fatal for remark in remarks):
        return None, remarks
    row = Row(
        feature=feature,
        name=name,
        pcode=pcode,
        parent=cells.get("parent") or None,
        level=level,
        names=_all_names(names, cells.get("name", ""), language),
        kind=cells.get("kind", "")[:60] or None,
        population=_count(cells.get("population", "")),
        centre=centre,
        shape=shape,
    )
    return row, remarks


def _all_names(names: Mapping[str, str], plain: str, language: str) -> Mapping[str, str]:
    """Add the name that says no language, where it isn't one of the others again."""
    if not plain or language in names or plain[:LONGEST_NAME] in names.values():
        return names
    return {**names, language: plain[:LONGEST_NAME]}


def text(properties: Mapping[str, Any] | None, name: str) -> str:
    """Read a property as a trimmed text of one line; "" where it is missing."""
    value = (properties or {}).get(name)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    if isinstance(value, float):
        if not math.isfinite(value):
            return ""
        value = int(value) if value.is_integer() else value
    return " ".join("".join(sign if sign.isprintable() else " " for sign in str(value)).split())


def _about_names(feature: int, pcode: str, name: str, named: bool) -> Iterator[Remark]:
    if pcode and not CODE.fullmatch(pcode):
        yield Remark("bad_code", feature, {"pcode": pcode[:80]})
    if not name:
        yield Remark("nameless", feature)
    elif not named:
        yield Remark("code_as_name", feature, {"pcode": pcode})
    elif len(name) > LONGEST_NAME:
        yield Remark("name_cut", feature, {"name": name[:LONGEST_NAME]})


def _shape(
    feature: int, name: str, geometry: bytes
) -> tuple[BaseGeometry | None, tuple[float, float] | None, list[Remark]]:
    try:
        shape = read_shape(geometry)
        whole = mended(shape) if shape is not None else None
    except BadShape as bad:
        code = "shape_unreadable" if bad.code == "not_a_shape" else bad.code
        return None, None, [Remark(code, feature, {"name": name, "told": bad.told})]
    if shape is None or whole is None:
        return None, None, [Remark("shape_missing", feature, {"name": name})]
    if not has_area(whole):
        return None, centre_of(shape), [Remark("shape_flat", feature, {"name": name})]
    told = [] if shape.is_valid else [Remark("shape_mended", feature, {"name": name})]
    return whole, centre_of(whole), told


def _level(told: str) -> int | None:
    digits = re.fullmatch(r"(?:ADM|admin)?\s*(\d)", told, re.IGNORECASE)
    return int(digits[1]) if digits else None


def _count(told: str) -> int | None:
    digits = told.replace(",", "").replace(" ", "")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 10 else None
