"""Localities and the bodies that answer for them: reference tables."""

from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from consult.store.base import Base, Code, Words


class LocalityRow(Base):
    """One place in the tree."""

    __tablename__ = "locality"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    pcode: Mapped[str | None] = mapped_column(Code, unique=True)
    name: Mapped[str]
    names: Mapped[Words]
    level: Mapped[int]
    kind: Mapped[str | None] = mapped_column(Code)
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("locality.id"), index=True)
    centre_lon: Mapped[float | None]
    centre_lat: Mapped[float | None]
    population: Mapped[int | None]
    shape: Mapped[dict[str, Any] | None] = mapped_column(deferred=True)


class BodyRow(Base):
    """Who can answer: a council, an office, a mission, an NGO."""

    __tablename__ = "body"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    names: Mapped[Words]
    kind: Mapped[str] = mapped_column(Code)
    locality_id: Mapped[UUID | None] = mapped_column(ForeignKey("locality.id"), index=True)
