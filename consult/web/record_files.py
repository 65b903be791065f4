"""The files of a record, for those who may read the record."""

from io import BytesIO
from typing import Final
from uuid import UUID

from flask import Blueprint, Response, abort, request, send_file

from consult.core.enclosed import enclosed
from consult.core.file import FileName
from consult.formats import picture
from consult.services.answering import record_of
from consult.services.library import form_of
from consult.store import asking, files, tree
from consult.store.base import db
from consult.store.rows import RecordFileRow, SubmissionRow
from consult.web.files import cabinet

SMALL: Final = 320
"""Pixels of the long edge of what stands in a list."""

POLICY: Final = "sandbox; default-src 'none'; frame-ancestors 'none'; base-uri 'none'"
"""Whatever somebody put into a file, a browser must not do."""

blueprint = Blueprint("record_files", __name__)


@blueprint.get("/<lang>/council/<pcode>/file/<uuid:record>/<name>")
def show(pcode: str, record: UUID, name: str) -> Response:
    """Open one file of a record of this locality, or below it; `small` asks for less of it."""
    kept = _kept(_submission(pcode, record), name)
    named = FileName.read(name) or abort(404)
    opened, media = cabinet().open(kept), named.media
    if "small" in request.args and named.family == "image":
        opened, media = picture.redraw(opened, SMALL) or abort(404), "image/jpeg"
    response = send_file(
        BytesIO(opened),
        media,
        as_attachment=named.family == "file",
        download_name=f"{named.sha256[:12]}.{named.end}",
        conditional=True,  # players ask for parts
        etag=False,
    )
    response.headers["Content-Security-Policy"] = POLICY
    return response


def _submission(pcode: str, record: UUID) -> SubmissionRow:
    """Find the record, where the reader's locality is one that it lies in."""
    session = db.session()
    consultation = asking.consultation_named(session, request.args.get("c", "")) or abort(404)
    found = record_of(session, consultation.id, record) or abort(404)
    if pcode not in {row.pcode for row in tree.lineage(session, found.locality_id)}:
        abort(404)
    return found


def _kept(submission: SubmissionRow, name: str) -> RecordFileRow:
    """Find a file that the record names and that the list of voices shows, too."""
    session = db.session()
    form = form_of(session, submission.form_slug, submission.form_version) or abort(404)
    shown = {str(one.name) for one in enclosed(form, submission.content["answers"])}
    there = files.whole(session, submission.consultation_id, [submission.id])
    if name not in shown or (submission.id, name) not in there:
        abort(404)
    return there[submission.id, name]
