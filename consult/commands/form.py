"""`consult form`."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import click
from flask.cli import with_appcontext

from consult.core.form import Form
from consult.formats.xlsform import Finding, Reading, sentence
from consult.services import forms
from consult.store import asking
from consult.store.base import db
from consult.store.transaction import writing

SHOWN: Final = 20
"""Findings of one kind that are printed; a list of thousands helps nobody."""

FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
SLUG = click.option("--slug", help="The form's name in addresses, instead of its own id.")


@click.group("form")
def command() -> None:
    """Check and publish forms that were written as XLSForms."""


@command.command("check")
@FILE
def check(file: Path) -> None:
    """Say what would be made of FILE, an .xlsx workbook; publish nothing."""
    reading = forms.read(file)
    _tell(reading)
    _readable(reading)


@command.command("load")
@FILE
@SLUG
@click.option("--consultation", help="Slug of a consultation that asks this form from now on.")
@with_appcontext
def load(file: Path, slug: str | None, consultation: str | None) -> None:
    """Publish FILE, an .xlsx workbook; loading it again changes nothing."""
    reading = forms.read(file, slug)
    _tell(reading)
    form = _readable(reading)
    session = db.session()
    writing(session)
    try:
        new = forms.publish(session, form, datetime.now(UTC))
    except forms.VersionTaken as taken:
        raise click.ClickException(f"{taken}. Give the form a new version.") from taken
    if consultation:
        _ask(consultation, form)
    session.commit()
    click.echo("Published." if new else "It was published already; nothing has changed.")


def _ask(slug: str, form: Form) -> None:
    row = asking.consultation_named(db.session(), slug)
    if row is None:
        raise click.ClickException(f"There is no consultation {slug}.")
    forms.ask(row, form)


def _readable(reading: Reading) -> Form:
    if reading.form is None:
        raise click.ClickException("The form can't be published as it is.")
    return reading.form


def _tell(reading: Reading) -> None:
    """Print the report: what stands in the way first, and then in order."""
    rank = ("refused", "ignored", "normalised")
    for line in _lines(sorted(reading.findings, key=lambda found: rank.index(found.severity))):
        click.echo(line)
    if reading.form:
        form = reading.form
        asked = sum(question.answered for question, _ in form.walk())
        languages = ", ".join(form.languages)
        click.echo(f"{form.slug}, version {form.version}: {asked} questions in {languages}.")


def _lines(findings: Sequence[Finding]) -> list[str]:
    seen: Counter[str] = Counter()
    lines = []
    for found in findings:
        seen[found.code] += 1
        if seen[found.code] <= SHOWN:
            place = found.place or "file"
            lines.append(f"{place:<18} {found.severity:<11} {sentence(found)}")
    more = [(code, count - SHOWN) for code, count in seen.items() if count > SHOWN]
    return lines + [f"... and {count} more of the kind {code}" for code, count in more]
