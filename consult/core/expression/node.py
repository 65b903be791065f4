"""Nodes of an instance: what paths walk over and ${name} finds."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True, eq=False)
class Node:
    """One element, attribute or text of an instance; `own` is the text of a leaf."""

    name: str
    own: str = ""
    kind: str = "element"
    parent: "Node | None" = None
    children: "list[Node]" = field(default_factory=list)
    attributes: "list[Node]" = field(default_factory=list)

    @property
    def text(self) -> str:
        """Give the string value: its own text, or that of all texts under it."""
        if not self.children:
            return self.own
        return "".join(child.text for child in self.children if child.kind in ("element", "text"))

    @property
    def relevant(self) -> bool:
        """Tell whether expressions see it."""
        return True

    @property
    def is_turn(self) -> bool:
        """Tell whether it is one turn of a repeat."""
        alike = self.parent.children if self.parent else []
        return any(node.name == self.name and node is not self for node in alike)

    @property
    def root(self) -> "Node":
        """Climb to the node above all."""
        node = self
        while node.parent:
            node = node.parent
        return node

    def add(self, child: "Node") -> "Node":
        """Hang a child under this node and give the child back."""
        child.parent = self
        self.children.append(child)
        return child

    def under(self) -> "Iterator[Node]":
        """Walk everything under it in the order of the document."""
        waiting = self.children[::-1]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += node.children[::-1]
