"""`consult form`."""

from datetime import UTC, datetime
from pathlib import Path

import click
from flask.cli import with_appcontext

from consult.commands.report import tell, told
from consult.core.changes import changes
from consult.core.form import Form
from consult.formats.xform import opinion
from consult.formats.xlsform import Reading
from consult.services import forms, library
from consult.store import asking
from consult.store.base import db
from consult.store.transaction import writing

FILE = click.argument("file", type=click.Path(exists=True, path_type=Path))
SLUG = click.option("--slug", help="The form's name in addresses, instead of its own id.")


@click.group("form")
def command() -> None:
    """Check, publish and compare forms that were written as XLSForms.

    A form is an .xlsx, .xlsm, .xls or .csv file, or a folder with survey.csv and choices.csv.
    Lists, pictures and recordings that it names may lie beside it, or in FILE-media.
    """


@command.command("check")
@FILE
def check(file: Path) -> None:
    """Say what would be made of FILE; publish nothing."""
    reading = forms.read(file)
    tell(reading)
    form = _readable(reading)
    against = opinion(form).wrong
    click.echo(f"pyxform disagrees: {against}" if against else "pyxform takes it, too.")


@command.command("load")
@FILE
@SLUG
@click.option("--consultation", help="Slug of a consultation that asks this form from now on.")
@with_appcontext
def load(file: Path, slug: str | None, consultation: str | None) -> None:
    """Publish FILE; loading it again changes nothing."""
    reading = forms.read(file, slug)
    tell(reading)
    form = _readable(reading)
    session = db.session()
    writing(session)
    try:
        new = forms.publish(session, form, datetime.now(UTC), reading.contents)
    except forms.VersionTaken as taken:
        raise click.ClickException(f"{taken}. Give the form a new version.") from taken
    if consultation:
        _ask(consultation, form)
    session.commit()
    click.echo("Published." if new else "It was published already; nothing has changed.")


@command.command("diff")
@click.argument("before")
@click.argument("after")
@with_appcontext
def diff(before: str, after: str) -> None:
    """Say what is other in AFTER than in BEFORE; each a file, or SLUG@VERSION if published."""
    for change in changes(_form_at(before), _form_at(after)):
        click.echo(told(change))


def _form_at(name: str) -> Form:
    """Open a published version, or a file."""
    slug, _, version = name.rpartition("@")
    found = library.form_of(db.session(), slug, version) if slug else None
    if found:
        return found
    if not Path(name).exists():
        raise click.ClickException(f"There is no file and no published form {name}.")
    return _readable(forms.read(Path(name)))


def _ask(slug: str, form: Form) -> None:
    row = asking.consultation_named(db.session(), slug)
    if row is None:
        raise click.ClickException(f"There is no consultation {slug}.")
    forms.ask(row, form)


def _readable(reading: Reading) -> Form:
    if reading.form is None:
        raise click.ClickException("The form can't be published as it is.")
    return reading.form
