"""A citizen's way: what a consultation is about, its form, and what was received."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

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
from consult.core.identity import uuid7
from consult.core.language import INTERFACE, match
from consult.core.problem import Problem
from consult.services.library import form_asked
from consult.services.plain import Given, keep_plain, page_id
from consult.store import asking
from consult.store.base import db
from consult.store.rows import ConsultationRow
from consult.web import limits, place_menu
from consult.web.capture_script import MODULES, page_words, script_of
from consult.web.fields import Page, page_of
from consult.web.language import Tongue, reader_language, tongues
from consult.web.problems import problem_words, sentence_in_form
from consult.web.qr import qr
from consult.web.words import words

PLACE: Final = "locality"

blueprint = Blueprint("capture", __name__)


@blueprint.get("/<lang>/c/<slug>/")
def about(slug: str) -> str:
    """Say what is asked, by whom, until when, and what happens with the answers."""
    consultation = _consultation(slug)
    place = place_menu.chosen(_menu(consultation), request.args.get("at", ""))
    at = place.pcode if place else None
    address = _public(url_for("capture.about", slug=slug, at=at))
    form = form_asked(db.session(), consultation)
    return render_template(
        "capture/about.html",
        consultation=consultation,
        tongues=_tongues(consultation),
        is_open=_is_open(consultation),
        is_over=_is_over(consultation),
        place=place,
        question_count=sum(question.answered for question, _around in form.walk()),
        give=url_for("capture.give", slug=slug, at=at),
        address=address,
        qr=qr(address),
    )


@blueprint.route("/<lang>/c/<slug>/give", methods=["GET", "POST"])
@limits.plain
def give(slug: str) -> Answer:
    """Show the form; keep what a page without script sends."""
    consultation = _consultation(slug)
    if not _is_open(consultation):
        return redirect(url_for("capture.about", slug=slug))
    return _keep(consultation) if request.method == "POST" else _offer(consultation)


@blueprint.get("/<lang>/c/<slug>/received")
def received(slug: str) -> Response:
    """Thank, and show the follow-up code this once."""
    code = session.pop("code", None)
    response = make_response(
        render_template(
            "capture/received.html",
            consultation=_consultation(slug),
            code=show(code) if code else None,
        )
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _offer(consultation: ConsultationRow) -> Response:
    """Show the empty form.

    The service worker asks with `Consult-Cache: 1` and gets it without an id, so that what it
    keeps serves any number of records.
    """
    cached = request.headers.get("Consult-Cache") == "1"
    page_id = None if cached else str(uuid7(datetime.now(UTC)))
    response = _form(consultation, _page(consultation), request.args.get("at", ""), page_id)
    response.headers["Cache-Control"] = "no-cache" if cached else "no-store"
    response.vary.add("Consult-Cache")
    return response


def _keep(consultation: ConsultationRow) -> Answer:
    now = datetime.now(UTC)
    page, form = _page(consultation), form_asked(db.session(), consultation)
    place = place_menu.chosen(_menu(consultation), request.form.get(PLACE, ""))
    problems = form.check(page.answers(), now)
    record_id = page_id(request.form.get("id"), now)
    if place and not problems:
        given = Given(place.id, reader_language(), form.clean(page.answers(), now))
        secret = current_app.config["SECRET_KEY"]
        kept = keep_plain(db.session(), consultation, given, record_id, secret, now)
        if kept.code:
            session["code"] = kept.code
            return redirect(url_for("capture.received", slug=consultation.slug), 303)
        problems = kept.problems
    if place is None:
        problems = (Problem("required", PLACE), *problems)
    return _mend(consultation, page, problems, str(record_id))


def _mend(
    consultation: ConsultationRow, page: Page, problems: Sequence[Problem], page_id: str
) -> Response:
    """Show the form again, with what was typed, and say what is wrong where it is."""
    form, language = form_asked(db.session(), consultation), reader_language()
    told = [(each.question or "", sentence_in_form(each, form, language)) for each in problems]
    page.tell(told)
    response = _form(consultation, page, request.form.get(PLACE, ""), page_id, told)
    response.status_code = 422
    response.headers["Cache-Control"] = "no-store"
    return response


def _form(
    consultation: ConsultationRow,
    page: Page,
    place: str,
    page_id: str | None,
    told: Sequence[tuple[str, str]] = (),
) -> Response:
    menu, form = _menu(consultation), form_asked(db.session(), consultation)
    return make_response(
        render_template(
            "capture/give.html",
            consultation=consultation,
            tongues=_tongues(consultation),
            page=page,
            menu=menu,
            place=place_menu.chosen(menu, place),
            told=told,
            page_id=page_id,
            modules=MODULES,
            script=script_of(consultation, form, reader_language()),
            sentences={**words(), **problem_words(), **page_words()},
        )
    )


def _page(consultation: ConsultationRow) -> Page:
    form = form_asked(db.session(), consultation)
    return page_of(form, reader_language(), request.form if request.method == "POST" else None)


def _consultation(slug: str) -> ConsultationRow:
    """Find it, and send who reads in a language that it isn't held in to one that it is."""
    consultation = asking.consultation_named(db.session(), slug) or abort(404)
    spoken = [tag for tag in INTERFACE if tag in consultation.languages]
    if spoken and request.method == "GET" and reader_language() not in spoken:
        lang = match(request.headers.get("Accept-Language", ""), spoken) or spoken[0]
        here, at = str(request.endpoint), request.args.get("at")
        abort(redirect(url_for(here, lang=lang, slug=slug, at=at)))
    return consultation


def _tongues(consultation: ConsultationRow) -> list[Tongue]:
    return [tongue for tongue in tongues() if tongue.tag in consultation.languages]


def _is_open(consultation: ConsultationRow) -> bool:
    return consultation.opens_on <= datetime.now(UTC).date() and not _is_over(consultation)


def _is_over(consultation: ConsultationRow) -> bool:
    closes_on = consultation.closes_on
    return closes_on is not None and closes_on < datetime.now(UTC).date()


def _menu(consultation: ConsultationRow) -> place_menu.Menu:
    return place_menu.menu_of(asking.covered(db.session(), consultation.id), reader_language())


def _public(path: str) -> str:
    """Give the address that others can open."""
    outside = current_app.config["PUBLIC_URL"] or request.url_root
    return str(outside).rstrip("/") + path
