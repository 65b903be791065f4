"""People with an account, and the phones that they and citizens use: reference tables."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from consult.store.base import Base, Code


class PersonRow(Base):
    """A facilitator, officer, coordinator, focal point or auditor."""

    __tablename__ = "person"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(Code, unique=True)
    name: Mapped[str]
    role: Mapped[str] = mapped_column(Code)
    language: Mapped[str] = mapped_column(Code, default="en")
    password_hash: Mapped[str]
    session_epoch: Mapped[int] = mapped_column(default=0)
    body_id: Mapped[UUID | None] = mapped_column(ForeignKey("body.id"))
    left_at: Mapped[datetime | None]


class PersonLocalityRow(Base):
    """A locality that a person works in, with all below it."""

    __tablename__ = "person_locality"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    locality_id: Mapped[UUID] = mapped_column(ForeignKey("locality.id"), primary_key=True)


class DeviceRow(Base):
    """An enrolled phone; a citizen's has no person."""

    __tablename__ = "device"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(Code)
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    label: Mapped[str | None]
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary(65))
    enrolled_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    heard_at: Mapped[datetime | None]
