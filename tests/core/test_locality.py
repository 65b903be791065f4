import pytest

from consult.core.locality import Locality, from_the_top, in_a_ring, own_code


@pytest.mark.parametrize(
    ("parents", "ring"),
    [
        pytest.param({"A": None, "B": "A", "C": "B"}, set(), id="a tree has none"),
        pytest.param({"A": "A"}, {"A"}, id="a place in itself"),
        pytest.param(
            {"A": "B", "B": "A", "C": "A"}, {"A", "B"}, id="two in each other, not a third"
        ),
        pytest.param({"A": "Z"}, set(), id="a parent that nobody knows"),
    ],
)
def test_a_ring_is_found(parents: dict[str, str | None], ring: set[str]) -> None:
    assert set(in_a_ring(parents)) == ring


def test_parents_come_before_children_whatever_their_codes() -> None:
    places = [Locality("A", "a", 3, parent="B"), Locality("B", "b", 2, parent="C")]
    ordered = from_the_top([*places, Locality("C", "c", 1, parent="elsewhere")])
    assert [place.pcode for place in ordered] == ["C", "B", "A"]


def test_a_place_without_a_code_gets_the_same_one_each_time() -> None:
    assert own_code("BA-09", "Vogošća") == own_code("BA-09", " vogošća ")
    assert own_code("BA-09", "Vogošća").startswith("X-")


def test_places_of_one_name_in_two_parents_get_two_codes() -> None:
    assert own_code("LR01", "Central") != own_code("LR02", "Central")
