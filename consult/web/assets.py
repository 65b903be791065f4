"""Serve static files at addresses that name their content, so that they may be cached for good."""

import re
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from io import BytesIO
from mimetypes import guess_type
from pathlib import Path
from typing import Any, Final

from flask import Flask, Response, abort, send_file

FOLDER: Final = Path(__file__).parents[2] / "static"
YEAR: Final = 365 * 24 * 3600
SERVED: Final = (".css", ".ico", ".js", ".png", ".svg", ".woff2")
DOC: Final = rb"/\*\*(?:(?!\*/).)*\*/"
REMARK: Final = re.compile(
    rb"^[ \t]*(?:" + DOC + rb"|//[^\n]*)[ \t]*\n|" + DOC + rb" ?|^\s+", re.DOTALL | re.MULTILINE
)


def install(app: Flask) -> None:
    """Let `url_for("static", filename=...)` carry the version of all files."""
    app.add_url_rule("/static/<version>/<path:filename>", "static", serve)

    @app.url_defaults
    def name_version(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static":
            values.setdefault("version", version())


def serve(version: str, filename: str) -> Response:
    """Send one file; only the present version may be cached, others get what there is."""
    if filename not in contents():
        abort(404)
    response = send(filename)
    if version == _version():
        response.cache_control.max_age = YEAR
        response.cache_control.immutable = True
        response.cache_control.public = True
    else:
        response.headers["Cache-Control"] = "no-store"
    return response


def send(name: str) -> Response:
    """Send the content of a file."""
    return send_file(BytesIO(contents()[name]), guess_type(name)[0], etag=sum_of(name))


@cache
def version() -> str:
    """Name the content of all static files."""
    return sha256("\n".join(f"{name} {sum_of(name)}" for name in contents()).encode()).hexdigest()[
        :12
    ]


@cache
def sum_of(name: str) -> str:
    """Give the SHA-256 of a file as it is served."""
    return sha256(contents()[name]).hexdigest()


@cache
def contents() -> Mapping[str, bytes]:
    """Read every file once, by its name under `FOLDER`."""
    return {
        path.relative_to(FOLDER).as_posix(): _read(path)
        for path in sorted(FOLDER.rglob("*"))
        if path.name.endswith(SERVED)
    }


def _read(path: Path) -> bytes:
    # Remarks are for who reads the source: without them a phone loads a third less.
    written = path.read_bytes()
    return REMARK.sub(b"", written) if path.parent.name == "js" else written


_version = version
