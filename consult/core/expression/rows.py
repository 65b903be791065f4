"""Secondary instances: lists of rows that never change, found through an index.

static/js/expression-rows.js does the same on the phone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from consult.core.expression.node import Node


class Row(Node):
    """One row; its columns become nodes when an expression first looks at them."""

    __slots__ = ("at", "columns")

    def __init__(self, at: int, columns: Mapping[str, str], parent: Node) -> None:
        self.name, self.own, self.kind = "item", "", "element"
        self.parent, self.attributes = parent, []
        self.at, self.columns = at, columns

    def __getattr__(self, name: str) -> Any:
        if name != "children":
            raise AttributeError(name)
        self.children = [Node(key, text, parent=self) for key, text in self.columns.items()]
        return self.children


@dataclass(slots=True, eq=False)
class Rows(Node):
    """The node above the rows; `by` is column -> text -> rows, made when first asked."""

    by: dict[str, dict[str, list[Node]]] = field(default_factory=dict)

    def where(self, column: str, text: str) -> list[Node]:
        """Give the rows whose column says just this, in their order."""
        if column not in self.by:
            index: dict[str, list[Node]] = {}
            for row in self.children:
                if isinstance(row, Row) and column in row.columns:
                    index.setdefault(row.columns[column], []).append(row)
            self.by[column] = index
        return self.by[column].get(text, [])


def table(rows: Iterable[Mapping[str, str]]) -> Node:
    """Make what instance(id) gives of rows: `root/item/<column>` under one node."""
    instance = Node("", kind="root")
    root = Rows("root")
    instance.add(root)
    root.children += [Row(at, columns, root) for at, columns in enumerate(rows)]
    return instance


def rows_of(instance: Node | None) -> Rows | None:
    """Give the node above the rows of a table; None where it is none."""
    root = instance.children[0] if instance and instance.children else None
    return root if isinstance(root, Rows) else None
