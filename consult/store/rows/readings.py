"""What machine and people read in texts, and the counts made of it, by consultation."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from consult.store.base import Base, Code, Key


class ReadingRow(Base):
    """The machine's reading of one text of one revision."""

    __tablename__ = "reading"
    __table_args__ = (
        ForeignKeyConstraint(
            ["consultation_id", "submission_id", "revision"],
            ["submission.consultation_id", "submission.id", "submission.revision"],
            name="fk_reading_submission",
        ),
    )

    consultation_id: Mapped[UUID] = mapped_column(primary_key=True)
    submission_id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    question: Mapped[str] = mapped_column(Key, primary_key=True)
    model: Mapped[str] = mapped_column(Code)
    language: Mapped[str] = mapped_column(Code)
    known: Mapped[bool]
    negative: Mapped[float]
    neutral: Mapped[float]
    positive: Mapped[float]
    sentiment: Mapped[str] = mapped_column(Code)
    topics: Mapped[list[str]]
    read_at: Mapped[datetime]


class LabelRow(Base):
    """A person's reading of the tone of one text.

    `source` is tone (the facilitator, at capture) or coder. An empty `question` means the
    record as a whole.
    """

    __tablename__ = "label"
    __table_args__ = (
        ForeignKeyConstraint(
            ["consultation_id", "submission_id", "revision"],
            ["submission.consultation_id", "submission.id", "submission.revision"],
            name="fk_label_submission",
        ),
        Index("ix_label_submission", "consultation_id", "submission_id"),
    )

    consultation_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    submission_id: Mapped[UUID]
    revision: Mapped[int]
    question: Mapped[str] = mapped_column(Key)
    source: Mapped[str] = mapped_column(Code)
    sentiment: Mapped[str] = mapped_column(Code)
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]


class DirtyRow(Base):
    """A cell whose counts are stale; one mark a record, visible exactly with it."""

    __tablename__ = "dirty"

    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    locality_id: Mapped[UUID] = mapped_column(ForeignKey("locality.id"))
    day: Mapped[date]
    marked_at: Mapped[datetime]


class TallyRow(Base):
    """How many of one kind were heard in one locality on one day.

    Made anew from records at any time, so that no foreign key needs to be looked up for each of
    its many rows; that would take longer than counting.
    """

    __tablename__ = "tally"

    consultation_id: Mapped[UUID] = mapped_column(primary_key=True)
    locality_id: Mapped[UUID] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    dimension: Mapped[str] = mapped_column(Code, primary_key=True)
    cell: Mapped[str] = mapped_column(Code, primary_key=True)
    n: Mapped[int]


class RollupRow(Base):
    """The tallies of a locality and all below it in the week that begins on `week`, a Monday."""

    __tablename__ = "rollup"
    __table_args__ = (Index("ix_rollup_week", "consultation_id", "week", "locality_id"),)

    consultation_id: Mapped[UUID] = mapped_column(primary_key=True)
    locality_id: Mapped[UUID] = mapped_column(primary_key=True)
    # Before the week: a page asks for few dimensions of all weeks.
    dimension: Mapped[str] = mapped_column(Code, primary_key=True)
    week: Mapped[date] = mapped_column(primary_key=True)
    cell: Mapped[str] = mapped_column(Code, primary_key=True)
    n: Mapped[int]


class PrevalenceRow(Base):
    """The estimated shares of one locality's voices; `topic` is empty for all of them.

    `shares` is by class its middle, low and high; empty where too little was checked. A stale
    row is computed anew by the worker.
    """

    __tablename__ = "prevalence"

    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"), primary_key=True)
    locality_id: Mapped[UUID] = mapped_column(ForeignKey("locality.id"), primary_key=True)
    topic: Mapped[str] = mapped_column(Code, primary_key=True)
    stale: Mapped[bool]
    texts: Mapped[int]
    labels: Mapped[int]
    agreed: Mapped[int]
    shares: Mapped[dict[str, Any]]
