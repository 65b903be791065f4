"""The texts of a form in the making side by side: what it says first, and what is missing."""

import json
from typing import Final

from flask import Blueprint, abort, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from consult.core.building import texts
from consult.core.building.merge import Fields, digests, merged
from consult.core.building.outline import Making
from consult.core.language import say
from consult.services import drafting
from consult.store.base import db
from consult.store.rows import FormDraftRow
from consult.web.builder import around, built, by
from consult.web.builder_acts import posted, was
from consult.web.builder_tongues import tongues_of
from consult.web.builder_words import MEMBERS
from consult.web.language import reader_language

PAGE: Final = 50
"""Texts on one page."""

blueprint = Blueprint("translating", __name__)


@blueprint.get("/<lang>/desk/forms/<slug>/build/texts/<tag>")
def page(slug: str, tag: str) -> Response:
    """Show some texts, all in turn or only those that are missing."""
    return _show(built(slug), tag, {})


@blueprint.post("/<lang>/desk/forms/<slug>/build/texts/<tag>")
def write(slug: str, tag: str) -> Response:
    """Keep what was translated."""
    row = built(slug, lock=True)
    making = row.definition
    if tag not in making["languages"]:
        abort(404)
    kept = merged(posted(), was(), _said(making, tag))
    if kept.theirs:
        sent = posted()
        typed = {**kept.mine, **{name: sent[name] for name in kept.theirs}}
        return _show(row, tag, typed, kept.theirs, 409)
    for text_id, words in kept.mine.items():
        making = texts.write(making, text_id, tag, words)
    drafting.change(db.session(), row, making, f"texts:{tag}", by())
    then = "missing" if "missing" in request.args else None
    here = url_for(
        "translating.page", slug=slug, tag=tag, missing=then, page=request.args.get("page")
    )
    return redirect(here, 303)


def _said(making: Making, tag: str) -> dict[str, str]:
    return {text.id: text.words.get(tag, "") for text in texts.texts(making)}


def _show(
    row: FormDraftRow, tag: str, typed: Fields, theirs: Fields | None = None, status: int = 200
) -> Response:
    making = row.definition
    if tag not in making["languages"]:
        abort(404)
    tongues = {tongue.tag: tongue for tongue in tongues_of(making)}
    first = making["default_language"]
    beside = request.args.get("beside", "")
    other = beside if beside in tongues and beside != tag else first
    only = "missing" in request.args
    wanted = [text for text in texts.texts(making) if not only or text.lacks(tag)]
    pages = max(1, -(-len(wanted) // PAGE))
    at = min(max(1, request.args.get("page", 1, type=int)), pages)
    shown = wanted[(at - 1) * PAGE : at * PAGE]
    values = {text.id: text.words.get(tag, "") for text in shown}
    page = render_template(
        "desk/forms/texts.html",
        row=row,
        title=say(making["title"], reader_language()),
        tongue=tongues[tag],
        other=tongues[other],
        tongues_of_form=list(tongues.values()),
        texts=shown,
        values={**values, **typed},
        was=json.dumps(digests(values)),
        theirs=theirs or {},
        only=only,
        page=at,
        pages=pages,
        members=MEMBERS,
        refused=False,
        **around(row),
    )
    return make_response(page, status)
