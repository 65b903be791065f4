"""Key in sheets of paper: the whole form at once, under the numbers that stand on the sheet."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

from flask import (
    Blueprint,
    abort,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from markupsafe import Markup
from werkzeug.wrappers import Response

from consult.core.code import show
from consult.core.form import Form
from consult.core.identity import uuid7
from consult.core.problem import Problem
from consult.core.steps import Step
from consult.services import library
from consult.services.plain import Given, Keyed, keep_plain, page_id
from consult.store import asking
from consult.store.base import db
from consult.store.rows import ConsultationRow
from consult.web import guard, place_menu
from consult.web.capture_page import Way
from consult.web.capture_posted import read
from consult.web.capture_steps import Stand, Walk
from consult.web.fields import Manner
from consult.web.fields_words import written
from consult.web.language import reader_language
from consult.web.paper import code_of
from consult.web.problems import sentence, sentence_in_form

PLACE, DAY = "locality", "filled-on"

blueprint = Blueprint("keying", __name__)


@blueprint.route("/<lang>/desk/consultations/<slug>/key-in", methods=["GET", "POST"])
def page(slug: str) -> Response:
    """Show an empty sheet; keep one that is filled, and show the next."""
    consultation = asking.consultation_named(db.session(), slug) or abort(404)
    form = library.form_asked(db.session(), consultation)
    tag = request.values.get("in", "")
    language = tag if tag in form.languages else _nearest(form)
    now = datetime.now(UTC)
    manner = Manner(language, _address, whole=True, live=False)
    walk = Walk(form, manner, now, (Step(form.questions),))
    if request.method == "GET":
        return _show(consultation, walk, Stand(0, form.begin(now)), str(uuid7(now)))
    return _take(consultation, walk)


def _nearest(form: Form) -> str:
    lang = reader_language()
    return lang if lang in form.languages else form.default_language


def _take(consultation: ConsultationRow, walk: Walk) -> Response:
    record = page_id(request.form.get("id"), walk.now)
    stand = walk.turn(read(walk.form, request.form, walk.now), request.form, {})
    place = place_menu.chosen(_menu(consultation), request.form.get(PLACE, ""))
    day = _day(walk.now)
    missing = [Problem("required", PLACE)] if place is None else []
    missing += [Problem("not_a_date", DAY)] if day is None else []
    if stand.done and place and day:
        clean = walk.form.clean(stand.answers, walk.now)
        given = Given(place.id, walk.manner.language, clean, Keyed(_who(), day))
        secret = current_app.config["SECRET_KEY"]
        kept = keep_plain(db.session(), consultation, given, record, secret, walk.now)
        if kept.code:
            session["keyed"] = kept.code
            return redirect(_next(consultation, walk, place.pcode, day), 303)
        stand = replace(stand, told=kept.problems, done=False)
    if stand.done or stand.told:
        stand = replace(stand, told=(*missing, *stand.told), done=False)
    return _show(consultation, walk, stand, str(record))


def _next(consultation: ConsultationRow, walk: Walk, pcode: str, day: date) -> str:
    here = url_for("keying.page", slug=consultation.slug, at=pcode)
    return f"{here}&on={day.isoformat()}&in={walk.manner.language}"


def _day(now: datetime) -> date | None:
    """Read the day that stands on the sheet, none that is still to come."""
    try:
        day = date.fromisoformat(request.form.get(DAY, ""))
    except ValueError:
        return None
    return day if day <= now.date() else None


def _show(consultation: ConsultationRow, walk: Walk, stand: Stand, record: str) -> Response:
    typed = (request.form, stand.kept) if request.method == "POST" else None
    shown = walk.page(0, stand.answers, typed)
    told = [(each.question or "", _sentence(each, walk)) for each in stand.told]
    shown.tell(told)
    form, menu = walk.form, _menu(consultation)
    code = session.pop("keyed", None) if request.method == "GET" else None
    response = make_response(
        render_template(
            "desk/forms/key_in.html",
            consultation=consultation,
            form=form,
            page=shown,
            told=told,
            way=Way(len(shown.fields), _own(form, walk.manner.language), False, dict(told)),
            menu=menu,
            place=place_menu.chosen(menu, request.values.get(PLACE) or request.args.get("at", "")),
            day=request.form.get(DAY) or request.args.get("on") or walk.now.date().isoformat(),
            today=walk.now.date().isoformat(),
            filled=json.dumps(dict(stand.answers), ensure_ascii=False),
            shown=json.dumps(shown.shown),
            record=record,
            language=walk.manner.language,
            code=show(code) if code else None,
            mark=code_of(form),
        ),
        422 if told else 200,
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _sentence(problem: Problem, walk: Walk) -> str:
    if problem.question in (PLACE, DAY):
        return sentence(problem)
    return sentence_in_form(problem, walk.form, walk.manner.language)


def _menu(consultation: ConsultationRow) -> place_menu.Menu:
    return place_menu.menu_of(asking.covered(db.session(), consultation.id), reader_language())


def _who() -> UUID:
    who = guard.person()
    assert who is not None  # noqa: S101 - the table lets nobody in who isn't signed in
    return who.id


def _own(form: Form, language: str) -> Markup:
    if language == reader_language():
        return Markup()
    return Markup(' lang="{}" dir="{}"').format(language, written(form, language))


def _address(sha256: str) -> str:
    return url_for("media.file", sha256=sha256)
