"""Take the right to send from a phone that was lost, or whose owner has left."""

from datetime import datetime

from sqlalchemy.orm import Session

from consult.services.enrolment import reach_of
from consult.store import news
from consult.store.rows import DeviceRow


def revoke(session: Session, device: DeviceRow, now: datetime) -> None:
    """Revoke a phone, and say so in the news of what is asked where its owner collects.

    Its next exchange is refused with `revoked`, and it keeps what it has.
    """
    if device.revoked_at is not None:
        return
    device.revoked_at = now
    session.flush()
    reach = reach_of(session, device.person_id, now) if device.person_id else None
    for consultation in sorted(reach.consultations if reach else (), key=lambda row: row.id):
        news.tell(session, consultation.id, f"device:{device.id}", "revoked", {}, now)
