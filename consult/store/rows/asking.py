"""Forms and the consultations that ask them: reference tables."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, ForeignKeyConstraint, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from consult.store.base import Base, Code, Words


class FormRow(Base):
    """One published version of a form; it never changes."""

    __tablename__ = "form"

    slug: Mapped[str] = mapped_column(Code, primary_key=True)
    version: Mapped[str] = mapped_column(Code, primary_key=True)
    definition: Mapped[dict[str, Any]]
    sha256: Mapped[str] = mapped_column(Code)
    published_at: Mapped[datetime]


class FormFileRow(Base):
    """A picture, recording or film that forms show, once however many of them do."""

    __tablename__ = "form_file"

    sha256: Mapped[str] = mapped_column(Code, primary_key=True)
    type: Mapped[str] = mapped_column(Code)
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary)


class ConsultationRow(Base):
    """What is asked, where, until when."""

    __tablename__ = "consultation"
    __table_args__ = (
        ForeignKeyConstraint(
            ["form_slug", "form_version"],
            ["form.slug", "form.version"],
            name="fk_consultation_form",
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(Code, unique=True)
    title: Mapped[Words]
    about: Mapped[Words]
    convener: Mapped[Words]
    languages: Mapped[list[str]]
    form_slug: Mapped[str] = mapped_column(Code)
    form_version: Mapped[str] = mapped_column(Code)
    round: Mapped[int] = mapped_column(default=1)
    opens_on: Mapped[date]
    closes_on: Mapped[date | None]


class ConsultationLocalityRow(Base):
    """A locality that a consultation covers, with all below it."""

    __tablename__ = "consultation_locality"

    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"), primary_key=True)
    locality_id: Mapped[UUID] = mapped_column(ForeignKey("locality.id"), primary_key=True)
