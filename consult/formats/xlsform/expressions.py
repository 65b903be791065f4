"""Expressions in cells: read, or told what is wrong with them."""

import re
from collections.abc import Collection

from consult.core.expression import Expression, Tree, Unreadable, names, parse
from consult.core.expression.tree import parts
from consult.core.expression.words import BLANKS, STRAIGHT
from consult.formats.xlsform.finding import Report
from consult.formats.xlsform.texts import Line

NOT_YET = frozenset(
    "instance pulldata indexed-repeat index jr:choice-name jr:itext current area distance"
    " duration enclose-area uuid random randomize digest checklist weighted-checklist"
    " decimal-time format-number phone-call hash property search counter rank-index rank-value"
    " item-at item-index choice-label relevant-count geofence intersects sin cos tan asin acos"
    " atan atan2 sqrt exp exp10 log log10 pi min-if max-if sum-if count-if join-if once-if"
    " base64-decode linebreak version device-info username".split()
)
"""Functions of other engines; many are to come."""

CLIMBS = (["parent", "node()"], ["self", "node()"])
CODES = {
    "too_long": "expression_large",
    "too_deep": "expression_large",
    "unclosed_text": "expression_unclosed",
    "arguments": "function_arguments",
    "pattern_not_fixed": "pattern_not_fixed",
}
WHY = {
    "pattern_ends": "a bracket is not closed",
    "pattern_repeat": "it repeats what can't be repeated, or too often",
    "pattern_sign": "a sign stands where it can't",
    "pattern_bracket": "a kind of bracket that not every phone knows",
    "pattern_escape": "an escape that not every phone knows",
    "pattern_class": "a class of characters can't be read",
    "pattern_anchor": "^ or $ stand in the middle",
    "pattern_large": "it is too large",
}


def expression_of(line: Line, column: str, report: Report) -> Expression | None:
    """Read the expression in a cell; None where there is none, or it can't be read."""
    text = line.get(column)
    if not text:
        return None
    try:
        read = parse(text)
    except Unreadable as wrong:
        _tell(wrong, text, line, column, report)
        return None
    if bent(text):
        report.add("signs_normalised", line.number, line.column(column))
    return read


def bent(text: str) -> bool:
    """Tell whether a spreadsheet has bent quotes or hardened spaces."""
    hard = (blank for blank in BLANKS.findall(text) if not re.fullmatch(r"[ \t\r\n]+", blank))
    return any(sign in STRAIGHT for sign in text) or any(hard)


def _tell(wrong: Unreadable, text: str, line: Line, column: str, report: Report) -> None:
    place = (line.number, line.column(column))
    if wrong.code == "unknown_function":
        known = "function_not_yet" if wrong.near.lower() in NOT_YET else "function_unknown"
        report.add(known, *place, near=wrong.near)
    elif wrong.code in WHY:
        report.add("pattern_bad", *place, near=wrong.near, why=WHY[wrong.code])
    else:
        code = CODES.get(wrong.code, "expression_bad")
        report.add(code, *place, at=wrong.at + 1, near=wrong.near or text[-10:])


def leans_on(tree: Tree) -> set[str]:
    """Name every question that a tree looks at, by ${name} or by path."""
    steps = (step for part in parts(tree) if part[0] == "path" for step in part[2:])
    return names(tree) | {step[1] for step in steps if step[0] == "child"}


def reachable(tree: Tree, children: Collection[str]) -> bool:
    """Tell whether its paths only climb and then name what is there, as ../name does."""
    return all(_plain(part, children) for part in parts(tree) if part[0] == "path")


def _plain(path: Tree, children: Collection[str]) -> bool:
    _, start, *steps = path
    if start != "." or not steps or any(step not in CLIMBS for step in steps[:-1]):
        return False
    axis, name, *predicates = steps[-1]
    return axis == "child" and not predicates and name in children
