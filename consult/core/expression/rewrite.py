"""Turn calls into trees: most as they are, some into others that say the same."""

import re
from collections.abc import Callable, Mapping

from consult.core.expression.automaton import automata
from consult.core.expression.functions import FUNCTIONS
from consult.core.expression.pattern import BadPattern
from consult.core.expression.tree import Tree
from consult.core.expression.words import Unreadable, Word

QUESTION = re.compile(r"\s*([\w.\-]+)\s*\}?\s*")
FILE = re.compile(r"(.+)\.(?:csv|xml|geojson)", re.IGNORECASE)


def call(name: Word, arguments: list[Tree]) -> Tree:
    """Make the tree of a call.

    Raises:
        Unreadable: When nobody knows the function, or its arguments aren't what it takes.
    """
    if name.text in REWRITTEN:
        return REWRITTEN[name.text](name, arguments)
    known = FUNCTIONS.get(name.text)
    if known is None:
        raise Unreadable("unknown_function", name.at, name.text)
    if not known.least <= len(arguments) <= known.most:
        raise Unreadable("arguments", name.at, name.text)
    return ["call", name.text, arguments]


def _taken(name: Word, arguments: list[Tree], count: int) -> list[Tree]:
    if len(arguments) != count:
        raise Unreadable("arguments", name.at, name.text)
    return arguments


def _regex(name: Word, arguments: list[Tree]) -> Tree:
    """Make the automata now: a pattern must be a plain text."""
    subject, pattern = _taken(name, arguments, 2)
    if pattern[0] != "text":
        raise Unreadable("pattern_not_fixed", name.at, name.text)
    try:
        made = automata(pattern[1])
    except BadPattern as wrong:
        raise Unreadable(wrong.code, name.at, pattern[1]) from wrong
    parts: list[Tree] = [
        ["matches", subject, one] if wanted else ["call", "not", [["matches", subject, one]]]
        for wanted, one in made
    ]
    return ["and", *parts] if len(parts) > 1 else parts[0]


def _everywhere(tree: Tree) -> Tree:
    return ["all", tree[1]] if tree[0] == "ref" else tree


def _weighted_checklist(name: Word, arguments: list[Tree]) -> Tree:
    if len(arguments) < 4 or len(arguments) % 2:
        raise Unreadable("arguments", name.at, name.text)
    return ["call", name.text, arguments]


def _indexed_repeat(name: Word, arguments: list[Tree]) -> Tree:
    """Look for the question and the repeats wherever they are, not only nearby."""
    if len(arguments) not in range(3, 12, 2):
        raise Unreadable("arguments", name.at, name.text)
    pairs = zip(arguments[1::2], arguments[2::2], strict=True)
    turns = [part for repeat, place in pairs for part in (_everywhere(repeat), place)]
    return ["call", name.text, [_everywhere(arguments[0]), *turns]]


def _choice_name(name: Word, arguments: list[Tree]) -> Tree:
    value, question = _taken(name, arguments, 2)
    return ["call", "jr:choice-name", [value, _question(name, question)]]


def _choice_label(name: Word, arguments: list[Tree]) -> Tree:
    question, value = _taken(name, arguments, 2)
    return ["call", "jr:choice-name", [value, _question(name, question)]]


def _question(name: Word, tree: Tree) -> Tree:
    """Name the question that a reference, a path, or either of them in quotes, ends in."""
    if tree[0] == "path":
        tree = ["ref", tree[-1][1]]
    found = (
        QUESTION.fullmatch(re.split(r"[/{]", tree[1])[-1]) if tree[0] in ("ref", "text") else None
    )
    if not found:
        raise Unreadable("arguments", name.at, name.text)
    return ["name", found[1]]


def _pulldata(name: Word, arguments: list[Tree]) -> Tree:
    file, *others = _taken(name, arguments, 4)
    stem = FILE.fullmatch(file[1]) if file[0] == "text" else None
    return ["call", name.text, [["text", stem[1]] if stem else file, *others]]


def _digest(name: Word, arguments: list[Tree]) -> Tree:
    """Take only what every phone can make without a library."""
    if len(arguments) not in (2, 3):
        raise Unreadable("arguments", name.at, name.text)
    if arguments[1][0] == "text" and arguments[1][1] != "SHA-256":
        raise Unreadable("unknown_function", name.at, f"digest {arguments[1][1]}")
    return ["call", name.text, arguments]


def _where(function: str) -> Callable[[Word, list[Tree]], Tree]:
    """Write sum-if(nodes, condition) as sum(nodes[condition]), and others alike."""
    first = 1 if function == "join" else 0

    def rewritten(name: Word, arguments: list[Tree]) -> Tree:
        nodes, condition = _taken(name, arguments, 2 + first)[first:]
        kept = ["path", nodes, ["whole", "node()", ["call", "boolean", [condition]]]]
        return ["call", function, [*arguments[:first], kept]]

    return rewritten


REWRITTEN: Mapping[str, Callable[[Word, list[Tree]], Tree]] = {
    "regex": _regex,
    "indexed-repeat": _indexed_repeat,
    "weighted-checklist": _weighted_checklist,
    "jr:choice-name": _choice_name,
    "choice-label": _choice_label,
    "pulldata": _pulldata,
    "digest": _digest,
    "count-if": _where("count"),
    "sum-if": _where("sum"),
    "min-if": _where("min"),
    "max-if": _where("max"),
    "join-if": _where("join"),
    "linebreak": lambda name, arguments: ["text", "\n"],
}

VOCABULARY = frozenset((*FUNCTIONS, *REWRITTEN))
"""Every function that an expression may call."""
