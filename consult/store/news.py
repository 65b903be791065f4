"""What phones have not heard yet."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from consult.store.rows import CounterRow, NewsRow
from consult.store.upsert import insert_new

NUMBER = "news"
PAGE = 100


def tell(
    session: Session,
    consultation_id: UUID,
    audience: str,
    kind: str,
    payload: dict[str, Any],
    made_at: datetime,
) -> int:
    """Write one piece of news under the next number of its consultation.

    The counter's row stays locked until the commit, so that numbers become visible in order
    and a cursor never passes one that is still to come.
    """
    number = next_number(session, consultation_id, NUMBER)
    session.add(
        NewsRow(
            consultation_id=consultation_id,
            number=number,
            audience=audience,
            kind=kind,
            payload=payload,
            made_at=made_at,
        )
    )
    return number


def next_number(session: Session, consultation_id: UUID, name: str) -> int:
    """Take the next value of a counter of the consultation, from 1, and keep it locked."""
    start = {"consultation_id": consultation_id, "name": name, "value": 0}
    insert_new(session, CounterRow, [start])
    return session.execute(
        update(CounterRow)
        .where(CounterRow.consultation_id == consultation_id, CounterRow.name == name)
        .values(value=CounterRow.value + 1)
        .returning(CounterRow.value)
    ).scalar_one()


def last_number(session: Session, consultation_id: UUID, name: str) -> int:
    """Give the value that a counter of the consultation has reached, without locking it."""
    found = session.scalar(
        select(CounterRow.value).where(
            CounterRow.consultation_id == consultation_id, CounterRow.name == name
        )
    )
    return found or 0


def since(
    session: Session, consultation_id: UUID, number: int, audiences: Iterable[str], most: int
) -> Sequence[NewsRow]:
    """Find what these audiences have not heard after `number`, in order, `most` at most."""
    heard = (
        select(NewsRow)
        .where(
            NewsRow.consultation_id == consultation_id,
            NewsRow.audience.in_(list(audiences)),
            NewsRow.number > number,
        )
        .order_by(NewsRow.number)
        .limit(most)
    )
    return session.scalars(heard).all()


def latest(session: Session) -> Sequence[tuple[UUID, int]]:
    """Tell the last number of each consultation that has news at all.

    Read this before `since`: all that it counts is committed, so a cursor may move up to it.
    """
    counted = session.execute(
        select(CounterRow.consultation_id, CounterRow.value)
        .where(CounterRow.name == NUMBER)
        .order_by(CounterRow.consultation_id)
    )
    return [(one[0], one[1]) for one in counted]
