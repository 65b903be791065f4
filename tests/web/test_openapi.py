"""What is written about the machine's way in is what happens there."""

import json
import re
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from flask import Flask
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator

from consult.core import base64url
from consult.store.base import db
from tests.ground import Ground, lay
from tests.phone import Phone

Json = dict[str, Any]
OURS = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def ground(app: Flask) -> Ground:
    with app.app_context():
        return lay(db.session())


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def document(client: FlaskClient) -> Json:
    written: Json = client.get("/api/v1/openapi.json").json or {}
    return written


def point_of(phone: Phone) -> str:
    public = phone.key.public_key()
    return base64url.write(public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))


class Book:
    """Hold what is sent and answered against the document; give what doesn't fit."""

    def __init__(self, document: Json) -> None:
        self.document = document

    def answered(self, method: str, path: str, answer: Any) -> list[str]:
        told = self.document["paths"][path][method]["responses"][str(answer.status_code)]
        return self.faults(answer.json, told["content"]["application/json"]["schema"])

    def asked(self, method: str, path: str, body: Any) -> list[str]:
        told = self.document["paths"][path][method]["requestBody"]
        return self.faults(body, told["content"]["application/json"]["schema"])

    def faults(self, value: Any, schema: Json) -> list[str]:
        whole = {**schema, "components": self.document["components"]}
        checker = Draft202012Validator.FORMAT_CHECKER
        found = Draft202012Validator(whole, format_checker=checker).iter_errors(value)
        return [fault.message for fault in found]


@pytest.fixture
def book(document: Json) -> Book:
    return Book(document)


def test_every_type_is_a_schema_and_every_reference_leads_somewhere(document: Json) -> None:
    assert document["openapi"] == "3.1.0"
    parts = document["components"]["schemas"]
    for part in parts.values():
        Draft202012Validator.check_schema(part)
    named = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(document)))
    assert named == parts.keys() - {"Submission"}


def test_every_operation_has_a_route(app: Flask, document: Json) -> None:
    routes = {
        (method.lower(), rule.rule)
        for rule in app.url_map.iter_rules()
        for method in rule.methods or ()
    }
    written = {(method, path) for path, one in document["paths"].items() for method in one}
    assert written <= routes


def test_enrolment_is_as_written(client: FlaskClient, ground: Ground, book: Book) -> None:
    phone = Phone.enrolled(client, ground)
    body = {"public": point_of(phone)}
    assert book.asked("post", "/api/v1/devices", body) == []
    enrolled = client.post("/api/v1/devices", json=body, headers=OURS)
    assert enrolled.status_code == 201
    assert book.answered("post", "/api/v1/devices", enrolled) == []
    refused = client.post("/api/v1/devices", json={"public": "A" * 87}, headers=OURS)
    assert refused.status_code == 400
    assert book.answered("post", "/api/v1/devices", refused) == []


def test_every_verdict_and_what_comes_back_is_as_written(
    client: FlaskClient, ground: Ground, book: Book
) -> None:
    phone = Phone.enrolled(client, ground)
    sound = phone.seal(phone.content())
    unsound = phone.seal(phone.content({"minutes": 900}))
    unreadable = {**phone.seal(phone.content()), "key": "another"}
    records = [sound, sound, unsound, unreadable]
    asked = {"device": phone.device, "cursor": phone.cursor, "records": records, "news": True}
    assert book.asked("post", "/sync", asked) == []
    answer = phone.post(records)
    assert book.answered("post", "/sync", answer) == []
    verdicts = [one["verdict"] for one in answer.json["receipts"]]
    assert verdicts == ["accepted", "known", "held", "rejected"]
    assert [one["kind"] for one in answer.json["news"]] == ["returned"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("{", 400),
        (json.dumps({"device": "x"}), 400),
        (json.dumps([[[[[[[[]]]]]]]]), 400),
    ],
)
def test_a_refused_sync_is_as_written(
    client: FlaskClient, ground: Ground, book: Book, body: str, status: int
) -> None:
    phone = Phone.enrolled(client, ground)
    headers = {"Authorization": f"Bearer {phone.token}"}
    answer = client.post("/sync", data=body, content_type="application/json", headers=headers)
    assert answer.status_code == status
    assert book.answered("post", "/sync", answer) == []


def test_a_stranger_s_sync_is_as_written(client: FlaskClient, ground: Ground, book: Book) -> None:
    phone = Phone.enrolled(client, ground)
    phone.token = "nobody's"
    answer = phone.post([])
    assert answer.status_code == 401
    assert book.answered("post", "/sync", answer) == []


@pytest.mark.parametrize("path", ["/keys.json", "/healthz", "/readyz"])
def test_what_anyone_may_ask_is_as_written(client: FlaskClient, book: Book, path: str) -> None:
    assert book.answered("get", path, client.get(path)) == []


def test_what_is_sealed_is_as_written(client: FlaskClient, ground: Ground, book: Book) -> None:
    phone = Phone.enrolled(client, ground)
    assert book.faults(phone.content(), {"$ref": "#/components/schemas/Submission"}) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"device": "not an id"},
        {"cursor": {"7": -1}},
        {"records": [{}]},
        {"records": None},
    ],
)
def test_the_document_refuses_what_the_server_refuses(
    client: FlaskClient, ground: Ground, book: Book, wrong: Json
) -> None:
    phone = Phone.enrolled(client, ground)
    asked = {"device": phone.device, "cursor": {}, "records": [], "news": True, **wrong}
    assert phone.post(**{"records": [], **wrong}).status_code == 400
    assert book.asked("post", "/sync", asked)
