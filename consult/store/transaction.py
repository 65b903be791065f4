"""How a transaction begins, on either database."""

from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.orm import Session


def prepare(engine: Engine) -> None:
    """Make SQLite durable, and let it say at the start whether a transaction will write.

    A reader that turns writer in the middle fails at once in SQLite when somebody wrote in
    between, so `writing` takes the lock first.
    """
    if engine.dialect.name != "sqlite":
        return
    event.listen(engine, "connect", _open)
    event.listen(engine, "begin", _begin)


def writing(session: Session) -> None:
    """Begin a transaction that will write; ends the one that was open, unwritten."""
    session.rollback()
    session.connection(execution_options={"writes": True})


def _open(connection: Any, record: object) -> None:
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "busy_timeout=20000",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
