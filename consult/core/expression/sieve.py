"""Keep the nodes for which a predicate holds; of rows, by an index where it has an equality."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from consult.core.expression.moment import Moment
from consult.core.expression.node import Node
from consult.core.expression.rows import Row, Rows, rows_of
from consult.core.expression.tree import Tree, parts
from consult.core.expression.value import Value, truth_of

Evaluate = Callable[[Tree, Moment], Value]

STILL = frozenset({"true", "false", "now", "today", "current", "pi"})
"""Functions that without arguments don't look at the node they stand on."""

BEGIN = 5
"""What it costs to look at nodes one by one, in nodes."""

RESTLESS = frozenset({"once", "random", "uuid", "randomize"})


def passing(instance: Node, condition: Tree, moment: Moment, evaluate: Evaluate) -> list[int]:
    """Give the places, from 0, of the rows of a table for which a condition holds."""
    root = rows_of(instance)
    if root is None:
        return []
    found = kept(near(root, condition, moment, evaluate), condition, moment, evaluate)
    return [row.at for row in found if isinstance(row, Row)]


def kept(found: Sequence[Node], predicate: Tree, moment: Moment, evaluate: Evaluate) -> list[Node]:
    """Give the nodes for which a predicate holds."""
    left: list[Node] = []
    if not found or not moment.spend(BEGIN):
        return left
    inside = replace(moment, current=moment.origin, size=len(found))
    for position, node in enumerate(found, 1):
        if not moment.spend(1):
            return []
        inside.here, inside.position = node, position
        value = evaluate(predicate, inside)
        if value == position if isinstance(value, float) else truth_of(value):
            left.append(node)
    return left


def near(root: Rows, predicate: Tree, moment: Moment, evaluate: Evaluate) -> Sequence[Node]:
    """Give the rows that may pass a predicate: by the index where it has an equality."""
    if _positional(predicate):
        return root.children
    for column, other in _equalities(predicate):
        value = evaluate(other, replace(moment, here=root, current=moment.origin))
        if isinstance(value, str):
            return root.where(column, value)
        if isinstance(value, list):
            return _any(root, column, value)
    return root.children


def _any(root: Rows, column: str, values: list[Node]) -> list[Node]:
    texts = dict.fromkeys(node.text for node in values)
    rows = [row for text in texts for row in root.where(column, text)]
    return rows if len(texts) < 2 else sorted(rows, key=lambda row: getattr(row, "at", 0))


def _equalities(predicate: Tree) -> Iterator[tuple[str, Tree]]:
    """Find what a predicate says of the kind `column = something that is alike for all rows`."""
    for part in predicate[1:] if predicate[0] == "and" else [predicate]:
        if part[0] == "=":
            for one, other in (part[1:], part[:0:-1]):
                if _column(one) and _alike(other):
                    yield one[2][1], other


def _column(tree: Tree) -> bool:
    plain = tree[0] == "path" and tree[1] == "." and len(tree) == 3 and len(tree[2]) == 2
    return plain and tree[2][0] == "child" and tree[2][1][-1] not in "*)"


def _positional(tree: Tree) -> bool:
    return any(part[0] == "call" and part[1] in ("position", "last") for part in parts(tree))


def _alike(tree: Tree) -> bool:
    """Tell whether a tree comes out alike whatever node it stands on."""
    match tree[0]:
        case "self":
            return False
        case "path":
            return tree[1] == "/" or (tree[1] != "." and _alike(tree[1]))
        case "call":
            if tree[1] in RESTLESS or not (tree[2] or tree[1] in STILL):
                return False
            return all(map(_alike, tree[2]))
    return all(_alike(part) for part in tree[1:] if isinstance(part, list))
