"""One line a request, as JSON: what was asked and how it went, never by whom or about what."""

import logging
import sys
import time
import traceback
from typing import Final
from uuid import uuid4

import structlog
from flask import Flask, Response, g, got_request_exception, request

METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})

log: Final = structlog.get_logger()


def install(app: Flask) -> None:
    """Log every request and every failure of this app, and nothing that others would log."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(_level(app)),
        logger_factory=lambda *_: structlog.WriteLogger(sys.stderr),
    )
    app.logger.addFilter(_is_not_about_a_path)
    app.before_request(_begin)
    app.after_request(_end)
    got_request_exception.connect(_fail, app)


def request_id() -> str:
    """Name this request, so that a person can tell us which one went wrong."""
    if "request_id" not in g:
        g.request_id = uuid4().hex[:12]
    name: str = g.request_id
    return name


def failure(error: BaseException) -> None:
    """Log where something broke; its message may quote what a person wrote, so it stays out."""
    frames = traceback.extract_tb(error.__traceback__)
    log.error(
        "failure",
        rule=_rule(),
        error=type(error).__qualname__,
        where=[f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames[-12:]],
        request_id=request_id(),
    )


def _level(app: Flask) -> int:
    return logging.getLevelNamesMapping()[str(app.config["LOG_LEVEL"]).upper()]


def _is_not_about_a_path(record: logging.LogRecord) -> bool:
    """Keep out Flask's own line of a failure: it holds path and message; ours comes instead."""
    return not str(record.msg).startswith("Exception on ")


def _begin() -> None:
    g.began_at = time.perf_counter()


def _end(response: Response) -> Response:
    began_at = g.get("began_at", time.perf_counter())
    response.headers["X-Request-Id"] = request_id()
    log.info(
        "request",
        method=request.method if request.method in METHODS else "other",
        rule=_rule(),
        status=response.status_code,
        milliseconds=round((time.perf_counter() - began_at) * 1000, 1),
        request_id=request_id(),
    )
    return response


def _fail(_app: Flask, exception: BaseException) -> None:
    failure(exception)


def _rule() -> str | None:
    """Name the rule, not the path: a path can hold a code, a slug or a place."""
    return request.url_rule.rule if request.url_rule else None
