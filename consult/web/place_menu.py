"""The localities of a consultation, as a menu under their parents."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from consult.core.language import say
from consult.store.rows import LocalityRow


@dataclass(frozen=True, slots=True)
class Place:
    """One locality that can be chosen."""

    id: UUID
    pcode: str
    name: str


Menu = Sequence[tuple[str, Sequence[Place]]]
"""Parents by name ("" where there is none), each with its places in the order of the alphabet."""


def menu_of(rows: Sequence[LocalityRow], language: str) -> Menu:
    """Put those localities that have none below them under their parents."""
    parents = {row.parent_id for row in rows}
    names = {row.id: name_of(row, language) for row in rows}
    under: dict[str, list[Place]] = {}
    for row in rows:
        if row.id not in parents:
            above = names.get(row.parent_id, "") if row.parent_id else ""
            under.setdefault(above, []).append(Place(row.id, row.pcode or "", names[row.id]))
    return [
        (above, sorted(places, key=lambda place: place.name))
        for above, places in sorted(under.items())
    ]


def name_of(row: LocalityRow, language: str) -> str:
    """Name a locality in the reader's language, or as its own people write it."""
    return say({"en": row.name, **row.names}, language)


def chosen(menu: Menu, written: str) -> Place | None:
    """Find the place of an id or a p-code."""
    for _parent, places in menu:
        for place in places:
            if written and written in {str(place.id), place.pcode}:
                return place
    return None
