"""A citizen's way: what a consultation is about, its form, and what was received."""

from dataclasses import replace
from datetime import UTC, datetime

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from werkzeug.wrappers import Response as Answer

from consult.core.code import show
from consult.core.form import Form
from consult.core.identity import uuid7
from consult.core.language import match
from consult.core.problem import Problem
from consult.services.library import form_asked, form_of
from consult.services.plain import Given, keep_plain, page_id
from consult.store import asking
from consult.store.base import db
from consult.store.rows import ConsultationRow
from consult.web import limits, place_menu
from consult.web.capture_files import kept_files
from consult.web.capture_languages import faces, give_in, here_and_there, own_tongues
from consult.web.capture_page import PLACE, Sheet, show_all, show_one
from consult.web.capture_posted import read
from consult.web.capture_steps import Stand, Walk
from consult.web.language import reader_language
from consult.web.qr import qr

blueprint = Blueprint("capture", __name__)


@blueprint.get("/<lang>/c/<slug>/")
def about(slug: str) -> str:
    """Say what is asked, by whom, until when, and what happens with the answers."""
    consultation, form = _consultation(slug)
    menu = place_menu.menu_of(asking.covered(db.session(), consultation.id), reader_language())
    place = place_menu.chosen(menu, request.args.get("at", ""))
    at = place.pcode if place else None
    address = _public(url_for("capture.about", slug=slug, at=at))
    return render_template(
        "capture/about.html",
        consultation=consultation,
        tongues=here_and_there(consultation, form),
        is_open=_is_open(consultation),
        is_over=_is_over(consultation),
        place=place,
        question_count=sum(question.answered for question, _around in form.walk()),
        give=url_for("capture.give", slug=slug, at=at),
        address=address,
        qr=qr(address),
    )


@blueprint.route("/<lang>/c/<slug>/give", methods=["GET", "POST"])
@blueprint.route("/<lang>/c/<slug>/give/<tag>", methods=["GET", "POST"])
@limits.plain
def give(slug: str, tag: str | None = None) -> Answer:
    """Show the form; keep what a page without script sends, step by step."""
    consultation, form = _consultation(slug)
    if not _is_open(consultation):
        return redirect(url_for("capture.about", slug=slug))
    language = _language(consultation, form, tag)
    sheet = Sheet(consultation, form, language, request.values.get(PLACE, ""), None)
    return _take(sheet) if request.method == "POST" else _offer(sheet)


@blueprint.get("/<lang>/c/<slug>/received")
def received(slug: str) -> Response:
    """Thank, and show the follow-up code this once."""
    code = session.pop("code", None)
    response = make_response(
        render_template(
            "capture/received.html",
            consultation=_consultation(slug)[0],
            code=show(code) if code else None,
        )
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _offer(sheet: Sheet) -> Response:
    """Show the empty form.

    The service worker asks with `Consult-Cache: 1` and gets it without an id, so that what it
    keeps serves any number of records; for a draft it may ask for the version that it was
    begun in.
    """
    now, cached = datetime.now(UTC), request.headers.get("Consult-Cache") == "1"
    sheet = replace(sheet, place=request.args.get("at", ""))
    if cached and "version" in request.args:
        slug, version = sheet.form.slug, request.args["version"]
        sheet = replace(sheet, form=form_of(db.session(), slug, version) or abort(404))
    page_id = None if cached else str(uuid7(now))
    response = make_response(show_all(replace(sheet, page_id=page_id), now))
    response.headers["Cache-Control"] = "no-cache" if cached else "no-store"
    response.vary.add("Consult-Cache")
    return response


def _take(sheet: Sheet) -> Answer:
    """Take a page that came back, and show the next, or thank."""
    now, form = datetime.now(UTC), sheet.form
    record_id = page_id(request.form.get("id"), now)
    sheet = replace(sheet, page_id=str(record_id))
    posted = read(form, request.form, now)
    files = kept_files(sheet.consultation, form, posted, record_id, now)
    walk = sheet.walk(live=False, now=now)
    stand = _placed(sheet, walk.turn(posted, request.form, files), posted.act)
    if stand.done:
        stand = _keep(sheet, walk, stand)
    if stand.done:
        return redirect(url_for("capture.received", slug=sheet.consultation.slug), 303)
    response = make_response(show_one(sheet, walk, stand, request.form))
    # What goes wrong isn't committed; a file that came along is to stay.
    stays = any(name and isinstance(name, str) for name in files.values())
    response.status_code = 422 if stand.told and not stays else 200
    response.headers["Cache-Control"] = "no-store"
    return response


def _placed(sheet: Sheet, stand: Stand, act: str) -> Stand:
    """Ask for the place on the first step, where it stands."""
    if place_menu.chosen(sheet.menu, sheet.place) or act not in {"next", "send"}:
        return stand
    missing = Problem("required", PLACE)
    first = stand.told if stand.step == 0 else ()
    return replace(stand, step=0, told=(missing, *first), fresh=(), done=False)


def _keep(sheet: Sheet, walk: Walk, stand: Stand) -> Stand:
    place = place_menu.chosen(sheet.menu, sheet.place)
    if place is None:
        return replace(stand, done=False)
    given = Given(place.id, sheet.language, sheet.form.clean(stand.answers, walk.now))
    secret = current_app.config["SECRET_KEY"]
    record_id = page_id(sheet.page_id, walk.now)
    kept = keep_plain(db.session(), sheet.consultation, given, record_id, secret, walk.now)
    if kept.code:
        session["code"] = kept.code
        return stand
    return replace(stand, told=kept.problems, done=False)


def _consultation(slug: str) -> tuple[ConsultationRow, Form]:
    """Find it, and send who reads in a language that it isn't held in to one that it is."""
    consultation = asking.consultation_named(db.session(), slug) or abort(404)
    form = form_asked(db.session(), consultation)
    spoken = faces(consultation, form)
    if spoken and request.method == "GET" and reader_language() not in spoken:
        lang = match(request.headers.get("Accept-Language", ""), spoken) or spoken[0]
        here, at = str(request.endpoint), request.args.get("at")
        abort(redirect(url_for(here, lang=lang, slug=slug, at=at)))
    return consultation, form


def _language(consultation: ConsultationRow, form: Form, tag: str | None) -> str:
    """Find the language of the form's own words; send who asks for it elsewhere to its page."""
    own = own_tongues(consultation, form)
    at = request.args.get("at")
    if tag is None and reader_language() in consultation.languages:
        return reader_language()
    wanted = next(iter(own), None) if tag is None else tag
    if wanted is None:
        return reader_language()
    if wanted not in own:
        abort(404)
    there = give_in(consultation, own[wanted], wanted, at)
    if request.method == "GET" and request.path != there.partition("?")[0]:
        abort(redirect(there))
    return wanted


def _is_open(consultation: ConsultationRow) -> bool:
    return consultation.opens_on <= datetime.now(UTC).date() and not _is_over(consultation)


def _is_over(consultation: ConsultationRow) -> bool:
    closes_on = consultation.closes_on
    return closes_on is not None and closes_on < datetime.now(UTC).date()


def _public(path: str) -> str:
    """Give the address that others can open."""
    outside = current_app.config["PUBLIC_URL"] or request.url_root
    return str(outside).rstrip("/") + path
