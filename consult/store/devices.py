"""Enrolled phones."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.store.rows import DeviceRow, PersonRow


def with_token(session: Session, token_hash: bytes) -> DeviceRow | None:
    """Find the phone that this token belongs to."""
    return session.scalars(select(DeviceRow).where(DeviceRow.token_hash == token_hash)).first()


def of_people(session: Session) -> Sequence[tuple[DeviceRow, PersonRow]]:
    """Find the phones that were enrolled by a person, those heard longest ago first."""
    found = session.execute(
        select(DeviceRow, PersonRow)
        .join(PersonRow, PersonRow.id == DeviceRow.person_id)
        .order_by(DeviceRow.heard_at.asc().nulls_first(), DeviceRow.enrolled_at)
    )
    return [(device, person) for device, person in found]


def of_person(session: Session, person_id: UUID) -> Sequence[DeviceRow]:
    """Find the phones that this person enrolled."""
    return session.scalars(select(DeviceRow).where(DeviceRow.person_id == person_id)).all()


def device_of(session: Session, device_id: UUID) -> DeviceRow | None:
    """Find one phone."""
    return session.get(DeviceRow, device_id)
