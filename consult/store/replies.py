"""Who waits for a reply, what was replied, and which words may be quoted."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, literal_column, select, update
from sqlalchemy.orm import Session

from consult.store.ends import Line, first
from consult.store.rows import BodyRow, PersonRow, ReplyRow, SubmissionRow
from consult.store.upsert import insert_new

Signed = tuple[ReplyRow, PersonRow, BodyRow | None]
"""A reply, who wrote it, and for whom."""

WAITING = Line(
    SubmissionRow,
    SubmissionRow.received_at,
    (
        # Written out, so that the database sees that its partial index holds just these.
        SubmissionRow.standing == literal_column("'current'"),
        SubmissionRow.expects_reply.is_(True),
        SubmissionRow.answered_at.is_(None),
    ),
    newest=False,
)
QUOTABLE = Line(
    SubmissionRow,
    SubmissionRow.received_at,
    (SubmissionRow.standing == "current", SubmissionRow.quotable.is_(True)),
    newest=True,
)
PUBLIC = Line(ReplyRow, ReplyRow.replied_at, (ReplyRow.public.is_(True),), newest=True)


def waiting(
    session: Session, consultation_id: UUID, localities: Sequence[UUID], most: int
) -> list[SubmissionRow]:
    """Find the records that have waited longest for a reply."""
    ids = first(session, WAITING, consultation_id, localities, most)
    return _records(session, consultation_id, ids)


def quotable(
    session: Session, consultation_id: UUID, localities: Sequence[UUID], most: int
) -> list[SubmissionRow]:
    """Find the newest records whose words may be quoted."""
    ids = first(session, QUOTABLE, consultation_id, localities, most)
    return _records(session, consultation_id, ids)


def public(
    session: Session, consultation_id: UUID, localities: Sequence[UUID], most: int
) -> list[Signed]:
    """Find the newest replies that everyone may read."""
    ids = first(session, PUBLIC, consultation_id, localities, most)
    return _signed(session, consultation_id, ReplyRow.id.in_(ids), newest=True)


def of_record(session: Session, consultation_id: UUID, record_id: UUID) -> list[Signed]:
    """Find all replies to one record, the first one first."""
    return _signed(session, consultation_id, ReplyRow.submission_id == record_id, newest=False)


def record(session: Session, consultation_id: UUID, record_id: UUID) -> SubmissionRow | None:
    """Find the current revision of a record."""
    return session.scalars(
        select(SubmissionRow).where(
            SubmissionRow.consultation_id == consultation_id,
            SubmissionRow.id == record_id,
            SubmissionRow.standing == "current",
        )
    ).first()


def records_with_code(session: Session, code_hash: bytes) -> Sequence[SubmissionRow]:
    """Find the current records that this follow-up code opens."""
    return session.scalars(
        select(SubmissionRow)
        .where(SubmissionRow.code_hash == code_hash, SubmissionRow.standing == "current")
        .order_by(SubmissionRow.received_at)
    ).all()


def add(session: Session, reply: dict[str, Any]) -> bool:
    """Insert a reply and tell whether it is new; the same id again changes nothing."""
    key = ReplyRow.__table__.primary_key
    return insert_new(session, ReplyRow, [reply], *key).first() is not None


def text_of(session: Session, consultation_id: UUID, reply_id: UUID) -> str | None:
    """Give the words of a reply."""
    reply = session.get(ReplyRow, (consultation_id, reply_id))
    return reply.text if reply else None


def note_answered(
    session: Session, consultation_id: UUID, record_id: UUID, answered_at: datetime
) -> None:
    """Note when a record was first answered."""
    session.execute(
        update(SubmissionRow)
        .where(
            SubmissionRow.consultation_id == consultation_id,
            SubmissionRow.id == record_id,
            SubmissionRow.answered_at.is_(None),
        )
        .values(answered_at=answered_at)
        .execution_options(synchronize_session=False)
    )


def _records(session: Session, consultation_id: UUID, ids: Iterable[UUID]) -> list[SubmissionRow]:
    places = {one: place for place, one in enumerate(ids)}
    rows = session.scalars(
        select(SubmissionRow).where(
            SubmissionRow.consultation_id == consultation_id,
            SubmissionRow.id.in_(list(places)),
            SubmissionRow.standing == "current",
        )
    )
    return sorted(rows, key=lambda row: places[row.id])


def _signed(
    session: Session, consultation_id: UUID, which: ColumnElement[bool], *, newest: bool
) -> list[Signed]:
    rows = session.execute(
        select(ReplyRow, PersonRow, BodyRow)
        .join(PersonRow, PersonRow.id == ReplyRow.person_id)
        .outerjoin(BodyRow, BodyRow.id == ReplyRow.body_id)
        .where(ReplyRow.consultation_id == consultation_id, which)
        .order_by(ReplyRow.replied_at.desc() if newest else ReplyRow.replied_at, ReplyRow.id)
    )
    return [(reply, person, body) for reply, person, body in rows]
