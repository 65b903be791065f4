"""The tree of an expression: lists whose first member names what they are.

    ["number", 3]   ["text", "a"]   ["ref", "name"] for ${name}
    ["all", "name"]  every node of a name, wherever     ["name", "a"]  a question's name as text
    ["path", start, step, ...]      start: "/" (the root), "." (here) or a tree;
                                    step: [axis, name, predicate, ...] with axis
                                    "child", "parent", "self", "any" or "attribute"
    ["call", "selected", [argument, ...]]
    ["matches", subject, automaton] for regex(); see automaton.py
    ["or", a, b]  and likewise and = != < <= > >= + - * div mod |     ["neg", a]

`.` alone is ["self"].
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Tree = list[Any]

LOOKING = frozenset({"instance", "pulldata"})
FLEETING = frozenset({"random", "uuid", "once"})
"""Functions whose value is to be kept once it is worked out."""


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression as it was written, with its tree."""

    source: str
    tree: Tree

    def to_json(self) -> dict[str, Any]:
        """Write it as plain JSON."""
        return {"source": self.source, "tree": self.tree}

    @classmethod
    def from_json(cls, written: dict[str, Any]) -> "Expression":
        """Read it from `to_json`."""
        return cls(written["source"], written["tree"])


def parts(tree: Tree) -> Iterator[Tree]:
    """Give a tree and every tree under it, in no order that matters."""
    waiting = [tree]
    while waiting:
        part = waiting.pop()
        if part and isinstance(part[0], str):
            yield part
        waiting += [member for member in part if isinstance(member, list)]


def depth(tree: Tree) -> int:
    """Count how far down the lists of a tree go."""
    level, deep = [tree], 0
    while level:
        level = [member for part in level for member in part if isinstance(member, list)]
        deep += 1
    return deep


def names(tree: Tree) -> set[str]:
    """Name every question that the tree refers to by ${name}."""
    return {part[1] for part in parts(tree) if part[0] in ("ref", "all", "name")}


def calls(tree: Tree) -> set[str]:
    """Name every function that the tree calls."""
    return {part[1] for part in parts(tree) if part[0] == "call"}


def sources(tree: Tree) -> set[str]:
    """Name every list or file that the tree looks into by instance() or pulldata()."""
    looks = (part for part in parts(tree) if part[:1] == ["call"] and part[1] in LOOKING)
    return {part[2][0][1] for part in looks if part[2][0][0] == "text"}


def steady(tree: Tree) -> bool:
    """Tell whether a tree comes out the same each time: it draws nothing, and keeps nothing."""
    return not any(
        part[0] == "call" and (part[1] in FLEETING or (part[1] == "randomize" and len(part[2]) < 2))
        for part in parts(tree)
    )
