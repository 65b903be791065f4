"""Compare values as XPath 1.0 (3.4) does, with sets of nodes in one pass."""

import math
from collections.abc import Callable
from datetime import tzinfo
from typing import Any

from consult.core.expression.value import Value, number_of, singles, truth_of


def same(negated: bool, left: Value, right: Value, zone: tzinfo) -> bool:
    """Tell whether any pair is the same (or isn't): numbers where either is one, else texts."""
    if isinstance(left, bool) or isinstance(right, bool):
        return (truth_of(left) == truth_of(right)) != negated
    numeric = isinstance(left, float) or isinstance(right, float)
    sides = [_numbers(side, zone) if numeric else singles(side) for side in (left, right)]
    if not all(sides):
        return False
    if negated:
        first = sides[0][0]
        return any(one != first for side in sides for one in side)
    known = {one for one in sides[0] if not (numeric and math.isnan(one))}
    return not known.isdisjoint(sides[1])


def ordered(
    test: Callable[[float, float], bool], least: bool, left: Value, right: Value, zone: tzinfo
) -> bool:
    """Tell whether any pair is in order: it is enough to compare the outermost."""
    ours = [one for one in _numbers(left, zone) if not math.isnan(one)]
    theirs = [one for one in _numbers(right, zone) if not math.isnan(one)]
    if not ours or not theirs:
        return False
    return test(min(ours), max(theirs)) if least else test(max(ours), min(theirs))


def _numbers(value: Value, zone: tzinfo) -> list[Any]:
    return [number_of(part, zone) for part in singles(value)]
