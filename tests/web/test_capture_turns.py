"""Turns of a repeat in the answers."""

import pytest

from consult.core.answer import Answers
from consult.web.capture_turns import added, moved, removed

HOUSE: Answers = {
    "name": "Ada",
    "people": 3,
    "people/0/called": "A",
    "people/1/called": "B",
    "people/1/pets": 2,
    "people/1/pets/0/kind": "cat",
    "people/1/pets/1/kind": "dog",
    "people/2/called": "C",
}


def test_a_new_turn_comes_last() -> None:
    assert added(HOUSE, "people") == {**HOUSE, "people": 4}
    assert added({}, "people") == {"people": 1}


@pytest.mark.parametrize(
    ("turn", "left"),
    [
        (
            "people/0",
            {
                "people": 2,
                "people/0/called": "B",
                "people/0/pets": 2,
                "people/0/pets/0/kind": "cat",
                "people/0/pets/1/kind": "dog",
                "people/1/called": "C",
            },
        ),
        ("people/1", {"people": 2, "people/0/called": "A", "people/1/called": "C"}),
        (
            "people/1/pets/0",
            {
                **{key: HOUSE[key] for key in HOUSE if key not in {"name", "people/1/pets/1/kind"}},
                "people/1/pets": 1,
                "people/1/pets/0/kind": "dog",
            },
        ),
    ],
)
def test_a_turn_goes_with_its_answers_and_those_after_it_move_up(turn: str, left: Answers) -> None:
    assert removed(HOUSE, turn) == {"name": "Ada", **left}


def test_a_turn_changes_its_place_with_all_that_is_in_it() -> None:
    up = moved(HOUSE, "people/1", -1)
    assert (up["people/0/called"], up["people/1/called"]) == ("B", "A")
    assert up["people/0/pets/1/kind"] == "dog"
    assert "people/1/pets" not in up
    assert moved(up, "people/0", 1) == HOUSE


@pytest.mark.parametrize(("turn", "by"), [("people/0", -1), ("people/2", 1)])
def test_the_first_can_not_go_up_nor_the_last_down(turn: str, by: int) -> None:
    assert moved(HOUSE, turn, by) == HOUSE
