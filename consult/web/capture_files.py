"""Files that come with a page without script: kept at once, whatever becomes of the page."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from flask import request

from consult.core.form import Form
from consult.core.problem import Problem
from consult.core.question import FILES, Question
from consult.store.rows import ConsultationRow
from consult.web.capture_posted import Posted
from consult.web.fields import PREFIX
from consult.web.files import keep_posted

DROP = ".drop"


def kept_files(
    consultation: ConsultationRow, form: Form, posted: Posted, record_id: UUID, now: datetime
) -> Mapping[str, str | Problem]:
    """Keep what was attached; give names, "" for what was taken away, and what is wrong."""
    slots = form.fill(posted.before, now).instance.slots
    asked = {
        key
        for key, slot in slots.items()
        if isinstance(slot.part, Question) and slot.part.kind in FILES and not slot.part.read_only
    }
    found: dict[str, str | Problem] = {}
    for name, file in request.files.items():
        key = name.removeprefix(PREFIX)
        if key in asked and file.filename:
            found[key] = keep_posted(consultation, record_id, key, file)
    dropped = {key for key in asked if f"{PREFIX}{key}{DROP}" in request.form}
    return {**dict.fromkeys(dropped, ""), **found}
