"""Take opened records in: each is kept once, whoever sends it and however often."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from consult.core.identity import uuid7
from consult.core.receipt import Outcome, Receipt
from consult.core.record import Verdict, day_of
from consult.services.opening import Opened, Sound, Unreadable, Unsound
from consult.store import submissions
from consult.store.rows import DeviceRow, DirtyRow, HeldRow, LabelRow, SubmissionRow

Key = tuple[UUID, UUID]


@dataclass(frozen=True, slots=True)
class Sender:
    """Who brought the records: a phone, or nobody known (a plain POST)."""

    device_id: UUID | None = None
    person_id: UUID | None = None
    kind: str = "citizen"

    @classmethod
    def of(cls, device: DeviceRow) -> "Sender":
        """Name the phone and the person who carries it."""
        return cls(device.id, device.person_id, device.kind)


@dataclass(frozen=True, slots=True)
class _Where:
    """Where a new revision goes among those that are there."""

    revision: int
    verdict: Verdict
    standing: str
    supersedes: int | None = None


@dataclass(frozen=True, slots=True)
class _Fresh:
    """A record that isn't here yet, with the revisions that are, and its place in the batch."""

    place: int
    one: Sound
    there: Sequence[SubmissionRow]
    where: _Where
    code: bytes | None


def take_in(
    session: Session, sender: Sender, opened: Sequence[Opened], now: datetime
) -> list[Outcome]:
    """Keep what is acceptable, quarantine what isn't, and answer each in the order given.

    Rows are written in the order of their keys, so that two exchanges never wait for one
    another in a circle. What loses a race against the same id is looked at again.
    """
    outcomes: dict[int, Outcome] = {}
    waiting = sorted(enumerate(opened), key=lambda one: _key(one[1]))
    while waiting:
        wave, later = _one_of_each(waiting)
        answered = _take_wave(session, sender, wave, now)
        outcomes.update(answered)
        waiting = [one for one in wave if one[0] not in answered] + later
    return [outcomes[place] for place in range(len(opened))]


def _key(one: Opened) -> Key:
    return one.envelope.consultation, one.envelope.id


def _one_of_each(
    waiting: Sequence[tuple[int, Opened]],
) -> tuple[list[tuple[int, Opened]], list[tuple[int, Opened]]]:
    """Split off the first of each record, so that a batch may hold several revisions of one."""
    wave: dict[Key, tuple[int, Opened]] = {}
    later = [one for one in waiting if wave.setdefault(_key(one[1]), one) is not one]
    return list(wave.values()), later


def _take_wave(
    session: Session, sender: Sender, wave: Sequence[tuple[int, Opened]], now: datetime
) -> dict[int, Outcome]:
    keys = [_key(one) for _, one in wave if not isinstance(one, Unreadable)]
    revisions = submissions.revisions_of(session, keys)
    held = submissions.held_of(session, keys)
    outcomes: dict[int, Outcome] = {}
    fresh: list[_Fresh] = []
    quarantine: list[dict[str, Any]] = []
    for place, one in wave:
        there, parked = revisions.get(_key(one), []), held.get(_key(one), [])
        match one:
            case Unreadable():
                outcomes[place] = _rejected(one)
            case _ if first := _known(one, there, parked):
                outcomes[place] = first
            case Sound():
                where = _where(one, sender, there)
                fresh.append(_Fresh(place, one, there, where, _code(one, there, parked)))
            case Unsound():
                quarantine.append(
                    {**_held_row(one, sender, now), "code_hash": _code(one, there, parked)}
                )
                outcomes[place] = _held(one, now)
    submissions.add_held(session, quarantine)
    outcomes.update(_add(session, sender, fresh, now))
    return outcomes


def _add(
    session: Session, sender: Sender, fresh: Sequence[_Fresh], now: datetime
) -> dict[int, Outcome]:
    rows = [{**_row(each.one, sender, each.where, now), "code_hash": each.code} for each in fresh]
    added = submissions.add_submissions(session, rows)
    outcomes: dict[int, Outcome] = {}
    for each, row in zip(fresh, rows, strict=True):
        if (*_key(each.one), each.where.revision) in added:
            outcomes[each.place] = _kept(each.one, each.where, now)
            _follow(session, sender, each, row)
    return outcomes


def _follow(session: Session, sender: Sender, each: _Fresh, row: dict[str, Any]) -> None:
    """Write what goes with a new revision: stale counts, the tone, the end of a quarantine."""
    consultation_id, record_id = _key(each.one)
    now = row["received_at"]
    if each.where.supersedes is not None:
        submissions.supersede(session, (consultation_id, record_id, each.where.supersedes))
    if each.where.standing == "current":
        if each.one.envelope.base:
            submissions.mend(session, consultation_id, record_id, now)
        session.add_all(_stale(each.there, row))
    if each.one.submission.tone and sender.kind == "facilitator":
        session.add(_tone(each.one, each.where, sender, now))


