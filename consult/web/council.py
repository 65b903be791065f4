"""What a council reads of its localities, and how it answers."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from consult.core.permission import may
from consult.core.problem import Problem
from consult.core.reply import DUE_DAYS, Reply
from consult.services.answering import answer, record_of
from consult.services.plain import page_id
from consult.store.base import db
from consult.store.rows import PersonRow, SubmissionRow
from consult.web import figures, guard
from consult.web.language import reader_language
from consult.web.overview import Overview, overview_of
from consult.web.problems import sentence
from consult.web.voices import quotes_from, waiting_in

WAITING: Final = 10
QUOTES: Final = 4
ON_PAPER: Final = 4

blueprint = Blueprint("council", __name__)
figures.install(blueprint)


@dataclass(frozen=True, slots=True)
class Tried:
    """A reply that could not be kept, and why."""

    record: UUID
    text: str
    sentence: str


@blueprint.get("/<lang>/council/<pcode>/")
def summary(pcode: str) -> str:
    """Show what must be answered, who was heard, and what they said."""
    return _page(overview_of(pcode, "council.summary"))


@blueprint.get("/<lang>/council/<pcode>/brief")
def brief(pcode: str) -> str:
    """Show the sheet to be printed."""
    overview = overview_of(pcode, "council.summary")
    waiting = waiting_in(overview, ON_PAPER)
    today = datetime.now(UTC).date()
    return render_template(
        "council/brief.html", page=overview, waiting=waiting, due=DUE_DAYS, today=today
    )


@blueprint.post("/<lang>/council/<pcode>/reply")
def reply(pcode: str) -> Response | tuple[str, int]:
    """Keep an officer's reply to one record of this locality."""
    overview = overview_of(pcode, "council.summary")
    submission, now = _asked(overview), datetime.now(UTC)
    given = Reply(
        id=page_id(request.form.get("id"), now),
        record=submission.id,
        text=request.form.get("text", ""),
        language=_language(overview),
        public=request.form.get("public") == "yes",
    )
    problems = answer(db.session(), submission, _officer(), given, now)
    if problems:
        return _page(overview, _tried(given, problems[0])), 422
    slug = overview.consultation.slug
    return redirect(url_for("council.summary", pcode=pcode, c=slug, kept=1, _anchor="owed"), 303)


def _page(overview: Overview, tried: Tried | None = None) -> str:
    who = guard.person()
    codes = [row.pcode for row in overview.line if row.pcode]
    return render_template(
        "council/summary.html",
        page=overview,
        waiting=waiting_in(overview, WAITING),
        spoken=quotes_from(overview, QUOTES),
        may_reply=who is not None and may(who.actor, "council.reply", codes),
        tried=tried,
        kept="kept" in request.args,
        due=DUE_DAYS,
    )


def _officer() -> PersonRow:
    who = guard.person()
    assert who is not None  # noqa: S101 - the guard let nobody else in
    return db.session.get_one(PersonRow, who.id)


def _asked(overview: Overview) -> SubmissionRow:
    """Find the record that the form names; it must lie in this locality or below."""
    try:
        record_id = UUID(request.form.get("record", ""))
    except ValueError:
        abort(400)
    found = record_of(db.session(), overview.consultation.id, record_id)
    if found is None or found.locality_id not in overview.inside:
        abort(404)
    return found


def _language(overview: Overview) -> str:
    """Take one of the consultation's languages, and else the reader's own."""
    chosen = request.form.get("language", "")
    return chosen if chosen in overview.consultation.languages else reader_language()


def _tried(given: Reply, problem: Problem) -> Tried:
    return Tried(given.record, given.text[:10_000], sentence(problem))
