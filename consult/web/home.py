"""The front: which language, and what is being asked."""

from datetime import UTC, datetime

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from consult.core.language import DEFAULT, match
from consult.store import asking
from consult.store.base import db

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
def front() -> Response:
    """Send the reader to their own language."""
    language = match(request.headers.get("Accept-Language", "")) or DEFAULT
    response = redirect(url_for("home.consultations", lang=language))
    response.vary.add("Accept-Language")
    return response


@blueprint.get("/<lang>/")
def consultations() -> str:
    """List what is open now."""
    open_now = asking.open_on(db.session(), datetime.now(UTC).date())
    return render_template("home/consultations.html", consultations=open_now)
