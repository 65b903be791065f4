"""The axes that paths walk along, and the order of a document."""

from collections.abc import Callable
from dataclasses import dataclass

from consult.core.expression.node import Node


def in_order(found: list[Node]) -> list[Node]:
    """Put nodes into the order of the document, each once."""
    once = list({id(node): node for node in found}.values())
    return sorted(once, key=_Places({}).of) if len(once) > 1 else once


@dataclass(frozen=True, slots=True)
class _Places:
    """Where nodes stand in the document; siblings are counted once."""

    among: dict[int, dict[int, int]]

    def of(self, node: Node) -> tuple[int, ...]:
        """Give a key that sorts: attributes before children."""
        steps: list[int] = []
        while node.parent:
            steps.append(self._at(node.parent).get(id(node), 0))  # a repeat is among no nodes
            node = node.parent
        return tuple(reversed(steps))

    def _at(self, parent: Node) -> dict[int, int]:
        if id(parent) not in self.among:
            among = enumerate((*parent.attributes, *parent.children))
            self.among[id(parent)] = {id(node): at for at, node in among}
        return self.among[id(parent)]


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
