"""One transaction a request: the edge commits what went well, and only that."""

from typing import Final

from flask import Flask, Response, request

from consult.store.base import db
from consult.store.transaction import writing

SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
OWN: Final = frozenset(
    {
        *("wire.sync", "wire.devices", "session.enter", "code.follow_up"),
        *("files.create", "files.append"),
        *("uploading.upload", "releasing.publish"),
        *("preview.draft", "preview.upload", "preview.version"),
    }
)
"""Endpoints that open their transaction late, after long work that needs no lock, or never."""


def install(app: Flask) -> None:
    """Begin before the first query of a request that writes, and end after the last."""
    app.before_request(_begin)
    app.after_request(_commit)


def _begin() -> None:
    if request.method not in SAFE and request.endpoint not in OWN:
        writing(db.session())


def _commit(response: Response) -> Response:
    if request.method not in SAFE and response.status_code < 400:
        db.session.commit()
    return response
