"""Forms in the making, and the steps back from what they are now."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from consult.store.base import Base, Code


class FormDraftRow(Base):
    """A form that is being made, or was read from a spreadsheet and isn't published yet.

    `origin` is "built" or "upload"; `findings` are what reading the spreadsheet found. Its
    `revision` grows by one with every change.
    """

    __tablename__ = "form_draft"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(Code, index=True)
    origin: Mapped[str] = mapped_column(Code)
    definition: Mapped[dict[str, Any]]
    findings: Mapped[list[Any]]
    changed_at: Mapped[datetime]
    changed_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    revision: Mapped[int] = mapped_column(default=1)


class FormStepRow(Base):
    """What a form in the making was before a change, so that the change can be undone."""

    __tablename__ = "form_step"

    draft_id: Mapped[UUID] = mapped_column(ForeignKey("form_draft.id"), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    definition: Mapped[dict[str, Any]]
    change: Mapped[str] = mapped_column(Code)
    made_at: Mapped[datetime]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
