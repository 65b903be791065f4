"""Forms and consultations, as they were published."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, defer

from consult.store.rows import (
    ConsultationLocalityRow,
    ConsultationRow,
    FormFileRow,
    FormRow,
    LocalityRow,
    PersonLocalityRow,
)


def form_row(session: Session, slug: str, version: str) -> FormRow | None:
    """Find one published version of a form."""
    return session.get(FormRow, (slug, version))


def newest_form(session: Session, slug: str) -> FormRow | None:
    """Find the version of a form that was published last."""
    return session.scalars(
        select(FormRow).where(FormRow.slug == slug).order_by(FormRow.published_at.desc())
    ).first()


def versions(session: Session, slug: str) -> Sequence[FormRow]:
    """Find all published versions of a form, the newest first."""
    return session.scalars(
        select(FormRow)
        .where(FormRow.slug == slug)
        .order_by(FormRow.published_at.desc(), FormRow.version.desc())
    ).all()


def forms(session: Session) -> Sequence[FormRow]:
    """Find all published versions of all forms, the newest first, without what they say."""
    return session.scalars(
        select(FormRow)
        .options(defer(FormRow.definition))
        .order_by(FormRow.published_at.desc(), FormRow.slug)
    ).all()


def asked_by(session: Session, slug: str) -> Sequence[ConsultationRow]:
    """Find the consultations that ask any version of a form."""
    return session.scalars(
        select(ConsultationRow)
        .where(ConsultationRow.form_slug == slug)
        .order_by(ConsultationRow.slug)
    ).all()


def form_file(session: Session, sha256: str) -> FormFileRow | None:
    """Find a file that forms show."""
    return session.get(FormFileRow, sha256)


def consultation_named(session: Session, slug: str) -> ConsultationRow | None:
    """Find the consultation at this address."""
    return session.scalars(select(ConsultationRow).where(ConsultationRow.slug == slug)).first()


def consultations_of(session: Session, ids: Iterable[UUID]) -> Sequence[ConsultationRow]:
    """Find those of these consultations that exist."""
    return session.scalars(select(ConsultationRow).where(ConsultationRow.id.in_(list(ids)))).all()


def open_on(session: Session, day: date) -> Sequence[ConsultationRow]:
    """Find the consultations that are open on this day, the newest first."""
    return session.scalars(
        select(ConsultationRow)
        .where(
            ConsultationRow.opens_on <= day,
            or_(ConsultationRow.closes_on.is_(None), ConsultationRow.closes_on >= day),
        )
        .order_by(ConsultationRow.opens_on.desc(), ConsultationRow.slug)
    ).all()


def roots_of(session: Session, consultation_id: UUID) -> Sequence[LocalityRow]:
    """Find the localities that a consultation names; it covers all below them, too."""
    return session.scalars(
        select(LocalityRow)
        .join(ConsultationLocalityRow, ConsultationLocalityRow.locality_id == LocalityRow.id)
        .where(ConsultationLocalityRow.consultation_id == consultation_id)
        .order_by(LocalityRow.name)
    ).all()


def covered(session: Session, consultation_id: UUID) -> Sequence[LocalityRow]:
    """Find every locality that a consultation covers, parents first, then by name."""
    roots = select(ConsultationLocalityRow.locality_id).where(
        ConsultationLocalityRow.consultation_id == consultation_id
    )
    return _with_all_below(session, roots)


def reach(session: Session, person_id: UUID) -> Sequence[LocalityRow]:
    """Find every locality that a person works in, parents first, then by name."""
    roots = select(PersonLocalityRow.locality_id).where(PersonLocalityRow.person_id == person_id)
    return _with_all_below(session, roots)


def _with_all_below(session: Session, roots: Select[UUID]) -> Sequence[LocalityRow]:
    tree = roots.cte("tree", recursive=True)
    tree = tree.union(
        select(LocalityRow.id).join(tree, LocalityRow.parent_id == tree.c.locality_id)
    )
    return session.scalars(
        select(LocalityRow)
        .join(tree, tree.c.locality_id == LocalityRow.id)
        .order_by(LocalityRow.level, LocalityRow.name)
    ).all()
