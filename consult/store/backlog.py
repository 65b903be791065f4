"""What waits for the worker."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consult.store.rows import ConsultationRow, DirtyRow, HeldRow, SubmissionRow


@dataclass(frozen=True, slots=True)
class Backlog:
    """How much waits, and since when the oldest text does."""

    unread: int
    dirty: int
    held: int
    oldest_at: datetime | None


def backlog(session: Session) -> Backlog:
    """Count what waits, over all consultations."""
    # One by one, so that the index, which begins with the consultation, answers.
    unread = [_unread(session, one) for one in session.scalars(select(ConsultationRow.id))]
    waits = [oldest_at for _, oldest_at in unread if oldest_at]
    dirty = session.scalar(select(func.count()).select_from(DirtyRow)) or 0
    held = session.scalar(
        select(func.count()).select_from(HeldRow).where(HeldRow.mended_at.is_(None))
    )
    return Backlog(sum(n for n, _ in unread), dirty, held or 0, min(waits, default=None))


def _unread(session: Session, consultation_id: UUID) -> tuple[int, datetime | None]:
    n, oldest_at = session.execute(
        select(func.count(), func.min(SubmissionRow.received_at)).where(
            SubmissionRow.consultation_id == consultation_id,
            SubmissionRow.read_model.is_(None),
            SubmissionRow.standing == "current",
        )
    ).one()
    return n, oldest_at
