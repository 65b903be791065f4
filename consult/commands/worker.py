"""One turn of the worker, each step in a transaction of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Event
from uuid import UUID

from sqlalchemy.orm import Session

from consult.core.quantifier import Calibration
from consult.services.quantifying import estimate, keep
from consult.services.reading import Reader, read_pending
from consult.services.rollup import roll_up
from consult.store import readings, tallies
from consult.store.transaction import writing


@dataclass(frozen=True, slots=True)
class Worker:
    """Who reads, how far its errors are known, and what tells it to stop between two steps."""

    reader: Reader
    calibration: Calibration
    stop: Event

    def turn(self, session: Session, *, shares: bool = True) -> bool:
        """Do what waits, the quick before the slow; tell whether there was anything."""
        consultations = readings.consultations(session)
        counted = [self._count(session, one) for one in consultations]
        if any(counted) or not shares:
            return any(counted)
        estimated = [self._estimate(session, one) for one in consultations]
        return any(estimated)

    def _count(self, session: Session, consultation_id: UUID) -> bool:
        # A look first: to take the lock and find nothing would hold up phones that send.
        unread = readings.any_pending(session, consultation_id, self.reader.model)
        if unread:
            now = datetime.now(UTC)
            self._step(session, lambda: read_pending(session, consultation_id, self.reader, now))
        marked = bool(tallies.marks(session, consultation_id, 1))
        if marked:
            self._step(session, lambda: roll_up(session, consultation_id))
        return unread or marked

    def _estimate(self, session: Session, consultation_id: UUID) -> bool:
        if self.stop.is_set():
            return False
        found = estimate(session, consultation_id, self.calibration)
        if found:
            self._step(session, lambda: keep(session, consultation_id, found))
        return found is not None

    def _step(self, session: Session, step: Callable[[], object]) -> None:
        """Do one step in a transaction of its own."""
        if not self.stop.is_set():
            writing(session)
            step()
            session.commit()
            session.expunge_all()
