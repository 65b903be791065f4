"""The records of a consultation as one table, whatever versions of its form they answered."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy.orm import Session

from consult.core.form import Form
from consult.core.permission import Actor, withheld
from consult.formats.columns import Column, columns_of, turns_of
from consult.formats.tables import Row, Value
from consult.services import library
from consult.store import asking, submissions
from consult.store.rows import ConsultationRow, LocalityRow, SubmissionRow

_ = str
"""Marks a label for translation; the desk says it in the reader's language."""


@dataclass(frozen=True, slots=True)
class About:
    """A column about a record itself."""

    name: str
    label: str
    value: Callable[[SubmissionRow, LocalityRow | None], Value]


ABOUT: Final = (
    About("_id", _("Record"), lambda row, place: str(row.id)),
    About("_revision", _("Revision"), lambda row, place: row.revision),
    About("_form", _("Form"), lambda row, place: row.form_slug),
    About("_version", _("Version of the form"), lambda row, place: row.form_version),
    About("_pcode", _("Code of the place"), lambda row, place: place.pcode if place else None),
    About("_place", _("Place"), lambda row, place: place.name if place else None),
    About("_day", _("Day"), lambda row, place: row.day),
    About("_captured_at", _("Captured (the phone's clock)"), lambda row, place: row.captured_at),
    About("_received_at", _("Received"), lambda row, place: row.received_at),
    About("_language", _("Language"), lambda row, place: row.language),
    About("_channel", _("Channel"), lambda row, place: row.channel),
    About("_entered_by", _("Entered by"), lambda row, place: row.entered_by),
    About("_voices", _("Voices"), lambda row, place: row.voices),
)
"""What the server knows of each record; the names can't be those of questions."""


def table(
    session: Session,
    consultation: ConsultationRow,
    language: str,
    actor: Actor | None,
    say: Callable[[str], str] = str,
) -> Iterator[Row]:
    """Give the rows: names, labels, and then a record each, in the order of receipt.

    Args:
        session: Where to read.
        consultation: Whose records.
        language: Of the labels.
        actor: Who asks, so that columns which they may not see are left out; None for the
            operator of the machine.
        say: Puts the labels of our own columns into the language.
    """
    columns = [
        column
        for column in _columns(session, consultation, language)
        if actor is None or not withheld(actor, column.natures)
    ]
    yield [*(one.name for one in ABOUT), *(column.name for column in columns)]
    yield [*(say(one.label) for one in ABOUT), *(column.label for column in columns)]
    places = {row.id: row for row in asking.covered(session, consultation.id)}
    for row in submissions.current(session, consultation.id):
        place = places.get(row.locality_id)
        answers: Mapping[str, Any] = row.content["answers"]
        yield [
            *(one.value(row, place) for one in ABOUT),
            *(column.cell(answers) for column in columns),
        ]


def _columns(session: Session, consultation: ConsultationRow, language: str) -> list[Column]:
    records = submissions.current(session, consultation.id)
    turns = turns_of(row.content["answers"] for row in records)
    return columns_of(_versions(session, consultation), turns, language)


def _versions(session: Session, consultation: ConsultationRow) -> list[Form]:
    """Find what is asked now, and every version that anybody has answered."""
    asked = (consultation.form_slug, consultation.form_version)
    answered = submissions.forms_answered(session, consultation.id)
    keys = dict.fromkeys([asked, *answered])
    return [form for key in keys if (form := library.form_of(session, *key))]
