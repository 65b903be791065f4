"""Rules of the simple kind: what menus can say, and the expressions that it means."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from consult.core.expression import Tree
from consult.core.expression.parse import parse
from consult.core.expression.words import Unreadable

Join = Literal["and", "or"]
COMPARED: Final[Mapping[str, str]] = {
    "least": ">=",
    "most": "<=",
    "more": ">",
    "less": "<",
    "same": "=",
}
"""Ways to test a number, each with its sign."""

SIGNS: Final = {sign: how for how, sign in COMPARED.items()}


@dataclass(frozen=True, slots=True)
class Test:
    """One thing that must be so of a question.

    `how` is "is", "not", "has" or "lacks" (of a choice), one of `COMPARED` (of a number), or
    "answered".
    """

    question: str
    how: str
    value: str = ""

    def source(self) -> str:
        """Write it as an expression."""
        ref, text = f"${{{self.question}}}", quoted(self.value)
        match self.how:
            case "is":
                return f"{ref} = {text}"
            case "not":
                return f"{ref} != {text}"
            case "has":
                return f"selected({ref}, {text})"
            case "lacks":
                return f"not(selected({ref}, {text}))"
            case "answered":
                return f"{ref} != ''"
        return f"{ref} {COMPARED[self.how]} {self.value}"


@dataclass(frozen=True, slots=True)
class Rule:
    """Tests of which all ("and") or any ("or") must hold."""

    tests: tuple[Test, ...]
    join: Join = "and"

    def source(self) -> str:
        """Write it as an expression; empty where nothing is tested."""
        return f" {self.join} ".join(test.source() for test in self.tests)


def quoted(text: str) -> str:
    """Write a text as a literal of an expression."""
    return f'"{text}"' if "'" in text else f"'{text}'"


def rule_of(expression: Mapping[str, Any] | None) -> Rule | None:
    """Read the rule that an expression says; None where menus can't say it."""
    if not expression or not expression["source"].strip():
        return Rule(())
    try:
        tree = parse(expression["source"]).tree
    except Unreadable:
        return None
    join: Join = "or" if tree[0] == "or" else "and"
    members = tree[1:] if tree[0] == join else [tree]
    tests = [_test(member) for member in members]
    return Rule(tuple(test for test in tests if test), join) if all(tests) else None


def _test(tree: Tree) -> Test | None:
    match tree:
        case ["=", ["ref", name], ["text", value]]:
            return Test(name, "is", value)
        case ["!=", ["ref", name], ["text", ""]]:
            return Test(name, "answered")
        case ["!=", ["ref", name], ["text", value]]:
            return Test(name, "not", value)
        case ["call", "selected", [["ref", name], ["text", value]]]:
            return Test(name, "has", value)
        case ["call", "not", [["call", "selected", [["ref", name], ["text", value]]]]]:
            return Test(name, "lacks", value)
        case [str(sign), ["ref", name], ["number", value]] if sign in SIGNS:
            return Test(name, SIGNS[sign], f"{value}")
    return None
