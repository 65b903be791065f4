"""search(): choices from a file, as SurveyCTO writes it into the appearance.

The list of the question then names, in one row, the columns of the file that hold the names
and the labels; rows whose names are numbers are choices of their own.
"""

import re
from dataclasses import dataclass

from consult.core.expression import Tree, Unreadable, parse
from consult.core.expression.words import STRAIGHT

CALL = re.compile(r"(?i)\bsearch\s*\(")
WAYS = {
    "contains": "contains({column}, {value})",
    "startswith": "starts-with({column}, {value})",
    "endswith": "ends-with({column}, {value})",
    "matches": "{column} = {value}",
}


@dataclass(frozen=True, slots=True)
class Search:
    """What a search looks through, and the filter that does the same as it."""

    file: str
    choice_filter: str


def searched(appearance: str) -> tuple[str, str]:
    """Cut search(...) out of an appearance: (the call or "", the rest)."""
    found = CALL.search(appearance)
    if not found:
        return "", appearance
    deep = 0
    for at in range(found.end() - 1, len(appearance)):
        deep += {"(": 1, ")": -1}.get(appearance[at], 0)
        if not deep:
            call = "search" + appearance[found.end() - 1 : at + 1]
            return call, f"{appearance[: found.start()]} {appearance[at + 1 :]}".strip()
    return appearance[found.start() :], appearance[: found.start()].strip()


def search_in(call: str) -> Search | None:
    """Read a search; None where it is none that we know.

    Args:
        call: search('file'), search('file', 'matches', 'column', ${value}), or the same
            with a second column and value that must be equal.
    """
    arguments = _arguments(call)
    texts = [_text(each) for each in arguments]
    if not texts or not texts[0]:
        return None
    if len(arguments) == 1:
        return Search(texts[0], "")
    way = WAYS.get((texts[1] or "").lower())
    if len(arguments) not in (4, 6) or not way or not texts[2]:
        return None
    wanted = [way.format(column=texts[2], value=arguments[3])]
    if len(arguments) == 6:
        wanted.append(f"{texts[4]} = {arguments[5]}")
    return Search(texts[0], " and ".join(wanted))


def _text(argument: str) -> str:
    tree: Tree
    try:
        tree = parse(argument).tree
    except Unreadable:
        return ""
    return tree[1] if tree[0] == "text" else ""


def _arguments(call: str) -> list[str]:
    """Split at the commas that stand outside of brackets and quotes."""
    call = "".join(STRAIGHT.get(sign, sign) for sign in call)
    inside = call[call.index("(") + 1 :].rstrip().removesuffix(")")
    found, deep, quote = [""], 0, ""
    for sign in inside:
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "'\"":
            quote = sign
        elif sign in "()":
            deep += 1 if sign == "(" else -1
        if sign == "," and not deep and not quote:
            found.append("")
        else:
            found[-1] += sign
    return [each.strip() for each in found]
