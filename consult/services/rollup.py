"""Count anew where something changed, and sum up for all that lies above."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from consult.core.feedback import declared
from consult.core.tally import Heard, Spoken, tally, week_of
from consult.services.library import form_of
from consult.store import news, prevalences, readings, tallies, tree
from consult.store.rows import ReadingRow, SubmissionRow

MARKS: Final = 2_000
LOCK: Final = "rollup"
AT_ONCE: Final = 500
"""Records whose readings are fetched together: SQLite takes so many variables, and no more."""


def roll_up(session: Session, consultation_id: UUID) -> int:
    """Recompute the cells that are marked, and tell how many marks were swept.

    One roll-up of a consultation at a time: the counter's row is locked until the commit. A
    record that comes in between leaves a mark of its own, which the next turn finds.
    """
    news.next_number(session, consultation_id, LOCK)
    marks = tallies.marks(session, consultation_id, MARKS)
    if not marks:
        return 0
    by_locality: dict[UUID, set[date]] = defaultdict(set)
    for mark in marks:
        by_locality[mark.locality_id].add(mark.day)
    for locality_id in sorted(by_locality):
        _count(session, consultation_id, locality_id, sorted(by_locality[locality_id]))
    touched = _sum_up(session, consultation_id, by_locality)
    prevalences.make_stale(session, consultation_id, touched)
    tallies.sweep(session, consultation_id, [mark.id for mark in marks])
    return len(marks)


def mark_all(session: Session, consultation_id: UUID, now: datetime) -> None:
    """Mark everything as stale, so that the next roll-ups count all anew."""
    tallies.mark(session, consultation_id, tallies.every_cell(session, consultation_id), now)


def _count(
    session: Session, consultation_id: UUID, locality_id: UUID, days: Sequence[date]
) -> None:
    rows = tallies.current(session, consultation_id, locality_id, days)
    heard: dict[date, list[Heard]] = {day: [] for day in days}
    for start in range(0, len(rows), AT_ONCE):
        for row, one in _heard(session, consultation_id, rows[start : start + AT_ONCE]):
            heard[row.day].append(one)
    by_day = {day: tally(records) for day, records in heard.items()}
    tallies.replace(session, consultation_id, locality_id, by_day)


def _heard(
    session: Session, consultation_id: UUID, rows: Sequence[SubmissionRow]
) -> Iterator[tuple[SubmissionRow, Heard]]:
    ids = [row.id for row in rows]
    spoken = readings.of_records(session, consultation_id, ids)
    tones = readings.tones(session, consultation_id, ids)
    for row in rows:
        form = form_of(session, row.form_slug, row.form_version)
        if form is None:
            continue
        key = (row.id, row.revision)
        said = declared(form, row.content["answers"])
        yield (
            row,
            Heard(
                channel=row.channel,
                entered_by=row.entered_by,
                language=row.language,
                voices=row.voices,
                declared=said,
                spoken=_spoken(spoken.get(key, ()), said.texts),
                tone=tones.get(key),
                owed=_owed(row),
            ),
        )


def _spoken(rows: Iterable[ReadingRow], texts: Iterable[str]) -> tuple[Spoken, ...]:
    """Give what was read, in the order in which the form asks."""
    read = {row.question: row for row in rows}
    return tuple(
        Spoken(row.language, (row.negative, row.neutral, row.positive), tuple(row.topics))
        for row in (read.get(question) for question in texts)
        if row
    )


def _owed(row: SubmissionRow) -> str:
    if not row.expects_reply:
        return "none"
    return "answered" if row.answered_at else "waiting"


def _sum_up(
    session: Session, consultation_id: UUID, changed: Mapping[UUID, Iterable[date]]
) -> set[UUID]:
    """Sum the weeks of what changed and of all above it, the deepest first."""
    parents = tree.parents(session)
    lines = {locality_id: _line(locality_id, parents) for locality_id in changed}
    stale: dict[tuple[int, date], set[UUID]] = defaultdict(set)
    for locality_id, days in changed.items():
        line = lines[locality_id]
        for week in {week_of(day) for day in days}:
            for depth, above in enumerate(reversed(line)):
                stale[depth, week].add(above)
    for depth, week in sorted(stale, key=lambda one: (-one[0], one[1])):
        tallies.roll_up(session, consultation_id, sorted(stale[depth, week]), week)
    return {above for line in lines.values() for above in line}


def _line(locality_id: UUID, parents: Mapping[UUID, UUID | None]) -> list[UUID]:
    """Give a locality and all above it, from itself to the top."""
    line = [locality_id]
    above = parents.get(locality_id)
    while above is not None and above not in line:
        line.append(above)
        above = parents.get(above)
    return line
