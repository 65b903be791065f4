"""Estimated shares of sentiment, and whether they are stale."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, delete, insert, select, update
from sqlalchemy.orm import Session

from consult.core.prevalence import Prevalence, Share
from consult.store.rows import LocalityRow, PrevalenceRow
from consult.store.upsert import insert_new

WHOLE = ""
"""The topic of a row about all voices."""


def make_stale(session: Session, consultation_id: UUID, localities: Iterable[UUID]) -> None:
    """Note that the counts under these localities' shares have changed."""
    ids = sorted(localities)
    rows = [
        {
            "consultation_id": consultation_id,
            "locality_id": locality_id,
            "topic": WHOLE,
            "stale": True,
            "texts": 0,
            "labels": 0,
            "agreed": 0,
            "shares": {},
        }
        for locality_id in ids
    ]
    insert_new(session, PrevalenceRow, rows)
    session.execute(
        update(PrevalenceRow)
        .where(
            PrevalenceRow.consultation_id == consultation_id,
            PrevalenceRow.locality_id.in_(ids),
            PrevalenceRow.topic == WHOLE,
        )
        .values(stale=True)
        .execution_options(synchronize_session=False)
    )


def stale_family(session: Session, consultation_id: UUID) -> Sequence[UUID]:
    """Find stale localities that lie in one and the same parent; none when all are fresh."""
    stale = (
        select(LocalityRow.id, LocalityRow.parent_id)
        .join(PrevalenceRow, PrevalenceRow.locality_id == LocalityRow.id)
        .where(PrevalenceRow.consultation_id == consultation_id, PrevalenceRow.stale)
    )
    rows = session.execute(stale).all()
    return [row[0] for row in rows if row[1] == rows[0][1]]


def replace(session: Session, consultation_id: UUID, found: Mapping[UUID, Prevalence]) -> None:
    """Put the shares of all voices of these localities in the place of the old ones, fresh."""
    _forget(session, consultation_id, list(found), PrevalenceRow.topic == WHOLE)
    _add(session, consultation_id, {(place, WHOLE): one for place, one in found.items()})


def replace_topics(
    session: Session, consultation_id: UUID, locality_id: UUID, found: Mapping[str, Prevalence]
) -> None:
    """Put the shares by topic of one locality in the place of the old ones."""
    _forget(session, consultation_id, [locality_id], PrevalenceRow.topic != WHOLE)
    _add(session, consultation_id, {(locality_id, topic): one for topic, one in found.items()})


def of_locality(
    session: Session, consultation_id: UUID, locality_id: UUID
) -> Mapping[str, Prevalence]:
    """Give the shares of one locality, by topic."""
    rows = session.scalars(
        select(PrevalenceRow).where(
            PrevalenceRow.consultation_id == consultation_id,
            PrevalenceRow.locality_id == locality_id,
        )
    )
    return {row.topic: _value(row) for row in rows}


def _forget(
    session: Session,
    consultation_id: UUID,
    localities: Sequence[UUID],
    about: ColumnElement[bool],
) -> None:
    session.execute(
        delete(PrevalenceRow)
        .where(
            PrevalenceRow.consultation_id == consultation_id,
            PrevalenceRow.locality_id.in_(localities),
            about,
        )
        .execution_options(synchronize_session=False)
    )


def _add(
    session: Session, consultation_id: UUID, found: Mapping[tuple[UUID, str], Prevalence]
) -> None:
    rows = [
        {
            "consultation_id": consultation_id,
            "locality_id": locality_id,
            "topic": topic,
            "stale": False,
            "texts": one.texts,
            "labels": one.labels,
            "agreed": one.agreed,
            "shares": {
                name: [share.middle, share.low, share.high] for name, share in one.shares.items()
            },
        }
        for (locality_id, topic), one in found.items()
    ]
    if rows:
        session.execute(insert(PrevalenceRow), rows)


def _value(row: PrevalenceRow) -> Prevalence:
    shares = {name: Share(*bounds) for name, bounds in row.shares.items()}
    return Prevalence(row.texts, row.labels, row.agreed, shares)
