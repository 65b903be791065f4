"""A phone in Python: seals, sends, and believes only what is signed."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Self
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from consult.core import base64url
from consult.core.identity import uuid7
from consult.core.record import canonical, sha256_of
from consult.services.keys import SUITE, seal_for
from tests.ground import Ground

Json = dict[str, Any]


@dataclass(slots=True)
class Phone:
    """An enrolled phone with its own keys.

    `client` is Flask's test client, or a `Remote` that speaks like it.
    """

    client: Any
    ground: Ground
    form: str = "water"
    version: str = "1"
    cursor: dict[str, int] = field(default_factory=dict)
    key: Any = field(default_factory=lambda: generate_private_key(SECP256R1()))
    device: str = ""
    token: str = ""
    keys: Json = field(default_factory=dict)

    @classmethod
    def enrolled(cls, client: Any, ground: Ground) -> Self:
        """Enrol as a citizen's phone, or as a facilitator's when the client is signed in."""
        phone = cls(client, ground)
        point = phone.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        answer = client.post("/api/v1/devices", json={"public": base64url.write(point)},
                             headers={"Sec-Fetch-Site": "same-origin"})  # fmt: skip
        assert answer.status_code == 201, answer.text
        phone.device, phone.token = answer.json["device"], answer.json["token"]
        phone.keys = client.get("/keys.json").json
        return phone

    def content(self, answers: Mapping[str, Any] | None = None, **more: Any) -> Json:
        """Capture a record."""
        return {
            "schema": 1,
            "kind": "submission",
            "id": str(uuid7(datetime.now(UTC))),
            "consultation": str(self.ground.consultation),
            "form": self.form,
            "version": self.version,
            "locality": str(self.ground.north),
            "language": "en",
            "captured_at": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "channel": "web",
            "entered_by": "self",
            "speaking_for": {"kind": "self", "n": 1},
            "tone": None,
            "answers": {"told": "The pump is broken."} if answers is None else dict(answers),
            "salt": "c2FsdHNhbHRzYWx0c2FsdA",
            **more,
        }

    def seal(self, content: Json, base: str | None = None, code: str | None = None) -> Json:
        """Seal a record as the browser does."""
        members = [content[name] for name in ("id", "consultation", "form", "version")]
        info = canonical(["consult", *members])
        plaintext = canonical({"content": content, "code": code})
        public = base64url.read(self.keys["seal"]["public"])
        return {
            **dict(zip(("id", "consultation", "form", "version"), members, strict=True)),
            "sha256": sha256_of(content),
            "base": base,
            "key": self.keys["seal"]["id"],
            "sealed": base64url.write(seal_for(public, plaintext, info)),
        }

    def post(self, records: Sequence[Json], **more: Any) -> Any:
        """Sync, whatever comes back."""
        asked = {"device": self.device, "cursor": self.cursor, "records": records, "news": True}
        return self.client.post(
            "/sync",
            data=json.dumps({**asked, **more}),
            content_type="application/json",
            headers={"Authorization": f"Bearer {self.token}"},
        )

    def sync(self, *records: Json) -> Json:
        """Sync well; remember the cursor, and check every signature."""
        answer = self.post(records)
        assert answer.status_code == 200, answer.text
        told: Json = answer.json
        self.cursor = told["cursor"]
        for outcome in told["receipts"]:
            assert outcome["receipt"] is None or self.believes(outcome["receipt"])
        return told

    def verdicts(self, *records: Json) -> list[str]:
        """Sync and give the verdict of each record."""
        return [outcome["verdict"] for outcome in self.sync(*records)["receipts"]]

    def believes(self, receipt: Json) -> bool:
        """Check the signature of a receipt; raises when it is wrong."""
        public = next(one["public"] for one in self.keys["sign"] if one["id"] == receipt["key"])
        told = {name: value for name, value in receipt.items() if name != "signature"}
        key = Ed25519PublicKey.from_public_bytes(base64url.read(public))
        key.verify(base64url.read(receipt["signature"]), canonical(told))
        return True

    def opened(self, news: Json) -> Json:
        """Open what was sent back to this phone."""
        info = canonical(["consult-news", news["payload"]["record"], self.device])
        opened: Json = json.loads(
            SUITE.decrypt(base64url.read(news["payload"]["sealed"]), self.key, info=info)
        )
        return opened


def id_of(record: Json) -> UUID:
    """Give the id of an envelope or content."""
    return UUID(record["id"])
