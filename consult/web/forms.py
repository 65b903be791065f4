"""The desk's forms: which there are, which is asked where, and new ones from spreadsheets."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from flask import Blueprint, abort, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from consult.core.form import Form
from consult.core.language import ENDONYMS
from consult.core.permission import may
from consult.formats import xlsform
from consult.services import forms as published
from consult.services import library, templates
from consult.store import asking, drafts, overview
from consult.store.base import db
from consult.store.rows import ConsultationRow, FormRow
from consult.web import guard
from consult.web.changes import Changed, changes_between
from consult.web.language import reader_language

SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

blueprint = Blueprint("forms", __name__)


@dataclass(frozen=True, slots=True)
class Listed:
    """A form with its newest version, how many there are, and where it is asked."""

    slug: str
    form: Form
    versions: int
    consultations: Sequence[ConsultationRow]


@dataclass(frozen=True, slots=True)
class Version:
    """One version, and which consultations ask it."""

    row: FormRow
    form: Form
    consultations: Sequence[ConsultationRow]
    asked: int


@blueprint.get("/<lang>/desk/forms/")
def home() -> str:
    """List all forms, and those in the making."""
    return render_template(
        "desk/forms/home.html",
        forms=_listed(),
        drafts=drafts.drafts(db.session()),
        templates=templates.templates(),
        interface=ENDONYMS,
        may_write=may_write(),
    )


def _listed() -> list[Listed]:
    session = db.session()
    rows: dict[str, list[FormRow]] = {}
    for row in asking.forms(session):
        rows.setdefault(row.slug, []).append(row)
    return [
        Listed(slug, _form(slug, found[0].version), len(found), asking.asked_by(session, slug))
        for slug, found in rows.items()
    ]


@blueprint.get("/<lang>/desk/forms/<slug>/")
def page(slug: str) -> str:
    """Show all versions of a form, and choose which is asked where."""
    session = db.session()
    rows = asking.versions(session, slug) or abort(404)
    by_version: dict[str, list[ConsultationRow]] = {}
    for consultation in asking.asked_by(session, slug):
        by_version.setdefault(consultation.form_version, []).append(consultation)
    return render_template(
        "desk/forms/page.html",
        slug=slug,
        versions=[_version(row, by_version.get(row.version, [])) for row in rows],
        consultations=overview.consultations(session),
        draft=drafts.built(session, slug),
        told=request.args.get("told", ""),
        may_write=may_write(),
    )


def _version(row: FormRow, consultations: Sequence[ConsultationRow]) -> Version:
    form = _form(row.slug, row.version)
    return Version(row, form, consultations, sum(one.answered for one, _ in form.walk()))


@blueprint.get("/<lang>/desk/forms/<slug>/<version>/changes")
def changes(slug: str, version: str) -> str:
    """Say what is other than in the version before, or in the one asked for."""
    rows = [row.version for row in asking.versions(db.session(), slug)]
    if version not in rows:
        abort(404)
    earlier = rows[rows.index(version) + 1 :]
    since = request.args.get("since") or (earlier[0] if earlier else "")
    form, old = _form(slug, version), library.form_of(db.session(), slug, since)
    return render_template(
        "desk/forms/changes.html",
        form=form,
        since=since if old else "",
        versions=rows,
        changed=_between(old, form),
    )


def _between(old: Form | None, form: Form) -> Sequence[Changed]:
    return changes_between(old, form, reader_language()) if old else ()


@blueprint.get("/<lang>/desk/forms/ask")
def choose() -> str:
    """Say what would change if a consultation asked another version."""
    consultation = _consultation(request.args.get("consultation", ""))
    form = _form(request.args.get("form", ""), request.args.get("version", ""))
    old = library.form_asked(db.session(), consultation)
    return render_template(
        "desk/forms/choose.html",
        consultation=consultation,
        old=old,
        form=form,
        changed=_between(old, form) if old.slug == form.slug else (),
    )


@blueprint.post("/<lang>/desk/consultations/<slug>/ask")
def ask(slug: str) -> Response:
    """Let a consultation ask a version from now on."""
    consultation = _consultation(slug)
    form = _form(request.form.get("form", ""), request.form.get("version", ""))
    published.ask(consultation, form)
    return redirect(url_for("forms.page", slug=form.slug, told="asked"), 303)


def _consultation(slug: str) -> ConsultationRow:
    return asking.consultation_named(db.session(), slug) or abort(404)


@blueprint.get("/<lang>/desk/forms/<slug>/<version>/form.xlsx")
def download(slug: str, version: str) -> Response:
    """Give a version as a spreadsheet."""
    name = f"{slug}-{version}.xlsx"
    written = BytesIO(xlsform.write(_form(slug, version)))
    return send_file(written, SHEET, as_attachment=True, download_name=name)


def _form(slug: str, version: str) -> Form:
    return library.form_of(db.session(), slug, version) or abort(404)


def may_write() -> bool:
    """Tell whether who is signed in may change forms."""
    who = guard.person()
    return who is not None and may(who.actor, "uploading.upload")
