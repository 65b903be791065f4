"""The follow-up code: reads back what was heard, and notices a slip."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.core import code

VECTORS = json.loads(
    (Path(__file__).parent.parent / "js" / "vectors" / "code.json").read_text("utf-8")
)
NUMBERS = st.integers(0, 2**code.BITS - 1)
SYMBOLS = st.sampled_from(code.ALPHABET)


@pytest.mark.parametrize(("typed", "read"), VECTORS)
def test_what_was_typed_is_read_as_the_phone_reads_it(typed: str, read: str | None) -> None:
    assert code.read(typed) == read


@given(NUMBERS)
def test_a_shown_code_reads_back(number: int) -> None:
    assert code.read(code.show(code.of(number))) == code.of(number)


@given(NUMBERS, st.integers(0, 9), SYMBOLS)
def test_one_wrong_symbol_is_always_noticed(number: int, place: int, symbol: str) -> None:
    right = code.of(number)
    wrong = right[:place] + symbol + right[place + 1 :]
    assert (code.read(wrong) is None) == (wrong != right)


def test_most_swapped_neighbours_are_noticed() -> None:
    right = code.of(0x123456789AB)
    swapped = [right[:at] + right[at + 1] + right[at] + right[at + 2 :] for at in range(8)]
    assert [one for one in swapped if one != right and code.read(one)] == []


def test_codes_are_drawn_from_45_bits() -> None:
    drawn = {code.mint() for _ in range(500)}
    assert len(drawn) == 500
    assert all(code.read(one) == one for one in drawn)
