"""A form on paper: what is asked, with boxes to tick and lines to write on."""

from typing import Final
from urllib.parse import urlencode

from flask import Blueprint, abort, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from consult.core.form import Form
from consult.core.language import INTERFACE, say
from consult.core.record import sha256_of
from consult.services import library
from consult.store.base import db
from consult.web.builder_tongues import Tongue, own_name
from consult.web.fields_words import written
from consult.web.language import reader_language
from consult.web.paper_blocks import blocks
from consult.web.qr import qr

ROWS: Final = 6

blueprint = Blueprint("paper", __name__)


@blueprint.get("/<lang>/desk/forms/<slug>/<version>/paper")
def sheet(slug: str, version: str) -> Response | str:
    """Show a form in one of its languages, to be printed."""
    form = library.form_of(db.session(), slug, version) or abort(404)
    tag = request.args.get("in", form.default_language)
    if tag not in form.languages:
        abort(404)
    face = face_of(form, tag)
    if face != reader_language():
        here = url_for("paper.sheet", lang=face, slug=slug, version=version)
        return redirect(f"{here}?{urlencode({'in': tag})}")
    code = code_of(form)
    return render_template(
        "desk/forms/paper.html",
        form=form,
        title=say(form.title, tag),
        blocks=list(blocks(form, tag)),
        own=_own(form, tag),
        code=code,
        qr=qr(f"consult-form:{form.slug}:{form.version}:{code}"),
        rows=range(1, ROWS + 1),
        tongues_of_form=[_tongue(form, each) for each in form.languages],
        here=tag,
    )


def face_of(form: Form, tag: str) -> str:
    """Name the language of the interface that goes with one of a form."""
    if tag in INTERFACE:
        return tag
    speech = form.speech.get(tag)
    return speech.fallback if speech and speech.fallback in INTERFACE else reader_language()


def _tongue(form: Form, tag: str) -> Tongue:
    speech = form.speech.get(tag)
    return Tongue(tag, speech.name if speech else own_name(tag), written(form, tag), "", 0)


def _own(form: Form, tag: str) -> Markup:
    if tag == reader_language():
        return Markup()
    return Markup(' lang="{}" dir="{}"').format(tag, written(form, tag))


def code_of(form: Form) -> str:
    """Name this version in six signs, so that nobody keys in a sheet of another one."""
    return sha256_of(form.to_json())[:6].upper()
