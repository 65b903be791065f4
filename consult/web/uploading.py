"""A form from a spreadsheet: read it, say what was found, and publish it when that is well."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import PurePath
from typing import Final
from uuid import UUID

from flask import Blueprint, abort, make_response, redirect, render_template, request, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from consult.core.building.finish import finished
from consult.core.building.outline import keyed
from consult.formats import xlsform
from consult.services import drafting, forms, library, publishing
from consult.store import asking, drafts
from consult.store.base import db
from consult.store.rows import FormDraftRow
from consult.store.transaction import writing
from consult.web.builder import by
from consult.web.builder_tongues import tongues_of
from consult.web.changes import changes_between
from consult.web.findings import grouped
from consult.web.forms import may_write
from consult.web.language import reader_language
from consult.web.security import framing

LONGEST: Final = 120
"""Characters of a file's name that count."""

blueprint = Blueprint("uploading", __name__)


@blueprint.post("/<lang>/desk/forms/upload")
def upload() -> Response:
    """Read a spreadsheet with what comes beside it; keep nothing that can't be published."""
    sent = request.files.get("form")
    if sent is None or not sent.filename:
        return redirect(url_for("forms.home", _anchor="upload"), 303)
    name = PurePath(_name(sent)).stem
    attached = dict(_attached())
    reading = xlsform.read(sent.read(), name, None, attached)
    if reading.form is None:
        report = render_template(
            "desk/forms/refused.html", name=_name(sent), kinds=grouped(reading.findings)
        )
        return make_response(report, 422)
    writing(db.session())
    forms.keep_files(db.session(), reading.form, reading.contents)
    row = drafting.begin(
        db.session(), keyed(reading.form.to_json()), by(), "upload", reading.findings
    )
    return redirect(url_for("uploading.report", draft=row.id), 303)


def _attached() -> Iterator[tuple[str, bytes]]:
    for file in request.files.getlist("attached"):
        if file.filename:
            yield _name(file), file.read()


def _name(file: FileStorage) -> str:
    """Give the name of a file without folders."""
    return PurePath((file.filename or "").replace("\\", "/")).name[-LONGEST:]


@blueprint.get("/<lang>/desk/forms/drafts/<uuid:draft>/report")
def report(draft: UUID) -> Response:
    """Say what reading the spreadsheet found, and show the form before it is published."""
    row = _upload(draft)
    form = finished(row.definition)
    newest = asking.newest_form(db.session(), form.slug)
    old = library.form_of(db.session(), form.slug, newest.version) if newest else None
    page = render_template(
        "desk/forms/report.html",
        row=row,
        form=form,
        old=old,
        tongues_of_form=tongues_of(row.definition),
        asked=sum(question.answered for question, _ in form.walk()),
        kinds=grouped(drafting.findings_of(row)),
        version=publishing.free_version(db.session(), form.slug, form.version),
        same=publishing.says_the_same(old, form),
        changed=changes_between(old, form, reader_language()) if old else (),
        may_write=may_write(),
    )
    response = make_response(page)
    framing(response, frames="'self'")
    return response


@blueprint.post("/<lang>/desk/forms/drafts/<uuid:draft>/publish")
def publish(draft: UUID) -> Response:
    """Publish what was read as a new version."""
    row = _upload(draft)
    result = publishing.publish(db.session(), finished(row.definition), datetime.now(UTC))
    drafts.drop(db.session(), row)
    told = "published" if result.new else "same"
    return redirect(url_for("forms.page", slug=result.form.slug, told=told), 303)


@blueprint.post("/<lang>/desk/forms/drafts/<uuid:draft>/build")
def build(draft: UUID) -> Response:
    """Go on with what was read in the builder, unless something is being built there."""
    row = _upload(draft)
    if drafts.built(db.session(), row.slug) is None:
        row.origin = "built"
        row.definition = {**row.definition, "version": ""}
    return redirect(url_for("builder.page", slug=row.slug), 303)


@blueprint.post("/<lang>/desk/forms/drafts/<uuid:draft>/drop")
def drop(draft: UUID) -> Response:
    """Forget what was read."""
    drafts.drop(db.session(), _upload(draft))
    return redirect(url_for("forms.home"), 303)


def _upload(draft_id: UUID) -> FormDraftRow:
    row = drafts.draft(db.session(), draft_id)
    return row if row and row.origin == "upload" else abort(404)
