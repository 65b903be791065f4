"""Publish forms: a version, once published, never changes."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from consult.core.form import Form
from consult.core.record import sha256_of
from consult.formats import xlsform
from consult.services.beside import Beside
from consult.store import asking
from consult.store.rows import ConsultationRow, FormFileRow, FormRow
from consult.store.upsert import insert_new

NONE: Mapping[str, bytes] = {}


class VersionTaken(ValueError):
    """Say that this version of the form is published already, and says something else."""

    def __init__(self, form: Form) -> None:
        super().__init__(
            f"version {form.version} of the form {form.slug} is published already and differs"
        )


def read(path: Path, slug: str | None = None) -> xlsform.Reading:
    """Read an XLSForm from a file, or from a folder with survey.csv, and what lies beside it."""
    file = path / "survey.csv" if path.is_dir() else path
    return xlsform.read(file.read_bytes(), path.stem, slug, Beside(path))


def publish(
    session: Session, form: Form, now: datetime, contents: Mapping[str, bytes] = NONE
) -> bool:
    """Store a version of a form; tell whether it is new.

    Args:
        session: The session.
        form: The form.
        now: When it is published.
        contents: The bytes of its files, by their SHA-256.

    Raises:
        VersionTaken: When other content is published under this slug and version.
    """
    written = form.to_json()
    sha256 = sha256_of(written)
    row = asking.form_row(session, form.slug, form.version)
    if row is None:
        keep_files(session, form, contents)
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


def keep_files(session: Session, form: Form, contents: Mapping[str, bytes]) -> None:
    """Store the files that no form has shown before."""
    files = {file.sha256: file for file in form.files.values() if file.sha256 in contents}
    for sha256, file in sorted(files.items()):
        content = contents[sha256]
        values = {"sha256": sha256, "type": file.type, "size": file.size, "content": content}
        insert_new(session, FormFileRow, [values])


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
    publish(session, reading.form, now, reading.contents)
    return reading.form


def ask(consultation: ConsultationRow, form: Form) -> None:
    """Let a consultation ask this version from now on, in its languages."""
    consultation.form_slug, consultation.form_version = form.slug, form.version
    consultation.languages = list(form.languages)
