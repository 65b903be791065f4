"""Keep files that came with a page without script: stripped, and sealed as a phone would."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import IO
from uuid import UUID

from sqlalchemy.orm import Session

from consult.core.file import TYPES, FileName, end_of
from consult.core.problem import Problem
from consult.formats import film, picture
from consult.services.files import Cabinet, binding, place
from consult.store import files
from consult.store.rows import ConsultationRow, RecordFileRow


@dataclass(frozen=True, slots=True)
class Posted:
    """A file as a browser sends it with a form; name and type are what the sender says."""

    stream: IO[bytes]
    filename: str
    media: str


def shut_plain_file(
    cabinet: Cabinet, consultation: ConsultationRow, record_id: UUID, posted: Posted, now: datetime
) -> RecordFileRow | Problem:
    """Strip a file, seal it and put it on disk; takes its time, needs no lock."""
    read = _read(cabinet, posted)
    if isinstance(read, Problem):
        return read
    name, opened = read
    form, version = consultation.form_slug, consultation.form_version
    keys = cabinet.keys()
    sealed = keys.seal(opened, binding(record_id, consultation.id, form, version, name.end))
    row = RecordFileRow(
        consultation_id=consultation.id,
        digest=sha256(sealed).hexdigest(),
        record_id=record_id,
        form_slug=form,
        form_version=version,
        end=name.end,
        name=str(name),
        key=keys.seal_id,
        size=len(sealed),
        reached=len(sealed),
        touched_at=now,
        received_at=now,
        named=False,
    )
    cabinet.depot.write(place(row), 0, sealed)
    return row


def keep_plain_file(session: Session, cabinet: Cabinet, row: RecordFileRow) -> str:
    """Note a file that was shut, and give the answer that names it; sent twice, it is one."""
    there = files.whole(session, row.consultation_id, [row.record_id])
    name = str(row.name)
    if (row.record_id, name) in there:
        cabinet.depot.remove(place(row))
    else:
        session.add(row)
    return name


def _read(cabinet: Cabinet, posted: Posted) -> tuple[FileName, bytes] | Problem:
    raw = posted.stream.read(cabinet.most + 1)
    if len(raw) > cabinet.most:
        return Problem("file_too_large", values={"most": cabinet.most // 1_000_000})
    end = end_of(posted.filename, posted.media)
    if posted.media.startswith("image/") or (end and TYPES[end].media.startswith("image/")):
        drawn = picture.redraw(raw)
        return (_named(drawn, "jpg"), drawn) if drawn else Problem("not_a_picture")
    kept = film.blank(raw) if end in film.ENDS else raw
    if end is None or kept is None or not _named(raw, end).fits(raw[:64]):
        return Problem("wrong_type")
    return _named(kept, end), kept


def _named(opened: bytes, end: str) -> FileName:
    return FileName(sha256(opened).hexdigest(), end)
