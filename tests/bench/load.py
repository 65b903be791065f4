"""Eight phones at once, each on a connection of its own."""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection

from tests.bench.row import p95
from tests.server import Server


@dataclass(frozen=True, slots=True)
class Request:
    """What one phone sends at once."""

    token: str
    records: int
    body: bytes


@dataclass(frozen=True, slots=True)
class Run:
    """What came of it; `cpu` is the seconds that the server computed."""

    records: int
    seconds: float
    cpu: float
    waits: Sequence[float]

    def __str__(self) -> str:
        rate, each = self.records / self.seconds, self.cpu / self.records
        return f"{rate:,.0f} records/s, p95 {p95(self.waits) * 1e3:.0f} ms, {each * 1e3:.2f} ms CPU"


def drive(server: Server, phones: Sequence[Sequence[Request]]) -> Run:
    """Let all phones send all they have, each one request after the other."""
    computed = server.seconds_of_cpu()
    began = time.perf_counter()
    with ThreadPoolExecutor(len(phones)) as pool:
        waits = list(pool.map(lambda requests: _send(server.port, requests), phones))
    seconds = time.perf_counter() - began
    records = sum(request.records for requests in phones for request in requests)
    cpu = server.seconds_of_cpu() - computed
    return Run(records, seconds, cpu, [wait for phone in waits for wait in phone])


def _send(port: int, requests: Sequence[Request]) -> list[float]:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    waits = []
    for request in requests:
        began = time.perf_counter()
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {request.token}"}
        connection.request("POST", "/sync", request.body, headers)
        answer = connection.getresponse()
        body = answer.read()
        waits.append(time.perf_counter() - began)
        taken = body.count(b'"accepted"')
        assert answer.status == 200, body
        assert taken >= request.records, body[:2000]
    connection.close()
    return waits
