"""The weak network of the tests is as weak as it says."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.slow_proxy import slow_proxy

CLOCK = 0.01
"""Seconds by which a timer may ring early."""


@pytest.fixture
def sender() -> Iterator[int]:
    """Serve 10,000 bytes to whoever sends one; give the port."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        threading.Thread(target=_serve, args=(server,), daemon=True).start()
        yield server.getsockname()[1]


def _serve(server: socket.socket) -> None:
    while True:
        try:
            connection, _ = server.accept()
        except OSError:
            return
        with connection:
            connection.recv(1)
            connection.sendall(b"x" * 10_000)


def _fetch(port: int) -> tuple[int, float]:
    began = time.monotonic()
    with closing(socket.create_connection(("127.0.0.1", port))) as client:
        client.sendall(b"?")
        received = 0
        while packet := client.recv(65_536):
            received += len(packet)
    return received, time.monotonic() - began


def test_everything_arrives_and_not_before_the_network_could_carry_it(sender: int) -> None:
    with slow_proxy(sender, round_trip=0.1, rate=400_000) as proxy:
        received, took = _fetch(proxy.port)
    assert received == 10_000
    assert took >= 0.1 + 0.1 + 10_000 * 8 / 400_000 - CLOCK


def test_two_connections_share_the_rate(sender: int) -> None:
    with slow_proxy(sender, round_trip=0.0, rate=400_000) as proxy:
        took: list[float] = []
        threads = [
            threading.Thread(target=lambda: took.append(_fetch(proxy.port)[1])) for _ in range(2)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert max(took) >= 2 * 10_000 * 8 / 400_000 - CLOCK
