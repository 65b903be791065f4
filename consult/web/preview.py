"""A form in the making as it will be on a phone; nothing that is typed there is kept."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from flask import Blueprint, abort, make_response, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from consult.core.building.finish import finished
from consult.core.form import Form
from consult.core.language import say
from consult.services import library
from consult.store import drafts
from consult.store.base import db
from consult.web.builder import built
from consult.web.capture_page import Way
from consult.web.capture_posted import read
from consult.web.capture_steps import Stand, Walk
from consult.web.fields import Manner
from consult.web.fields_words import written
from consult.web.problems import sentence_in_form
from consult.web.security import framing

blueprint = Blueprint("preview", __name__)


@blueprint.route("/<lang>/desk/forms/<slug>/build/preview/<tag>", methods=["GET", "POST"])
def draft(slug: str, tag: str) -> Response:
    """Show a form that is being built."""
    return _show(finished(built(slug).definition), tag)


@blueprint.route("/<lang>/desk/forms/drafts/<uuid:draft>/preview/<tag>", methods=["GET", "POST"])
def upload(draft: UUID, tag: str) -> Response:
    """Show a form that was read from a spreadsheet and isn't published yet."""
    row = drafts.draft(db.session(), draft) or abort(404)
    return _show(finished(row.definition), tag)


@blueprint.route("/<lang>/desk/forms/<slug>/<version>/preview/<tag>", methods=["GET", "POST"])
def version(slug: str, version: str, tag: str) -> Response:
    """Show a version that is published."""
    return _show(library.form_of(db.session(), slug, version) or abort(404), tag)


def _show(form: Form, tag: str) -> Response:
    if tag not in form.languages:
        abort(404)
    now = datetime.now(UTC)
    walk = Walk.through(form, Manner(tag, _address, whole=False, live=False), now)
    stand = Stand(0, form.begin(now))
    if request.method == "POST":
        stand = walk.turn(read(form, request.form, now), request.form, {})
        stand = replace(stand, step=min(stand.step, len(walk.steps) - 1))
    typed = (request.form, stand.kept) if request.method == "POST" else None
    page = walk.page(stand.step, stand.answers, typed)
    told = [(each.question or "", sentence_in_form(each, form, tag)) for each in stand.told]
    page.tell(told)
    response = make_response(
        render_template(
            "desk/forms/preview.html",
            page=page,
            told=told,
            stand=stand,
            count=len(walk.steps),
            title=say(form.title, tag),
            way=Way(0, _own(form, tag), live=False, told=dict(told)),
            address=request.path,
            filled=json.dumps(dict(stand.answers), ensure_ascii=False),
            shown=json.dumps(page.shown),
        )
    )
    framing(response, ancestors="'self'")
    return response


def _own(form: Form, tag: str) -> Markup:
    return Markup(' lang="{}" dir="{}"').format(tag, written(form, tag))


def _address(sha256: str) -> str:
    return url_for("media.file", sha256=sha256)
