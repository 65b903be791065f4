"""The machine's way in, described for programs: OpenAPI, made from the types of the wire."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from http import HTTPStatus
from importlib.metadata import version
from inspect import cleandoc
from typing import Annotated, Any, Final, Literal
from uuid import UUID

import msgspec
from flask import Blueprint, Response

from consult.core.record import Name, Sha256, Submission, Verdict
from consult.services.exchange import Asked
from consult.web.wire import NewDevice

Sealed = Annotated[str, msgspec.Meta(pattern="^[A-Za-z0-9_-]+$")]
"""Base64url without padding."""


class Receipt(msgspec.Struct, forbid_unknown_fields=True):
    """The server's word that it has this record.

    `signature` is Ed25519 over the RFC 8785 JSON of all other members, by the key named.
    """

    id: UUID
    sha256: Sha256
    verdict: Literal["accepted", "revised", "branched", "held"]
    received_at: datetime
    revision: Annotated[int, msgspec.Meta(ge=0)]
    key: Name
    signature: Sealed


class Trouble(msgspec.Struct, forbid_unknown_fields=True):
    """What is wrong with a record; the codes are a catalogue in consult/core/problem.py."""

    code: str
    question: str | None = None
    values: dict[str, str | int | float] = {}


class Said(msgspec.Struct, forbid_unknown_fields=True):
    """What became of one envelope; without a receipt the phone keeps it."""

    id: UUID
    sha256: Sha256
    verdict: Verdict
    receipt: Receipt | None
    problems: list[Trouble]


class News(msgspec.Struct, forbid_unknown_fields=True):
    """Something that the phone had not heard; `payload` depends on the kind."""

    consultation: UUID
    number: Annotated[int, msgspec.Meta(ge=1)]
    kind: Literal["reply", "returned", "localities", "revoked"]
    payload: dict[str, Any]


class Synced(msgspec.Struct, forbid_unknown_fields=True):
    """The answer to a sync: a verdict for each record in order, and news up to `cursor`."""

    receipts: list[Said]
    news: list[News]
    cursor: dict[UUID, int]
    more: bool


class PersonTold(msgspec.Struct, forbid_unknown_fields=True):
    """Whose phone it is."""

    name: str


class LocalityTold(msgspec.Struct, forbid_unknown_fields=True):
    """A place where the person collects; the name under "" is the official one."""

    id: UUID
    pcode: str | None
    names: dict[str, str]


class ConsultationTold(msgspec.Struct, forbid_unknown_fields=True):
    """What is asked there now."""

    id: UUID
    slug: str
    title: dict[str, str]
    languages: list[str]


class Enrolled(msgspec.Struct, forbid_unknown_fields=True):
    """A phone that may send from now on; the token is told this once."""

    device: UUID
    token: str
    kind: Literal["citizen", "facilitator"]
    person: PersonTold | None
    localities: list[LocalityTold]
    consultations: list[ConsultationTold]


class PublicKey(msgspec.Struct, forbid_unknown_fields=True):
    """A public key: an uncompressed P-256 point to seal to, or a raw Ed25519 key."""

    id: Name
    public: Sealed


class PublicKeys(msgspec.Struct, forbid_unknown_fields=True):
    """The key to seal to, every key that receipts may be signed with, and a file's most bytes."""

    seal: PublicKey
    sign: list[PublicKey]
    file_bytes: Annotated[int, msgspec.Meta(ge=1)]


class Alive(msgspec.Struct, forbid_unknown_fields=True):
    """The server answers."""

    alive: Literal[True]


class Ready(msgspec.Struct, forbid_unknown_fields=True):
    """Whether the server can work, and what is missing."""

    ready: bool
    problem: Literal["no_database", "not_migrated"] | None = None


class Refusal(msgspec.Struct):
    """Why a request as a whole was refused; some codes name the member at fault."""

    problem: str
    member: str | None = None


@dataclass(frozen=True, slots=True)
class Operation:
    """One way in: what is sent, and what comes back by status."""

    method: str
    path: str
    summary: str
    answers: Mapping[int, type]
    takes: type | None = None
    as_phone: bool = False


REFUSALS: Final = dict.fromkeys((400, 413, 415, 429, 503), Refusal)
OPERATIONS: Final = (
    Operation(
        "post",
        "/sync",
        "Bring a phone's records in, and hear what it has not heard",
        {200: Synced, 401: Refusal, **REFUSALS},
        Asked,
        as_phone=True,
    ),
    Operation(
        "post",
        "/api/v1/devices",
        "Enrol a phone: a facilitator's where one is signed in, else a citizen's",
        {201: Enrolled, **REFUSALS},
        NewDevice,
    ),
    Operation("get", "/keys.json", "Publish the server's keys", {200: PublicKeys}),
    Operation("get", "/healthz", "Tell whether the server answers", {200: Alive}),
    Operation("get", "/readyz", "Tell whether it can work", {200: Ready, 503: Ready}),
)
SEALED_WITHIN: Final = Submission
"""What an envelope seals; it never travels in the open."""

blueprint = Blueprint("openapi", __name__)


@blueprint.get("/api/v1/openapi.json")
def document() -> Response:
    """Describe the machine's way in."""
    return Response(msgspec.json.encode(described()), mimetype="application/json")


@cache
def described() -> Mapping[str, Any]:
    """Build the document from the operations and the types that they name."""
    types = [SEALED_WITHIN, *_types()]
    schemas, parts = msgspec.json.schema_components(
        types, ref_template="#/components/schemas/{name}"
    )
    by_type = dict(zip(types, schemas, strict=True))
    paths: dict[str, Any] = {}
    for operation in OPERATIONS:
        paths[operation.path] = {operation.method: _written(operation, by_type)}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Consult", "version": version("consult")},
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {
            "schemas": {name: _tidy(part) for name, part in parts.items()},
            "securitySchemes": {"device": {"type": "http", "scheme": "bearer"}},
        },
    }


def _types() -> list[type]:
    named = [one for each in OPERATIONS for one in (each.takes, *each.answers.values()) if one]
    return list(dict.fromkeys(named))


def _written(operation: Operation, schemas: Mapping[type, Mapping[str, Any]]) -> dict[str, Any]:
    written: dict[str, Any] = {
        "summary": operation.summary,
        "responses": {
            str(status): {"description": HTTPStatus(status).phrase, **_json(schemas[answer])}
            for status, answer in sorted(operation.answers.items())
        },
    }
    if operation.takes:
        written["requestBody"] = {"required": True, **_json(schemas[operation.takes])}
    if operation.as_phone:
        written["security"] = [{"device": []}]
    return written


def _tidy(schema: dict[str, Any]) -> dict[str, Any]:
    return {**schema, "description": cleandoc(schema["description"])}


def _json(schema: Mapping[str, Any]) -> dict[str, Any]:
    return {"content": {"application/json": {"schema": schema}}}
