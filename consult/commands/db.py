"""`consult db`."""

import click
import flask_migrate
from flask.cli import with_appcontext


@click.group("db")
def command() -> None:
    """Look after the database."""


@command.command("upgrade")
@with_appcontext
def upgrade() -> None:
    """Bring the database to the schema of this version; what is in it stays."""
    flask_migrate.upgrade()
    click.echo("The database is up to date.")


@command.command("revision")
@click.option("-m", "--message", required=True, help="What the migration does.")
@with_appcontext
def revision(message: str) -> None:
    """Write a migration from what the rows say and the database has; for developers."""
    flask_migrate.migrate(message=message)
