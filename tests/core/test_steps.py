"""A form stands on as many screens as its groups and its length ask for."""

import pytest

from consult.core.question import Group, Part, Question
from consult.core.steps import MOST, SHORT, steps_of


def ask(count: int, name: str = "q", appearance: str = "") -> tuple[Question, ...]:
    return tuple(Question(f"{name}{at}", "text", appearance=appearance) for at in range(count))


def group(name: str, count: int, appearance: str = "", repeat: bool = False) -> Group:
    return Group(name, ask(count, name), appearance=appearance, repeat=repeat)


NOTE = Question("note", "note")
SUM = Question("sum", "calculate")
CASES: list[tuple[str, tuple[Part, ...], str, list[int]]] = [
    ("a short form", ask(SHORT), "", [SHORT]),
    ("a short form in pages", (group("a", 2), group("b", 1)), "pages", [1, 1]),
    ("a long form on one page", ask(40), "one-page", [40]),
    ("a long run", ask(MOST * 2 + 1), "", [MOST, MOST, 1]),
    ("groups", (group("a", 9), group("b", 9)), "", [1, 1]),
    ("a group that is too long", (group("a", MOST + 4),), "", [MOST, 4]),
    ("a long field-list", (group("a", 30, "field-list"),), "", [1]),
    ("a long repeat", (group("a", 30, repeat=True),), "", [1]),
    ("a note before a group", (NOTE, group("a", 9), group("b", 9)), "", [2, 1]),
    ("what nobody sees", (group("a", 9), SUM, group("b", 9)), "", [1, 2]),
]


@pytest.mark.parametrize(("what", "parts", "style", "sizes"), CASES, ids=[one[0] for one in CASES])
def test_screens_of(what: str, parts: tuple[Part, ...], style: str, sizes: list[int]) -> None:
    assert [len(step.parts) for step in steps_of(parts, style)] == sizes


def test_no_part_is_lost_or_asked_twice() -> None:
    parts: tuple[Part, ...] = (*ask(5), group("a", 20), NOTE, group("b", 3), *ask(14, "z"))
    names = [part.name for step in steps_of(parts) for part in step.parts]
    assert len(names) == len(set(names))
    assert set(names) >= {"q0", "a0", "a19", "note", "b", "z13"}


def test_a_screen_knows_the_groups_around_it() -> None:
    inner = group("b", MOST + 1)
    steps = steps_of((Group("a", (inner,)), *ask(4)))
    assert [group.name for group in steps[0].around] == ["a", "b"]
    assert steps[-1].around == ()


def test_the_rows_of_a_grid_stay_with_its_head() -> None:
    grid = ask(6, "row", appearance="list-nolabel")
    steps = steps_of((*ask(MOST - 1), *ask(1, "head", appearance="label"), *grid))
    assert [len(step.parts) for step in steps] == [MOST + 6]
