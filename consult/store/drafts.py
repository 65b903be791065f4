"""Forms in the making."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from consult.store.rows import FormDraftRow, FormStepRow


def draft(session: Session, draft_id: UUID) -> FormDraftRow | None:
    """Find a form in the making."""
    return session.get(FormDraftRow, draft_id)


def built(session: Session, slug: str) -> FormDraftRow | None:
    """Find the form that is being built under this slug."""
    return session.scalars(
        select(FormDraftRow).where(FormDraftRow.slug == slug, FormDraftRow.origin == "built")
    ).first()


def locked(session: Session, draft_id: UUID) -> FormDraftRow | None:
    """Find a form in the making and keep others from changing it meanwhile."""
    return session.scalars(
        select(FormDraftRow)
        .where(FormDraftRow.id == draft_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).first()


def drafts(session: Session) -> Sequence[FormDraftRow]:
    """Find all of them, the one that was changed last first."""
    return session.scalars(select(FormDraftRow).order_by(FormDraftRow.changed_at.desc())).all()


def last_step(session: Session, draft_id: UUID) -> FormStepRow | None:
    """Find what a form was before its last change."""
    return session.scalars(
        select(FormStepRow)
        .where(FormStepRow.draft_id == draft_id)
        .order_by(FormStepRow.revision.desc())
        .limit(1)
    ).first()


def forget_steps(session: Session, draft_id: UUID, before: int) -> None:
    """Drop the steps back from before a revision."""
    session.execute(
        delete(FormStepRow).where(FormStepRow.draft_id == draft_id, FormStepRow.revision < before)
    )


def drop(session: Session, row: FormDraftRow) -> None:
    """Take a form in the making away, with its steps."""
    session.execute(delete(FormStepRow).where(FormStepRow.draft_id == row.id))
    session.delete(row)
    session.flush()
