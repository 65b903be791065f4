"""Walk paths over nodes."""

from collections.abc import Sequence

from consult.core.expression.axes import AXES, in_order
from consult.core.expression.moment import Moment
from consult.core.expression.node import Node
from consult.core.expression.rows import Rows
from consult.core.expression.sieve import Evaluate, kept, near
from consult.core.expression.tree import Tree
from consult.core.expression.value import Value

LEVEL = frozenset({"child", "self", "attribute"})
"""Axes that keep nodes of one level in order and on one level."""

DOWN = LEVEL | {"descendant", "descendant-or-self"}
"""Axes that find nodes of one level in order, each once."""


def nodes(value: Value) -> list[Node]:
    """Take a value for nodes; what is none has none."""
    return value if isinstance(value, list) else []


def walk(tree: Tree, moment: Moment, evaluate: Evaluate) -> list[Node]:
    """Give the relevant nodes of ["path", start, step, ...] in the order of the document."""
    found = _start(tree[1], moment, evaluate)
    level = len(found) < 2
    for step in tree[2:]:
        if step[0] == "whole":
            for predicate in step[2:]:
                found = kept(found, predicate, moment, evaluate)
            continue
        found = [node for start in found for node in _step(start, step, moment, evaluate)]
        found = found if level and step[0] in DOWN else in_order(found)
        level = (level and step[0] in LEVEL) or len(found) < 2
    return [node for node in found if node.relevant]


def _start(start: Tree | str, moment: Moment, evaluate: Evaluate) -> list[Node]:
    if start == ".":
        return [moment.here]
    if start == "/":
        return [moment.origin.root]
    return nodes(evaluate(start, moment)) if isinstance(start, list) else []


def _step(start: Node, step: Tree, moment: Moment, evaluate: Evaluate) -> list[Node]:
    axis, name, *predicates = step
    if not moment.spend(1):
        return []
    among: Sequence[Node] = AXES[axis](start)
    if predicates and axis == "child" and isinstance(start, Rows):
        among = near(start, predicates[0], moment, evaluate)
    if not moment.spend(len(among)):
        return []
    found = [node for node in among if fits(node, name, axis)]
    for predicate in predicates:
        found = kept(found, predicate, moment, evaluate)
    return found


def fits(node: Node, name: str, axis: str) -> bool:
    """Tell whether a node passes the test of a step."""
    if name == "node()":
        return True
    if name.endswith("()"):
        return node.kind == name[:-2]
    wanted = "attribute" if axis == "attribute" else "element"
    return node.kind == wanted and name in ("*", node.name)
