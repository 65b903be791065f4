"""Make localities of a file, and tell what was wrong with it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from shapely.geometry.base import BaseGeometry

from consult.core.locality import Locality, from_the_top, in_a_ring
from consult.formats.geojson.collection import Feature, Unreadable, open_collection
from consult.formats.geojson.columns import Columns, NoSuchColumn, columns
from consult.formats.geojson.remark import Remark
from consult.formats.geojson.row import Row, read_row
from consult.formats.geojson.shapes import simplified, written
from consult.formats.geojson.tree import Known, by_shape, coded, in_the_country, joined, orphans


@dataclass(frozen=True, slots=True)
class Asked:
    """What whoever loads a file says about it.

    Args:
        mapping: Property by field, where guessing would go wrong.
        level: Level of all places, where the file doesn't say it.
        name_language: Language of the names in the column that says none.
        country: Name of the country that the places without a parent lie in.
        parents_by_shape: Whether missing parents are found by their shapes.
    """

    mapping: Mapping[str, str] = field(default_factory=dict)
    level: int | None = None
    name_language: str = "und"
    country: str | None = None
    parents_by_shape: bool = False


@dataclass(frozen=True, slots=True)
class Places:
    """Localities in the order of loading, parents first, and all that is to tell about them."""

    localities: tuple[Locality, ...]
    remarks: tuple[Remark, ...]


def read(path: Path, asked: Asked, known: Known) -> Places:
    """Read a file of places; where one remark is fatal, there are no localities.

    Raises:
        OSError: When there is no such file.
    """
    try:
        features = open_collection(path)
        held = columns(_properties(features), asked.mapping)
    except Unreadable as unreadable:
        return Places((), (unreadable.remark,))
    except NoSuchColumn as missing:
        told = {"named": missing.named, "present": ", ".join(missing.present)}
        return Places((), (Remark("no_such_column", None, told),))
    rows, remarks = _rows(features, held, asked)
    if not _fatal(remarks):
        places, more = _placed(rows, asked, known)
        remarks += more
    return Places((), tuple(remarks)) if _fatal(remarks) else Places(places, tuple(remarks))


def _properties(features: Iterable[Feature]) -> list[str]:
    return list({name: None for feature in features for name in feature.properties or {}})


def _fatal(remarks: Iterable[Remark]) -> bool:
    return any(remark.fatal for remark in remarks)


def _rows(
    features: Sequence[Feature], held: Columns, asked: Asked
) -> tuple[list[Row], list[Remark]]:
    rows, remarks = [], []
    for number, feature in enumerate(features, 1):
        row, told = read_row(number, feature, held, asked.name_language)
        remarks += told
        if row is not None:
            level = row.level if row.level is not None else held.level
            rows.append(replace(row, level=level if asked.level is None else asked.level))
    whole, told = joined(rows)
    return whole, remarks + told


def _placed(
    rows: list[Row], asked: Asked, known: Known
) -> tuple[tuple[Locality, ...], list[Remark]]:
    remarks: list[Remark] = []
    country = None
    if asked.parents_by_shape:
        remarks += [Remark("level_needed", row.feature) for row in rows if row.level is None]
        rows, told = by_shape(rows, known)
        remarks += told
    if asked.country:
        rows, country = in_the_country(rows, asked.country, known)
    rows, told = coded(rows)
    remarks += told
    above = {**known, country.pcode: country} if country else known
    remarks += orphans(rows, frozenset(above) | {row.pcode for row in rows})
    remarks += _ring(rows, above)
    if _fatal(remarks):
        return (), remarks
    placed = _levelled(rows, above)
    return ((country, *placed) if country else tuple(placed)), remarks


def _ring(rows: Sequence[Row], above: Known) -> list[Remark]:
    parents = {each.pcode: each.parent for each in above.values()}
    parents |= {row.pcode: row.parent for row in rows}
    ring = set(in_a_ring(parents))
    return [
        Remark("in_a_ring", row.feature, {"pcode": row.pcode}) for row in rows if row.pcode in ring
    ]


def _levelled(rows: Sequence[Row], above: Known) -> list[Locality]:
    drawn = {row.pcode: row for row in rows}
    levels = {each.pcode: each.level for each in above.values()}
    placed = []
    for place in from_the_top([_locality(row) for row in rows]):
        level = drawn[place.pcode].level
        if level is None:
            level = levels[place.parent] + 1 if place.parent else 1
        levels[place.pcode] = level
        placed.append(replace(place, level=level))
    return _with_shapes(placed, drawn)


def _locality(row: Row) -> Locality:
    return Locality(
        pcode=row.pcode,
        name=row.name,
        level=0,
        names=row.names or {"und": row.name},
        kind=row.kind,
        parent=row.parent,
        centre=row.centre,
        population=row.population,
    )


def _with_shapes(placed: Sequence[Locality], drawn: Mapping[str, Row]) -> list[Locality]:
    shapes: dict[str, BaseGeometry] = {}
    for level in {place.level for place in placed}:
        codes = [place.pcode for place in placed if place.level == level]
        whole = {code: drawn[code].shape for code in codes}
        known = {code: shape for code, shape in whole.items() if shape is not None}
        shapes |= dict(zip(known, simplified(list(known.values())), strict=True))
    return [
        replace(place, shape=written(shapes[place.pcode])) if place.pcode in shapes else place
        for place in placed
    ]
