"""`consult serve`: the app on one address, with its worker beside it."""

import errno
import socket
import subprocess
import sys
from contextlib import nullcontext
from threading import Event, Thread
from typing import Final, Self

import click
from flask import current_app
from flask.cli import with_appcontext
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

THREADS: Final = 64
"""A phone on a slow link holds one while its batch trickles in; it holds nothing else then."""

PAUSE: Final = 5.0
"""Seconds before a worker that fell over is started again."""

PATIENCE: Final = 10
"""Seconds that a request or the worker has to end."""


class WorkerBeside:
    """`consult work` in a process of its own, for as long as the block lasts."""

    def __init__(self) -> None:
        self._over = Event()
        self._thread = Thread(target=self._keep_working, name="worker", daemon=True)
        self._running: subprocess.Popen[bytes]

    def __enter__(self) -> Self:
        # Now, before the server forks: a fork would hold open what tells that this has begun.
        self._running = self._start()
        self._thread.start()
        return self

    def __exit__(self, *raised: object) -> None:
        self._over.set()
        self._running.terminate()
        self._thread.join(PATIENCE)
        if self._running.poll() is None:
            self._running.kill()

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "-m", "consult", "work"])

    def _keep_working(self) -> None:
        """Start it, and again when it falls over: answers wait in the table meanwhile."""
        while self._running.wait() is not None and not self._over.wait(PAUSE):
            self._running = self._start()


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option(
    "--processes",
    default=1,
    show_default=True,
    type=click.IntRange(1),
    help="Processes that answer; more than one needs PostgreSQL.",
)
@click.option(
    "--threads",
    default=THREADS,
    show_default=True,
    type=click.IntRange(1),
    help="Requests that a process answers at a time.",
)
@click.option("--work/--no-work", default=True, help="Run `consult work` beside it.")
@with_appcontext
def command(host: str, port: int, processes: int, threads: int, work: bool) -> None:
    """Serve the app until it is told to stop."""
    embedded = str(current_app.config["SQLALCHEMY_DATABASE_URI"]).startswith("sqlite")
    if processes > 1 and embedded:
        raise click.UsageError("The embedded database has one process; set DATABASE_URL for more.")
    serve(host, port, processes, threads, work=work)


def serve(host: str, port: int, processes: int = 1, threads: int = THREADS, *, work: bool) -> None:
    """Serve until SIGINT or SIGTERM.

    Raises:
        click.ClickException: When the address can't be listened on.
    """
    listen(host, port)
    server = Granian(
        "consult.app:create_app",
        factory=True,
        interface=Interfaces.WSGI,
        address=host,
        port=port,
        workers=processes,
        blocking_threads=threads,
        workers_kill_timeout=PATIENCE,
        respawn_failed_workers=True,
        log_level=LogLevels.error,
        websockets=False,
    )
    with WorkerBeside() if work else nullcontext():
        server.serve()


def listen(host: str, port: int) -> None:
    """Find out whether the address is free; the server itself would share it silently.

    Raises:
        click.ClickException: When it isn't, in words.
    """
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        socket.create_server((host, port), family=family).close()
    except OverflowError as failure:
        raise click.ClickException(f"There is no port {port}.") from failure
    except OSError as failure:
        raise click.ClickException(_reason(host, port, failure)) from failure


def _reason(host: str, port: int, failure: OSError) -> str:
    match failure.errno:
        case errno.EADDRINUSE:
            return (
                f"Port {port} of {host} is taken by another program. "
                "Stop that one, or choose another port with --port."
            )
        case errno.EACCES:
            return f"Port {port} needs rights that you don't have; choose one above 1023."
    return f"Can't listen on {host}:{port}: {failure.strerror}."
