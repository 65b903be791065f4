"""Let the machine read what people wrote."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy.orm import Session

from consult.core.feedback import declared
from consult.core.sentiment import Reading, Text
from consult.services.library import form_of
from consult.store import readings, tallies
from consult.store.rows import SubmissionRow

BATCH: Final = 256


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, and under which name of its model; another name means reading all again."""

    model: str
    read: Callable[[Sequence[Text]], Sequence[Reading]]


@dataclass(frozen=True, slots=True)
class _Written:
    """One text of one record."""

    row: SubmissionRow
    question: str
    text: Text


def read_pending(session: Session, consultation_id: UUID, reader: Reader, now: datetime) -> int:
    """Read one batch of what this model has not read, and tell how many records that were.

    The claim, the readings and the marks stand in one transaction: after a crash they are read
    again.
    """
    rows = readings.pending(session, consultation_id, reader.model, BATCH)
    if not rows:
        return 0
    written = [one for row in rows for one in _texts(session, row)]
    found = reader.read([one.text for one in written])
    values = [
        _value(one, reading, reader.model, now) for one, reading in zip(written, found, strict=True)
    ]
    keys = [(row.id, row.revision) for row in rows]
    readings.put(session, consultation_id, reader.model, keys, values)
    tallies.mark(session, consultation_id, [(row.locality_id, row.day) for row in rows], now)
    return len(rows)


def _texts(session: Session, row: SubmissionRow) -> list[_Written]:
    form = form_of(session, row.form_slug, row.form_version)
    texts = declared(form, row.content["answers"]).texts if form else {}
    return [
        _Written(row, question, Text(body, row.language))
        for question, body in texts.items()
        if body.strip()
    ]


def _value(one: _Written, reading: Reading, model: str, now: datetime) -> dict[str, Any]:
    return {
        "consultation_id": one.row.consultation_id,
        "submission_id": one.row.id,
        "revision": one.row.revision,
        "question": one.question,
        "model": model,
        "language": reading.language,
        "known": reading.known,
        "negative": reading.negative,
        "neutral": reading.neutral,
        "positive": reading.positive,
        "sentiment": reading.sentiment,
        "topics": list(reading.topics),
        "read_at": now,
    }
