"""What people said and were answered, as council and public may read it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from consult.core.enclosed import enclosed
from consult.core.feedback import Declared, declared
from consult.core.file import FileName
from consult.core.identity import uuid7
from consult.core.language import say
from consult.core.reply import DUE_DAYS, Replied, days_waited
from consult.services.answering import replied
from consult.services.library import form_of
from consult.store import files, readings, replies
from consult.store.base import db
from consult.store.rows import SubmissionRow
from consult.web import figures
from consult.web.language import reader_language
from consult.web.overview import Overview
from consult.web.place_menu import name_of

Languages = Mapping[tuple[UUID, int, str], str]
"""By record, revision and question."""


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody wrote, in the language that it was written in."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that somebody added, and the question that it answers; it may be still on its way."""

    label: str
    name: FileName
    here: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """A record that waits for a reply.

    Args:
        reply_id: Minted with the page, so that a double click is one reply.
    """

    id: UUID
    words: Sequence[Words]
    files: Sequence[Enclosure]
    language: str
    kind: str
    place: str
    days: int
    reply_id: UUID

    @property
    def late(self) -> bool:
        """Tell whether the reply is overdue."""
        return self.days >= DUE_DAYS


def waiting_in(overview: Overview, most: int) -> list[Waiting]:
    """Give those who have waited longest in a locality and all below it."""
    now = datetime.now(UTC)
    consultation_id = overview.consultation.id
    rows = replies.waiting(db.session(), consultation_id, list(overview.inside), most)
    languages = _languages(overview, rows)
    here = files.whole(db.session(), consultation_id, [row.id for row in rows]) if rows else {}
    return [_waiting(overview, row, languages, here.keys(), now) for row in rows]


def quotes_from(overview: Overview, most: int) -> list[Words]:
    """Give the newest words that may be quoted, one text of each record.

    Nothing is quoted where too few were heard: a quote would be somebody's name.
    """
    if overview.summary is None:
        return []
    rows = replies.quotable(db.session(), overview.consultation.id, list(overview.inside), most)
    languages = _languages(overview, rows)
    spoken = [_words(row, _declared(row), languages) for row in rows]
    return [max(words, key=lambda one: len(one.text)) for words in spoken if words]


def answers_in(overview: Overview, most: int) -> list[Replied]:
    """Give the newest replies that everyone may read."""
    rows = replies.public(db.session(), overview.consultation.id, list(overview.inside), most)
    return [replied(db.session(), row) for row in rows]


def _waiting(
    overview: Overview,
    row: SubmissionRow,
    languages: Languages,
    here: Collection[tuple[UUID, str]],
    now: datetime,
) -> Waiting:
    place = overview.inside[row.locality_id]
    said = _declared(row)
    kinds = said.roles.get("type", []) if said else []
    named = kinds if isinstance(kinds, list) else [kinds]
    return Waiting(
        id=row.id,
        words=_words(row, said, languages),
        files=_enclosures(row, here),
        language=row.language,
        kind=", ".join(figures.cell_name(overview.form, "type", str(one)) for one in named),
        place=name_of(place, reader_language()),
        days=days_waited(row.received_at, now),
        reply_id=uuid7(now),
    )


def _enclosures(row: SubmissionRow, here: Collection[tuple[UUID, str]]) -> list[Enclosure]:
    form = form_of(db.session(), row.form_slug, row.form_version)
    return [
        Enclosure(
            say(one.question.label, reader_language()), one.name, (row.id, str(one.name)) in here
        )
        for one in (enclosed(form, row.content["answers"]) if form else ())
    ]


def _languages(overview: Overview, rows: Sequence[SubmissionRow]) -> Languages:
    """Find the language that was read in each text."""
    ids = [row.id for row in rows]
    read = readings.of_records(db.session(), overview.consultation.id, ids) if ids else {}
    return {(*key, one.question): one.language for key, found in read.items() for one in found}


def _words(row: SubmissionRow, said: Declared | None, languages: Languages) -> list[Words]:
    texts = said.texts if said else {}
    return [
        Words(text, languages.get((row.id, row.revision, question), row.language))
        for question, text in texts.items()
    ]


def _declared(row: SubmissionRow) -> Declared | None:
    form = form_of(db.session(), row.form_slug, row.form_version)
    return declared(form, row.content["answers"]) if form else None
