"""Whoever else answers at the server's address: a portal, a proxy, a server that lies."""

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from consult.core import base64url
from consult.core.record import canonical
from consult.services import keys

PORTAL = b"<!doctype html><title>Free Wi-Fi</title><h1>Please sign in</h1>"

Answer = tuple[int, str, bytes]
Sync = Callable[["Liar", Any], Answer]


class Liar:
    """Answer every address with a portal's page, and `/sync` with a lie.

    Args:
        port: The server's, which must be stopped.
        folder: The server's, for its signing key.
        answers: By path; `sync` is called with what was asked.
    """

    def __init__(self, port: int, folder: Path, answers: Mapping[str, Any]) -> None:
        self.asked = 0
        self._over = False
        self.keys = keys.load(folder / "keys")
        self._answers = answers
        self._server = ThreadingHTTPServer(("127.0.0.1", port), self._speaker())
        Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._over = True
        self._server.shutdown()
        self._server.server_close()

    def receipt(self, record: str, sha256: str) -> dict[str, Any]:
        """Sign a receipt as the real server would."""
        told = {
            "id": record,
            "sha256": sha256,
            "verdict": "accepted",
            "received_at": "2026-11-22T15:00:00+00:00",
            "revision": 1,
            "key": self.keys.sign_id,
        }
        return {**told, "signature": base64url.write(self.keys.sign(canonical(told)))}

    def say(self, path: str, body: bytes) -> Answer:
        if self._over:
            raise ConnectionError  # browsers open connections before they need them
        if path == "/sync":
            self.asked += 1
            sync: Sync = self._answers["sync"]
            return sync(self, json.loads(body))
        if path.startswith("/manifest"):
            raise ConnectionError  # of any other answer a browser complains
        answer: Answer = self._answers.get(path, (200, "text/html", PORTAL))
        return answer

    def _speaker(liar) -> type[BaseHTTPRequestHandler]:  # noqa: N805 - `self` is the request's
        class Speaker(BaseHTTPRequestHandler):
            def handle(self) -> None:
                with suppress(ConnectionError):  # a phone that goes away
                    super().handle()

            def _speak(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                status, kind, said = liar.say(self.path, body)
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(said)))
                self.end_headers()
                self.wfile.write(said)

            do_GET = do_POST = _speak  # noqa: N815 - http.server's own names

            def log_message(self, *spoken: Any) -> None:
                pass

        return Speaker


def portal(liar: Liar, asked: Any) -> Answer:
    """Answer 200 with a page, as a captive portal does."""
    return 200, "text/html", PORTAL


def cut(liar: Liar, asked: Any) -> Answer:
    """Answer with half of the JSON."""
    status, kind, said = unsigned(liar, asked)
    return status, kind, said[: len(said) // 2]


def broken(liar: Liar, asked: Any) -> Answer:
    """Fail."""
    return 500, "text/html", b"<h1>Internal Server Error</h1>"


def unsigned(liar: Liar, asked: Any) -> Answer:
    """Answer with receipts that nobody signed."""
    return _told(asked, lambda one: {**liar.receipt(one["id"], one["sha256"]), "signature": "AAAA"})


def of_another_record(liar: Liar, asked: Any) -> Answer:
    """Answer with receipts that are signed, but for another record."""
    other = "0197c0de-0000-7000-8000-000000000001"
    return _told(asked, lambda one: liar.receipt(other, one["sha256"]))


def of_another_content(liar: Liar, asked: Any) -> Answer:
    """Answer with receipts that are signed, but for another content."""
    return _told(asked, lambda one: liar.receipt(one["id"], "0" * 64))


def _told(asked: Any, receipt: Callable[[Any], Any]) -> Answer:
    receipts = [
        {
            "id": one["id"],
            "sha256": one["sha256"],
            "verdict": "accepted",
            "receipt": receipt(one),
            "problems": [],
        }
        for one in asked["records"]
    ]
    said = {"receipts": receipts, "news": [], "cursor": {}, "more": False}
    return 200, "application/json", json.dumps(said).encode()
