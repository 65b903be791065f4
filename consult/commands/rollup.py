"""`consult roll-up`: count what changed, or everything anew."""

from datetime import UTC, datetime
from uuid import UUID

import click
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from consult.services.rollup import mark_all, roll_up
from consult.store import readings
from consult.store.base import db
from consult.store.transaction import writing


@click.command("roll-up")
@click.option("--all", "everything", is_flag=True, help="Count everything anew.")
@with_appcontext
def command(everything: bool) -> None:
    """Bring the counts up to date; counted anew, they are the same."""
    session = db.session()
    swept = 0
    for consultation_id in readings.consultations(session):
        if everything:
            writing(session)
            mark_all(session, consultation_id, datetime.now(UTC))
            session.commit()
        swept += roll_up_all(session, consultation_id)
    click.echo(f"Counted {swept} cells.")


def roll_up_all(session: Session, consultation_id: UUID) -> int:
    """Roll up until no mark is left, a transaction a batch."""
    swept = 0
    while True:
        writing(session)
        batch = roll_up(session, consultation_id)
        session.commit()
        session.expunge_all()
        if not batch:
            return swept
        swept += batch
