"""Expressions in cells: read, or told what is wrong with them."""

from collections.abc import Callable

from consult.core.expression import Expression, Tree, Unreadable, parse
from consult.core.expression.tree import parts
from consult.formats.xlsform.finding import Report
from consult.formats.xlsform.spelling import bent, spelled
from consult.formats.xlsform.texts import Line

_ = str
"""Marks what is translated where it is shown."""

NOT_YET = frozenset(
    "version property username device-info phone-call phone-call-log phone-call-duration"
    " call-log extract-signed search hash counter rank-index rank-value item-at item-index"
    " item-present digest intersects de-duplicate relevant-count relevant empty once-if"
    " format-number thousands-sep geo-scatter short-geopoint collect-is-phone-app depend"
    " lang id name local-name namespace-uri".split()
)
"""Functions of other engines: docs/decisions/0016-expressions.md says why they are not here."""

CODES = {
    "too_long": "expression_large",
    "too_deep": "expression_large",
    "unclosed_text": "expression_unclosed",
    "arguments": "function_arguments",
    "pattern_not_fixed": "pattern_not_fixed",
}
WHY = {
    "pattern_ends": _("a bracket is not closed"),
    "pattern_repeat": _("it repeats what can't be repeated, or too often"),
    "pattern_sign": _("a sign stands where it can't"),
    "pattern_bracket": _("a kind of bracket that not every phone knows"),
    "pattern_escape": _("an escape that not every phone knows"),
    "pattern_class": _("a class of characters can't be read"),
    "pattern_anchor": _("^ or $ stand in the middle"),
    "pattern_large": _("it is too large"),
}

PLAIN = {"yes": "true()", "true": "true()", "no": "false()", "false": "false()"}
"""What stands for the whole of an expression, also in a cell that is TRUE or FALSE."""


def expression_of(
    line: Line, column: str, report: Report, text: str | None = None
) -> Expression | None:
    """Read the expression in a cell; None where there is none, or it can't be read.

    Args:
        line: The row.
        column: The column by which findings are told.
        report: Is told what was put right, and what is wrong.
        text: Other text than that of the cell.
    """
    written = line.get(column) if text is None else text
    if not written:
        return None
    written = PLAIN.get(written.lower(), written)
    place = line.place(column)

    def tell(code: str, value: str, name: str) -> None:
        report.add(code, *place, value=value, name=name)

    mended = line.names.mended(written, tell)
    read = _read(mended, lambda near: report.add("expression_normalised", *place, value=near))
    if isinstance(read, Unreadable):
        _tell(read, mended, line, column, report)
        return None
    if bent(written):
        report.add("signs_normalised", *place)
    _uproot(read.tree)
    return read


def _read(text: str, tell: Callable[[str], None]) -> Expression | Unreadable:
    """Parse it as it is, or with what is often spelled otherwise."""
    try:
        return parse(text)
    except Unreadable as wrong:
        other = spelled(text)
        if other == text:
            return wrong
        try:
            read = parse(other)
        except Unreadable:
            return wrong
    tell(other)
    return read


def _uproot(tree: Tree) -> None:
    """Let paths begin under the root: a form doesn't say what its root is called."""
    for part in parts(tree):
        if part[0] == "path" and part[1] == "/" and len(part) > 2 and part[2][0] == "child":
            del part[2]


def _tell(wrong: Unreadable, text: str, line: Line, column: str, report: Report) -> None:
    place = line.place(column)
    if wrong.code == "unknown_function":
        function = wrong.near.lower().partition(" ")[0]
        known = "function_not_yet" if function in NOT_YET else "function_unknown"
        report.add(known, *place, near=wrong.near)
    elif wrong.code in WHY:
        report.add("pattern_bad", *place, near=wrong.near, why=WHY[wrong.code])
    else:
        code = CODES.get(wrong.code, "expression_bad")
        report.add(code, *place, at=wrong.at + 1, near=wrong.near or text[-10:])
