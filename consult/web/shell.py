"""What lets the app start without a network: its worker, its manifest, and its sets of pages."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from mimetypes import guess_type
from threading import Lock
from typing import Any, Final

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    jsonify,
    render_template,
    request,
    url_for,
)
from flask_babel import force_locale
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from consult.core.language import DEFAULT, INTERFACE, direction
from consult.services.library import form_asked
from consult.store import asking
from consult.store.base import db
from consult.store.rows import ConsultationRow
from consult.web import assets
from consult.web.capture_languages import addresses
from consult.web.capture_modules import RARE, tools_of
from consult.web.words import words

CACHED: Final = (".css", ".js", ".svg")
OF_THE_DESK: Final = ("css/builder", "css/paper", "js/builder", "built/builder")
"""What only laptops need; it must not cost a phone anything."""

REMEMBERED: Final = 600
"""Seconds for which the sums of a set are remembered, unless a consultation changes before."""

MOST: Final = 500
FOR_NOBODY: Final = {"Consult-Cache": "1"}
"""The header of a fetch that fills a cache: the page must be the same for everybody."""

RENDERING: Final = Lock()
"""One phone's set is rendered at a time; the others find it then."""

blueprint = Blueprint("shell", __name__)
blueprint.app_context_processor(lambda: {"words": words})


@blueprint.get("/sw.js")
def worker() -> Response:
    """Send the service worker, which may control every page."""
    response = assets.send(assets.WORKER)
    response.headers["Service-Worker-Allowed"] = "/"
    response.headers["Cache-Control"] = "no-cache"
    return response


@blueprint.get("/manifest.webmanifest")
def manifest() -> Response:
    """Describe the app to a phone that installs it, in the language asked for."""
    asked = request.args.get("lang", DEFAULT)
    lang = asked if asked in INTERFACE else DEFAULT
    with force_locale(lang):
        response = jsonify(
            id="/",
            name=_("Consult"),
            short_name=_("Consult"),
            description=_("Say what you think about the place where you live"),
            lang=lang,
            dir=direction(lang),
            start_url=f"/{lang}/",
            scope="/",
            display="standalone",
            background_color="#ffffff",
            theme_color="#0b4f5c",
            icons=[_icon("icon.svg", "any", "any"), *_pictures()],
        )
    response.mimetype = "application/manifest+json"
    return response


@blueprint.get("/<lang>/offline")
def offline() -> str:
    """Say calmly that a page isn't on this phone."""
    return render_template("shell/offline.html")


@blueprint.get("/c/<slug>/pages.json")
def pages(slug: str) -> Answer:
    """List what a phone needs to take part in a consultation, with the SHA-256 of each."""
    consultation = asking.consultation_named(db.session(), slug) or abort(404)
    form = form_asked(db.session(), consultation)
    media = {url_for("media.file", sha256=file.sha256): file.sha256 for file in form.files.values()}
    return _answer(addresses(consultation, form), consultation, media=media, tools=tools_of(form))


@blueprint.get("/field/pages.json")
def field_pages() -> Answer:
    """List what a facilitator's phone needs beside the consultations."""
    return _answer(
        [
            url_for(endpoint, lang=lang)
            for lang in INTERFACE
            for endpoint in ("field.home", "shell.offline")
        ]
    )


def _answer(
    pages: Iterable[str],
    *about: ConsultationRow,
    media: Mapping[str, str] | None = None,
    tools: Iterable[str] = (),
) -> Answer:
    sets, named = current_app.extensions.setdefault("consult.sets", {}), tuple(pages)
    key = (_base(), *named, *_state(about))
    if key not in sets:
        db.session.remove()  # each page takes a connection of its own: hold none meanwhile
        with RENDERING:
            if len(sets) >= MOST:
                sets.clear()
            if key not in sets:
                sets[key] = _set(named, media or {}, tools)
    response = jsonify(sets[key])
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    return response.make_conditional(request)


def _base() -> str:
    return str(current_app.config["PUBLIC_URL"] or request.host_url)


def _state(about: Iterable[ConsultationRow]) -> Iterable[str]:
    """Name all that pages are made of and that changes while the app runs."""
    now = datetime.now(UTC)
    columns = [column.key for column in ConsultationRow.__table__.columns]
    for row in (*asking.open_on(db.session(), now.date()), *about):
        yield str([getattr(row, column) for column in columns])
    # Names of places change seldom; where one did, sums don't fit until then, and nothing breaks.
    yield str(now.timestamp() // REMEMBERED)


def _set(pages: Iterable[str], media: Mapping[str, str], tools: Iterable[str]) -> Mapping[str, Any]:
    rendered = {address: _sum_of_page(address) for address in pages}
    files = {url_for("static", filename=name): assets.sum_of(name) for name in _files(tools)}
    urls = {address: digest for address, digest in {**rendered, **files, **media}.items() if digest}
    return {"version": _version(urls), "files": assets.version(), "urls": urls}


def _files(tools: Iterable[str]) -> Iterable[str]:
    """Name the static files that pages need, with these tools of questions."""
    wanted = [each for each in assets.chunks() if each not in RARE or each in tools]
    scripts = set(assets.needed(wanted))
    return [
        name
        for name in assets.contents()
        if name.endswith(CACHED)
        and name != assets.WORKER
        and not name.startswith(OF_THE_DESK)
        and (name in scripts or not name.startswith("built/"))
    ]


def _sum_of_page(address: str) -> str | None:
    """Render a page as the worker will fetch it, for nobody; None where it isn't there now."""
    # Without a context of its own the page would share this request's language and session.
    with (
        current_app.app_context(),
        current_app.test_request_context(address, base_url=_base(), headers=FOR_NOBODY),
    ):
        page = current_app.full_dispatch_request()
    if page.status_code >= 500:
        abort(503)
    return sha256(page.get_data()).hexdigest() if page.status_code == 200 else None


def _version(urls: Mapping[str, str]) -> str:
    lines = "\n".join(f"{url} {digest}" for url, digest in urls.items())
    return sha256(lines.encode()).hexdigest()[:12]


def _pictures() -> Iterable[Mapping[str, Any]]:
    return (_icon(f"icon-{size}.png", f"{size}x{size}", "any maskable") for size in (192, 512))


def _icon(name: str, sizes: str, purpose: str) -> Mapping[str, Any]:
    source = url_for("static", filename=f"icons/{name}")
    return {"src": source, "sizes": sizes, "type": guess_type(name)[0], "purpose": purpose}
