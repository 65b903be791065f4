"""Texts that wait to be read, and what was read in them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, delete, insert, select, update
from sqlalchemy.orm import Session

from consult.store.rows import ConsultationRow, LabelRow, ReadingRow, SubmissionRow

Key = tuple[UUID, int]
"""Record and revision."""


def pending(
    session: Session, consultation_id: UUID, model: str, most: int
) -> Sequence[SubmissionRow]:
    """Claim current records that this model has not read; another worker passes over them."""
    claimed: list[SubmissionRow] = []
    for query in _unread(consultation_id, model):
        if len(claimed) < most:
            found = query.limit(most - len(claimed)).with_for_update(skip_locked=True)
            claimed.extend(session.scalars(found))
    return claimed


def any_pending(session: Session, consultation_id: UUID, model: str) -> bool:
    """Tell whether there is a current record that this model has not read."""
    return any(
        session.scalars(query.limit(1)).first() is not None
        for query in _unread(consultation_id, model)
    )


def _unread(consultation_id: UUID, model: str) -> Iterator[Select[SubmissionRow]]:
    """Ask one after the other, each ends early by the index; "unequal" would look at all."""
    read = SubmissionRow.read_model
    for unread in (read.is_(None), read < model, read > model):
        yield select(SubmissionRow).where(
            SubmissionRow.consultation_id == consultation_id,
            SubmissionRow.standing == "current",
            unread,
        )


def put(
    session: Session,
    consultation_id: UUID,
    model: str,
    keys: Iterable[Key],
    values: Sequence[dict[str, Any]],
) -> None:
    """Replace what was read in these revisions, and note that this model read them."""
    ids = sorted({record for record, _ in keys})
    session.execute(
        delete(ReadingRow).where(
            ReadingRow.consultation_id == consultation_id, ReadingRow.submission_id.in_(ids)
        )
    )
    if values:
        session.execute(insert(ReadingRow), list(values))
    session.execute(
        update(SubmissionRow)
        .where(
            SubmissionRow.consultation_id == consultation_id,
            SubmissionRow.id.in_(ids),
            SubmissionRow.standing == "current",
        )
        .values(read_model=model)
        .execution_options(synchronize_session=False)
    )


def of_records(
    session: Session, consultation_id: UUID, ids: Sequence[UUID]
) -> Mapping[Key, list[ReadingRow]]:
    """Find what was read in these records, by revision."""
    rows = session.scalars(
        select(ReadingRow)
        .where(ReadingRow.consultation_id == consultation_id, ReadingRow.submission_id.in_(ids))
        .order_by(ReadingRow.question)
    )
    found: dict[Key, list[ReadingRow]] = {}
    for row in rows:
        found.setdefault((row.submission_id, row.revision), []).append(row)
    return found


def tones(session: Session, consultation_id: UUID, ids: Sequence[UUID]) -> Mapping[Key, str]:
    """Find how people judged these records: a coder's word before the facilitator's."""
    rows = session.scalars(
        select(LabelRow)
        .where(LabelRow.consultation_id == consultation_id, LabelRow.submission_id.in_(ids))
        .order_by(LabelRow.made_at, LabelRow.id)
    )
    rank = {"tone": 0, "coder": 1}
    judged = sorted(rows, key=lambda row: rank.get(row.source, 0))
    return {(row.submission_id, row.revision): row.sentiment for row in judged}


def consultations(session: Session) -> Sequence[UUID]:
    """Find every consultation there is."""
    return session.scalars(select(ConsultationRow.id).order_by(ConsultationRow.id)).all()
