"""The machine's way in: sync, enrolment, and the server's public keys."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, Final, TypeVar

import msgspec
from flask import Blueprint, Response, current_app, request
from sqlalchemy.orm import Session

from consult.core import base64url
from consult.core.receipt import Outcome
from consult.services import enrolment, exchange
from consult.services.keys import Keys
from consult.services.opening import open_envelope
from consult.store.base import db
from consult.store.rows import ConsultationRow, DeviceRow, LocalityRow, NewsRow
from consult.store.transaction import writing
from consult.web import guard, limits, metrics
from consult.web.bodies import read_json
from consult.web.errors import Refused

SYNC_BYTES: Final = 8 * 1024 * 1024
DEVICE_BYTES: Final = 4 * 1024
DEPTH: Final = 6

T = TypeVar("T")

blueprint = Blueprint("wire", __name__)


class NewDevice(msgspec.Struct, frozen=True):
    """What a phone says of itself when it enrols; `public` is its P-256 point."""

    public: Annotated[str, msgspec.Meta(min_length=86, max_length=88)]
    label: Annotated[str, msgspec.Meta(max_length=80)] | None = None


@blueprint.post("/sync")
@limits.sync
def sync() -> Response:
    """Take a phone's records in and tell it what it has not heard.

    The records are opened and checked before the transaction that keeps them begins, so that
    no lock is held while ciphers run.
    """
    session, now = db.session(), datetime.now(UTC)
    device = device_of(session)
    session.rollback()  # hold nothing while the body trickles in
    asked = _read(exchange.Asked, SYNC_BYTES)
    if device.id != asked.device:
        raise Refused(401, "unknown_device")
    secret = current_app.config["SECRET_KEY"]
    opened = [open_envelope(session, keys(), secret, one) for one in asked.records]
    writing(session)
    answered = exchange.exchange(session, device, opened, asked, now)
    session.commit()
    metrics.exchanged(answered.outcomes)
    return _json(
        {
            "receipts": [_outcome(outcome) for outcome in answered.outcomes],
            "news": [_news(row) for row in answered.news],
            "cursor": {str(key): number for key, number in answered.cursor.items()},
            "more": answered.more,
        }
    )


@blueprint.post("/api/v1/devices")
@limits.devices
def devices() -> Response:
    """Enrol a phone: a facilitator's when one is signed in, else a citizen's."""
    told = _read(NewDevice, DEVICE_BYTES)
    writing(db.session())  # not before: a body may take its time
    person = guard.person()
    facilitator = person if person and person.role == "facilitator" else None
    try:
        public = base64url.read(told.public)
        enrolled = enrolment.enrol(
            db.session(),
            facilitator.id if facilitator else None,
            public,
            told.label,
            datetime.now(UTC),
        )
    except ValueError as error:
        raise Refused(400, "not_a_key") from error
    reach = (
        enrolment.reach_of(db.session(), facilitator.id, datetime.now(UTC)) if facilitator else None
    )
    return _json(
        {
            "device": str(enrolled.device.id),
            "token": enrolled.token,
            "kind": enrolled.device.kind,
            "person": {"name": facilitator.name} if facilitator else None,
            "localities": [_locality(row) for row in reach.localities] if reach else [],
            "consultations": [_consultation(row) for row in reach.consultations] if reach else [],
        },
        201,
    )


@blueprint.get("/keys.json", endpoint="keys")
def keys_json() -> Response:
    """Publish what a phone must know to keep: the keys, and how many bytes a file may have."""
    most = int(current_app.config["FILE_MEGABYTES"]) * 1_000_000
    return _json({**keys().public(), "file_bytes": most})


def keys() -> Keys:
    """Find the server's keys."""
    held: Keys = current_app.extensions["consult.keys"]()
    return held


def device_of(session: Session) -> DeviceRow:
    """Find the phone that asks, by its token.

    Raises:
        Refused: When nobody holds the token, or it was revoked.
    """
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    device = enrolment.device_with(session, token) if scheme.lower() == "bearer" else None
    if device is None:
        raise Refused(401, "unknown_device")
    if device.revoked_at is not None:
        raise Refused(401, "revoked")
    return device


def _read(shape: type[T], most: int) -> T:
    try:
        return msgspec.convert(read_json(request, most, DEPTH), shape)
    except msgspec.ValidationError as error:
        raise Refused(400, "wrong_shape", {"member": str(error)}) from error


def _json(written: Any, status: int = 200) -> Response:
    response = Response(msgspec.json.encode(written), status, mimetype="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response


def _outcome(outcome: Outcome) -> Mapping[str, Any]:
    held = keys()
    receipt = outcome.receipt
    return {
        "id": str(outcome.id),
        "sha256": outcome.sha256,
        "verdict": outcome.verdict,
        "receipt": receipt.signed(held.sign_id, sign) if receipt else None,
        "problems": [problem.to_json() for problem in outcome.problems],
    }


def sign(message: bytes) -> str:
    """Sign for whoever holds our public key."""
    return base64url.write(keys().sign(message))


def _news(row: NewsRow) -> Mapping[str, Any]:
    return {
        "consultation": str(row.consultation_id),
        "number": row.number,
        "kind": row.kind,
        "payload": row.payload,
    }


def _locality(row: LocalityRow) -> Mapping[str, Any]:
    return {"id": str(row.id), "pcode": row.pcode, "names": {"": row.name, **row.names}}


def _consultation(row: ConsultationRow) -> Mapping[str, Any]:
    return {"id": str(row.id), "slug": row.slug, "title": row.title, "languages": row.languages}
