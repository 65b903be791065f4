"""Match texts against automata, in linear time."""

from collections.abc import Iterable
from typing import Any


def matches(automaton: dict[str, Any], text: str) -> bool:
    """Tell whether a whole text matches; states are bits, and no step is worked out twice."""
    if not text:
        return bool(automaton["empty"])
    follow = [_bits(to) for to in automaton["follow"]]
    takes: dict[str, int] = {}
    after: dict[int, int] = {0: 0}
    may, here = _bits(automaton["first"]), 0
    for character in text:
        if character not in takes:
            takes[character] = _taking(automaton, ord(character))
        here = may & takes[character]
        if here not in after:
            after[here] = _after(here, follow)
        may = after[here]
    return bool(here & _bits(automaton["last"]))


def _bits(states: Iterable[int]) -> int:
    return sum(1 << state for state in states)


def _taking(automaton: dict[str, Any], point: int) -> int:
    """Give the states that take a character."""
    taken = [_holds(ranges, point) for ranges in automaton["sets"]]
    return _bits(state for state, number in enumerate(automaton["at"]) if taken[number])


def _after(here: int, follow: list[int]) -> int:
    may = 0
    while here:
        lowest = here & -here
        may |= follow[lowest.bit_length() - 1]
        here ^= lowest
    return may


def _holds(ranges: list[int], point: int) -> bool:
    return any(ranges[i] <= point <= ranges[i + 1] for i in range(0, len(ranges), 2))
