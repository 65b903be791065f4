"""Static files are named by their content and lose nothing but their remarks."""

import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask, url_for

from consult.web import assets
from tests.conftest import Reader

NODE = Path(sys.executable).parent / "node"
SCRIPTS = [name for name in assets.contents() if name.startswith("js/")]


def test_a_file_of_this_version_may_be_kept_for_good(app: Flask, client_request: Reader) -> None:
    with app.test_request_context():
        address = url_for("static", filename="css/base.css")
    kept = client_request.get(address).headers["Cache-Control"]
    assert "immutable" in kept
    assert "public" in kept


def test_a_file_of_another_version_is_sent_but_not_kept(client_request: Reader) -> None:
    answer = client_request.get("/static/older/css/base.css")
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "name",
    ["../wsgi.py", "js/../../pyproject.toml", "vendor/LICENSES.txt", "js/none.js", ""],
)
def test_only_files_of_the_folder_are_sent(client_request: Reader, name: str) -> None:
    client_request.get(f"/static/{assets.version()}/{name}", 404)


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_without_its_remarks_is_still_the_same_script(name: str, tmp_path: Path) -> None:
    served, written = tmp_path / "served.mjs", tmp_path / "written.mjs"
    served.write_bytes(assets.contents()[name])
    written.write_bytes((assets.FOLDER / name).read_bytes())
    assert _minified(served) == _minified(written)


def _minified(script: Path) -> str:
    command = [str(NODE), "-e", MINIFY, str(script)]
    return subprocess.check_output(command, text=True)


MINIFY = """
const { transformSync } = require("esbuild");
const script = require("fs").readFileSync(process.argv[1], "utf8");
process.stdout.write(transformSync(script, { minify: true, legalComments: "none" }).code);
"""