def _tone(one: Sound, where: _Where, sender: Sender, now: datetime) -> LabelRow:
    return LabelRow(
        consultation_id=one.envelope.consultation,
        id=uuid7(now),
        submission_id=one.envelope.id,
        revision=where.revision,
        question="",
        source="tone",
        sentiment=one.submission.tone,
        person_id=sender.person_id,
        made_at=now,
    )


def _stale(there: Sequence[SubmissionRow], row: dict[str, Any]) -> Iterable[DirtyRow]:
    """Mark the cell of the new revision, and those of the revisions before it."""
    cells = {(row["locality_id"], row["day"])} | {(each.locality_id, each.day) for each in there}
    for locality_id, day in sorted(cells, key=str):
        yield DirtyRow(
            consultation_id=row["consultation_id"],
            id=uuid7(row["received_at"]),
            locality_id=locality_id,
            day=day,
            marked_at=row["received_at"],
        )


def _known(
    one: Opened, there: Sequence[SubmissionRow], parked: Sequence[HeldRow]
) -> Outcome | None:
    """Give the first receipt again when exactly this content is here already."""
    sha256 = one.envelope.sha256
    for row in there:
        if row.sha256 == sha256:
            receipt = Receipt(row.id, sha256, _verdict(row.verdict), row.received_at, row.revision)
            return Outcome(row.id, sha256, "known", receipt)
    for held in parked:
        if held.sha256 == sha256:
            receipt = Receipt(held.id, sha256, "held", held.received_at, 0)
            return Outcome(held.id, sha256, "known", receipt)
    return None


def _code(
    one: Sound | Unsound, there: Sequence[SubmissionRow], parked: Sequence[HeldRow]
) -> bytes | None:
    """Give the record its follow-up code; a mended one keeps that which its author was shown."""
    if one.code_hash:
        return one.code_hash
    known: Sequence[SubmissionRow | HeldRow] = [*there, *parked]
    return next((row.code_hash for row in known if row.sha256 == one.envelope.base), None)


def _verdict(written: str) -> Verdict:
    if written == "revised":
        return "revised"
    return "branched" if written == "branched" else "accepted"


def _where(one: Sound, sender: Sender, there: Sequence[SubmissionRow]) -> _Where:
    if not there:
        return _Where(1, "accepted", "current")
    after = there[-1].revision + 1
    current = next(row for row in there if row.standing == "current")
    if one.envelope.base == current.sha256 and _same_author(sender, current):
        return _Where(after, "revised", "current", current.revision)
    return _Where(after, "branched", "branch")


def _same_author(sender: Sender, row: SubmissionRow) -> bool:
    """Tell whether who wrote this may replace it; a plain POST proves itself by the page's id."""
    same_phone = sender.device_id == row.device_id
    same_person = sender.person_id is not None and sender.person_id == row.person_id
    return same_phone or same_person


def _kept(one: Sound, where: _Where, now: datetime) -> Outcome:
    sha256 = one.envelope.sha256
    receipt = Receipt(one.envelope.id, sha256, where.verdict, now, where.revision)
    return Outcome(one.envelope.id, sha256, where.verdict, receipt)


def _held(one: Unsound, now: datetime) -> Outcome:
    receipt = Receipt(one.envelope.id, one.envelope.sha256, "held", now, 0)
    return Outcome(one.envelope.id, one.envelope.sha256, "held", receipt, one.problems)


def _rejected(one: Unreadable) -> Outcome:
    return Outcome(one.envelope.id, one.envelope.sha256, "rejected", None, (one.problem,))


def _held_row(one: Unsound, sender: Sender, now: datetime) -> dict[str, Any]:
    return {
        "consultation_id": one.envelope.consultation,
        "id": one.envelope.id,
        "sha256": one.envelope.sha256,
        "base": one.envelope.base,
        "device_id": sender.device_id,
        "received_at": now,
        "content": one.content,
        "problems": [problem.to_json() for problem in one.problems],
    }


def _row(one: Sound, sender: Sender, where: _Where, now: datetime) -> dict[str, Any]:
    captured = one.submission
    day, doubted = day_of(captured.captured_at, now)
    offset = captured.captured_at.utcoffset()
    by_citizen = sender.kind == "citizen"
    return {
        "consultation_id": captured.consultation,
        "id": captured.id,
        "revision": where.revision,
        "sha256": one.envelope.sha256,
        "base": one.envelope.base,
        "standing": where.standing,
        "verdict": where.verdict,
        "device_id": sender.device_id,
        "person_id": sender.person_id,
        "locality_id": captured.locality,
        "form_slug": captured.form,
        "form_version": captured.version,
        "language": captured.language,
        "channel": "web" if by_citizen else captured.channel,
        "entered_by": "self" if by_citizen else captured.entered_by,
        "voices": captured.speaking_for.n,
        "captured_at": captured.captured_at,
        "captured_offset": int(offset.total_seconds() // 60) if offset else 0,
        "clock_doubted": doubted,
        "received_at": now,
        "day": day,
        "expects_reply": one.declared.expects_reply,
        "quotable": one.declared.quotable,
        "content": one.content,
    }
