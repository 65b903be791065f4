"""Localities, as a tree."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, undefer

from consult.core.identity import uuid7
from consult.core.locality import Locality
from consult.store.rows import LocalityRow

DEEPEST = 12
"""Levels that a tree may have; the walk ends there, even if somebody made a ring by hand."""


def at(session: Session, pcode: str) -> LocalityRow | None:
    """Find the locality with this code."""
    return session.scalars(select(LocalityRow).where(LocalityRow.pcode == pcode)).first()


def coded(session: Session, pcodes: Collection[str]) -> Sequence[LocalityRow]:
    """Find those of these codes that exist."""
    return session.scalars(select(LocalityRow).where(LocalityRow.pcode.in_(list(pcodes)))).all()


def every(session: Session) -> Sequence[LocalityRow]:
    """Find all localities, with their shapes."""
    return session.scalars(
        select(LocalityRow)
        .options(undefer(LocalityRow.shape))
        .order_by(LocalityRow.level, LocalityRow.pcode)
    ).all()


def children(session: Session, locality_id: UUID) -> Sequence[LocalityRow]:
    """Find the localities directly below one, by name."""
    return session.scalars(
        select(LocalityRow)
        .where(LocalityRow.parent_id == locality_id)
        .order_by(LocalityRow.name, LocalityRow.pcode)
    ).all()


def ancestry(session: Session, pcode: str) -> tuple[str, ...]:
    """Give the code itself and those of all above it, nearest first; () where there is none."""
    start = select(
        LocalityRow.id, LocalityRow.pcode, LocalityRow.parent_id, func.abs(0).label("steps")
    ).where(LocalityRow.pcode == pcode)
    path = start.cte("path", recursive=True)
    above = (
        select(LocalityRow.id, LocalityRow.pcode, LocalityRow.parent_id, path.c.steps + 1)
        .join(path, LocalityRow.id == path.c.parent_id)
        .where(path.c.steps < DEEPEST)
    )
    path = path.union_all(above)
    found = session.scalars(select(path.c.pcode).order_by(path.c.steps))
    return tuple(code for code in found if code)


def put(session: Session, localities: Sequence[Locality], now: datetime) -> Counter[str]:
    """Add places and change those whose code is there, parents first.

    What a place has and the new list doesn't say (its shape, its population) stays.

    Returns:
        How many are `new`, `changed` and `same`.
    """
    rows = {row.pcode: row for row in every(session)}
    counted: Counter[str] = Counter()
    for locality in localities:
        row = rows.get(locality.pcode)
        parent = rows[locality.parent] if locality.parent else None
        told = _told(locality, parent)
        if row is None:
            rows[locality.pcode] = row = LocalityRow(id=uuid7(now), pcode=locality.pcode, **told)
            session.add(row)
            counted["new"] += 1
        else:
            counted[_change(row, told)] += 1
    session.flush()
    return counted


def value(row: LocalityRow, pcodes: Mapping[UUID, str]) -> Locality:
    """Read a row with its shape; `pcodes` are by id."""
    centred = row.centre_lon is not None and row.centre_lat is not None
    return Locality(
        pcode=row.pcode or str(row.id),
        name=row.name,
        level=row.level,
        names=row.names,
        kind=row.kind,
        parent=pcodes.get(row.parent_id) if row.parent_id else None,
        centre=(row.centre_lon or 0.0, row.centre_lat or 0.0) if centred else None,
        population=row.population,
        shape=row.shape,
    )


def _told(locality: Locality, parent: LocalityRow | None) -> dict[str, Any]:
    lon, lat = locality.centre or (None, None)
    told = {
        "kind": locality.kind,
        "population": locality.population,
        "shape": locality.shape,
        "centre_lon": lon,
        "centre_lat": lat,
    }
    return {
        "name": locality.name,
        "names": dict(locality.names),
        "level": locality.level,
        "parent_id": parent.id if parent else None,
        **{column: said for column, said in told.items() if said is not None},
    }


def _change(row: LocalityRow, told: Mapping[str, Any]) -> str:
    changed = {name: said for name, said in told.items() if getattr(row, name) != said}
    for name, said in changed.items():
        setattr(row, name, said)
    return "changed" if changed else "same"
