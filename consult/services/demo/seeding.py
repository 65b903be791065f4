"""Take the made-up records in by the way that all records come, and answer some of them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from consult.core.form import Form
from consult.core.identity import uuid7
from consult.core.record import Envelope, sha256_of
from consult.core.reply import Reply
from consult.services import answering, codes
from consult.services.demo.people import enrol, person_of, phones
from consult.services.demo.records import Deck, Made, Stage, make_up
from consult.services.demo.story import PERIOD, StockReply, story, voices
from consult.services.intake import Sender, take_in
from consult.services.opening import Opened, Sound, examine
from consult.store import asking as store
from consult.store import localities
from consult.store.rows import ConsultationRow, DeviceRow

SEED: Final = 2026
REPLIED: Final = 3
"""How many records get the same reply."""

WAITED: Final = timedelta(days=4)
"""How long somebody waits for a reply, if one comes."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A record and the phone that sends it."""

    made: Made
    pcode: str
    sender: Sender

    @property
    def id(self) -> UUID:
        return UUID(self.made.content["id"])


@dataclass(frozen=True, slots=True)
class Seeded:
    """What there is now: how many records, and the codes of one answered and one waiting."""

    records: int
    replies: int
    answered: str | None
    waiting: str | None


def seed(
    session: Session,
    consultation: ConsultationRow,
    form: Form,
    secret: str,
    now: datetime,
) -> Seeded:
    """Fill the consultation.

    Raises:
        ValueError: When something made up breaks the rules of the form.
    """
    chance = Random(SEED)  # noqa: S311 - made up, and alike each time
    sent = [*_sent(session, consultation, form, chance, now)]
    asking = _take_all(session, sent, secret)
    replied = _reply(session, consultation, asking, now)
    answered = {one.made.code for one in replied}
    waiting = [one.made.code for one in asking if one.made.code not in answered]
    return Seeded(
        len(sent),
        len(replied),
        replied[0].made.code if replied else None,
        waiting[0] if waiting else None,
    )


def _sent(
    session: Session,
    consultation: ConsultationRow,
    form: Form,
    chance: Random,
    now: datetime,
) -> Iterator[Sent]:
    deck = Deck(voices(), chance)
    by_district = phones(session, now - PERIOD)
    places = {row.pcode: row for row in localities.coded(session, list(story().heard))}
    for pcode, heard in story().heard.items():
        stage = Stage(form, consultation.id, places[pcode].id, heard)
        citizens = enrol(session, None, None, now - PERIOD)
        for made in make_up(stage, deck, now):
            own = made.content["channel"] == "web"
            yield Sent(made, pcode, citizens if own else chance.choice(by_district[pcode]))


def _take_all(session: Session, sent: Sequence[Sent], secret: str) -> list[Sent]:
    """Take everything in, phone by phone and evening by evening; give what expects a reply."""
    evenings: dict[tuple[datetime, UUID | None], list[Sent]] = defaultdict(list)
    for one in sent:
        evenings[one.made.received_at, one.sender.device_id].append(one)
    asking: list[Sent] = []
    for (received_at, device_id), together in sorted(evenings.items(), key=lambda each: each[0][0]):
        opened = [_opened(session, one.made, secret) for one in together]
        take_in(session, together[0].sender, opened, received_at)
        session.get_one(DeviceRow, device_id).heard_at = received_at
        asking += [
            one
            for one, is_open in zip(together, opened, strict=True)
            if isinstance(is_open, Sound) and is_open.declared.expects_reply
        ]
    return asking


def _opened(session: Session, made: Made, secret: str) -> Opened:
    envelope = Envelope(
        id=UUID(made.content["id"]),
        consultation=UUID(made.content["consultation"]),
        form=made.content["form"],
        version=made.content["version"],
        sha256=sha256_of(made.content),
        key="demonstration",
        sealed="",
    )
    opened = examine(session, envelope, made.content, codes.digest(made.code, secret))
    if not isinstance(opened, Sound):
        raise ValueError(f"{opened}")
    return opened


def _reply(
    session: Session,
    consultation: ConsultationRow,
    asking: Sequence[Sent],
    now: datetime,
) -> list[Sent]:
    """Let each officer reply to some in their localities."""
    replied: list[Sent] = []
    for member in (one for one in story().people if one.body):
        officer = person_of(session, member.login)
        reach = {place.pcode for place in store.reach(session, officer.id)}
        mine = [one for one in asking if one.pcode in reach]
        for reply, one in _matched(story().replies, mine):
            replied_at = one.made.received_at + WAITED
            row = answering.record_of(session, consultation.id, one.id)
            if row is None or replied_at > now:
                continue
            written = Reply(uuid7(replied_at), one.id, reply.text, reply.language, reply.public)
            answering.answer(session, row, officer, written, replied_at)
            replied.append(one)
    return replied


def _matched(
    replies: Sequence[StockReply], asking: Sequence[Sent]
) -> Iterator[tuple[StockReply, Sent]]:
    for reply in replies:
        told = [one for one in asking if one.made.voice.text.startswith(reply.to)]
        yield from ((reply, one) for one in told[:REPLIED])
