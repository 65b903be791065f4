"""People with an account."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from consult.store.rows import LocalityRow, PersonLocalityRow, PersonRow


def with_login(session: Session, login: str) -> PersonRow | None:
    """Find who signs in under this name; also who has left."""
    return session.scalars(select(PersonRow).where(PersonRow.login == login)).first()


def staff(session: Session) -> Sequence[PersonRow]:
    """Find everybody who has not left, by name."""
    return session.scalars(
        select(PersonRow).where(PersonRow.left_at.is_(None)).order_by(PersonRow.name)
    ).all()


def localities_of(session: Session, person_id: UUID) -> Sequence[LocalityRow]:
    """Find the localities that a person works in, by name; all below them are meant, too."""
    return session.scalars(
        select(LocalityRow)
        .join(PersonLocalityRow, PersonLocalityRow.locality_id == LocalityRow.id)
        .where(PersonLocalityRow.person_id == person_id)
        .order_by(LocalityRow.level, LocalityRow.name)
    ).all()


def localities_of_all(session: Session) -> dict[UUID, list[LocalityRow]]:
    """Find the localities that each person works in."""
    found: dict[UUID, list[LocalityRow]] = {}
    rows = session.execute(
        select(PersonLocalityRow.person_id, LocalityRow)
        .join(LocalityRow, PersonLocalityRow.locality_id == LocalityRow.id)
        .order_by(LocalityRow.level, LocalityRow.name)
    )
    for person_id, locality in rows:
        found.setdefault(person_id, []).append(locality)
    return found


def place(session: Session, person_id: UUID, locality_ids: Sequence[UUID]) -> None:
    """Let a person work in exactly these localities."""
    session.execute(delete(PersonLocalityRow).where(PersonLocalityRow.person_id == person_id))
    session.add_all(PersonLocalityRow(person_id=person_id, locality_id=one) for one in locality_ids)


def end_sessions(session: Session, person_id: UUID) -> None:
    """Make every sign-in of a person invalid."""
    session.execute(
        update(PersonRow)
        .where(PersonRow.id == person_id)
        .values(session_epoch=PersonRow.session_epoch + 1)
    )


def rehash(session: Session, person_id: UUID, password_hash: str) -> None:
    """Replace the hash of a password by another one of the same."""
    session.execute(
        update(PersonRow).where(PersonRow.id == person_id).values(password_hash=password_hash)
    )


def leave(session: Session, person_id: UUID, left_at: datetime) -> None:
    """Note that a person's account has ended."""
    session.execute(update(PersonRow).where(PersonRow.id == person_id).values(left_at=left_at))
