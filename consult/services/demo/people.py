"""Who works in the demonstration, and the phones that they carry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from sqlalchemy.orm import Session

from consult.core.permission import Role
from consult.core.person import Account
from consult.services import enrolment, people
from consult.services.demo.story import PERIOD, story
from consult.services.intake import Sender
from consult.store import asking
from consult.store import people as store
from consult.store.rows import BodyRow, PersonRow


@dataclass(frozen=True, slots=True)
class Access:
    """How somebody may sign in; kept beside the database, so that it can be shown again."""

    login: str
    role: Role
    password: str
    page: str


def employ(session: Session, bodies: Mapping[str, BodyRow], now: datetime) -> list[Access]:
    """Make the accounts, with passwords that are drawn anew for each demonstration.

    Raises:
        RuntimeError: When an account of ours can't be made.
    """
    started = now - PERIOD
    access = []
    for member in story().people:
        password = people.generated()
        account = Account(member.login, member.name, member.role, password, member.localities)
        problems = people.add(session, account, started)
        if problems:
            raise RuntimeError(f"{member.login}: {problems}")
        if member.body:
            person_of(session, member.login).body_id = bodies[member.body].id
        if member.page is not None:
            access.append(Access(member.login, member.role, password, member.page))
    session.flush()
    return access


def person_of(session: Session, login: str) -> PersonRow:
    """Find who has this login.

    Raises:
        LookupError: When nobody has it.
    """
    row = store.with_login(session, login)
    if row is None:
        raise LookupError(login)
    return row


def phones(session: Session, now: datetime) -> Mapping[str, Sequence[Sender]]:
    """Enrol a phone for each facilitator, and give the phones that send from each district."""
    senders: dict[str, list[Sender]] = {pcode: [] for pcode in story().heard}
    for member in story().people:
        if member.role is Role.FACILITATOR:
            person = person_of(session, member.login)
            sender = enrol(session, person, f"{member.name}'s phone", now)
            for place in asking.reach(session, person.id):
                senders.get(place.pcode or "", []).append(sender)
    return senders


def enrol(session: Session, person: PersonRow | None, label: str | None, now: datetime) -> Sender:
    """Enrol a phone that nobody holds: the private half of its key is forgotten here."""
    point = generate_private_key(SECP256R1()).public_key()
    public = point.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    enrolled = enrolment.enrol(session, person.id if person else None, public, label, now)
    return Sender.of(enrolled.device)
