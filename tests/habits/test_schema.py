"""The migrations make what the rows say, and the tables can be distributed by consultation."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import Table

import consult.store.rows  # noqa: F401 - the tables are there once their rows are
from consult.store.base import db
from tests.habits import tree

TABLES = db.metadata.sorted_tables
DISTRIBUTED = [table for table in TABLES if "consultation_id" in table.primary_key.columns]
LINKS = {"consultation_locality"}
"""Reference tables that tell where a consultation is held."""


def test_there_is_one_line_of_migrations() -> None:
    assert len(ScriptDirectory(str(tree.ROOT / "migrations")).get_heads()) == 1


def test_the_migrations_make_what_the_rows_say(both: Flask) -> None:
    with both.app_context(), db.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), db.metadata) == []


@pytest.mark.parametrize("table", DISTRIBUTED, ids=str)
def test_the_key_of_a_consultations_table_begins_with_the_consultation(table: Table) -> None:
    columns = [column.name for column in table.primary_key.columns]
    assert columns[0] == "consultation_id"


def test_every_table_that_names_a_consultation_is_keyed_by_it() -> None:
    naming = {table.name for table in TABLES if "consultation_id" in table.columns}
    assert naming - {table.name for table in DISTRIBUTED} == set()


def test_a_foreign_key_stays_in_its_consultation_or_points_to_a_reference_table() -> None:
    distributed = {table.name for table in DISTRIBUTED} - LINKS
    leaving = [
        f"{table.name} -> {key.referred_table.name}"
        for table in DISTRIBUTED
        for key in table.foreign_key_constraints
        if key.referred_table.name in distributed and "consultation_id" not in key.column_keys
    ]
    assert leaving == []


def test_only_keys_and_indices_with_the_consultation_are_unique() -> None:
    loose = [
        f"{table.name}.{index.name}"
        for table in DISTRIBUTED
        for index in table.indexes
        if index.unique and "consultation_id" not in index.columns
    ]
    assert loose == []
