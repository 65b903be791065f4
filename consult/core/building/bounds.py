"""Bounds of answers: what menus can say, and the expressions that it means."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from consult.core.building.rule import quoted
from consult.core.expression import Tree, Unreadable, parse


@dataclass(frozen=True, slots=True)
class Bounds:
    """What an answer may be at least and at most, as written; "" where nothing is said."""

    low: str = ""
    high: str = ""

    def source(self, kind: str) -> str:
        """Write it as an expression on an answer of this kind."""
        what = MEASURES.get(kind, ".")
        sides = ((">=", self.low), ("<=", self.high))
        return " and ".join(
            f"{what} {sign} {self._value(kind, value)}" for sign, value in sides if value
        )

    @staticmethod
    def _value(kind: str, value: str) -> str:
        if kind != "date":
            return value
        return "today()" if value == "today" else f"date({quoted(value)})"


MEASURES: Final[Mapping[str, str]] = {
    "text": "string-length(.)",
    "select_multiple": "count-selected(.)",
    "integer": ".",
    "decimal": ".",
    "date": ".",
}
"""What is bounded, by kind of question: the number of letters, of choices, or the answer."""


def bounds_of(kind: str, expression: Mapping[str, Any] | None) -> Bounds | None:
    """Read the bounds that a constraint says; None where menus can't say it."""
    if not expression or not expression["source"].strip():
        return Bounds()
    try:
        tree = parse(expression["source"]).tree
        what = parse(MEASURES[kind]).tree
    except (Unreadable, KeyError):
        return None
    members = tree[1:] if tree[0] == "and" else [tree]
    found: dict[str, str] = {}
    for member in members:
        if len(member) != 3 or member[0] not in (">=", "<=") or member[1] != what:
            return None
        value = _bound(kind, member[2])
        if value is None or member[0] in found:
            return None
        found[member[0]] = value
    return Bounds(found.get(">=", ""), found.get("<=", ""))


def _bound(kind: str, tree: Tree) -> str | None:
    match kind, tree:
        case "date", ["call", "today", []]:
            return "today"
        case "date", ["call", "date", [["text", value]]]:
            return str(value)
        case _, ["number", value] if kind != "date":
            return f"{value}"
    return None
