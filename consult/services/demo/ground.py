"""Where the demonstration takes place, and who answers there."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from msgspec.structs import replace
from sqlalchemy.orm import Session

from consult.core.identity import uuid7
from consult.formats.geojson import Asked
from consult.services import consultations, places
from consult.services.demo.story import FOLDER, PERIOD, Kind, consultation, story
from consult.store import localities
from consult.store.rows import BodyRow, ConsultationRow, LocalityRow

OFFICES: Final = 1
"""Level of the localities with a county's office; below it are councils."""


def lay_places(session: Session, now: datetime) -> int:
    """Load the places, and tell how many there are.

    Raises:
        RuntimeError: When a file of ours can't be loaded.
    """
    for name in story().places:
        loaded = places.load(session, FOLDER / name, Asked(country=story().country), now)
        if loaded.refused:
            raise RuntimeError("; ".join(map(str, loaded.remarks)))
    return len(localities.every(session))


def ask(session: Session, now: datetime) -> ConsultationRow:
    """Open the consultation in the whole country, as if that had been some time ago."""
    asked = replace(consultation(), opens_on=(now - PERIOD).date())
    return consultations.load(session, asked, now - PERIOD)


def found(session: Session, now: datetime) -> Mapping[str, BodyRow]:
    """Found a council in each district that is heard and an office in its county, by p-code."""
    bodies: dict[str, BodyRow] = {}
    for district in localities.coded(session, list(story().heard)):
        county = session.get_one(LocalityRow, district.parent_id)
        for place in (district, county):
            if place.pcode and place.pcode not in bodies:
                bodies[place.pcode] = _body(place, now)
    session.add_all(bodies.values())
    session.flush()
    return bodies


def _body(place: LocalityRow, now: datetime) -> BodyRow:
    kind: Kind = "office" if place.level == OFFICES else "council"
    patterns = story().bodies[kind]
    names = {tag: pattern.format(place=place.name) for tag, pattern in patterns.items()}
    return BodyRow(id=uuid7(now), names=names, kind=kind, locality_id=place.id)
