"""Pictures, recordings and films that forms show: at addresses that name their content."""

from io import BytesIO
from typing import Final

from flask import Blueprint, Response, abort, send_file

from consult.store import asking
from consult.store.base import db
from consult.web.assets import YEAR

SHOWN: Final = ("image/", "audio/", "video/")
ALONE: Final = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""A drawing that is opened by itself can do nothing."""

blueprint = Blueprint("media", __name__)


@blueprint.get("/media/<sha256>")
def file(sha256: str) -> Response:
    """Send a file of a form, whole or in part; it never changes."""
    row = asking.form_file(db.session(), sha256) or abort(404)
    shown = row.type.startswith(SHOWN)
    response = send_file(
        BytesIO(row.content),
        row.type if shown else "application/octet-stream",
        as_attachment=not shown,
        download_name=sha256,
        conditional=True,
        etag=sha256,
        max_age=YEAR,
    )
    response.cache_control.public = True
    response.cache_control.immutable = True
    response.headers["Content-Security-Policy"] = ALONE
    return response
