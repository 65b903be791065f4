"""What went wrong, in the reader's language, and what they can do."""

from collections.abc import Mapping
from typing import Final

import msgspec
from flask import Flask, Response, render_template, request
from flask_babel import lazy_gettext as _
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.wrappers import Response as WerkzeugResponse

from consult.web import limits, logs

MACHINES: Final = ("/sync", "/api/", "/files/", "/keys.json", "/healthz", "/readyz", "/metrics")
"""Where programs ask; they are answered in JSON."""

PAGES: Final[Mapping[int, tuple[object, object]]] = {
    400: (
        _("This did not arrive whole"),
        _("Something was missing from what your phone sent. Please go back and send it again."),
    ),
    401: (
        _("You are not signed in any more"),
        _("Nothing was sent. Sign in again in another tab, then come back here and send again."),
    ),
    403: (
        _("We cannot take this from here"),
        _("Nothing was sent. Please go back, open the page again, and send from there."),
    ),
    404: (
        _("There is nothing here"),
        _("The address may be wrong, or your account does not open this page."),
    ),
    405: (
        _("This page cannot do that"),
        _("Please go back and try again from the page before."),
    ),
    413: (
        _("This is too large"),
        _("Nothing was sent. Please go back, make it shorter, and send it again."),
    ),
    415: (
        _("We cannot read this"),
        _("Please go back and try again from the page before."),
    ),
    429: (
        _("Too many tries"),
        _("Please wait a little, then try again. Nothing that you wrote is lost."),
    ),
    500: (
        _("This is our mistake"),
        _("Something broke on our side. What is kept on your phone is safe. Please try later."),
    ),
    503: (
        _("We are resting for a moment"),
        _("What is kept on your phone is safe. Please try again in a few minutes."),
    ),
}
"""By status: what happened, and what to do."""

WAITS: Final = frozenset({429, 503})
"""Where trying again later helps."""


class Refused(Exception):
    """Refuse a request as a whole, with a code for the program that sent it."""

    def __init__(
        self, status: int, code: str, values: Mapping[str, str | int] | None = None
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.values = values or {}


def install(app: Flask) -> None:
    """Answer every error as a page, or as JSON where a program asks."""
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(HTTPException, _failed)
    app.register_error_handler(OperationalError, _without_database)
    app.register_error_handler(NoConnection, _without_database)


def _refused(refused: Refused) -> Response:
    return _answer(refused.status, refused.code, refused.values)


def _failed(error: HTTPException) -> WerkzeugResponse:
    if error.response is not None or error.code is None or error.code < 400:
        return error.get_response()
    response = _answer(error.code, error.name.lower().replace(" ", "_"), {})
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return response


def _without_database(error: OperationalError) -> Response:
    logs.failure(error)
    return _answer(503, "no_database", {})


def _answer(status: int, code: str, values: Mapping[str, str | int]) -> Response:
    response = _for_program(status, code, values) if _asks_program() else _for_person(status)
    response.headers["Cache-Control"] = "no-store"
    if status in WAITS:
        response.headers["Retry-After"] = str(limits.wait())
    return response


def _asks_program() -> bool:
    return request.path.startswith(MACHINES)


def _for_program(status: int, code: str, values: Mapping[str, str | int]) -> Response:
    body = msgspec.json.encode({"problem": code, **values})
    return Response(body, status, mimetype="application/json")


def _for_person(status: int) -> Response:
    title, advice = PAGES.get(status) or PAGES[400 if status < 500 else 500]
    page = render_template(
        "errors/page.html", status=status, title=title, advice=advice, request_id=logs.request_id()
    )
    return Response(page, status, mimetype="text/html")
