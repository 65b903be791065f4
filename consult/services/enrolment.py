"""Enrol phones: a citizen's enrols itself without a name, a facilitator's is enrolled by them."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from consult.core.identity import uuid7
from consult.services.keys import read_point
from consult.store import asking, devices
from consult.store.rows import ConsultationRow, DeviceRow, LocalityRow


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A phone that may send from now on; `token` is told once and kept as a hash."""

    device: DeviceRow
    token: str


@dataclass(frozen=True, slots=True)
class Reach:
    """Where a person collects, and what is asked there now."""

    localities: Sequence[LocalityRow]
    consultations: Sequence[ConsultationRow]


def reach_of(session: Session, person_id: UUID, now: datetime) -> Reach:
    """Find the localities of a person, all below them, and the open consultations there."""
    places = asking.reach(session, person_id)
    here = {row.id for row in places}
    asked = [
        row
        for row in asking.open_on(session, now.date())
        if here & {place.id for place in asking.covered(session, row.id)}
    ]
    return Reach(places, asked)


def enrol(
    session: Session, person_id: UUID | None, public_key: bytes, label: str | None, now: datetime
) -> Enrolled:
    """Give a phone an identity and a token of its own.

    `public_key` is the phone's uncompressed P-256 point, for what is sent back to it.

    Raises:
        ValueError: When `public_key` is no point of the curve.
    """
    read_point(public_key)
    token = secrets.token_urlsafe(32)
    device = DeviceRow(
        id=uuid7(now),
        kind="facilitator" if person_id else "citizen",
        person_id=person_id,
        label=label,
        token_hash=_hash(token),
        public_key=public_key,
        enrolled_at=now,
    )
    session.add(device)
    session.flush()
    return Enrolled(device, token)


def device_with(session: Session, token: str) -> DeviceRow | None:
    """Find the phone that holds this token; a revoked one is found, too."""
    return devices.with_token(session, _hash(token))


def _hash(token: str) -> bytes:
    """Hash a token of 256 random bits; guessing it is hopeless, so a quick hash will do."""
    return hashlib.sha256(token.encode()).digest()
