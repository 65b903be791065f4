"""Publish forms: a version, once published, never changes."""

from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from consult.core.form import Form
from consult.core.record import sha256_of
from consult.formats import xlsform
from consult.store import asking
from consult.store.rows import ConsultationRow, FormRow


class VersionTaken(ValueError):
    """Say that this version of the form is published already, and says something else."""

    def __init__(self, form: Form) -> None:
        super().__init__(
            f"version {form.version} of the form {form.slug} is published already and differs"
        )


def read(path: Path, slug: str | None = None) -> xlsform.Reading:
    """Read an XLSForm from a file."""
    return xlsform.read(path.read_bytes(), path.stem, slug)


def publish(session: Session, form: Form, now: datetime) -> bool:
    """Store a version of a form; tell whether it is new.

    Raises:
        VersionTaken: When other content is published under this slug and version.
    """
    written = form.to_json()
    sha256 = sha256_of(written)
    row = asking.form_row(session, form.slug, form.version)
    if row is None:
        session.add(
            FormRow(
                slug=form.slug,
                version=form.version,
                definition=written,
                sha256=sha256,
                published_at=now,
            )
        )
        session.flush()
        return True
    if row.sha256 != sha256:
        raise VersionTaken(form)
    return False


def load(session: Session, path: Path, now: datetime) -> Form:
    """Publish a file of our own.

    Raises:
        ValueError: When it can't be published; says where and why.
    """
    reading = read(path)
    if reading.form is None:
        refused = [found for found in reading.findings if found.severity == "refused"]
        raise ValueError(
            "; ".join(f"{found.place}: {xlsform.sentence(found)}" for found in refused)
        )
    publish(session, reading.form, now)
    return reading.form


def ask(consultation: ConsultationRow, form: Form) -> None:
    """Let a consultation ask this version from now on, in its languages."""
    consultation.form_slug, consultation.form_version = form.slug, form.version
    consultation.languages = list(form.languages)
