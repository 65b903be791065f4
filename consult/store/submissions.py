"""Records and their revisions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from consult.store.rows import HeldRow, SubmissionRow
from consult.store.upsert import insert_new

AT_ONCE = 500
"""Records that are read from the database at once."""


def revisions_of(
    session: Session, keys: Iterable[tuple[UUID, UUID]]
) -> Mapping[tuple[UUID, UUID], list[SubmissionRow]]:
    """Find all revisions of these (consultation, id), the first one first."""
    found: dict[tuple[UUID, UUID], list[SubmissionRow]] = {}
    for consultation_id, ids in _by_consultation(keys).items():
        rows = session.scalars(
            select(SubmissionRow)
            .where(SubmissionRow.consultation_id == consultation_id, SubmissionRow.id.in_(ids))
            .order_by(SubmissionRow.id, SubmissionRow.revision)
            .execution_options(populate_existing=True)
        )
        for row in rows:
            found.setdefault((row.consultation_id, row.id), []).append(row)
    return found


def current(session: Session, consultation_id: UUID) -> Iterator[SubmissionRow]:
    """Give all records as they are now, in the order of receipt, some at a time."""
    return iter(
        session.scalars(
            select(SubmissionRow)
            .where(
                SubmissionRow.consultation_id == consultation_id,
                SubmissionRow.standing == "current",
            )
            .order_by(SubmissionRow.received_at, SubmissionRow.id)
            .execution_options(yield_per=AT_ONCE)
        )
    )


def forms_answered(session: Session, consultation_id: UUID) -> Sequence[tuple[str, str]]:
    """Find the forms and versions that records answer, the one answered last first."""
    rows = session.execute(
        select(SubmissionRow.form_slug, SubmissionRow.form_version)
        .where(SubmissionRow.consultation_id == consultation_id)
        .group_by(SubmissionRow.form_slug, SubmissionRow.form_version)
        .order_by(func.max(SubmissionRow.received_at).desc())
    )
    return [(row[0], row[1]) for row in rows]


def held_of(
    session: Session, keys: Iterable[tuple[UUID, UUID]]
) -> Mapping[tuple[UUID, UUID], list[HeldRow]]:
    """Find what is in quarantine under these (consultation, id)."""
    found: dict[tuple[UUID, UUID], list[HeldRow]] = {}
    for consultation_id, ids in _by_consultation(keys).items():
        rows = session.scalars(
            select(HeldRow)
            .where(HeldRow.consultation_id == consultation_id, HeldRow.id.in_(ids))
            .execution_options(populate_existing=True)
        )
        for row in rows:
            found.setdefault((row.consultation_id, row.id), []).append(row)
    return found


def add_submissions(
    session: Session, values: Sequence[dict[str, Any]]
) -> set[tuple[UUID, UUID, int]]:
    """Insert rows in the given order and tell which were new; the others lost a race."""
    if not values:
        return set()
    keys = SubmissionRow.__table__.primary_key
    added = insert_new(session, SubmissionRow, values, *keys)
    return {(one[0], one[1], one[2]) for one in added}


def add_held(session: Session, values: Sequence[dict[str, Any]]) -> None:
    """Put records in quarantine; one that is there already stays as it is."""
    if values:
        insert_new(session, HeldRow, values)


def supersede(session: Session, key: tuple[UUID, UUID, int]) -> None:
    """Mark a revision as no longer current."""
    consultation_id, record_id, revision = key
    session.execute(
        update(SubmissionRow)
        .where(
            SubmissionRow.consultation_id == consultation_id,
            SubmissionRow.id == record_id,
            SubmissionRow.revision == revision,
        )
        .values(standing="superseded")
        .execution_options(synchronize_session=False)
    )


def mend(session: Session, consultation_id: UUID, record_id: UUID, mended_at: datetime) -> None:
    """Note that what was in quarantine came back acceptable."""
    session.execute(
        update(HeldRow)
        .where(
            HeldRow.consultation_id == consultation_id,
            HeldRow.id == record_id,
            HeldRow.mended_at.is_(None),
        )
        .values(mended_at=mended_at)
        .execution_options(synchronize_session=False)
    )


def _by_consultation(keys: Iterable[tuple[UUID, UUID]]) -> Mapping[UUID, list[UUID]]:
    grouped: dict[UUID, list[UUID]] = {}
    for consultation_id, record_id in keys:
        grouped.setdefault(consultation_id, []).append(record_id)
    return grouped
