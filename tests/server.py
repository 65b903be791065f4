"""A real server in a process of its own, which can be killed and started again at its address."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self
from urllib.request import urlopen

import psutil

ROOT = Path(__file__).parent.parent
PATIENCE = 30
"""Seconds that a start may take on a busy machine."""

CONSULT = ("consult", "serve", "--no-work")


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port


class Server:
    """The app as `consult serve` runs it, on one port for its whole life; `with` runs it.

    Args:
        folder: INSTANCE_FOLDER; what the server says goes to server.log in it.
        settings: More environment.
        command: What is run, with its arguments; the port is added.
    """

    def __init__(
        self, folder: Path, settings: Mapping[str, str], command: Sequence[str] = CONSULT
    ) -> None:
        self.folder = folder
        self.command = command
        self.settings = {
            "INSTANCE_FOLDER": str(folder),
            "RATE_LIMITS": "no",
            "SECURE_COOKIES": "no",
        } | dict(settings)
        self.port = free_port()
        self._running: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *raised: object) -> None:
        self.stop()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        """Give all that the server has said."""
        return (self.folder / "server.log").read_text()

    def start(self) -> None:
        """Start, and wait until it answers."""
        command = [sys.executable, "-m", *self.command, "--port", str(self.port)]
        with (self.folder / "server.log").open("ab") as log:
            self._running = subprocess.Popen(
                command,
                cwd=ROOT,
                env={**os.environ, **self.settings},
                start_new_session=True,
                stderr=log,
                stdout=log,
            )
        deadline = time.monotonic() + PATIENCE
        while not self._answers():
            assert self._running.poll() is None, self.log
            assert time.monotonic() < deadline, self.log
            time.sleep(0.05)

    def _answers(self) -> bool:
        try:
            with urlopen(f"{self.url}/healthz", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    @property
    def running(self) -> subprocess.Popen[bytes]:
        """Give the process that was started."""
        assert self._running is not None
        return self._running

    def stop(self) -> None:
        """Ask it to end."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End it in the middle of whatever it does."""
        self._end(signal.SIGKILL)

    def _end(self, how: signal.Signals) -> None:
        if self._running is None or self._running.poll() is not None:
            return
        os.killpg(self._running.pid, how)
        try:
            self._running.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self._running.pid, signal.SIGKILL)
            self._running.wait(10)
        self._running = None

    def seconds_of_cpu(self) -> float:
        """Add up what the server and its workers have computed so far."""
        assert self._running is not None
        parent = psutil.Process(self._running.pid)
        times = [one.cpu_times() for one in (parent, *parent.children(recursive=True))]
        return float(sum(time.user + time.system for time in times))
