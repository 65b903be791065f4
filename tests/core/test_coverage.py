import pytest

from consult.core.coverage import coverage


@pytest.mark.parametrize(
    ("heard", "residents", "one_in"), [(50, 1000, 20), (50, None, None), (0, 1000, None), (9, 3, 1)]
)
def test_those_heard_are_held_against_those_who_live_there(
    heard: int, residents: int | None, one_in: int | None
) -> None:
    assert coverage(heard, residents, {}, ()).one_in == one_in


def test_groups_that_nobody_spoke_for_are_named_in_the_forms_order() -> None:
    assert coverage(9, None, {"b": 4, "d": 0}, ("a", "b", "d")).missing == ("a", "d")
