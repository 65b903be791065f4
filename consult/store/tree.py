"""Localities and what lies above and below them."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from consult.store.rows import LocalityRow


def lineage(session: Session, locality_id: UUID) -> Sequence[LocalityRow]:
    """Find a locality and all above it, from itself to the top."""
    line = select(LocalityRow.id, LocalityRow.parent_id).where(LocalityRow.id == locality_id)
    up = line.cte("up", recursive=True)
    # A plain union ends even where somebody put a place into itself.
    up = up.union(
        select(LocalityRow.id, LocalityRow.parent_id).join(up, LocalityRow.id == up.c.parent_id)
    )
    rows = session.scalars(select(LocalityRow).join(up, up.c.id == LocalityRow.id))
    by_id = {row.id: row for row in rows}
    line_up, at = [], by_id.pop(locality_id, None)
    while at is not None:
        line_up.append(at)
        at = by_id.pop(at.parent_id, None) if at.parent_id else None
    return line_up


def below(session: Session, locality_id: UUID) -> Sequence[LocalityRow]:
    """Find a locality and all below it."""
    down = select(LocalityRow.id).where(LocalityRow.id == locality_id).cte("down", recursive=True)
    down = down.union(select(LocalityRow.id).join(down, LocalityRow.parent_id == down.c.id))
    return session.scalars(select(LocalityRow).join(down, down.c.id == LocalityRow.id)).all()


def siblings(session: Session, locality: LocalityRow) -> Sequence[UUID]:
    """Find the localities in the same parent as this one, itself among them."""
    beside = LocalityRow.parent_id == locality.parent_id
    if locality.parent_id is None:
        beside = LocalityRow.parent_id.is_(None)
    return session.scalars(select(LocalityRow.id).where(beside).order_by(LocalityRow.id)).all()


def shapes(session: Session, localities: Iterable[UUID]) -> Sequence[LocalityRow]:
    """Find localities that have a shape, with it."""
    return session.scalars(
        select(LocalityRow)
        .where(LocalityRow.id.in_(list(localities)))
        .options(undefer(LocalityRow.shape))
        .order_by(LocalityRow.name)
    ).all()


def parents(session: Session) -> Mapping[UUID, UUID | None]:
    """Give every locality the one that it lies in."""
    return {
        row[0]: row[1] for row in session.execute(select(LocalityRow.id, LocalityRow.parent_id))
    }
