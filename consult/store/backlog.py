"""What waits for the worker."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consult.store.rows import DirtyRow, HeldRow, SubmissionRow


@dataclass(frozen=True, slots=True)
class Backlog:
    """How much waits, and since when the oldest text does."""

    unread: int
    dirty: int
    held: int
    oldest_at: datetime | None


def backlog(session: Session) -> Backlog:
    """Count what waits, over all consultations."""
    unread, oldest_at = session.execute(
        select(func.count(), func.min(SubmissionRow.received_at)).where(
            SubmissionRow.standing == "current", SubmissionRow.read_model.is_(None)
        )
    ).one()
    dirty = session.scalar(select(func.count()).select_from(DirtyRow)) or 0
    held = session.scalar(
        select(func.count()).select_from(HeldRow).where(HeldRow.mended_at.is_(None))
    )
    return Backlog(unread, dirty, held or 0, oldest_at)
