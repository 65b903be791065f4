"""Send fewer bytes: what is alike for everybody is compressed once and hard, all else quickly."""

import gzip
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final

import brotli
from flask import Flask, Response, request

LEAST: Final = 256
"""Bytes below which nothing is gained."""

PACKED: Final = ("image/png", "image/jpeg", "image/webp", "image/gif", "audio/", "video/", "font/")
"""How the types begin whose bytes can't be made fewer."""

QUICK: Final = 5
HARD: Final = 10
REMEMBERED: Final = 1_024

ENCODERS: Final[Mapping[str, Callable[[bytes, int], bytes]]] = {
    "br": lambda body, effort: brotli.compress(body, quality=effort),
    "gzip": lambda body, effort: gzip.compress(body, min(effort, 9), mtime=0),
}
"""By content coding, the better first."""


def install(app: Flask) -> None:
    """Compress as the last thing that happens to an answer."""
    app.after_request(compress)


def compress(response: Response) -> Response:
    """Compress an answer where the browser can read that and it is worth it."""
    if (
        response.status_code != 200
        or response.content_encoding
        or (response.mimetype or "").startswith(PACKED)
    ):
        return response
    response.vary.add("Accept-Encoding")
    coding = next((one for one in ENCODERS if request.accept_encodings[one]), None)
    response.direct_passthrough = False
    body = response.get_data()
    if coding is None or len(body) < LEAST:
        return response
    response.set_data(_once(coding, body) if _is_alike(response) else ENCODERS[coding](body, QUICK))
    response.content_encoding = coding
    response.headers.pop("Accept-Ranges", None)
    etag, _ = response.get_etag()
    if etag:
        response.set_etag(etag, weak=True)
    return response


def _is_alike(response: Response) -> bool:
    """Tell whether everybody gets these bytes: files, and pages that a worker keeps."""
    return response.cache_control.immutable or request.headers.get("Consult-Cache") == "1"


@lru_cache(REMEMBERED)
def _once(coding: str, body: bytes) -> bytes:
    return ENCODERS[coding](body, HARD)
