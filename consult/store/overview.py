"""What a coordinator wants to see at a glance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consult.store.rows import ConsultationRow, HeldRow, SubmissionRow


@dataclass(frozen=True, slots=True)
class Received:
    """How much came in for one consultation, by what it is now."""

    current: int = 0
    branches: int = 0
    held: int = 0


def consultations(session: Session) -> Sequence[ConsultationRow]:
    """Find all consultations, the newest first."""
    newest = ConsultationRow.opens_on.desc()
    return session.scalars(select(ConsultationRow).order_by(newest, ConsultationRow.slug)).all()


def received(session: Session) -> Mapping[UUID, Received]:
    """Count records, branches that wait for a decision, and what is in quarantine."""
    standing = session.execute(
        select(SubmissionRow.consultation_id, SubmissionRow.standing, func.count())
        .where(SubmissionRow.standing.in_(("current", "branch")))
        .group_by(SubmissionRow.consultation_id, SubmissionRow.standing)
    )
    counted = {(one[0], one[1]): one[2] for one in standing}
    held = session.execute(
        select(HeldRow.consultation_id, func.count())
        .where(HeldRow.mended_at.is_(None))
        .group_by(HeldRow.consultation_id)
    )
    waiting = {one[0]: one[1] for one in held}
    return {
        each: Received(
            counted.get((each, "current"), 0),
            counted.get((each, "branch"), 0),
            waiting.get(each, 0),
        )
        for each in {key[0] for key in counted} | waiting.keys()
    }
