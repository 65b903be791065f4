"""Where and when an expression is evaluated."""

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo

from consult.core.expression.node import Node

MOST_EFFORT = 1_000_000
"""Nodes that one expression may look at; what would cost more finds nothing more."""


def nowhere(name: str, here: Node) -> list[Node]:
    """Find nothing by any name."""
    return []


@dataclass(slots=True)
class Moment:
    """The context of an expression; not frozen, since a predicate steps it from node to node.

    `now` is aware: its zone is that of all dates which name none. `here` is the
    node of `.`; `current` is the node that the whole expression belongs to, where
    that is another one: in a choice filter `here` is the row, `current` the
    question. `position` and `size` count from 1.

    `find` gives the nodes that ${name} means near a node of the instance, groups
    and repeats too; `all` every node of that name, wherever, in order. `instance`
    gives what instance(id) means: a node whose children are `root/item/<column>`,
    best made by `rows.table`. `choice_label` gives the label of (question's name,
    value, near this node), `text` that of an id. `random` gives 0 <= x < 1.
    `begun` is when the filling began.
    """

    now: datetime
    here: Node
    find: Callable[[str, Node], list[Node]] = nowhere
    position: int = 1
    size: int = 1
    current: Node | None = None
    all: Callable[[str], list[Node]] = lambda name: []
    instance: Callable[[str], Node | None] = lambda name: None
    choice_label: Callable[[str, str, Node], str] = lambda name, value, here: value
    text: Callable[[str], str] = lambda name: ""
    random: Callable[[], float] = random.SystemRandom().random
    begun: datetime | None = None
    effort: list[int] = field(default_factory=lambda: [MOST_EFFORT])

    @property
    def zone(self) -> tzinfo:
        """Give the zone of dates that name none."""
        return self.now.tzinfo or UTC

    @property
    def origin(self) -> Node:
        """Give the node that the whole expression belongs to."""
        return self.current or self.here

    def found(self, name: str) -> list[Node]:
        """Give the relevant nodes that ${name} means, also from a row of a list."""
        near = self.here
        if self.current and near.root is not self.current.root:
            near = self.current
        return self.affordable(node for node in self.find(name, near) if node.relevant)

    def affordable(self, nodes: Iterable[Node]) -> list[Node]:
        """Take nodes as far as the effort allows."""
        taken = list(nodes)
        return taken if self.spend(len(taken)) else []

    def spend(self, nodes: int) -> bool:
        """Count what an expression looks at; tell whether it may go on."""
        self.effort[0] -= nodes
        return self.effort[0] >= 0
