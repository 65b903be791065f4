"""What every browser is told to forbid, and what is refused of it."""

from datetime import timedelta
from typing import Final
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, request, session
from werkzeug.middleware.proxy_fix import ProxyFix

from consult.core.permission import ANYONE, TABLE
from consult.web.errors import Refused

SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})

MOST_BYTES: Final = 8 * 1024 * 1024
MOST_FORM_BYTES: Final = 512 * 1024
MOST_FORM_PARTS: Final = 2_000
WITH_FILES: Final = "multipart/form-data"
MOST_UPLOAD_BYTES: Final = 48 * 1024 * 1024
UPLOADS: Final = frozenset({"uploading.upload"})
"""Where people who are signed in send files of some size."""

FORMS: Final = frozenset({"application/x-www-form-urlencoded", WITH_FILES})
TAKE_FILES: Final = frozenset({"capture.give"})
"""Forms that people may add files to."""

HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
        "media-src 'self' blob:; "
        "connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    # With no-referrer a browser writes `Origin: null` on our own forms, too.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), microphone=(self), geolocation=(self), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
HSTS: Final = "max-age=31536000"


def install(app: Flask) -> None:
    """Set cookies, sizes and headers, and refuse what other sites send."""
    secure = bool(app.config["SECURE_COOKIES"])
    app.config.update(
        SESSION_COOKIE_NAME="__Host-session" if secure else "session",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=timedelta(minutes=app.config["SESSION_IDLE_MINUTES"]),
        MAX_CONTENT_LENGTH=MOST_BYTES,
        MAX_FORM_MEMORY_SIZE=MOST_FORM_BYTES,
        MAX_FORM_PARTS=MOST_FORM_PARTS,
    )
    proxies = app.config["TRUSTED_PROXIES"]
    if proxies:
        fixed = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies)
        app.wsgi_app = fixed  # type: ignore[method-assign]
    app.before_request(_refuse_foreign)
    app.before_request(_bound_form)
    app.after_request(_guard_answer)


def framing(response: Response, frames: str = "'none'", ancestors: str = "'none'") -> None:
    """Let a page hold frames of these origins, or stand in a frame of such."""
    policy = HEADERS["Content-Security-Policy"]
    policy = policy.replace("frame-ancestors 'none'", f"frame-ancestors {ancestors}")
    response.headers["Content-Security-Policy"] = f"{policy}; frame-src {frames}"


def _refuse_foreign() -> None:
    if request.method not in SAFE and not _is_ours():
        raise Refused(403, "foreign_origin")


def _is_ours() -> bool:
    """Tell whether a request that changes something comes from a page of ours.

    Browsers tell by Sec-Fetch-Site, older ones by Origin, the oldest by Referer. A bearer
    token is proof by itself: no other site's page knows it. What carries neither cookie nor
    any of these headers is a program, and has no sign-in that could be misused.
    """
    if request.headers.get("Authorization", "").lower().startswith("bearer "):
        return True
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in {"same-origin", "none"}
    told = request.headers.get("Origin") or request.headers.get("Referer")
    return _origin(told) == request.host_url if told else not request.cookies


def _origin(address: str) -> str | None:
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return f"{parts.scheme}://{parts.netloc}/"


def _bound_form() -> None:
    """Bound what a form may have in all; Werkzeug bounds only each field, and only multipart.

    It is read here, so that a broken one is refused before rate limits look into it: whatever
    fails in there counts as a failure of their storage.
    """
    if request.mimetype in FORMS:
        request.max_content_length = _room()
        request.form.get("")
        # A stream of unknown length ends silently at its limit, and complains only here.
        request.stream.read(1)


def _room() -> int:
    """Give the bytes that a form may have, with its files where people may add some."""
    if request.mimetype != WITH_FILES:
        return MOST_FORM_BYTES
    if request.endpoint in UPLOADS and "person" in session:
        return MOST_UPLOAD_BYTES
    takes = request.endpoint in TAKE_FILES
    return MOST_FORM_BYTES + takes * int(current_app.config["FILE_MEGABYTES"]) * 1_000_000


def _guard_answer(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", HSTS)
    if _is_personal(response):
        response.headers["Cache-Control"] = "no-store"
    return response


def _is_personal(response: Response) -> bool:
    """Tell whether an answer depends on who asks; what asks for no account must not."""
    grant = TABLE.get(request.endpoint or "", ANYONE)
    asked_who = g.get("person") is not None or session.modified
    return grant is not ANYONE or request.method not in SAFE or asked_who
