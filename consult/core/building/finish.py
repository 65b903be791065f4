"""A form of what people have made so far."""

from collections.abc import Mapping
from typing import Any

from consult.core.building.outline import Making
from consult.core.expression import Unreadable, parse
from consult.core.form import Form

UNREAD = ["text", ""]
"""Stands for what can't be read; it never gets further than the check that says so."""


def finished(making: Making) -> Form:
    """Make the form; an expression that can't be read keeps its source and means nothing."""
    plain = {name: _plain(part) for name, part in making.items() if name != "made"}
    return Form.from_json(plain)


def _plain(value: Any) -> Any:
    match value:
        case {"source": str(source)}:
            return {"source": source, "tree": value.get("tree") or tree_of(source)}
        case Mapping():
            return {name: _plain(part) for name, part in value.items() if name != "key"}
        case list():
            return [_plain(part) for part in value]
    return value


def tree_of(source: str) -> list[Any]:
    """Read an expression, if it can be read."""
    try:
        return parse(source).tree
    except Unreadable:
        return UNREAD
