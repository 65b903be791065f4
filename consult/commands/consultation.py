"""`consult consultation`."""

from datetime import UTC, datetime
from pathlib import Path

import click
from flask.cli import with_appcontext

from consult.core.language import DEFAULT, INTERFACE
from consult.formats.tables import TooWide, csv_lines, write_xlsx
from consult.services import consultations
from consult.services import export as exports
from consult.store import asking
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


@command.command("export")
@click.argument("slug")
@click.option("--csv", "as_csv", type=click.Path(dir_okay=False, path_type=Path), help="CSV file.")
@click.option(
    "--xlsx", "as_xlsx", type=click.Path(dir_okay=False, path_type=Path), help="Excel workbook."
)
@click.option(
    "--language", type=click.Choice(INTERFACE), default=DEFAULT, help="Language of the labels."
)
@with_appcontext
def export(slug: str, as_csv: Path | None, as_xlsx: Path | None, language: str) -> None:
    """Write all records of the consultation SLUG, whatever version of its form they answered."""
    session = db.session()
    row = asking.consultation_named(session, slug)
    if row is None:
        raise click.ClickException(f"There is no consultation {slug}.")
    if as_csv is None and as_xlsx is None:
        raise click.UsageError("Say where to: --csv FILE or --xlsx FILE.")
    if as_csv:
        with as_csv.open("w", encoding="utf-8", newline="") as file:
            file.writelines(csv_lines(exports.table(session, row, language, None)))
    if as_xlsx:
        try:
            write_xlsx(exports.table(session, row, language, None), as_xlsx)
        except TooWide as failure:
            raise click.ClickException("A sheet has too few columns; take --csv.") from failure
