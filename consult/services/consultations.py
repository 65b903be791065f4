"""Open consultations, and change what is said about them."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import msgspec
from sqlalchemy import delete
from sqlalchemy.orm import Session

from consult.core.identity import uuid7
from consult.core.language import DEFAULT, Words
from consult.services import library
from consult.services.forms import ask
from consult.store import asking, localities
from consult.store.rows import ConsultationLocalityRow, ConsultationRow, LocalityRow

Slug = Annotated[str, msgspec.Meta(pattern="^[a-z0-9][a-z0-9-]{1,62}$")]


class Unfit(ValueError):
    """Say why a consultation can't be opened like this."""


class Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A consultation as somebody wrote it down.

    `version` is empty for the newest of the form; `localities` are p-codes, and all below them
    are asked, too; without `opens_on` it opens today.
    """

    slug: Slug
    title: Words
    about: Words
    convener: Words
    form: str
    localities: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
    version: str | None = None
    opens_on: date | None = None
    closes_on: date | None = None


def read(path: Path) -> Asked:
    """Read a consultation from a JSON file.

    Raises:
        Unfit: When it isn't one.
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=Asked)
    except (msgspec.DecodeError, UnicodeDecodeError) as failure:
        raise Unfit(str(failure)) from failure


def load(session: Session, asked: Asked, now: datetime) -> ConsultationRow:
    """Open a consultation, or change the one with this slug.

    Raises:
        Unfit: When its form, its places or its dates don't fit.
    """
    places = _places(session, asked)
    there = asking.consultation_named(session, asked.slug)
    row = there or ConsultationRow(id=uuid7(now), slug=asked.slug, opens_on=now.date())
    row.title, row.about = dict(asked.title), dict(asked.about)
    row.convener = dict(asked.convener)
    row.opens_on = asked.opens_on or row.opens_on
    row.closes_on = asked.closes_on
    if row.closes_on and row.closes_on < row.opens_on:
        raise Unfit(f"It would close on {row.closes_on}, before it opens on {row.opens_on}.")
    _let_ask(session, row, asked)
    session.add(row)
    session.flush()
    _cover(session, row, places)
    return row


def _places(session: Session, asked: Asked) -> list[LocalityRow]:
    found = localities.coded(session, asked.localities)
    missing = sorted(set(asked.localities) - {place.pcode for place in found})
    if missing:
        raise Unfit(f"There are no localities with these codes: {', '.join(missing)}.")
    return list(found)


def _let_ask(session: Session, row: ConsultationRow, asked: Asked) -> None:
    newest = asking.newest_form(session, asked.form)
    version = asked.version or (newest.version if newest else "")
    form = library.form_of(session, asked.form, version)
    if form is None:
        raise Unfit(
            f"The form {asked.form} {version} is not published; load it first.".replace("  ", " ")
        )
    ask(row, form)
    for name in ("title", "about"):
        words = getattr(row, name)
        if not any(words.get(tag) for tag in (DEFAULT, *form.languages)):
            raise Unfit(f"It needs a {name} in {DEFAULT} or a language of the form.")


def _cover(session: Session, row: ConsultationRow, places: list[LocalityRow]) -> None:
    session.execute(
        delete(ConsultationLocalityRow).where(ConsultationLocalityRow.consultation_id == row.id)
    )
    session.add_all(
        ConsultationLocalityRow(consultation_id=row.id, locality_id=place.id) for place in places
    )
    session.flush()
