"""Publish what people made at the desk, through the same checks as any spreadsheet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from consult.core.building.finish import finished
from consult.core.building.outline import Making, spots
from consult.core.form import Form
from consult.formats import xlsform
from consult.formats.xlsform import Finding
from consult.formats.xlsform.write import sheets_of
from consult.services import forms, library
from consult.store import asking


@dataclass(frozen=True, slots=True)
class Checked:
    """A form in the making, held against the rules of spreadsheets.

    Without a form it can't be published. `keys` says which part a finding is about, by the row.
    """

    form: Form | None
    findings: Sequence[Finding]
    keys: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Published:
    """A version that is published; `new` tells whether it says anything new."""

    form: Form
    new: bool


def check(making: Making) -> Checked:
    """Write it as a spreadsheet and read that: what can't be read can't be published."""
    form = finished(making)
    if not any(question.answered for question, _around in form.walk()):
        return Checked(None, [Finding("no_questions")], {})
    numbered = replace(form, version=form.version or "1")
    reading = xlsform.read(xlsform.write(numbered), form.slug, form.slug)
    found = [one for one in reading.findings if one.severity == "refused"]
    read = replace(reading.form, version=form.version, files=form.files) if reading.form else None
    return Checked(read, found, _keys(form, making))


def _keys(form: Form, making: Making) -> dict[int, str]:
    """Find the part of each row of the survey; the header is the first."""
    by_name = {spot.part["name"]: spot.key for spot in spots(making)}
    rows = enumerate(sheets_of(form).get("survey", []), 2)
    return {at: by_name[row["name"]] for at, row in rows if row.get("name") in by_name}


def publish(session: Session, form: Form, now: datetime) -> Published:
    """Publish a form as the next version, unless its newest version says the same."""
    newest = asking.newest_form(session, form.slug)
    old = library.form_of(session, form.slug, newest.version) if newest else None
    if old and says_the_same(old, form):
        return Published(old, new=False)
    versioned = replace(form, version=free_version(session, form.slug, form.version))
    forms.publish(session, versioned, now)
    return Published(versioned, new=True)


def free_version(session: Session, slug: str, wanted: str = "") -> str:
    """Give the version that was wanted where it is free, else the next number."""
    taken = {row.version for row in asking.versions(session, slug)}
    if wanted and wanted not in taken:
        return wanted
    return next(str(number) for number in range(len(taken) + 1, 10**6) if str(number) not in taken)


def says_the_same(old: Form | None, form: Form) -> bool:
    """Tell whether two versions are alike, word for word."""
    return old is not None and replace(old, version=form.version) == form
