"""Make forms step by step: every change is kept at once, and can be undone."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy.orm import Session

from consult.core.building.outline import Making
from consult.core.identity import uuid7
from consult.formats.xlsform import Finding
from consult.store import drafts
from consult.store.rows import FormDraftRow, FormStepRow

STEPS: Final = 50
"""Changes that can be undone."""

ONE_CHANGE: Final = timedelta(minutes=1)
"""Time within which going on with the same change is no new one."""


@dataclass(frozen=True, slots=True)
class By:
    """Who changes a form, and when."""

    person: UUID
    now: datetime


def begin(
    session: Session,
    making: Making,
    by: By,
    origin: str = "built",
    findings: Sequence[Finding] = (),
) -> FormDraftRow:
    """Begin to make a form."""
    row = FormDraftRow(
        id=uuid7(by.now),
        slug=making["slug"],
        origin=origin,
        definition=making,
        findings=[asdict(found) for found in findings],
        changed_at=by.now,
        changed_by=by.person,
        revision=1,
    )
    session.add(row)
    session.flush()
    return row


def findings_of(row: FormDraftRow) -> tuple[Finding, ...]:
    """Give what was found when its spreadsheet was read."""
    return tuple(Finding(**found) for found in row.findings)


def change(session: Session, row: FormDraftRow, making: Making, what: str, by: By) -> bool:
    """Keep what a form has become; tell whether that is another than it was.

    Args:
        session: Where; the row must be locked.
        row: The form in the making.
        making: What it is now.
        what: Name of the change, such as "edit:p3"; going on with the one before makes no new step.
        by: Who did it, and when.
    """
    if making == row.definition:
        return False
    last = drafts.last_step(session, row.id)
    if last is None or not _goes_on(last, what, by):
        session.add(_step(row, what, by))
        drafts.forget_steps(session, row.id, row.revision - STEPS)
    _put(row, making, by)
    session.flush()
    return True


def undo(session: Session, row: FormDraftRow, by: By) -> str | None:
    """Take the last change back; tell which it was, None where there is none."""
    last = drafts.last_step(session, row.id)
    if last is None:
        return None
    _put(row, last.definition, by)
    what = last.change
    session.delete(last)
    session.flush()
    return what


def _goes_on(last: FormStepRow, what: str, by: By) -> bool:
    same = last.change == what and last.made_by == by.person
    return same and by.now - last.made_at < ONE_CHANGE


def _step(row: FormDraftRow, what: str, by: By) -> FormStepRow:
    return FormStepRow(
        draft_id=row.id,
        revision=row.revision,
        definition=row.definition,
        change=what,
        made_at=by.now,
        made_by=by.person,
    )


def _put(row: FormDraftRow, making: Mapping[str, Any], by: By) -> None:
    row.definition = dict(making)
    row.changed_at, row.changed_by = by.now, by.person
    row.revision += 1
