"""Check a form in the making, and publish it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

from flask import Blueprint, make_response, redirect, render_template, send_file, url_for
from werkzeug.wrappers import Response

from consult.core.building.finish import finished
from consult.core.language import say
from consult.formats import xlsform
from consult.services import library, publishing
from consult.store import asking, drafts
from consult.store.base import db
from consult.store.rows import FormDraftRow
from consult.store.transaction import writing
from consult.web.builder import around, built
from consult.web.builder_outline import outline
from consult.web.builder_tongues import tongues_of
from consult.web.changes import Changed, changes_between
from consult.web.findings import say_finding
from consult.web.language import reader_language

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

blueprint = Blueprint("releasing", __name__)


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What stands in the way of publishing: the part, its words, and the sentence."""

    key: str
    label: str
    sentence: str


@blueprint.get("/<lang>/desk/forms/<slug>/build/publish")
def check(slug: str) -> Response:
    """Say what stands in the way, what is missing, and what has changed."""
    return _show(built(slug))


@blueprint.post("/<lang>/desk/forms/<slug>/build/publish")
def publish(slug: str) -> Response:
    """Publish it as a new version, unless something stands in the way."""
    row = built(slug)
    checked, revision = publishing.check(row.definition), row.revision
    if checked.form is None:
        return _show(row, 422)
    writing(db.session())  # only now, since checking takes long and needs no lock
    row = built(slug, lock=True)
    if row.revision != revision:
        return _show(row, 409)
    published = publishing.publish(db.session(), checked.form, datetime.now(UTC))
    drafts.drop(db.session(), row)
    told = "published" if published.new else "same"
    return redirect(url_for("forms.page", slug=slug, told=told), 303)


@blueprint.get("/<lang>/desk/forms/<slug>/build/form.xlsx")
def download(slug: str) -> Response:
    """Give what has been made as a spreadsheet."""
    written = xlsform.write(finished(built(slug).definition))
    return send_file(BytesIO(written), SHEET, as_attachment=True, download_name=f"{slug}.xlsx")


def _show(row: FormDraftRow, status: int = 200) -> Response:
    language = reader_language()
    checked = publishing.check(row.definition)
    page = render_template(
        "desk/forms/check.html",
        row=row,
        title=say(row.definition["title"], language),
        tongues_of_form=tongues_of(row.definition),
        obstacles=_obstacles(row, checked, language),
        changed=_changed(row, language),
        **around(row),
    )
    return make_response(page, status)


def _obstacles(row: FormDraftRow, checked: publishing.Checked, language: str) -> Sequence[Obstacle]:
    labels = {line.key: line.label for line in outline(row.definition, language)}
    found = []
    for finding in checked.findings:
        survey = (finding.sheet or "").lower() == "survey"
        key = checked.keys.get(finding.row or 0, "") if survey else ""
        found.append(Obstacle(key, labels.get(key, ""), say_finding(finding)))
    return found


def _changed(row: FormDraftRow, language: str) -> Sequence[Changed] | None:
    """Say what is other than in the newest version; None where there is none yet."""
    newest = asking.newest_form(db.session(), row.slug)
    form = library.form_of(db.session(), row.slug, newest.version) if newest else None
    return changes_between(form, finished(row.definition), language) if form else None
