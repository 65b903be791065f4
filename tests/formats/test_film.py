"""A film tells nothing beside its picture and its sound."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from consult.formats.film import blank
from tests.films import CAMERA, WHERE, box, film

Blank = Callable[[bytes], bytes | None]
NODE = Path(sys.executable).parent / "node"
SCRIPT = Path(__file__).parents[1] / "js" / "film.js"


def on_the_phone(raw: bytes) -> bytes | None:
    """Blank it by the script of the phone."""
    run = subprocess.run([NODE, SCRIPT], input=raw, capture_output=True, check=True)
    return run.stdout or None


@pytest.fixture(params=[blank, on_the_phone], ids=["server", "phone"])
def blanked(request: pytest.FixtureRequest) -> Blank:
    chosen: Blank = request.param
    return chosen


@pytest.mark.parametrize("version", [0, 1])
def test_place_camera_and_moments_go_and_all_else_stays_where_it_is(
    blanked: Blank, version: int
) -> None:
    raw = film(version=version)
    assert WHERE in raw
    kept = blanked(raw)
    assert kept is not None
    assert (len(kept), kept.find(b"the moving")) == (len(raw), raw.find(b"the moving"))
    for told in (WHERE, CAMERA, b"ISO6709", b"\xe1"):
        assert told not in kept
    assert kept.count(b"stays") == 3
    assert b"how to play it" in kept


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(film()[:-3], id="cut"),
        pytest.param(b"\0\0\0\x04ftyp", id="a box that is shorter than its head"),
        pytest.param(b"\0\0\xff\xffftyp", id="a box that is longer than the file"),
        pytest.param(box(b"moov", b"\0\0\0\xffudta"), id="a box that is longer than what holds it"),
        pytest.param(b"\0\0\0\x01mdat", id="a long box without its length"),
        pytest.param(box(b"ftyp") + b"rest", id="a rest that is no box"),
    ],
)
def test_what_is_not_built_as_it_should_is_not_trusted(blanked: Blank, raw: bytes) -> None:
    assert blanked(raw) is None


def test_a_last_box_may_be_as_long_as_the_file(blanked: Blank) -> None:
    raw = box(b"ftyp", b"mp42") + b"\0\0\0\0mdat" + b"the moving picture"
    assert blanked(raw) == raw
