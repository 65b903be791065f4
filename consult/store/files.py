"""Files that answers name, and how far each has come."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from consult.store.rows import RecordFileRow
from consult.store.upsert import insert_new


def add(session: Session, row: dict[str, Any]) -> None:
    """Note that a file is coming; one that is known already stays as it is."""
    insert_new(session, RecordFileRow, [row])


def known(session: Session, consultation_id: UUID, digest: str) -> RecordFileRow | None:
    """Find a file by the digest of its sealed bytes, as it is now."""
    return session.get(RecordFileRow, (consultation_id, digest), populate_existing=True)


def locked(session: Session, consultation_id: UUID, digest: str) -> RecordFileRow | None:
    """Find a file, and keep others from changing it until the transaction ends."""
    return session.get(
        RecordFileRow, (consultation_id, digest), populate_existing=True, with_for_update=True
    )


def whole(
    session: Session, consultation_id: UUID, records: Iterable[UUID]
) -> Mapping[tuple[UUID, str], RecordFileRow]:
    """Find the files of these records that are here to the last byte, by record and name."""
    found = session.scalars(
        select(RecordFileRow).where(
            RecordFileRow.consultation_id == consultation_id,
            RecordFileRow.record_id.in_(list(records)),
            RecordFileRow.received_at.is_not(None),
        )
    )
    return {(row.record_id, row.name): row for row in found if row.name}


def strays(
    session: Session, consultation_id: UUID, before: datetime, most: int
) -> Sequence[RecordFileRow]:
    """Find and lock files that no record names as far as we know, untouched since `before`."""
    return session.scalars(
        select(RecordFileRow)
        .where(
            RecordFileRow.consultation_id == consultation_id,
            RecordFileRow.named.is_(False),
            RecordFileRow.touched_at < before,
        )
        .order_by(RecordFileRow.touched_at)
        .limit(most)
        .with_for_update(skip_locked=True)
    ).all()


def stray_bytes(session: Session, consultation_id: UUID, device_id: UUID | None) -> int:
    """Add up what one phone has announced and no record names yet."""
    return (
        session.scalar(
            select(func.coalesce(func.sum(RecordFileRow.size), 0)).where(
                RecordFileRow.consultation_id == consultation_id,
                RecordFileRow.named.is_(False),
                RecordFileRow.device_id == device_id,
            )
        )
        or 0
    )


def forget(session: Session, row: RecordFileRow) -> None:
    """Delete what is known of a file."""
    session.execute(
        delete(RecordFileRow).where(
            RecordFileRow.consultation_id == row.consultation_id, RecordFileRow.digest == row.digest
        )
    )
