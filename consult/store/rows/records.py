"""What phones sent: distributed by consultation, so every key begins with it."""

from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from consult.store.base import Base, Code

WAITING: Final = "standing = 'current' AND expects_reply IS {} AND answered_at IS NULL"
"""Who waits for a reply; few of all, so that they have an index of their own."""


class ExchangeRow(Base):
    """One sync of one phone, written before anything is acknowledged.

    A retry must wait for this row to be as durable as the record that it calls known:
    under synchronous replication a "known" without a write of its own could be a lie.
    """

    __tablename__ = "exchange"

    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    device_id: Mapped[UUID | None] = mapped_column(ForeignKey("device.id"))
    received_at: Mapped[datetime]
    verdicts: Mapped[dict[str, Any]]


class SubmissionRow(Base):
    """A revision of one record: what the phone captured, and what the server knows of it.

    `content` never changes. `standing` is current, superseded or branch.
    """

    __tablename__ = "submission"
    __table_args__ = (
        UniqueConstraint("consultation_id", "id", "sha256"),
        ForeignKeyConstraint(
            ["form_slug", "form_version"], ["form.slug", "form.version"], name="fk_submission_form"
        ),
        Index("ix_submission_cell", "consultation_id", "locality_id", "day"),
        Index("ix_submission_code", "code_hash"),
        Index(
            "ix_submission_quotable", "consultation_id", "locality_id", "quotable", "received_at"
        ),
        Index("ix_submission_unread", "consultation_id", "read_model", "received_at"),
        Index(
            "ix_submission_waiting",
            "consultation_id",
            "locality_id",
            "received_at",
            postgresql_where=text(WAITING.format("true")),
            sqlite_where=text(WAITING.format("1")),
        ),
    )

    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sha256: Mapped[str] = mapped_column(Code)
    base: Mapped[str | None] = mapped_column(Code)
    standing: Mapped[str] = mapped_column(Code)
    verdict: Mapped[str] = mapped_column(Code)
    device_id: Mapped[UUID | None] = mapped_column(ForeignKey("device.id"))
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    locality_id: Mapped[UUID] = mapped_column(ForeignKey("locality.id"))
    form_slug: Mapped[str] = mapped_column(Code)
    form_version: Mapped[str] = mapped_column(Code)
    language: Mapped[str] = mapped_column(Code)
    channel: Mapped[str] = mapped_column(Code)
    entered_by: Mapped[str] = mapped_column(Code)
    voices: Mapped[int]
    captured_at: Mapped[datetime]
    captured_offset: Mapped[int]
    clock_doubted: Mapped[bool]
    received_at: Mapped[datetime]
    day: Mapped[date]
    expects_reply: Mapped[bool]
    quotable: Mapped[bool]
    answered_at: Mapped[datetime | None]
    read_model: Mapped[str | None] = mapped_column(Code)
    code_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    content: Mapped[dict[str, Any]]


class HeldRow(Base):
    """A record that was opened but isn't acceptable: kept with its problems, and sent back."""

    __tablename__ = "held"

    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(Code, primary_key=True)
    base: Mapped[str | None] = mapped_column(Code)
    device_id: Mapped[UUID | None] = mapped_column(ForeignKey("device.id"))
    received_at: Mapped[datetime]
    content: Mapped[dict[str, Any]]
    problems: Mapped[list[Any]]
    code_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    mended_at: Mapped[datetime | None]
