"""Walk paths over nodes."""

from collections.abc import Callable
from dataclasses import replace

from consult.core.expression.moment import Moment
from consult.core.expression.node import Node
from consult.core.expression.tree import Tree
from consult.core.expression.value import Value, truth_of

Evaluate = Callable[[Tree, Moment], Value]


def nodes(value: Value) -> list[Node]:
    """Take a value for nodes; what is none has none."""
    return value if isinstance(value, list) else []


def walk(tree: Tree, moment: Moment, evaluate: Evaluate) -> list[Node]:
    """Give the nodes of ["path", start, step, ...] in the order of the document."""
    found = _start(tree[1], moment, evaluate)
    for step in tree[2:]:
        if step[0] == "whole":
            for predicate in step[2:]:
                found = _kept(found, predicate, moment, evaluate)
            continue
        found = ordered([node for start in found for node in _step(start, step, moment, evaluate)])
    return found


def _start(start: Tree | str, moment: Moment, evaluate: Evaluate) -> list[Node]:
    if start == ".":
        return [moment.here]
    if start == "/":
        return [root(moment.here)]
    return nodes(evaluate(start, moment)) if isinstance(start, list) else []


def _step(start: Node, step: Tree, moment: Moment, evaluate: Evaluate) -> list[Node]:
    axis, name, *predicates = step
    found = [node for node in AXES[axis](start) if fits(node, name, axis)]
    for predicate in predicates:
        found = _kept(found, predicate, moment, evaluate)
    return found


def _kept(found: list[Node], predicate: Tree, moment: Moment, evaluate: Evaluate) -> list[Node]:
    kept = []
    for position, node in enumerate(found, 1):
        value = evaluate(predicate, replace(moment, here=node, position=position, size=len(found)))
        number = isinstance(value, float)
        if value == position if number else truth_of(value):
            kept.append(node)
    return kept


def fits(node: Node, name: str, axis: str) -> bool:
    """Tell whether a node passes the test of a step."""
    if name == "node()":
        return True
    if name.endswith("()"):
        return node.kind == name[:-2]
    wanted = "attribute" if axis == "attribute" else "element"
    return node.kind == wanted and name in ("*", node.name)


def root(node: Node) -> Node:
    """Climb to the node above all."""
    while node.parent:
        node = node.parent
    return node


def ordered(found: list[Node]) -> list[Node]:
    """Put nodes into the order of the document, each once."""
    if len(found) < 2:
        return found
    once = list({id(node): node for node in found}.values())
    return sorted(once, key=place) if len(once) > 1 else once


def place(node: Node) -> tuple[tuple[int, int], ...]:
    """Give a key that sorts nodes in the order of the document."""
    steps: list[tuple[int, int]] = []
    while node.parent:
        among = node.parent.attributes if node.kind == "attribute" else node.parent.children
        at = next(at for at, sibling in enumerate(among) if sibling is node)
        steps.append((0 if node.kind == "attribute" else 1, at))
        node = node.parent
    return tuple(reversed(steps))


def _ancestors(node: Node) -> list[Node]:
    above = []
    while node.parent:
        node = node.parent
        above.append(node)
    return above


def _siblings(node: Node, after: bool) -> list[Node]:
    if not node.parent or node.kind == "attribute":
        return []
    among = node.parent.children
    at = next(at for at, sibling in enumerate(among) if sibling is node)
    return among[at + 1 :] if after else among[:at][::-1]


AXES: dict[str, Callable[[Node], list[Node]]] = {
    "child": lambda node: node.children,
    "parent": lambda node: [node.parent] if node.parent else [],
    "self": lambda node: [node],
    "attribute": lambda node: node.attributes,
    "descendant": lambda node: list(node.under()),
    "descendant-or-self": lambda node: [node, *node.under()],
    "ancestor": _ancestors,
    "ancestor-or-self": lambda node: [node, *_ancestors(node)],
    "following-sibling": lambda node: _siblings(node, after=True),
    "preceding-sibling": lambda node: _siblings(node, after=False),
}
