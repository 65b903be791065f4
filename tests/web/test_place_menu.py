"""Localities as a menu."""

from collections.abc import Mapping
from uuid import UUID

import pytest

from consult.store.rows import LocalityRow
from consult.web.place_menu import chosen, menu_of


def row(
    n: int, name: str, parent: int | None = None, names: Mapping[str, str] | None = None
) -> LocalityRow:
    above = UUID(int=parent) if parent else None
    return LocalityRow(
        id=UUID(int=n), pcode=f"P{n}", name=name, names=names or {}, level=1, parent_id=above
    )


ROWS = [
    row(1, "Land"),
    row(2, "West", 1, {"ar": "الغرب"}),
    row(3, "East", 1),
    row(4, "Zorzor", 2),
    row(5, "Bopolu", 2, {"ar": "بوبولو"}),
    row(6, "Kolba", 3),
    row(7, "Island"),
]


@pytest.mark.parametrize(
    ("language", "menu"),
    [
        ("en", {"": ["Island"], "East": ["Kolba"], "West": ["Bopolu", "Zorzor"]}),
        ("ar", {"": ["Island"], "East": ["Kolba"], "الغرب": ["Zorzor", "بوبولو"]}),
    ],
)
def test_the_smallest_places_stand_under_their_parents_by_the_alphabet(
    language: str, menu: dict[str, list[str]]
) -> None:
    told = {above: [place.name for place in places] for above, places in menu_of(ROWS, language)}
    assert told == menu


@pytest.mark.parametrize(
    ("written", "name"),
    [(str(UUID(int=4)), "Zorzor"), ("P6", "Kolba"), ("P2", None), ("", None), ("p6", None)],
)
def test_a_place_is_chosen_by_its_id_or_its_code_and_only_where_people_are_asked(
    written: str, name: str | None
) -> None:
    found = chosen(menu_of(ROWS, "en"), written)
    assert (found.name if found else None) == name


def test_a_place_without_a_code_is_not_chosen_by_an_empty_one() -> None:
    nameless = row(8, "Nameless")
    nameless.pcode = None
    assert chosen(menu_of([nameless], "en"), "") is None
