"""Files of a phone in Python: sealed as the browser seals them, and sent by tus."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from consult.core import base64url
from consult.core.record import canonical
from consult.services.keys import seal_for
from tests.phone import Json, Phone

TUS = {"Tus-Resumable": "1.0.0"}


def name_of(raw: bytes, end: str = "jpg") -> str:
    """Name a file as an answer does."""
    return f"{sha256(raw).hexdigest()}.{end}"


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A sealed file, ready to be sent."""

    told: Mapping[str, str]
    sealed: bytes

    @property
    def address(self) -> str:
        return f"/files/{self.told['consultation']}/{self.told['digest']}"


def enclose(
    phone: Phone, record: Json, raw: bytes, lies: Mapping[str, str] | None = None, end: str = "jpg"
) -> Enclosed:
    """Seal a file of a record; `lies` are told about it."""
    members = {member: str(record[member]) for member in ("consultation", "form", "version")}
    sealing = ["consult-file", str(record["id"]), *members.values(), end]
    public = base64url.read(phone.keys["seal"]["public"])
    sealed = seal_for(public, raw, canonical(sealing))
    told = {
        **members,
        "record": str(record["id"]),
        "end": end,
        "key": phone.keys["seal"]["id"],
        "digest": sha256(sealed).hexdigest(),
        **(lies or {}),
    }
    return Enclosed(told, sealed)


@dataclass(frozen=True, slots=True)
class Sender:
    """Whoever speaks tus, with the token of a phone."""

    client: Any
    token: str

    def ask(self, method: str, path: str, **more: Any) -> Any:
        """Ask for anything."""
        headers = {**TUS, "Authorization": f"Bearer {self.token}", **more.pop("headers", {})}
        return self.client.open(path, method=method, headers=headers, **more)

    def announce(self, file: Enclosed, size: int | None = None) -> Any:
        """Say what comes."""
        pairs = (f"{key} {b64encode(value.encode()).decode()}" for key, value in file.told.items())
        size = len(file.sealed) if size is None else size
        headers = {"Upload-Length": str(size), "Upload-Metadata": ",".join(pairs)}
        return self.ask("POST", "/files/", headers=headers)

    def reached(self, file: Enclosed) -> int | None:
        """Ask how far it came; None where the server knows nothing of it."""
        answer = self.ask("HEAD", file.address)
        return int(answer.headers["Upload-Offset"]) if answer.status_code == 200 else None

    def put(self, file: Enclosed, at: int, piece: bytes, **more: str) -> Any:
        """Send a piece."""
        headers = {"Upload-Offset": str(at), **more}
        kind = "application/offset+octet-stream"
        return self.ask("PATCH", file.address, data=piece, content_type=kind, headers=headers)

    def send(self, file: Enclosed) -> Any:
        """Send a file as a whole."""
        answer = self.announce(file)
        assert answer.status_code == 201, answer.text
        return self.put(file, 0, file.sealed)
