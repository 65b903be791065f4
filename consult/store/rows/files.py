"""Files that answers name: distributed by consultation, as the records that they belong to."""

from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from consult.store.base import Base, Code

STRAY: Final = "named IS {}"
"""What no record names yet; few of all, so that they have an index of their own."""


class RecordFileRow(Base):
    """A file as a phone sealed it: how far it has come, and where it belongs.

    `digest` is the SHA-256 of the sealed bytes, under which the depot has them. `name` is what an
    answer says; the server finds it when it opens the whole, since on the way nobody should learn
    the hash of what is sealed. Its record may come later: until one names it, it is a stray.
    """

    __tablename__ = "record_file"
    __table_args__ = (
        Index("ix_record_file_record", "consultation_id", "record_id"),
        Index(
            "ix_record_file_stray",
            "consultation_id",
            "touched_at",
            postgresql_where=text(STRAY.format("false")),
            sqlite_where=text(STRAY.format("0")),
        ),
    )

    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"), primary_key=True)
    digest: Mapped[str] = mapped_column(Code, primary_key=True)
    record_id: Mapped[UUID]
    form_slug: Mapped[str] = mapped_column(Code)
    form_version: Mapped[str] = mapped_column(Code)
    end: Mapped[str] = mapped_column(Code)
    name: Mapped[str | None] = mapped_column(String(80))
    key: Mapped[str] = mapped_column(Code)
    size: Mapped[int]
    reached: Mapped[int]
    device_id: Mapped[UUID | None] = mapped_column(ForeignKey("device.id"))
    touched_at: Mapped[datetime]
    received_at: Mapped[datetime | None]
    named: Mapped[bool]
