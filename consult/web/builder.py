"""The builder: make a form in the browser, alone or together."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any, Final

from flask import Blueprint, abort, make_response, redirect, render_template, request, url_for
from flask_babel import format_datetime
from werkzeug.wrappers import Response

from consult.core.building.names import name_from
from consult.core.building.outline import Making, keyed
from consult.core.building.parts import empty
from consult.core.building.texts import TAG
from consult.core.language import ENDONYMS, say
from consult.core.permission import may
from consult.services import drafting, templates
from consult.services.drafting import By
from consult.store import asking, drafts
from consult.store.base import db
from consult.store.rows import FormDraftRow, PersonRow
from consult.web import builder_tongues as tongues
from consult.web import guard
from consult.web.builder_acts import Done, done, posted
from consult.web.builder_editor import editor_of
from consult.web.builder_outline import outline
from consult.web.builder_words import ADDED, CHANGES, MEMBERS, TESTS
from consult.web.language import reader_language
from consult.web.security import framing

ALONE: Final = frozenset({"remove", "undo", "discard", "hush"})
"""What is done only by who has seen the form as it is now."""

blueprint = Blueprint("builder", __name__)
blueprint.add_app_template_filter(partial(format_datetime, format="short"), "clock")


@blueprint.post("/<lang>/desk/forms/build")
def start() -> Response:
    """Begin a form: empty, from a template, or from one that is published."""
    sent = posted()
    tag = sent.get("tag", "").strip()
    title = sent.get("title", "").strip()[:300]
    making = _begun(sent.get("from", ""), title, tag if TAG.fullmatch(tag) else reader_language())
    slug = sent.get("slug", "")
    known = asking.newest_form(db.session(), slug) is not None
    making["slug"] = slug if known else _free_slug(title or making["slug"])
    row = drafts.built(db.session(), making["slug"])
    if row is None:
        drafting.begin(db.session(), making, by())
    return redirect(url_for("builder.page", slug=making["slug"]), 303)


def _begun(origin: str, title: str, tag: str) -> Making:
    kind, _, name = origin.partition(":")
    definition: Mapping[str, Any] | None = None
    if kind == "template":
        definition = templates.templates().get(name)
    elif kind == "form":
        row = asking.newest_form(db.session(), name)
        definition = row.definition if row else None
    if definition is None:
        return empty("form", title or "…", tag)
    making = keyed({**definition, "version": ""})
    return {**making, "title": {making["default_language"]: title}} if title else making


def _free_slug(title: str) -> str:
    taken = {row.slug for row in asking.forms(db.session())}
    taken |= {row.slug for row in drafts.drafts(db.session())}
    plain = {slug.replace("-", "_") for slug in taken}
    return name_from(title, plain, "form").replace("_", "-")


@blueprint.get("/<lang>/desk/forms/<slug>/build")
def page(slug: str) -> Response:
    """Show the form in the making, and one part of it to be changed."""
    row = built(slug)
    return show(row, Done(row.definition, "", request.args.get("part", "")))


@blueprint.post("/<lang>/desk/forms/<slug>/build")
def change(slug: str) -> Response:
    """Do what a button says, and keep it."""
    row, do, key = built(slug, lock=True), request.form.get("do", ""), request.form.get("part", "")
    verb = do.partition(":")[0]
    if verb in ALONE and request.form.get("revision") != str(row.revision):
        return show(row, Done(row.definition, "", key), 409)
    if verb == "discard":
        drafts.drop(db.session(), row)
        return redirect(url_for("forms.home"), 303)
    if verb == "undo":
        drafting.undo(db.session(), row, by())
        return redirect(_back(slug, key), 303)
    result = done(row.definition, key, do) or abort(400)
    if result.theirs:
        return show(row, result, 409)
    drafting.change(db.session(), row, result.making, result.change, by())
    return redirect(_back(slug, result.key), 303)


def _back(slug: str, key: str) -> str:
    """Give the address of the page where somebody was."""
    other = request.form.get("beside") or None
    return url_for("builder.page", slug=slug, part=key or None, beside=other)


def show(row: FormDraftRow, result: Done, status: int = 200) -> Response:
    """Show the builder; `status` is 409 where somebody else has changed the same."""
    language, making = reader_language(), row.definition
    editor = editor_of(making, result.key, language)
    response = make_response(
        render_template(
            "desk/forms/build.html",
            row=row,
            title=say(making["title"], language),
            lines=outline(making, language),
            editor=editor,
            values={**editor.values, **result.mine} if editor else {},
            theirs=result.theirs,
            refused=status == 409,
            tongues_of_form=tongues.tongues_of(making),
            tongues_beside=tongues.beside(making, request.values.get("beside", "")),
            interface=ENDONYMS,
            added=ADDED,
            tests=TESTS,
            members=MEMBERS,
            **around(row),
        ),
        status,
    )
    framing(response, frames="'self'")
    return response


def around(row: FormDraftRow) -> dict[str, Any]:
    """Say who changed it last and what can be undone; every page of the builder shows it."""
    who, last = guard.person(), drafts.last_step(db.session(), row.id)
    changed_by = db.session().get(PersonRow, row.changed_by)
    return {
        "may_change": who is not None and may(who.actor, "builder.change"),
        "changed_by": changed_by.name if changed_by else "",
        "mine": who is not None and who.id == row.changed_by,
        "undo": CHANGES.get(last.change.partition(":")[0]) if last else None,
    }


def built(slug: str, lock: bool = False) -> FormDraftRow:
    """Find the form in the making."""
    row = drafts.built(db.session(), slug)
    if row is not None and lock:
        row = drafts.locked(db.session(), row.id)
    return row or abort(404)


def by() -> By:
    """Say who changes something, and when."""
    who = guard.person()
    assert who is not None  # noqa: S101 - the table lets nobody in who isn't signed in
    return By(who.id, datetime.now(UTC))
