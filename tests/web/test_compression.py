"""What goes over the network is small, and reads the same."""

import gzip
from collections.abc import Callable

import brotli
import pytest
from flask import Flask

PAGE = "/en/sign-in"


def _plain(body: bytes) -> bytes:
    return body


@pytest.mark.parametrize(
    ("accepted", "coding", "unpack"),
    [
        ("gzip, deflate, br, zstd", "br", brotli.decompress),
        ("gzip, deflate", "gzip", gzip.decompress),
        ("br;q=0, gzip", "gzip", gzip.decompress),
        ("identity", None, _plain),
        ("", None, _plain),
    ],
)
def test_a_page_reads_the_same_in_every_coding(
    app: Flask, accepted: str, coding: str | None, unpack: Callable[[bytes], bytes]
) -> None:
    client = app.test_client()
    answer = client.get(PAGE, headers={"Accept-Encoding": accepted})
    assert answer.content_encoding == coding
    assert answer.content_length == len(answer.data)
    assert unpack(answer.data) == client.get(PAGE).data
    assert "Accept-Encoding" in answer.vary


def test_a_file_is_sent_again_only_when_it_changed(app: Flask) -> None:
    client = app.test_client()
    with app.test_request_context():
        address = app.url_for("static", filename="css/base.css")
    first = client.get(address, headers={"Accept-Encoding": "br"})
    assert first.content_encoding == "br"
    known = {"Accept-Encoding": "br", "If-None-Match": first.headers["ETag"]}
    assert client.get(address, headers=known).status_code == 304


def test_what_is_short_is_left_alone(app: Flask) -> None:
    answer = app.test_client().get("/healthz", headers={"Accept-Encoding": "br"})
    assert answer.content_encoding is None
