"""One insert that leaves what is there, on either database."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from consult.store.base import Base


def insert_new(
    session: Session,
    row: type[Base],
    values: Sequence[dict[str, Any]],
    *returning: ColumnElement[Any],
) -> CursorResult[*tuple[Any, ...]]:
    """Insert `values`, all of the same columns, and pass over rows whose key is taken.

    The rows go as parameters of one statement, so that it is compiled once for all batches.

    Returns:
        `returning` of the rows that were new.
    """
    table = row.__table__
    assert isinstance(table, Table)  # noqa: S101 - for the type checker
    dialect = session.get_bind().dialect.name
    insert = (postgresql if dialect == "postgresql" else sqlite).insert(table)
    statement = insert.on_conflict_do_nothing()
    return session.connection().execute(
        statement.returning(*returning) if returning else statement, list(values)
    )
