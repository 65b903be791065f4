"""What a pattern says of the beginning and the end of a text."""

import re

from consult.core.expression.pattern import BadPattern, Reader, Syntax
from consult.core.expression.ranges import LAST

ANYTHING: Syntax = ("times", ("set", ((0, LAST),)), 0, None)


def read_ahead(source: str) -> tuple[list[tuple[bool, Syntax]], Syntax]:
    """Read a pattern that may look ahead at its beginning.

    Returns:
        What it looks ahead for, each with whether it must be there, for a whole text; the rest.

    Raises:
        BadPattern: When it isn't valid, or has what can't be matched in linear time.
    """
    looks = re.match(r"\^*(?=\(\?[=!])", source)
    reader, ahead = Reader(source), []
    reader.at = looks.end() if looks else 0
    while (wanted := reader.take("(?=")) or reader.take("(?!"):
        ahead.append((wanted, _bare(_on(reader.whole()))))
        if not reader.take(")"):
            raise BadPattern("pattern_ends", reader.at)
    begun, rest = reader.at, _rest(reader)
    if ahead and rest[0] == "any":
        raise BadPattern("pattern_bracket", begun)
    return ahead, rest


def _rest(reader: Reader) -> Syntax:
    syntax = reader.whole()
    if reader.at < len(reader.source):
        raise BadPattern("pattern_bracket", reader.at)
    return _bare(syntax)


def _bare(syntax: Syntax) -> Syntax:
    bare = _inner(syntax, True, True)
    if _anchored(bare):
        raise BadPattern("pattern_anchor", 0)
    return bare


def _on(syntax: Syntax) -> Syntax:
    """Let anything follow, unless there is a $."""
    if syntax[0] == "any":
        return ("any", tuple(map(_on, syntax[1])))
    parts = syntax[1]
    return syntax if parts and parts[-1] == ("end",) else ("seq", (*parts, ANYTHING))


def _inner(syntax: Syntax, first: bool, last: bool) -> Syntax:
    """Take away ^ where nothing can come before, and $ where nothing can come after."""
    if syntax[0] == "any":
        return ("any", tuple(_inner(part, first, last) for part in syntax[1]))
    if syntax[0] != "seq":
        return syntax
    parts = list(syntax[1])
    while first and parts and parts[0] == ("start",):
        parts.pop(0)
    while last and parts and parts[-1] == ("end",):
        parts.pop()
    final = len(parts) - 1
    return (
        "seq",
        tuple(
            _inner(part, first and at == 0, last and at == final) for at, part in enumerate(parts)
        ),
    )


def _anchored(syntax: Syntax) -> bool:
    match syntax[0]:
        case "start" | "end":
            return True
        case "seq" | "any":
            return any(_anchored(part) for part in syntax[1])
        case "times":
            return _anchored(syntax[1])
    return False
