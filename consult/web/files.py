"""Take the files of records in, by tus 1.0: core and creation. https://tus.io/protocols/resumable-upload"""

from base64 import b64decode
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Final
from uuid import UUID

import msgspec
from flask import Blueprint, Response, current_app, request, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import ClientDisconnected, RequestEntityTooLarge

from consult.core import base64url
from consult.core.file import FileName
from consult.core.problem import Problem
from consult.services import files
from consult.services.files import Announced, Cabinet, WrongOffset
from consult.services.plain_files import Posted, keep_plain_file, shut_plain_file
from consult.store import files as known_files
from consult.store.base import db
from consult.store.rows import ConsultationRow, RecordFileRow
from consult.store.transaction import writing
from consult.web import limits
from consult.web.errors import Refused
from consult.web.wire import device_of, keys, sign

VERSION: Final = "1.0.0"
PIECE: Final = 256 * 1024
"""Bytes after which what has come is safe, whatever becomes of the rest."""

STATUS: Final = {
    "file_too_large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "wrong_type": HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    "too_much_waiting": HTTPStatus.TOO_MANY_REQUESTS,
    # It may arrive whole the next time; a status of tus's own for just that.
    "file_broken": 460,
}

blueprint = Blueprint("files", __name__, url_prefix="/files")


def cabinet() -> Cabinet:
    """Find where files are kept."""
    found: Cabinet = current_app.extensions["consult.files"]
    return found


@blueprint.before_request
def speak_tus() -> None:
    """Refuse who speaks another version of the protocol."""
    if request.method != "OPTIONS" and request.headers.get("Tus-Resumable") != VERSION:
        raise Refused(412, "other_version")


@blueprint.after_request
def say_version(response: Response) -> Response:
    """Say on every answer which version we speak."""
    response.headers["Tus-Resumable"] = VERSION
    response.headers["Cache-Control"] = "no-store"
    if response.status_code == HTTPStatus.PRECONDITION_FAILED:
        response.headers["Tus-Version"] = VERSION
    return response


@blueprint.route("/", methods=["OPTIONS"], provide_automatic_options=False)
def abilities() -> Response:
    """Tell what of tus we speak, and how large a file may be."""
    told = {
        "Tus-Version": VERSION,
        "Tus-Extension": "creation",
        "Tus-Max-Size": str(cabinet().most + files.SEAL),
    }
    return Response(status=204, headers=told)


@blueprint.post("/")
@limits.files
def create() -> Response:
    """Expect a file."""
    session = db.session()
    device = device_of(session).id
    announced = _announced()
    writing(session)
    problem = files.begin(session, cabinet(), device, announced, datetime.now(UTC))
    if problem:
        raise _refused(problem)
    session.commit()
    where = url_for("files.append", consultation=announced.consultation, digest=announced.digest)
    return Response(status=201, headers={"Location": where})


@blueprint.route("/<uuid:consultation>/<digest>", methods=["HEAD"], provide_automatic_options=False)
@limits.pieces
def offset(consultation: UUID, digest: str) -> Response:
    """Tell how far a file has come."""
    device_of(db.session())
    return _stand((consultation, digest), 200)


@blueprint.patch("/<uuid:consultation>/<digest>")
@limits.pieces
def append(consultation: UUID, digest: str) -> Response:
    """Put what comes at the end of what is here; what came before a cut stays."""
    key = (consultation, digest)
    device_of(db.session())
    if request.mimetype != "application/offset+octet-stream":
        raise Refused(415, "not_offset_octet_stream")
    at = _number("Upload-Offset")
    row = known_files.known(db.session(), *key)
    if row is None:
        raise Refused(404, "unknown_file")
    if row.reached != at:
        raise Refused(409, "other_offset")
    db.session.rollback()  # hold nothing while the body trickles in
    try:
        for piece in _pieces():
            _put(key, at, piece)
            at += len(piece)
    except KeyError as failure:
        raise Refused(404, "unknown_file") from failure
    except WrongOffset as failure:
        raise Refused(409, "other_offset") from failure
    return _stand(key, 204)


def keep_posted(
    consultation: ConsultationRow, record_id: UUID, question: str, posted: FileStorage
) -> str | Problem:
    """Keep a file that came with a form, before anything else of the form is written."""
    session, now = db.session(), datetime.now(UTC)
    taken = Posted(posted.stream, posted.filename or "", posted.mimetype)
    session.rollback()  # hold nothing while the picture is drawn anew
    shut = shut_plain_file(cabinet(), consultation, record_id, taken, now)
    writing(session)
    if isinstance(shut, Problem):
        return replace(shut, question=question)
    return keep_plain_file(session, cabinet(), shut)


def _announced() -> Announced:
    """Read what is announced, in the pairs that tus knows: a key, and base64 of its value."""
    pairs = [pair.split() for pair in request.headers.get("Upload-Metadata", "").split(",")]
    try:
        told = {pair[0]: b64decode(pair[1], validate=True).decode() for pair in pairs}
        return msgspec.convert({**told, "size": _number("Upload-Length")}, Announced)
    except (IndexError, ValueError, msgspec.ValidationError) as failure:
        raise Refused(400, "wrong_shape", {"member": str(failure)[:200]}) from failure


def _number(header: str) -> int:
    told = request.headers.get(header, "")
    if not (told.isascii() and told.isdigit() and len(told) < 16):
        raise Refused(400, "wrong_shape", {"member": header})
    return int(told)


def _pieces() -> Iterator[bytes]:
    """Give the body piece by piece as it comes, and when it is cut what came until then."""
    request.max_content_length = cabinet().most + files.SEAL + 1
    piece = bytearray()
    try:
        while some := request.stream.read(PIECE - len(piece)):
            piece += some
            if len(piece) == PIECE:
                yield bytes(piece)
                piece.clear()
    except (ClientDisconnected, OSError):
        pass  # whoever it was asks how far it came
    except RequestEntityTooLarge as failure:
        raise Refused(413, "file_too_large") from failure
    if piece:
        yield bytes(piece)


def _put(key: tuple[UUID, str], at: int, piece: bytes) -> None:
    session = db.session()
    writing(session)
    try:
        row = files.append(session, cabinet(), key, at, piece)
    except OSError as failure:
        raise Refused(503, "no_room") from failure
    row.touched_at = datetime.now(UTC)
    session.commit()


def _stand(key: tuple[UUID, str], status: int) -> Response:
    """Tell how far a file has come; one that is whole, and named by its record, has a receipt."""
    row = known_files.known(db.session(), *key)
    if row is not None and row.reached == row.size and not row.named:
        row = _finish(key, row)
    if row is None:
        raise Refused(404, "unknown_file")
    told = {"Upload-Offset": str(row.reached), "Upload-Length": str(row.size)}
    receipt = files.receipt_of(row)
    if receipt:
        signed = receipt.signed(keys().sign_id, sign)
        told["Consult-Receipt"] = base64url.write(msgspec.json.encode(signed))
    return Response(status=status, headers=told)


def _finish(key: tuple[UUID, str], row: RecordFileRow) -> RecordFileRow | None:
    """Look at a file whose last byte has come, while no lock is held."""
    session = db.session()
    session.expunge(row)
    session.rollback()
    found = FileName.read(row.name) or files.examine(cabinet(), row)
    writing(session)
    done = files.finish(session, cabinet(), key, found, datetime.now(UTC))
    session.commit()
    if isinstance(found, Problem):
        raise _refused(found)
    return done


def _refused(problem: Problem) -> Refused:
    return Refused(int(STATUS.get(problem.code, 422)), problem.code)
