"""Whatever arrives instead of a batch gets a clear answer and costs little."""

import gzip
import json
import tracemalloc
import zlib
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import pytest
from flask import Flask, Request
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import Headers
from werkzeug.test import EnvironBuilder

from consult.web.bodies import read_json
from consult.web.errors import Refused

MOST, DEPTH = 10_000, 4


def request_with(body: bytes, headers: Mapping[str, str]) -> Request:
    told = {"Content-Type": "application/json", **headers}
    environ = EnvironBuilder(method="POST", data=body, headers=Headers(told)).get_environ()
    environ["CONTENT_LENGTH"] = told.get("Content-Length", str(len(body)))
    return Request(environ)


def read(body: bytes, **headers: str) -> Any:
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    with Flask("bodies").app_context():
        return read_json(request_with(body, told), MOST, DEPTH)


SOUND = json.dumps({"records": [{"id": "مضخة", "answers": {}}]}).encode()
BOMB = gzip.compress(b"[" + b" " * 50_000_000 + b"]")


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        pytest.param(SOUND, {}, id="as it is"),
        pytest.param(gzip.compress(SOUND), {"Content_Encoding": "gzip"}, id="gzipped"),
        pytest.param(SOUND, {"Content_Type": "application/json; charset=UTF-8"}, id="named UTF-8"),
        pytest.param(b"\n " + SOUND + b"\n", {}, id="with space around"),
        pytest.param(SOUND.ljust(MOST), {}, id="just as large as it may be"),
    ],
)
def test_a_sound_body_is_read(body: bytes, headers: dict[str, str]) -> None:
    assert read(body, **headers) == json.loads(SOUND)


GZIPPED = {"Content_Encoding": "gzip"}


@pytest.mark.parametrize(
    ("body", "headers", "status", "code"),
    [
        pytest.param(b"", {}, 400, "cut", id="nothing"),
        pytest.param(SOUND[:-3], {}, 400, "cut", id="cut in the middle"),
        pytest.param(SOUND, {"Content_Length": "400"}, 400, "cut", id="shorter than it said"),
        pytest.param(gzip.compress(SOUND)[:-9], GZIPPED, 400, "cut", id="a cut gzip"),
        pytest.param(b"<html>sign in to wifi</html>", {}, 400, "not_json", id="a page"),
        pytest.param(SOUND + b"x", {}, 400, "not_json", id="something behind it"),
        pytest.param(b'{"n": NaN}', {}, 400, "not_json", id="no number"),
        pytest.param(SOUND, GZIPPED, 400, "not_gzip", id="not gzipped as it said"),
        pytest.param(SOUND.decode().encode("utf-16"), {}, 400, "not_json", id="UTF-16"),
        pytest.param('["é"]'.encode("latin-1"), {}, 400, "not_utf8", id="Latin-1"),
        pytest.param(b'["\\ud800 alone"]', {}, 400, "not_json", id="half a sign"),
        pytest.param(
            SOUND,
            {"Content_Type": "application/json; charset=latin1"},
            415,
            "not_utf8",
            id="named so",
        ),
        pytest.param(SOUND, {"Content_Type": "text/plain"}, 415, "not_json_type", id="as text"),
        pytest.param(SOUND, {"Content_Type": ""}, 415, "not_json_type", id="as nothing"),
        pytest.param(SOUND, {"Content_Encoding": "br"}, 415, "unknown_packing", id="brotli"),
        pytest.param(b"[[[[[]]]]]", {}, 400, "too_deep", id="one too deep"),
        pytest.param(b'{"a":' * 5 + b"1" + b"}" * 5, {}, 400, "too_deep", id="objects too deep"),
        pytest.param(b"[" * 5_000 + b"]" * 5_000, {}, 400, "too_deep", id="absurdly deep"),
        pytest.param(b"[" * 5_000, {}, 400, "too_deep", id="absurdly deep and cut"),
        pytest.param(SOUND.ljust(MOST + 1), {}, 413, "too_large", id="a byte too many"),
        pytest.param(SOUND, {"Content_Length": "99999999"}, 413, "too_large", id="says it is huge"),
        pytest.param(
            gzip.compress(SOUND.ljust(MOST + 1)), GZIPPED, 413, "too_large", id="unpacked"
        ),
    ],
)
def test_anything_else_is_refused_with_its_reason(
    body: bytes, headers: dict[str, str], status: int, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        read(body, **headers)
    assert (refused.value.status, refused.value.code) == (status, code)


def test_a_bomb_costs_no_more_than_what_is_allowed() -> None:
    with Flask("bodies").app_context():
        request = request_with(BOMB, {"Content-Encoding": "gzip"})
        tracemalloc.start()
        with pytest.raises(Refused) as refused:
            read_json(request, 100_000, DEPTH)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert refused.value.status == 413
    assert peak < 1_000_000


@pytest.mark.parametrize(("length", "status"), [(MOST, 200), (MOST + 1, 413), (200_000, 413)])
def test_a_body_of_unknown_length_is_bounded_too(length: int, status: int) -> None:
    with Flask("bodies").app_context():
        request = request_with(SOUND.ljust(length), {})
        del request.environ["CONTENT_LENGTH"]
        request.environ["wsgi.input_terminated"] = True
        request = Request(request.environ)
        try:
            found = read_json(request, MOST, DEPTH)
        except Refused as refused:
            assert refused.status == status  # noqa: PT017 - one table for both ends
        else:
            assert (found, status) == (json.loads(SOUND), 200)


def test_four_levels_are_not_too_deep() -> None:
    assert read(b"[[[[1]]]]") == [[[[1]]]]


def test_deflate_without_the_header_of_gzip_is_no_gzip() -> None:
    with pytest.raises(Refused):
        read(zlib.compress(SOUND), **GZIPPED)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200), st.booleans())
def test_no_bytes_are_too_strange_to_be_answered(body: bytes, packed: bool) -> None:
    with suppress(Refused):
        assert _depth(read(body, **(GZIPPED if packed else {}))) <= DEPTH


def _depth(value: Any) -> int:
    inner = (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    )
    return 0 if inner is None else 1 + max(map(_depth, inner), default=0)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, len(SOUND) - 1), st.booleans())
def test_a_body_that_is_cut_anywhere_is_called_cut_or_broken(at: int, packed: bool) -> None:
    whole = gzip.compress(SOUND) if packed else SOUND
    with pytest.raises(Refused) as refused:
        read(whole[:at], **(GZIPPED if packed else {}))
    assert refused.value.status == 400
