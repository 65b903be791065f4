"""One sync of one phone: records in, receipts, news and a cursor out."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from sqlalchemy.orm import Session

from consult.core import base64url
from consult.core.identity import uuid7
from consult.core.receipt import Outcome
from consult.core.record import BATCH, Envelope, canonical
from consult.services.intake import Sender, take_in
from consult.services.keys import seal_for
from consult.services.opening import Opened, Unreadable
from consult.store import news
from consult.store.rows import DeviceRow, ExchangeRow, NewsRow


@dataclass(frozen=True, slots=True)
class Asked:
    """What a phone sends: its records, and how far it has heard each consultation's news."""

    device: UUID
    cursor: Annotated[dict[UUID, Annotated[int, msgspec.Meta(ge=0)]], msgspec.Meta(max_length=500)]
    records: Annotated[list[Envelope], msgspec.Meta(max_length=BATCH)]
    news: bool = True


@dataclass(frozen=True, slots=True)
class Answered:
    """What it gets back; `more` says that further news waits."""

    outcomes: Sequence[Outcome]
    news: Sequence[NewsRow]
    cursor: Mapping[UUID, int]
    more: bool


def exchange(
    session: Session, device: DeviceRow, opened: Sequence[Opened], asked: Asked, now: datetime
) -> Answered:
    """Take the records in and gather what the phone has not heard."""
    outcomes = take_in(session, Sender.of(device), opened, now)
    _return_held(session, device, opened, outcomes, now)
    _write_down(session, device, opened, outcomes, now)
    device.heard_at = now
    session.flush()
    if not asked.news:
        return Answered(outcomes, (), asked.cursor, more=False)
    heard, cursor = hear(session, device, asked.cursor)
    return Answered(outcomes, heard, cursor, more=len(heard) >= news.PAGE)


def hear(
    session: Session, device: DeviceRow, cursor: Mapping[UUID, int]
) -> tuple[list[NewsRow], dict[UUID, int]]:
    """Find what this phone has not heard, and where it stands after that."""
    audiences = ["all", f"device:{device.id}"]
    if device.person_id:
        audiences.append(f"person:{device.person_id}")
    after = dict(cursor)
    found: list[NewsRow] = []
    for consultation_id, number in news.latest(session):
        heard = after.get(consultation_id, 0)
        if heard >= number or len(found) >= news.PAGE:
            continue
        room = news.PAGE - len(found)
        rows = news.since(session, consultation_id, heard, audiences, room)
        found.extend(rows)
        last = rows[-1].number if rows else 0
        after[consultation_id] = last if len(rows) == room else max(last, number)
    return found, after


def _write_down(
    session: Session,
    device: DeviceRow,
    opened: Sequence[Opened],
    outcomes: Sequence[Outcome],
    now: datetime,
) -> None:
    """Write one row for each consultation before its records are acknowledged."""
    verdicts: dict[UUID, Counter[str]] = {}
    for one, outcome in zip(opened, outcomes, strict=True):
        if outcome.receipt:
            verdicts.setdefault(one.envelope.consultation, Counter())[outcome.verdict] += 1
    for consultation_id in sorted(verdicts):
        session.add(
            ExchangeRow(
                consultation_id=consultation_id,
                id=uuid7(now),
                device_id=device.id,
                received_at=now,
                verdicts=dict(verdicts[consultation_id]),
            )
        )


def _return_held(
    session: Session,
    device: DeviceRow,
    opened: Sequence[Opened],
    outcomes: Sequence[Outcome],
    now: datetime,
) -> None:
    """Send what was newly held back to its author, sealed to their phone."""
    for one, outcome in zip(opened, outcomes, strict=True):
        if outcome.verdict != "held" or isinstance(one, Unreadable):
            continue
        payload: dict[str, Any] = {
            "record": str(outcome.id),
            "sha256": outcome.sha256,
            "sealed": _sealed_back(device, one.content, outcome),
        }
        audience = f"device:{device.id}"
        news.tell(session, one.envelope.consultation, audience, "returned", payload, now)


def _sealed_back(device: DeviceRow, content: Mapping[str, Any], outcome: Outcome) -> str:
    problems = [problem.to_json() for problem in outcome.problems]
    plaintext = canonical({"content": content, "problems": problems})
    info = canonical(["consult-news", str(outcome.id), str(device.id)])
    return base64url.write(seal_for(device.public_key, plaintext, info))
