"""Find the oldest or newest rows of many localities without reading the rest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from consult.store.rows import LocalityRow


@dataclass(frozen=True, slots=True)
class Line:
    """Rows that stand in a line, by an index that begins with their locality.

    Args:
        row: Mapped class with `id`, `consultation_id` and `locality_id`.
        at: Column that they stand by.
        kept: Which of them count.
        newest: Begin at the newest end.
    """

    row: Any
    at: InstrumentedAttribute[datetime] | InstrumentedAttribute[datetime | None]
    kept: tuple[ColumnElement[bool], ...]
    newest: bool

    @property
    def order(self) -> ColumnElement[Any]:
        """Give the order of the line."""
        return self.at.desc() if self.newest else self.at.asc()


def first(
    session: Session, line: Line, consultation_id: UUID, localities: Sequence[UUID], most: int
) -> list[UUID]:
    """Find the ids of the first of all these localities together, in order.

    Each locality's own first tells which of them can have a part in it; so the work is one look
    at the index for each locality, and `most` rows for each of `most` localities.
    """
    leading = list(localities)
    if len(leading) > most:
        leading = _leading(session, line, consultation_id, localities, most)
    if not leading:
        return []
    parts = [
        select(
            select(line.row.id.label("id"), line.at.label("at"))
            .where(line.row.consultation_id == consultation_id, line.row.locality_id == one)
            .where(*line.kept)
            .order_by(line.order)
            .limit(most)
            .subquery()
        )
        for one in leading
    ]
    found = [(at, one) for one, at in session.execute(union_all(*parts))]
    return [one for _, one in sorted(found, reverse=line.newest)][:most]


def _leading(
    session: Session, line: Line, consultation_id: UUID, localities: Sequence[UUID], most: int
) -> list[UUID]:
    ends = (
        select(line.at)
        .where(line.row.consultation_id == consultation_id, line.row.locality_id == LocalityRow.id)
        .where(*line.kept)
        .order_by(line.order)
        .limit(1)
        .correlate(LocalityRow)
        .scalar_subquery()
    )
    query = select(LocalityRow.id, ends.label("at")).where(LocalityRow.id.in_(list(localities)))
    ranked = sorted(
        ((at, one) for one, at in session.execute(query) if at is not None), reverse=line.newest
    )
    return [one for _, one in ranked[:most]]
