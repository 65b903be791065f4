"""Counts by locality and day, and their sums by week for all above."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, func, insert, literal, select, union_all
from sqlalchemy.orm import Session

from consult.core.identity import uuid7
from consult.core.tally import week_of
from consult.store.rows import DirtyRow, LocalityRow, RollupRow, SubmissionRow, TallyRow

Cell = tuple[UUID, date]
"""Locality and day."""

Counted = Mapping[tuple[str, str], int]
"""By dimension and cell."""


def mark(session: Session, consultation_id: UUID, cells: Iterable[Cell], now: datetime) -> None:
    """Mark cells as stale; a mark is seen exactly when what made it stale is seen."""
    marks = [
        {
            "consultation_id": consultation_id,
            "id": uuid7(now),
            "locality_id": locality_id,
            "day": day,
            "marked_at": now,
        }
        for locality_id, day in sorted(set(cells), key=str)
    ]
    if marks:
        session.execute(insert(DirtyRow), marks)


def marks(session: Session, consultation_id: UUID, most: int) -> Sequence[DirtyRow]:
    """Find the oldest marks of stale cells."""
    return session.scalars(
        select(DirtyRow)
        .where(DirtyRow.consultation_id == consultation_id)
        .order_by(DirtyRow.id)
        .limit(most)
    ).all()


def sweep(session: Session, consultation_id: UUID, ids: Sequence[UUID]) -> None:
    """Take away exactly the marks that were seen; one made since then stays."""
    session.execute(
        delete(DirtyRow)
        .where(DirtyRow.consultation_id == consultation_id, DirtyRow.id.in_(ids))
        .execution_options(synchronize_session=False)
    )


def current(
    session: Session, consultation_id: UUID, locality_id: UUID, days: Sequence[date]
) -> Sequence[SubmissionRow]:
    """Find the current records of one locality on these days."""
    return session.scalars(
        select(SubmissionRow)
        .where(
            SubmissionRow.consultation_id == consultation_id,
            SubmissionRow.locality_id == locality_id,
            SubmissionRow.day.in_(days),
            SubmissionRow.standing == "current",
        )
        .execution_options(populate_existing=True)
    ).all()


def replace(
    session: Session, consultation_id: UUID, locality_id: UUID, by_day: Mapping[date, Counted]
) -> None:
    """Put new counts of one locality in the place of the old ones."""
    session.execute(
        delete(TallyRow)
        .where(
            TallyRow.consultation_id == consultation_id,
            TallyRow.locality_id == locality_id,
            TallyRow.day.in_(list(by_day)),
        )
        .execution_options(synchronize_session=False)
    )
    rows = [
        {
            "consultation_id": consultation_id,
            "locality_id": locality_id,
            "day": day,
            "dimension": dimension,
            "cell": cell,
            "n": n,
        }
        for day, counted in by_day.items()
        for (dimension, cell), n in sorted(counted.items())
    ]
    if rows:
        session.execute(insert(TallyRow), rows)


def roll_up(
    session: Session, consultation_id: UUID, localities: Sequence[UUID], week: date
) -> None:
    """Sum one week anew for localities whose children are summed already."""
    session.execute(
        delete(RollupRow)
        .where(
            RollupRow.consultation_id == consultation_id,
            RollupRow.locality_id.in_(localities),
            RollupRow.week == week,
        )
        .execution_options(synchronize_session=False)
    )
    own = select(
        TallyRow.locality_id.label("locality_id"), TallyRow.dimension, TallyRow.cell, TallyRow.n
    ).where(
        TallyRow.consultation_id == consultation_id,
        TallyRow.locality_id.in_(localities),
        TallyRow.day.between(week, week + timedelta(days=6)),
    )
    inside = (
        select(LocalityRow.parent_id, RollupRow.dimension, RollupRow.cell, RollupRow.n)
        .join(LocalityRow, LocalityRow.id == RollupRow.locality_id)
        .where(
            RollupRow.consultation_id == consultation_id,
            RollupRow.week == week,
            LocalityRow.parent_id.in_(localities),
        )
    )
    parts = union_all(own, inside).subquery()
    key = (parts.c.locality_id, parts.c.dimension, parts.c.cell)
    summed = select(
        literal(consultation_id, RollupRow.consultation_id.type),
        *key[:2],
        literal(week, RollupRow.week.type),
        key[2],
        func.sum(parts.c.n),
    ).group_by(*key)
    columns = ["consultation_id", "locality_id", "dimension", "week", "cell", "n"]
    session.execute(insert(RollupRow).from_select(columns, summed))


def every_cell(session: Session, consultation_id: UUID) -> Iterator[Cell]:
    """Find each cell that has records or counts, also counts of what is no longer there."""
    for row in (SubmissionRow, TallyRow):
        found = (
            select(row.locality_id, row.day)
            .where(row.consultation_id == consultation_id)
            .distinct()
        )
        yield from ((one[0], one[1]) for one in session.execute(found))
    weeks = (
        select(RollupRow.locality_id, RollupRow.week)
        .where(RollupRow.consultation_id == consultation_id)
        .distinct()
    )
    yield from ((one[0], week_of(one[1])) for one in session.execute(weeks))
