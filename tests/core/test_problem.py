import pytest

from consult.core.problem import Problem


def test_a_problem_goes_over_the_wire_with_its_values() -> None:
    written = Problem("too_long", "q", {"most": 3}).to_json()
    assert written == {"code": "too_long", "question": "q", "values": {"most": 3}}


def test_a_code_outside_the_catalogue_is_a_bug() -> None:
    with pytest.raises(ValueError, match="strange"):
        Problem("strange")
