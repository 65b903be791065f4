"""Where and when an expression is evaluated."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from consult.core.expression.node import Node


def nowhere(name: str) -> list[Node]:
    """Find nothing by any name."""
    return []


@dataclass(frozen=True, slots=True)
class Moment:
    """The context of an expression.

    `now` is aware: its zone is that of all dates which name none. `find` gives
    the nodes that ${name} means. `position` and `size` count from 1.
    """

    now: datetime
    here: Node
    find: Callable[[str], list[Node]] = nowhere
    position: int = 1
    size: int = 1

    @property
    def zone(self) -> tzinfo:
        """Give the zone of dates that name none."""
        return self.now.tzinfo or UTC
