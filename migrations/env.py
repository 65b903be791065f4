"""Run migrations over the application's own connection."""

from alembic import context
from flask import current_app

import consult.store.rows  # noqa: F401 - so that their tables are known
from consult.store.base import Base, db


def run() -> None:
    """Upgrade in one transaction a revision."""
    with db.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            transaction_per_migration=True,
            **current_app.extensions["migrate"].configure_args,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
