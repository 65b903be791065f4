"""Whether the server lives, whether it can work, and what it counts."""

import hmac
from datetime import UTC, datetime
from functools import cache
from ipaddress import ip_address

import msgspec
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Blueprint, Response, current_app, request
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import NotFound

from consult.store.backlog import backlog
from consult.store.base import db
from consult.web import logs, metrics

blueprint = Blueprint("health", __name__)
blueprint.after_app_request(metrics.answered)


@blueprint.get("/healthz")
def alive() -> Response:
    """Say that the process answers."""
    return _json({"alive": True})


@blueprint.get("/readyz")
def ready() -> Response:
    """Say whether the database answers and has the schema that this code needs."""
    try:
        present = MigrationContext.configure(db.session.connection()).get_current_revision()
    except SQLAlchemyError as error:
        logs.failure(error)
        return _json({"ready": False, "problem": "no_database"}, 503)
    if present != _newest(current_app.extensions["migrate"].directory):
        return _json({"ready": False, "problem": "not_migrated"}, 503)
    return _json({"ready": True})


@blueprint.get("/metrics", endpoint="metrics")
def measures() -> Response:
    """Show the counts to Prometheus."""
    if not _may_measure():
        raise NotFound
    counts = metrics.written(backlog(db.session()), datetime.now(UTC))
    return Response(counts, content_type=metrics.CONTENT_TYPE)


@cache
def _newest(folder: str) -> str | None:
    return ScriptDirectory(folder).get_current_head()


def _may_measure() -> bool:
    """Tell whether a request knows the token, or comes from this machine and through no proxy."""
    token = str(current_app.config["METRICS_TOKEN"])
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if token:
        return hmac.compare_digest(given.encode(), token.encode())
    forwarded = "X-Forwarded-For" in request.headers or "Forwarded" in request.headers
    asker = request.remote_addr
    return not forwarded and asker is not None and ip_address(asker).is_loopback


def _json(written: object, status: int = 200) -> Response:
    response = Response(msgspec.json.encode(written), status, mimetype="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response
