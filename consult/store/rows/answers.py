"""What bodies answer, and what phones have not heard yet, by consultation."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from consult.store.base import Base, Code


class ReplyRow(Base):
    """What a body answered to one record."""

    __tablename__ = "reply"
    __table_args__ = (
        Index("ix_reply_submission", "consultation_id", "submission_id"),
        Index("ix_reply_public", "consultation_id", "locality_id", "public", "replied_at"),
    )

    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    submission_id: Mapped[UUID]
    locality_id: Mapped[UUID] = mapped_column(ForeignKey("locality.id"))
    body_id: Mapped[UUID | None] = mapped_column(ForeignKey("body.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    text: Mapped[str]
    language: Mapped[str] = mapped_column(Code)
    public: Mapped[bool]
    replied_at: Mapped[datetime]


class CounterRow(Base):
    """A number that only grows, taken in the transaction that uses it."""

    __tablename__ = "counter"

    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"), primary_key=True)
    name: Mapped[str] = mapped_column(Code, primary_key=True)
    value: Mapped[int] = mapped_column(BigInteger)


class NewsRow(Base):
    """Something that phones should hear; `number` rises without gaps in the order of commits.

    `audience` is `all`, `device:<id>` or `person:<id>`.
    """

    __tablename__ = "news"
    __table_args__ = (Index("ix_news_audience", "consultation_id", "audience", "number"),)

    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"), primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    audience: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(Code)
    payload: Mapped[dict[str, Any]]
    made_at: Mapped[datetime]
