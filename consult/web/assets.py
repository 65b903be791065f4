"""Serve static files at addresses that name their content, so that they may be cached for good.

Scripts are served as set-up has bundled them (tools/script.js), as long as that is what the
sources say; after a change and before the next set-up, each module is served by itself.
"""

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from io import BytesIO
from mimetypes import guess_type
from pathlib import Path
from typing import Any, Final

from flask import Flask, Response, abort, send_file

FOLDER: Final = Path(__file__).parents[2] / "static"
YEAR: Final = 365 * 24 * 3600
BUILT: Final = FOLDER / "built"
WORKER: Final = "js/sw.js"
SERVED: Final = (".css", ".ico", ".js", ".png", ".svg", ".woff2")
DOC: Final = rb"/\*\*(?:(?!\*/).)*\*/"
REMARK: Final = re.compile(
    rb"^[ \t]*(?:" + DOC + rb"|//[^\n]*)[ \t]*\n|" + DOC + rb" ?|^\s+", re.DOTALL | re.MULTILINE
)


def install(app: Flask) -> None:
    """Let `url_for("static", filename=...)` carry the version of all files."""
    app.jinja_env.globals["script_file"] = script_file
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
    left_out = ("js/", "vendor/") if chunks() else ("built/",)
    named = {path.relative_to(FOLDER).as_posix(): path for path in sorted(FOLDER.rglob("*"))}
    return {
        name: _read(path)
        for name, path in named.items()
        if name.endswith(SERVED) and (name == WORKER or not name.startswith(left_out))
    }


@cache
def chunks() -> Mapping[str, tuple[str, ...]]:
    """Give the bundled files by the module that needs them, itself first.

    Empty where nothing is bundled, or something else than the sources say now.
    """
    try:
        made = json.loads((BUILT / "chunks.json").read_bytes())
    except OSError:
        return {}
    sources = {
        path.name: sha256(path.read_bytes()).hexdigest()
        for path in (FOLDER / "js").glob("*.js")
        if path.name != Path(WORKER).name
    }
    if made["sources"] != sources:
        return {}
    return {module: tuple(files) for module, files in made["chunks"].items()}


def script_file(module: str) -> str:
    """Name the file that a module is served in."""
    return chunks()[module][0] if chunks() else module


def needed(modules: Iterable[str]) -> list[str]:
    """Name the bundled files that these modules need, each once."""
    return list(dict.fromkeys(file for module in modules for file in chunks()[module]))


def _read(path: Path) -> bytes:
    # Remarks are for who reads the source: without them a phone loads a third less.
    written = path.read_bytes()
    return REMARK.sub(b"", written) if path.parent.name == "js" else written


_version = version
