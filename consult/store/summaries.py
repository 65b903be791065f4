"""Sums that pages show: from roll-ups, never from raw records."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consult.core.summary import Counts
from consult.store.rows import ConsultationLocalityRow, ConsultationRow, RollupRow


def sums(
    session: Session, consultation_id: UUID, localities: Iterable[UUID], dimensions: Iterable[str]
) -> Mapping[UUID, Counts]:
    """Add the weeks of each locality up, by dimension and cell."""
    query = (
        select(RollupRow.locality_id, RollupRow.dimension, RollupRow.cell, func.sum(RollupRow.n))
        .where(
            RollupRow.consultation_id == consultation_id,
            RollupRow.locality_id.in_(list(localities)),
            RollupRow.dimension.in_(list(dimensions)),
        )
        .group_by(RollupRow.locality_id, RollupRow.dimension, RollupRow.cell)
    )
    found: dict[UUID, dict[str, dict[str, int]]] = {}
    for locality_id, dimension, cell, n in session.execute(query):
        found.setdefault(locality_id, {}).setdefault(dimension, {})[cell] = int(n)
    return found


def weeks(
    session: Session, consultation_id: UUID, locality_id: UUID, dimension: str
) -> Mapping[date, Mapping[str, int]]:
    """Give one dimension of a locality week by week."""
    query = (
        select(RollupRow.week, RollupRow.cell, RollupRow.n)
        .where(
            RollupRow.consultation_id == consultation_id,
            RollupRow.locality_id == locality_id,
            RollupRow.dimension == dimension,
        )
        .order_by(RollupRow.week)
    )
    found: dict[date, dict[str, int]] = {}
    for week, cell, n in session.execute(query):
        found.setdefault(week, {})[cell] = n
    return found


def consultations_at(
    session: Session, line: Sequence[UUID], today: date
) -> Sequence[ConsultationRow]:
    """Find the consultations that have opened in a locality; the newest first.

    `line` is the locality with all above it.
    """
    covering = select(ConsultationLocalityRow.consultation_id).where(
        ConsultationLocalityRow.locality_id.in_(line)
    )
    inside = select(RollupRow.consultation_id).where(
        RollupRow.consultation_id == ConsultationRow.id,
        RollupRow.locality_id == line[0],
        RollupRow.dimension == "heard",
    )
    return session.scalars(
        select(ConsultationRow)
        .where(
            ConsultationRow.opens_on <= today,
            ConsultationRow.id.in_(covering) | inside.exists(),
        )
        .order_by(ConsultationRow.opens_on.desc(), ConsultationRow.slug)
    ).all()
