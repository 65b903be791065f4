"""Evaluate the tree of an expression; static/js/expression.js does the same."""

import math
import operator
from collections.abc import Callable, Mapping
from functools import partial

from consult.core.expression import path
from consult.core.expression.automaton import matches
from consult.core.expression.functions import FUNCTIONS
from consult.core.expression.moment import Moment
from consult.core.expression.tree import Tree
from consult.core.expression.value import Value, number_of, text_of, truth_of


def evaluate(tree: Tree, moment: Moment) -> Value:
    """Work out the value of a tree.

    Raises:
        KeyError: When it calls a function that isn't in the vocabulary.
    """
    return KINDS[tree[0]](tree, moment)


def holds(tree: Tree, moment: Moment) -> bool:
    """Tell whether a tree comes out true."""
    return truth_of(evaluate(tree, moment))


def _call(tree: Tree, moment: Moment) -> Value:
    return FUNCTIONS[tree[1]].work([evaluate(argument, moment) for argument in tree[2]], moment)


def _path(tree: Tree, moment: Moment) -> Value:
    return path.walk(tree, moment, evaluate)


def _union(tree: Tree, moment: Moment) -> Value:
    return path.ordered([node for part in tree[1:] for node in path.nodes(evaluate(part, moment))])


def _matches(tree: Tree, moment: Moment) -> bool:
    return matches(tree[2], text_of(evaluate(tree[1], moment)))


def _any(tree: Tree, moment: Moment) -> bool:
    return any(holds(part, moment) for part in tree[1:])


def _all(tree: Tree, moment: Moment) -> bool:
    return all(holds(part, moment) for part in tree[1:])


def _negative(tree: Tree, moment: Moment) -> float:
    return -number_of(evaluate(tree[1], moment), moment.zone)


def _reckon(sign: Callable[[float, float], float], tree: Tree, moment: Moment) -> float:
    left, right = (number_of(evaluate(part, moment), moment.zone) for part in tree[1:])
    return sign(left, right)


def _divided(left: float, right: float) -> float:
    if right:
        return left / right
    return math.copysign(1, right) * left * math.inf


def _remainder(left: float, right: float) -> float:
    return math.fmod(left, right) if right and math.isfinite(left) else math.nan


def _same(negated: bool, tree: Tree, moment: Moment) -> bool:
    left, right = evaluate(tree[1], moment), evaluate(tree[2], moment)
    if isinstance(left, bool) or isinstance(right, bool):
        return (truth_of(left) == truth_of(right)) != negated
    return any((a == b) != negated for a, b in _pairs(left, right, moment))


def _pairs(left: Value, right: Value, moment: Moment) -> list[tuple[Value, Value]]:
    """Pair what is compared: as numbers where either is a number, else as texts."""
    numeric = isinstance(left, float) or isinstance(right, float)
    sides = [
        [number_of(part, moment.zone) if numeric else part for part in _singles(side)]
        for side in (left, right)
    ]
    return [(a, b) for a in sides[0] for b in sides[1]]


def _singles(value: Value) -> list[Value]:
    return [node.text for node in value] if isinstance(value, list) else [value]


def _ordered(test: Callable[[float, float], bool], tree: Tree, moment: Moment) -> bool:
    values = [evaluate(side, moment) for side in tree[1:]]
    sides = [[number_of(part, moment.zone) for part in _singles(value)] for value in values]
    return any(test(a, b) for a in sides[0] for b in sides[1])


KINDS: Mapping[str, Callable[[Tree, Moment], Value]] = {
    "number": lambda tree, moment: float(tree[1]),
    "text": lambda tree, moment: tree[1],
    "ref": lambda tree, moment: moment.find(tree[1]),
    "self": lambda tree, moment: [moment.here],
    "path": _path,
    "call": _call,
    "matches": _matches,
    "or": _any,
    "and": _all,
    "|": _union,
    "neg": _negative,
    "=": partial(_same, False),
    "!=": partial(_same, True),
    "<": partial(_ordered, operator.lt),
    "<=": partial(_ordered, operator.le),
    ">": partial(_ordered, operator.gt),
    ">=": partial(_ordered, operator.ge),
    "+": partial(_reckon, operator.add),
    "-": partial(_reckon, operator.sub),
    "*": partial(_reckon, operator.mul),
    "div": partial(_reckon, _divided),
    "mod": partial(_reckon, _remainder),
}
