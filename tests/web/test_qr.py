"""Addresses as squares."""

import pytest

from consult.web.qr import qr


@pytest.mark.parametrize("address", ["https://example.org/", "https://example.org/?a=<b>&c='" * 9])
def test_a_square_is_svg_that_the_strict_policy_lets_through(address: str) -> None:
    drawn = qr(address)
    assert drawn.startswith("<svg")
    assert "style" not in drawn
    assert "example" not in drawn
    assert qr(address) == drawn
    assert qr(address + "x") != drawn
