"""The server as an operator starts and stops it."""

import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

import psutil
import pytest

from tests.server import PATIENCE, ROOT, Server, free_port


@pytest.fixture
def server(migrated_sqlite: Path, tmp_path: Path) -> Iterator[Server]:
    shutil.copy(migrated_sqlite, tmp_path / "consult.db")
    server = Server(tmp_path, {}, ("consult", "serve"))
    yield server
    server.kill()


def serve(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "consult", "serve", *arguments]
    return subprocess.run(
        command, capture_output=True, check=False, cwd=ROOT, text=True, timeout=PATIENCE
    )


def worker(server: Server) -> psutil.Process | None:
    children = psutil.Process(server.running.pid).children()
    return next((one for one in children if _words(one)[-1:] == ["work"]), None)


def _words(process: psutil.Process) -> list[str]:
    """Give its command line; one that has just ended has none."""
    try:
        return list(process.cmdline())
    except psutil.Error:
        return []


def until(holds: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_when_it_is_told_to_and_leaves_nothing_running(
    server: Server, how: signal.Signals
) -> None:
    server.start()
    until(lambda: worker(server))
    children = psutil.Process(server.running.pid).children(recursive=True)
    server.running.send_signal(how)
    assert server.running.wait(PATIENCE) == 0
    _, alive = psutil.wait_procs(children, PATIENCE)
    assert alive == []
    assert "Traceback" not in server.log


def test_a_worker_that_fell_over_is_started_again(server: Server) -> None:
    server.start()
    until(lambda: worker(server))
    first = worker(server)
    assert first is not None
    first.kill()
    until(lambda: worker(server) not in {None, first})


def test_it_answers_without_a_worker_when_told_so(server: Server) -> None:
    server.command = (*server.command, "--no-work")
    server.start()
    with urlopen(f"{server.url}/healthz", timeout=5) as answer:
        assert answer.status == 200
    assert worker(server) is None


def test_a_taken_port_is_said_at_once() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = serve("--port", str(port))
    assert done.returncode == 1
    assert f"Port {port} of 127.0.0.1 is taken" in done.stderr


def test_two_servers_never_share_a_port(server: Server) -> None:
    server.start()
    assert serve("--port", str(server.port)).returncode == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--port", "70000"], "no port 70000"),
        (["--host", "192.0.2.1", "--port", str(free_port())], "Can't listen"),
        (["--processes", "2"], "embedded database has one process"),
        (["--threads", "0"], "--threads"),
    ],
)
def test_what_cannot_be_served_is_said(arguments: list[str], said: str) -> None:
    done = serve(*arguments)
    assert done.returncode != 0
    assert said in done.stderr
