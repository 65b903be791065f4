"""Evaluate the tree of an expression; static/js/expression.js does the same."""

import math
import operator
from collections.abc import Callable, Mapping
from datetime import tzinfo
from functools import partial

from consult.core.expression import path, sieve
from consult.core.expression.axes import in_order
from consult.core.expression.comparing import ordered, same
from consult.core.expression.functions import FUNCTIONS
from consult.core.expression.matching import matches
from consult.core.expression.moment import MOST_EFFORT, Moment
from consult.core.expression.node import Node
from consult.core.expression.tree import Tree
from consult.core.expression.value import Value, divided, number_of, text_of, truth_of


def evaluate(tree: Tree, moment: Moment) -> Value:
    """Work out the value of a tree.

    Raises:
        KeyError: When it calls a function that isn't in the vocabulary.
    """
    moment.effort[0] = MOST_EFFORT
    return _work(tree, moment)


def passing(instance: Node, condition: Tree, moment: Moment) -> list[int]:
    """Give the places, from 0, of the rows of a table for which a condition holds.

    `moment.here` is the question. A condition that holds an equality of a column
    and something else looks only at the rows which have that.
    """
    moment.effort[0] = MOST_EFFORT
    return sieve.passing(instance, condition, moment, _work)


def _work(tree: Tree, moment: Moment) -> Value:
    return KINDS[tree[0]](tree, moment)


def holds(tree: Tree, moment: Moment) -> bool:
    """Tell whether a tree comes out true."""
    return truth_of(evaluate(tree, moment))


def _call(tree: Tree, moment: Moment) -> Value:
    return FUNCTIONS[tree[1]].work([_work(argument, moment) for argument in tree[2]], moment)


def _path(tree: Tree, moment: Moment) -> Value:
    return path.walk(tree, moment, _work)


def _union(tree: Tree, moment: Moment) -> Value:
    return in_order([node for part in tree[1:] for node in path.nodes(_work(part, moment))])


def _matches(tree: Tree, moment: Moment) -> bool:
    return matches(tree[2], text_of(_work(tree[1], moment)))


def _any(tree: Tree, moment: Moment) -> bool:
    return any(truth_of(_work(part, moment)) for part in tree[1:])


def _all(tree: Tree, moment: Moment) -> bool:
    return all(truth_of(_work(part, moment)) for part in tree[1:])


def _negative(tree: Tree, moment: Moment) -> float:
    return -number_of(_work(tree[1], moment), moment.zone)


def _reckon(sign: Callable[[float, float], float], tree: Tree, moment: Moment) -> float:
    left, right = (number_of(_work(part, moment), moment.zone) for part in tree[1:])
    return sign(left, right)


def _remainder(left: float, right: float) -> float:
    return math.fmod(left, right) if right and math.isfinite(left) else math.nan


def _compared(rule: Callable[[Value, Value, tzinfo], bool], tree: Tree, moment: Moment) -> bool:
    return rule(_work(tree[1], moment), _work(tree[2], moment), moment.zone)


KINDS: Mapping[str, Callable[[Tree, Moment], Value]] = {
    "number": lambda tree, moment: float(tree[1]),
    "text": lambda tree, moment: tree[1],
    "ref": lambda tree, moment: moment.found(tree[1]),
    "all": lambda tree, moment: moment.affordable(moment.all(tree[1])),
    "name": lambda tree, moment: tree[1],
    "self": lambda tree, moment: [moment.here],
    "path": _path,
    "call": _call,
    "matches": _matches,
    "or": _any,
    "and": _all,
    "|": _union,
    "neg": _negative,
    "=": partial(_compared, partial(same, False)),
    "!=": partial(_compared, partial(same, True)),
    "<": partial(_compared, partial(ordered, operator.lt, True)),
    "<=": partial(_compared, partial(ordered, operator.le, True)),
    ">": partial(_compared, partial(ordered, operator.gt, False)),
    ">=": partial(_compared, partial(ordered, operator.ge, False)),
    "+": partial(_reckon, operator.add),
    "-": partial(_reckon, operator.sub),
    "*": partial(_reckon, operator.mul),
    "div": partial(_reckon, divided),
    "mod": partial(_reckon, _remainder),
}
