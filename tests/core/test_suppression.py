from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.core.suppression import FEWEST, printable, protect, protect_family


@pytest.mark.parametrize(("heard", "printed"), [(0, False), (9, False), (10, True), (500, True)])
def test_below_ten_nothing_is_printed(heard: int, printed: bool) -> None:
    assert printable(heard) is printed


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"a": 40, "b": 50}, {"a": 40, "b": 50}),
        ({"a": 40, "b": 0}, {"a": 40, "b": 0}),
        ({"a": 40, "b": 50, "c": 3}, {"a": None, "b": 50, "c": None}),
        ({"a": 40, "b": 7, "c": 5}, {"a": 40, "b": None, "c": None}),
        ({"a": 40, "b": 2, "c": 3}, {"a": None, "b": None, "c": None}),
        ({"a": 40, "b": 3, "c": 0}, {"a": None, "b": None, "c": 0}),
        ({"a": 3}, {"a": None}),
        ({}, {}),
    ],
)
def test_small_cells_are_withheld_with_a_companion(
    cells: dict[str, int], expected: dict[str, int | None]
) -> None:
    assert protect(cells) == expected


@given(st.lists(st.integers(0, 40), min_size=1, max_size=7).filter(lambda ns: sum(ns) >= FEWEST))
def test_subtracting_from_the_total_finds_no_small_cell(counts: list[int]) -> None:
    cells = {str(place): n for place, n in enumerate(counts)}
    safe = protect(cells)
    shown = [n for n in safe.values() if n is not None]
    hidden = [name for name, n in safe.items() if n is None]
    assert all(n == 0 or n >= FEWEST for n in shown)
    if hidden:
        left = sum(counts) - sum(shown)
        assert left >= FEWEST or len(hidden) == len(cells)
        assert len(hidden) > 1 or len(cells) == 1


def test_what_is_withheld_can_be_several_numbers_to_whoever_adds_up() -> None:
    cells = {"women": 31, "men": 22, "other": 4, "unsaid": 12}
    safe = protect(cells)
    left = sum(cells.values()) - sum(n for n in safe.values() if n is not None)
    hidden = [name for name, n in safe.items() if n is None]
    ways = [way for way in product(range(left + 1), repeat=len(hidden)) if sum(way) == left]
    assert len({way[hidden.index("other")] for way in ways}) >= FEWEST


@pytest.mark.parametrize(
    ("heard", "above", "expected"),
    [
        ({"a": 40, "b": 60}, 0, {"a": 40, "b": 60}),
        ({"a": 40, "b": 0}, 0, {"a": 40, "b": 0}),
        ({"a": 40, "b": 5, "c": 60}, 0, {"a": None, "b": None, "c": 60}),
        ({"a": 40, "b": 5, "c": 6}, 0, {"a": 40, "b": None, "c": None}),
        ({"a": 40, "b": 5}, 12, {"a": 40, "b": None}),
        ({"a": 40, "b": 50}, 3, {"a": None, "b": 50}),
        ({}, 3, {}),
    ],
)
def test_a_place_is_withheld_where_its_parent_would_give_another_away(
    heard: dict[str, int], above: int, expected: dict[str, int | None]
) -> None:
    assert protect_family(heard, above) == expected
