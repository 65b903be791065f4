"""Regular expressions as data: matched in linear time, alike here and on the phone.

A pattern becomes its position automaton (Glushkov 1961): each place of the
pattern where a character stands is a state; `at` says which of `sets` it takes
(low and high code points by turns), `first` where a text may begin, `follow`
where it may go on, `last` where it may end; `empty`: the empty text matches.
Without backtracking no pattern can run for ever, and no engine's own reading
of a pattern matters.
"""

from dataclasses import dataclass, field
from typing import Any

from consult.core.expression.anchors import read_ahead
from consult.core.expression.pattern import BadPattern, Syntax
from consult.core.expression.ranges import Ranges

MOST = 1000
"""States of an automaton."""

FOLLOWS = 5_000
"""Ways from one state to another."""


@dataclass(slots=True)
class _Builder:
    at: list[Ranges] = field(default_factory=list)
    follow: list[set[int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Part:
    empty: bool
    first: frozenset[int] = frozenset()
    last: frozenset[int] = frozenset()


NOTHING = _Part(True)


def automata(source: str) -> list[tuple[bool, dict[str, Any]]]:
    """Make one automaton of a pattern, or several: each says whether the text must match it.

    What a pattern looks ahead for at its very beginning, as in ^(?=.*[0-9])(?!0).*$,
    is as much as another pattern for the same text.

    Raises:
        BadPattern: When the pattern isn't valid, or is too large.
    """
    ahead, whole = read_ahead(source)
    return [*((wanted, _build(syntax)) for wanted, syntax in ahead), (True, _build(whole))]


def _build(syntax: Syntax) -> dict[str, Any]:
    builder = _Builder()
    whole = _part(syntax, builder)
    sets = list(dict.fromkeys(builder.at))
    if sum(map(len, builder.follow)) > FOLLOWS:
        raise BadPattern("pattern_large", 0)
    return {
        "sets": [[bound for pair in ranges for bound in pair] for ranges in sets],
        "at": [sets.index(ranges) for ranges in builder.at],
        "first": sorted(whole.first),
        "follow": [sorted(to) for to in builder.follow],
        "last": sorted(whole.last),
        "empty": whole.empty,
    }


def _part(syntax: Syntax, builder: _Builder) -> _Part:
    match syntax:
        case ("set", ranges):
            return _set(ranges, builder)
        case ("any", parts):
            return _either([_part(part, builder) for part in parts])
        case ("times", part, least, most):
            return _times(part, least, most, builder)
    joined = NOTHING
    for part in syntax[1]:
        joined = _then(joined, _part(part, builder), builder)
    return joined


def _set(ranges: Ranges, builder: _Builder) -> _Part:
    if len(builder.at) >= MOST:
        raise BadPattern("pattern_large", 0)
    builder.at.append(ranges)
    builder.follow.append(set())
    state = frozenset({len(builder.at) - 1})
    return _Part(False, state, state)


def _either(parts: list[_Part]) -> _Part:
    return _Part(
        any(part.empty for part in parts),
        frozenset().union(*(part.first for part in parts)),
        frozenset().union(*(part.last for part in parts)),
    )


def _then(before: _Part, after: _Part, builder: _Builder) -> _Part:
    for state in before.last:
        builder.follow[state] |= after.first
    return _Part(
        before.empty and after.empty,
        before.first | after.first if before.empty else before.first,
        before.last | after.last if after.empty else after.last,
    )


def _times(part: Syntax, least: int, most: int | None, builder: _Builder) -> _Part:
    """Write {2,4} as xx(x(x)?)?, and {2,} as xx*: ways stay as few as states."""
    tail = NOTHING
    if most is None:
        once = _part(part, builder)
        _then(once, once, builder)
        tail = _Part(True, once.first, once.last) if least == 0 else once
        least = max(least - 1, 0)
    else:
        for _ in range(most - least):
            longer = _then(_part(part, builder), tail, builder)
            tail = _Part(True, longer.first, longer.last)
    for _ in range(least):
        tail = _then(_part(part, builder), tail, builder)
    return tail
