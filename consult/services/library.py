"""What is asked and where, remembered between requests: published forms never change."""

from dataclasses import dataclass, field
from uuid import UUID
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from consult.core.form import Form
from consult.store import asking
from consult.store.rows import ConsultationRow


@dataclass(slots=True)
class _Shelf:
    forms: dict[tuple[str, str], Form] = field(default_factory=dict)
    places: dict[UUID, frozenset[UUID]] = field(default_factory=dict)
    consultations: set[UUID] = field(default_factory=set)


_shelves: WeakKeyDictionary[Engine | Connection, _Shelf] = WeakKeyDictionary()


def _shelf(session: Session) -> _Shelf:
    return _shelves.setdefault(session.get_bind(), _Shelf())


def form_of(session: Session, slug: str, version: str) -> Form | None:
    """Open one published version of a form."""
    forms = _shelf(session).forms
    if (slug, version) not in forms:
        row = asking.form_row(session, slug, version)
        if row is None:
            return None
        forms[slug, version] = Form.from_json(row.definition)
    return forms[slug, version]


def form_asked(session: Session, consultation: ConsultationRow) -> Form:
    """Open the version that a consultation asks now."""
    form = form_of(session, consultation.form_slug, consultation.form_version)
    assert form is not None  # noqa: S101 - a foreign key says so
    return form


def is_asked(session: Session, consultation_id: UUID) -> bool:
    """Tell whether there is such a consultation; none is ever taken away."""
    known = _shelf(session).consultations
    if consultation_id not in known:
        known.update(row.id for row in asking.consultations_of(session, [consultation_id]))
    return consultation_id in known


def covers(session: Session, consultation_id: UUID, locality_id: UUID) -> bool:
    """Tell whether a consultation asks people of this locality.

    Looks again at the database when the locality isn't among those remembered, so a locality
    that was added is found at once; one that was taken away stays acceptable for the life of
    the process, as it must for phones that have not heard.
    """
    places = _shelf(session).places
    if locality_id not in places.get(consultation_id, frozenset()):
        rows = asking.covered(session, consultation_id)
        places[consultation_id] = frozenset(row.id for row in rows)
    return locality_id in places[consultation_id]
