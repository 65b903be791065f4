"""Answer those who asked, and let them hear it."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from consult.core.identity import uuid7
from consult.core.language import Words, say
from consult.core.problem import Problem
from consult.core.reply import Answered, Replied, Reply
from consult.services import codes
from consult.store import news, replies, tallies
from consult.store.replies import Signed
from consult.store.rows import BodyRow, ConsultationRow, LocalityRow, PersonRow, SubmissionRow


def answer(
    session: Session, submission: SubmissionRow, person: PersonRow, reply: Reply, now: datetime
) -> tuple[Problem, ...]:
    """Keep a reply and tell it to the phone that asked, in one go; or say what is wrong with it.

    The reply carries its id from the page, so that a second press of the button changes nothing;
    two officers who answer at once are both kept.
    """
    problems = reply.check()
    if problems:
        return problems
    body = session.get(BodyRow, person.body_id) if person.body_id else None
    kept = {
        "consultation_id": submission.consultation_id,
        "id": reply.id,
        "submission_id": submission.id,
        "locality_id": submission.locality_id,
        "body_id": body.id if body else None,
        "person_id": person.id,
        "text": reply.text.strip(),
        "language": reply.language,
        "public": reply.public,
        "replied_at": now,
    }
    if not replies.add(session, kept):
        if replies.text_of(session, submission.consultation_id, reply.id) == kept["text"]:
            return ()
        reply = replace(reply, id=uuid7(now))  # gone back, and said otherwise: both are kept
        replies.add(session, {**kept, "id": reply.id})
    replies.note_answered(session, submission.consultation_id, submission.id, now)
    cell = (submission.locality_id, submission.day)
    tallies.mark(session, submission.consultation_id, [cell], now)
    _tell(session, submission, reply, body, now)
    return ()


def by_code(session: Session, code: str, secret: str) -> Answered | None:
    """Find what was replied to the record with this follow-up code; `secret` is the server's."""
    records = replies.records_with_code(session, codes.digest(code, secret))
    if not records:
        return None
    first = records[0]
    consultation = session.get_one(ConsultationRow, first.consultation_id)
    heard = [
        replied(session, signed)
        for record in records
        for signed in replies.of_record(session, record.consultation_id, record.id)
    ]
    return Answered(consultation.title, first.received_at, tuple(heard))


def replied(session: Session, signed: Signed) -> Replied:
    """Give a reply as others read it: the body stands for the person who wrote."""
    reply, _, body = signed
    place = session.get_one(LocalityRow, reply.locality_id)
    names = _names(body, place)
    return Replied(reply.id, reply.text, reply.language, names, reply.replied_at)


def _names(body: BodyRow | None, place: LocalityRow) -> Words:
    """Name who answers: the body, or the place whose officer wrote without one."""
    return body.names if body else {**place.names, "en": place.name}


def _tell(
    session: Session,
    submission: SubmissionRow,
    reply: Reply,
    body: BodyRow | None,
    now: datetime,
) -> None:
    place = session.get_one(LocalityRow, submission.locality_id)
    payload = {
        "record": str(submission.id),
        "reply": {
            "id": str(reply.id),
            "text": reply.text.strip(),
            "language": reply.language,
            "body": say(_names(body, place), reply.language),
            "replied_at": now.isoformat(timespec="milliseconds"),
        },
    }
    # To the person where there is one: they may have another phone by now.
    mine = submission.person_id and f"person:{submission.person_id}"
    audience = mine or f"device:{submission.device_id}"
    news.tell(session, submission.consultation_id, audience, "reply", payload, now)


def record_of(session: Session, consultation_id: UUID, record_id: UUID) -> SubmissionRow | None:
    """Find the record that somebody wants to answer."""
    return replies.record(session, consultation_id, record_id)
