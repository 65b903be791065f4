"""The parts of a form in the making."""

import pytest

from consult.core.building import parts
from consult.core.building.finish import finished
from consult.core.building.order import move, ways
from consult.core.building.outline import Making, add, keyed, remove, spot_of, spots
from tests.ground import FORM


def made() -> Making:
    """Make a form of: a, [b, c], d."""
    making = parts.empty("made", "Made", "en")
    for name in ("a", "g", "d"):
        making, _key = parts.new(making, "group" if name == "g" else "integer", name)
    group = next(spot.key for spot in spots(making) if spot.is_group)
    for name in ("b", "c"):
        making, _key = parts.new(making, "integer", name, group)
    return making


def written(making: Making) -> str:
    """Write the order of the parts; brackets hold what is in a group."""

    def under(siblings: list[dict[str, object]]) -> str:
        return " ".join(
            f"[{under(part['questions'])}]" if "questions" in part else str(part["name"])  # type: ignore[arg-type]
            for part in siblings
        )

    return under(making["questions"])


def key(making: Making, name: str) -> str:
    return next(spot.key for spot in spots(making) if spot.part["name"] == name)


@pytest.mark.parametrize(
    ("name", "way", "order"),
    [
        ("d", "up", "a d [b c]"),
        ("a", "down", "[b c] a d"),
        ("a", "up", "a [b c] d"),
        ("d", "down", "a [b c] d"),
        ("d", "into", "a [b c d]"),
        ("a", "into", "a [b c] d"),
        ("b", "out", "a [c] b d"),
        ("a", "out", "a [b c] d"),
        ("c", "up", "a [c b] d"),
        ("g", "down", "a d [b c]"),
        ("g", "sideways", "a [b c] d"),
    ],
)
def test_a_part_moves_one_place_where_it_can(name: str, way: str, order: str) -> None:
    making = made()
    assert written(move(making, key(making, name), way)) == order
    assert written(making) == "a [b c] d", "the form that was given is as it was"


def test_the_ways_of_a_part_are_those_that_change_something() -> None:
    making = made()
    for spot in spots(making):
        for way, can in ways(spot).items():
            assert (move(making, spot.key, way) != making) is can, (spot.part["name"], way)


def test_a_key_stays_when_a_part_moves_and_is_never_given_twice() -> None:
    making = made()
    moved = move(making, key(making, "d"), "into")
    assert key(moved, "d") == key(making, "d")
    less = remove(moved, key(moved, "d"))
    again, new = add(less, {"name": "e", "kind": "text"})
    assert new not in {spot.key for spot in spots(making)}
    assert spot_of(again, new) is not None


def test_what_is_added_stands_behind_what_is_chosen_or_in_the_chosen_group() -> None:
    making = made()
    behind, _key = parts.new(making, "note", "x", key(making, "a"))
    inside, _key = parts.new(making, "note", "x", key(making, "g"))
    assert written(behind) == "a x [b c] d"
    assert written(inside) == "a [b c x] d"


def test_a_copy_has_names_of_its_own() -> None:
    making = made()
    copied, new = parts.copy(making, key(making, "g"))
    assert written(copied) == "a [b c] [b_2 c_2] d"
    assert new == key(copied, "g_2")


def test_a_list_of_choices_goes_with_the_last_question_that_offers_it() -> None:
    making = keyed(FORM.to_json())
    assert "kind" in making["choices"]
    assert "kind" not in remove(making, key(making, "kind"))["choices"]


def test_a_form_that_nobody_changed_is_the_same_form() -> None:
    assert finished(keyed(FORM.to_json())) == FORM
