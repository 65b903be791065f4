"""Keep the files that answers name: sealed as they come, and opened only to be looked at."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Annotated, Final
from uuid import UUID

import msgspec
from sqlalchemy.orm import Session

from consult.core.file import TYPES, FileName
from consult.core.problem import Problem
from consult.core.receipt import Receipt
from consult.core.record import Name, Sha256, canonical
from consult.services import library
from consult.services.keys import CannotOpen, Keys
from consult.store import files, submissions
from consult.store.depot import Depot
from consult.store.rows import HeldRow, RecordFileRow, SubmissionRow

SEAL: Final = 81
"""Bytes that a seal adds: the encapsulated key and the tag."""

PATIENCE: Final = timedelta(days=30)
"""How long a file waits for the record that names it, or for its own rest."""

STRAYS: Final = 10
"""Times the largest file that a phone may announce without a record that names them."""

SWEPT: Final = 100


class WrongOffset(Exception):
    """Say that somebody sends a piece from another place than where the file has come to."""


@dataclass(frozen=True, slots=True)
class Cabinet:
    """Where files are kept, what opens them, and how many bytes one may have."""

    depot: Depot
    keys: Callable[[], Keys]
    most: int

    def open(self, row: RecordFileRow) -> bytes:
        """Give a file as it was before it was sealed.

        Raises:
            CannotOpen: When key and bytes don't belong together.
        """
        info = binding(row.record_id, row.consultation_id, row.form_slug, row.form_version, row.end)
        return self.keys().open_sealed(self.depot.read(place(row)), row.key, info)


@dataclass(frozen=True, slots=True)
class Announced:
    """What a phone says of a file before it sends it; `size` is that of the sealed bytes.

    It says what kind of file it is, by the end of its name, and not the hash: whoever has the
    phone and a file must not learn that it is this one.
    """

    consultation: UUID
    record: UUID
    form: Name
    version: Name
    end: Name
    key: Name
    digest: Sha256
    size: Annotated[int, msgspec.Meta(ge=1)]


def binding(record: UUID, consultation: UUID, form: str, version: str, end: str) -> bytes:
    """Bind a seal to its record, so that it can't be opened as another's."""
    return canonical(["consult-file", str(record), str(consultation), form, version, end])


def place(row: RecordFileRow) -> str:
    """Name the sealed bytes in the depot."""
    return f"{row.consultation_id}/{row.digest[:2]}/{row.digest}"


def begin(
    session: Session, cabinet: Cabinet, device_id: UUID, announced: Announced, now: datetime
) -> Problem | None:
    """Expect a file; one that is expected already goes on from where it is, whoever sends it."""
    problem = _refusal(session, cabinet, announced)
    if problem or files.known(session, announced.consultation, announced.digest):
        return problem
    waiting = files.stray_bytes(session, announced.consultation, device_id)
    if waiting + announced.size > STRAYS * cabinet.most:
        return Problem("too_much_waiting")
    files.add(
        session,
        {
            "consultation_id": announced.consultation,
            "digest": announced.digest,
            "record_id": announced.record,
            "form_slug": announced.form,
            "form_version": announced.version,
            "end": announced.end,
            "name": None,
            "key": announced.key,
            "size": announced.size,
            "reached": 0,
            "device_id": device_id,
            "touched_at": now,
            "received_at": None,
            "named": False,
        },
    )
    return None


def _refusal(session: Session, cabinet: Cabinet, announced: Announced) -> Problem | None:
    if not library.is_asked(session, announced.consultation):
        return Problem("unknown_consultation")
    if announced.end not in TYPES:
        return Problem("wrong_type")
    if announced.size > cabinet.most + SEAL:
        return Problem("file_too_large", values={"most": cabinet.most // 1_000_000})
    return None


def append(
    session: Session, cabinet: Cabinet, key: tuple[UUID, str], offset: int, piece: bytes
) -> RecordFileRow:
    """Put a piece where the file has come to.

    Raises:
        KeyError: When nobody announced the file.
        WrongOffset: When it has come to another place, or would grow beyond its size.
    """
    row = files.locked(session, *key)
    if row is None:
        raise KeyError(key)
    if row.reached != offset or offset + len(piece) > row.size:
        raise WrongOffset
    cabinet.depot.write(place(row), offset, piece)
    row.reached = offset + len(piece)
    return row


def examine(cabinet: Cabinet, row: RecordFileRow) -> FileName | Problem:
    """Open a file that has come to its end and give its name; needs time, and no lock."""
    try:
        if sha256(cabinet.depot.read(place(row))).hexdigest() != row.digest:
            return Problem("file_broken")
        opened = cabinet.open(row)
    except FileNotFoundError:
        return Problem("file_broken")
    except CannotOpen as reason:
        return Problem(reason.code)
    name = FileName(sha256(opened).hexdigest(), row.end)
    return name if name.fits(opened[:64]) else Problem("wrong_type")


def finish(
    session: Session,
    cabinet: Cabinet,
    key: tuple[UUID, str],
    found: FileName | Problem,
    now: datetime,
) -> RecordFileRow | None:
    """Note what a file turned out to be; what can't be used is dropped."""
    row = files.locked(session, *key)
    if row is None:
        return None
    if isinstance(found, Problem):
        _drop(session, cabinet, row)
        return None
    if row.received_at is None:
        row.received_at, row.name = now, str(found)
    row.named = row.named or is_named(session, row)
    return row


def receipt_of(row: RecordFileRow) -> Receipt | None:
    """Write the server's word that it has a file of a record, once it has both."""
    if row.received_at is None or not row.named:
        return None
    return Receipt(row.record_id, row.digest, "accepted", row.received_at, 0)


def is_named(session: Session, row: RecordFileRow) -> bool:
    """Tell whether any revision of the record, also a held one, names the file."""
    key = (row.consultation_id, row.record_id)
    rows: list[SubmissionRow | HeldRow] = [
        *submissions.revisions_of(session, [key]).get(key, []),
        *submissions.held_of(session, [key]).get(key, []),
    ]
    answers = [each.content.get("answers") for each in rows]
    return any(row.name in each.values() for each in answers if isinstance(each, dict))


def any_strays(session: Session, consultation_id: UUID, now: datetime) -> bool:
    """Tell whether there is anything to sweep, without keeping phones from sending."""
    return bool(files.strays(session, consultation_id, now - PATIENCE, 1))


def sweep(session: Session, cabinet: Cabinet, consultation_id: UUID, now: datetime) -> int:
    """Drop what was begun and left, and what no record has named in all that time.

    Returns:
        How many were looked at; few at a time, so that no phone waits long.
    """
    rows = files.strays(session, consultation_id, now - PATIENCE, SWEPT)
    for row in rows:
        if row.received_at and is_named(session, row):
            row.named = True
        else:
            _drop(session, cabinet, row)
    return len(rows)


def _drop(session: Session, cabinet: Cabinet, row: RecordFileRow) -> None:
    # The bytes first: should we fall over in between, the row is there to try again.
    cabinet.depot.remove(place(row))
    files.forget(session, row)
