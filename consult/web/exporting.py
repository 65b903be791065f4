"""All records of a consultation as a table to take along."""

from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import Final

from flask import Blueprint, Response, abort, send_file, stream_with_context
from flask_babel import gettext
from werkzeug.wrappers import Response as Answer

from consult.formats.tables import Row, TooWide, csv_lines, write_xlsx
from consult.services import export
from consult.store import asking
from consult.store.base import db
from consult.web import guard
from consult.web.errors import Refused
from consult.web.language import reader_language

SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

blueprint = Blueprint("exporting", __name__)


@blueprint.get("/<lang>/desk/consultations/<slug>/records.csv")
def as_csv(slug: str) -> Response:
    """Send the records as CSV while they are read."""
    lines = stream_with_context(csv_lines(_rows(slug)))
    named = f'attachment; filename="{slug}.csv"'
    return Response(lines, mimetype="text/csv", headers={"Content-Disposition": named})


@blueprint.get("/<lang>/desk/consultations/<slug>/records.xlsx")
def as_xlsx(slug: str) -> Answer:
    """Send the records as a workbook."""
    rows = _rows(slug)
    file = TemporaryFile()  # noqa: SIM115 - it is closed, and gone, when it was sent
    try:
        write_xlsx(rows, file)
    except TooWide as failure:
        file.close()
        raise Refused(400, "too_wide") from failure
    file.seek(0)
    return send_file(file, SHEET, as_attachment=True, download_name=f"{slug}.xlsx")


def _rows(slug: str) -> Iterator[Row]:
    consultation = asking.consultation_named(db.session(), slug) or abort(404)
    who = guard.person()
    assert who is not None  # noqa: S101 - the table lets nobody in who isn't signed in
    return export.table(db.session(), consultation, reader_language(), who.actor, gettext)
