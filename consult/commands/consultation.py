"""`consult consultation`."""

from datetime import UTC, datetime
from pathlib import Path

import click
from flask.cli import with_appcontext

from consult.services import consultations
from consult.store.base import db
from consult.store.transaction import writing


@click.group("consultation")
def command() -> None:
    """Open consultations."""


@command.command("load")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_appcontext
def load(file: Path) -> None:
    """Open what FILE, a JSON file, describes; loading it again changes what changed."""
    session = db.session()
    try:
        asked = consultations.read(file)
        writing(session)
        row = consultations.load(session, asked, datetime.now(UTC))
    except consultations.Unfit as unfit:
        raise click.ClickException(str(unfit)) from unfit
    session.commit()
    click.echo(f"{row.slug} asks {row.form_slug} {row.form_version} from {row.opens_on} on.")
