"""The tree of an expression: lists whose first member names what they are.

    ["number", 3]   ["text", "a"]   ["ref", "name"] for ${name}
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
    return {part[1] for part in parts(tree) if part[0] == "ref"}


def calls(tree: Tree) -> set[str]:
    """Name every function that the tree calls."""
    return {part[1] for part in parts(tree) if part[0] == "call"}
