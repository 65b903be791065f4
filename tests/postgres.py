"""A PostgreSQL server of our own: in a folder of its own, on a socket in it, gone afterwards."""

import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from pwd import getpwnam

import psycopg

OWNER = "postgres"


@contextmanager
def server(*, durable: bool = False) -> Iterator[Path]:
    """Run a server.

    Args:
        durable: Wait for the disk at each commit, as in production.

    Yields:
        The folder of its socket; whoever can reach it is let in as `postgres`.
    """
    home = Path(tempfile.mkdtemp(prefix="consult-postgres-", dir="/tmp"))  # socket paths are short
    if os.getuid() == 0:
        owner = getpwnam(OWNER)
        os.chown(home, owner.pw_uid, owner.pw_gid)
    place = home / "cluster"
    control = str(max(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl")))
    settings = [f"-k {shlex.quote(str(home))}", "-c listen_addresses=''", "-c max_connections=60"]
    settings += [] if durable else ["-F", "-c full_page_writes=off"]
    try:
        _run(control, "init", "-D", str(place), "-o", f"--auth=trust --username={OWNER} -E UTF8")
        _run(control, "start", "-w", "-D", str(place), "-o", " ".join(settings))
        try:
            yield home
        finally:
            _run(control, "stop", "-D", str(place), "-m", "immediate")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _run(*command: str) -> None:
    """Run as the owner of the cluster: PostgreSQL refuses to run as root."""
    lower = ["setpriv", f"--reuid={OWNER}", f"--regid={OWNER}", "--clear-groups"]
    subprocess.run(
        [*(lower if os.getuid() == 0 else []), *command],
        check=True,
        cwd="/",
        stdout=subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
    )


def address(home: Path, name: str) -> str:
    """Give the DATABASE_URL of one database."""
    return f"postgresql+psycopg://{OWNER}@/{name}?host={home}"


def create(home: Path, name: str, template: str = "template1") -> str:
    """Create a database as a copy of another, and give its DATABASE_URL."""
    _execute(home, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return address(home, name)


def drop(home: Path, name: str) -> None:
    """Drop a database, whoever is still connected."""
    _execute(home, f'DROP DATABASE "{name}" WITH (FORCE)')


def _execute(home: Path, statement: str) -> None:
    with psycopg.connect(host=str(home), user=OWNER, dbname=OWNER, autocommit=True) as connection:
        connection.execute(statement.encode())
