"""Keep what came by plain POST, from a browser without script."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from uuid import UUID

from sqlalchemy.orm import Session

from consult.core import base64url
from consult.core import code as follow_up
from consult.core.answer import Answers
from consult.core.identity import uuid7
from consult.core.problem import Problem
from consult.core.record import Envelope, sha256_of
from consult.services import codes
from consult.services.intake import Sender, take_in
from consult.services.opening import Sound, Unsound, examine
from consult.store import submissions
from consult.store.rows import ConsultationRow


@dataclass(frozen=True, slots=True)
class Keyed:
    """Who keys in a sheet of paper, and on which day it was filled."""

    person: UUID
    filled_on: date


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody gave on the page; or on paper, and then somebody keys it in."""

    locality: UUID
    language: str
    answers: Answers
    keyed: Keyed | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of it: a follow-up code when it was kept, else what is wrong."""

    code: str | None
    problems: tuple[Problem, ...] = ()


def page_id(text: str | None, now: datetime) -> UUID:
    """Read the id that the page carried; mint one where it carries none that we minted."""
    try:
        found = UUID(text or "")
    except ValueError:
        return uuid7(now)
    return found if found.version == 7 else uuid7(now)


def keep_plain(
    session: Session,
    consultation: ConsultationRow,
    given: Given,
    record_id: UUID,
    secret: str,
    now: datetime,
) -> Kept:
    """Keep a page's answers once, however often its button was pressed.

    The id stands in the page, so a double click brings it twice: the second time finds the
    first, and the code, which follows from the id and the server's secret, is the same. Going
    back and changing an answer makes a revision.
    """
    there = submissions.revisions_of(session, [(consultation.id, record_id)])
    rows = there.get((consultation.id, record_id), [])
    current = next((row for row in rows if row.standing == "current"), None)
    code = code_of(record_id, secret)
    if current and _same(current.content, given):
        return Kept(code)
    content = _content(consultation, given, record_id, secret, now)
    envelope = Envelope(
        id=record_id,
        consultation=consultation.id,
        form=consultation.form_slug,
        version=consultation.form_version,
        sha256=sha256_of(content),
        key="plain",
        sealed="",
        base=current.sha256 if current else None,
    )
    opened = examine(session, envelope, content, codes.digest(code, secret))
    match opened:
        case Sound():
            take_in(session, _sender(given), [opened], now)
            return Kept(code)
        case Unsound():
            return Kept(None, opened.problems)
    raise ValueError(opened.problem.code)


def code_of(record_id: UUID, secret: str) -> str:
    """Work out the follow-up code of a record that a page without script gave."""
    drawn = hmac.new(secret.encode(), b"code " + record_id.bytes, hashlib.sha256).digest()
    return follow_up.of(int.from_bytes(drawn[:8], "big") >> (64 - follow_up.BITS))


def _sender(given: Given) -> Sender:
    keyed = given.keyed
    return Sender(person_id=keyed.person, kind="facilitator") if keyed else Sender()


def _captured_at(given: Given, now: datetime) -> datetime:
    """Take the middle of the day on which a sheet was filled, or now."""
    if given.keyed is None or given.keyed.filled_on >= now.date():
        return now
    return datetime.combine(given.keyed.filled_on, time(12), UTC)


def _same(content: dict[str, object], given: Given) -> bool:
    return content["answers"] == given.answers and content["locality"] == str(given.locality)


def _content(
    consultation: ConsultationRow, given: Given, record_id: UUID, secret: str, now: datetime
) -> dict[str, object]:
    drawn = hmac.new(secret.encode(), b"salt " + record_id.bytes, hashlib.sha256).digest()
    return {
        "schema": 1,
        "kind": "submission",
        "id": str(record_id),
        "consultation": str(consultation.id),
        "form": consultation.form_slug,
        "version": consultation.form_version,
        "locality": str(given.locality),
        "language": given.language,
        "captured_at": _captured_at(given, now).isoformat(timespec="milliseconds"),
        "channel": "paper" if given.keyed else "web",
        "entered_by": "paper" if given.keyed else "self",
        "speaking_for": {"kind": "self", "n": 1},
        "tone": None,
        "answers": given.answers,
        "salt": base64url.write(drawn[:16]),
    }
