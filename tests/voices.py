"""Records as phones bring them, taken in without a network between."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from consult.core.record import Envelope, sha256_of
from consult.core.sentiment import Reading, Text
from consult.services.intake import Sender, take_in
from consult.services.opening import Sound, examine
from consult.services.reading import Reader
from consult.store.rows import DeviceRow
from tests.ground import Ground

FACILITATOR_PHONE = UUID("018f0000-0000-7000-8000-00000000abcd")


def carry(session: Session) -> Sender:
    """Enrol a phone that keeps facilitators' records, and give it as a sender."""
    if session.get(DeviceRow, FACILITATOR_PHONE) is None:
        session.add(
            DeviceRow(
                id=FACILITATOR_PHONE,
                kind="facilitator",
                token_hash=b"t" * 32,
                public_key=b"p" * 65,
                enrolled_at=datetime(2026, 1, 1, tzinfo=UTC),
            )
        )
        session.commit()
    return Sender(FACILITATOR_PHONE, None, "facilitator")


def speak(
    session: Session,
    ground: Ground,
    at: datetime,
    answers: Mapping[str, Any],
    *,
    sender: Sender | None = None,
    locality: UUID | None = None,
    record: UUID | None = None,
    base: str | None = None,
    code_hash: bytes | None = None,
    **more: Any,
) -> Sound:
    """Take one record in and give what was taken; the caller commits."""
    content = {
        "schema": 1,
        "kind": "submission",
        "id": str(record or uuid4()),
        "consultation": str(ground.consultation),
        "form": "water",
        "version": "1",
        "locality": str(locality or ground.north),
        "language": "en",
        "captured_at": at.isoformat(timespec="milliseconds"),
        "channel": "facilitator",
        "entered_by": "facilitator",
        "speaking_for": {"kind": "self", "n": 1},
        "tone": None,
        "answers": dict(answers),
        "salt": "c2FsdHNhbHRzYWx0c2FsdA",
        **more,
    }
    form, version = str(content["form"]), str(content["version"])
    record_id, sha256 = UUID(str(content["id"])), sha256_of(content)
    envelope = Envelope(record_id, ground.consultation, form, version, sha256, "", "", base)
    opened = examine(session, envelope, content, code_hash)
    assert isinstance(opened, Sound), opened
    take_in(session, sender or carry(session), [opened], at)
    return opened


def _read(texts: Sequence[Text]) -> list[Reading]:
    return [_read_one(text) for text in texts]


def _read_one(text: Text) -> Reading:
    """Read as a machine that knows two words would."""
    good, bad = text.body.count("good"), text.body.count("bad")
    negative, neutral, positive = 1 + 6.0 * bad, 2.0, 1 + 6.0 * good
    total = negative + neutral + positive
    topics = tuple(topic for topic in ("water", "road") if topic in text.body)
    shares = (negative / total, neutral / total, positive / total)
    return Reading(text.language or "en", *shares, topics, known=True, model="words")


SIMPLE = Reader("words", _read)
"""Reads by counting "good" and "bad"."""
