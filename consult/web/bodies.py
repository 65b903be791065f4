"""Read what machines send: never more of it, and never deeper, than was agreed."""

import zlib
from typing import Any, Final

import msgspec
from flask import Request
from werkzeug.exceptions import ClientDisconnected, RequestEntityTooLarge

from consult.web.errors import Refused

PIECE: Final = 64 * 1024
GZIP: Final = 31
"""What zlib calls gzip with its header and checksum."""


def read_json(request: Request, most: int, depth: int) -> Any:
    """Read a JSON body, plain or gzipped, in UTF-8.

    Args:
        request: Whose body is unread.
        most: Bytes that it may have, before and after unpacking.
        depth: How deep lists and objects may nest.

    Raises:
        Refused: 400 when it is cut, no JSON, too deep or in another encoding; 413 when it has
            more bytes; 415 when it says that it is something else.
    """
    if request.mimetype != "application/json":
        raise Refused(415, "not_json_type")
    if request.mimetype_params.get("charset", "utf-8").lower().replace("-", "") != "utf8":
        raise Refused(415, "not_utf8")
    value = _decoded(_unpacked(request, most))
    if not _is_shallow(value, depth):
        raise Refused(400, "too_deep")
    return value


def _unpacked(request: Request, most: int) -> bytes:
    packed = _received(request, most)
    match request.headers.get("Content-Encoding", "identity").strip().lower():
        case "identity" | "":
            return packed
        case "gzip":
            return _inflated(packed, most)
        case _:
            raise Refused(415, "unknown_packing")


def _received(request: Request, most: int) -> bytes:
    if (request.content_length or 0) > most:
        raise Refused(413, "too_large")
    # One byte more, since a stream of unknown length ends silently at its limit.
    request.max_content_length = most + 1
    body = bytearray()
    try:
        while len(body) <= most and (piece := request.stream.read(PIECE)):
            body += piece
    except ClientDisconnected as failure:
        raise Refused(400, "cut") from failure
    except RequestEntityTooLarge as failure:
        raise Refused(413, "too_large") from failure
    if len(body) > most:
        raise Refused(413, "too_large")
    if len(body) < (request.content_length or 0):
        raise Refused(400, "cut")
    return bytes(body)


def _inflated(packed: bytes, most: int) -> bytes:
    """Unpack piece by piece, so that a bomb costs no more than `most`."""
    inflating = zlib.decompressobj(GZIP)
    whole = bytearray()
    try:
        while packed and not inflating.eof:
            whole += inflating.decompress(packed, PIECE)
            packed = inflating.unconsumed_tail
            if len(whole) > most:
                raise Refused(413, "too_large")
    except zlib.error as failure:
        raise Refused(400, "not_gzip") from failure
    if not inflating.eof:
        raise Refused(400, "cut")
    return bytes(whole)


def _decoded(body: bytes) -> Any:
    try:
        return msgspec.json.decode(body)
    except RecursionError as failure:
        raise Refused(400, "too_deep") from failure
    except UnicodeDecodeError as failure:
        raise Refused(400, "not_utf8") from failure
    except msgspec.DecodeError as failure:
        raise Refused(400, "cut" if "truncated" in str(failure) else "not_json") from failure


def _is_shallow(value: Any, depth: int) -> bool:
    layer = [value]
    for _ in range(depth):
        layer = [inner for outer in layer for inner in _inside(outer)]
        if not layer:
            return True
    return not any(isinstance(outer, list | dict) for outer in layer)


def _inside(outer: Any) -> Any:
    if isinstance(outer, dict):
        return outer.values()
    return outer if isinstance(outer, list) else ()
