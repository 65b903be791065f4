"""Read a regular expression into a syntax tree; only what every engine reads alike.

Nodes: ("set", ranges), ("seq", parts), ("any", alternatives), ("times", part,
least, most or None), ("start",) and ("end",) for ^ and $. Ranges are sorted
pairs of code points, both ends within.
"""

from collections.abc import Callable
from typing import Any

from consult.core.expression.ranges import BREAK, CLASSES, Ranges, merged, others

Syntax = tuple[Any, ...]

CONTROL = {"t": 9, "n": 10, "r": 13, "f": 12}
MOST = 1000


class BadPattern(ValueError):
    """Say why a pattern can't be used: a code, and where in the pattern."""

    def __init__(self, code: str, at: int) -> None:
        super().__init__(code, at)
        self.code, self.at = code, at


class Reader:
    """Read one pattern from left to right."""

    def __init__(self, source: str) -> None:
        self.source, self.at, self.depth = source, 0, 0

    def peek(self, ahead: int = 1) -> str:
        """Show what comes next."""
        return self.source[self.at : self.at + ahead]

    def take(self, wanted: str) -> bool:
        """Step over a text if it comes next."""
        found = self.source.startswith(wanted, self.at)
        self.at += len(wanted) if found else 0
        return found

    def next(self) -> str:
        """Step over one character."""
        if self.at >= len(self.source):
            raise BadPattern("pattern_ends", self.at)
        self.at += 1
        return self.source[self.at - 1]

    def whole(self) -> Syntax:
        """Read alternatives up to the end of the pattern or of the bracket."""
        alternatives = [self.sequence()]
        while self.take("|"):
            alternatives.append(self.sequence())
        return ("any", tuple(alternatives)) if len(alternatives) > 1 else alternatives[0]

    def sequence(self) -> Syntax:
        """Read parts that follow one another."""
        parts = []
        while self.peek() not in ("", "|", ")"):
            parts.append(self.repeated(self.atom()))
        return ("seq", tuple(parts))

    def repeated(self, part: Syntax) -> Syntax:
        """Read how often a part may come."""
        begun = self.at
        bounds = self.bounds()
        if bounds is None:
            return part
        self.take("?")
        if part[0] in ("start", "end") or self.peek() in ("*", "+", "?"):
            raise BadPattern("pattern_repeat", begun)
        return ("times", part, *bounds)

    def bounds(self) -> tuple[int, int | None] | None:
        """Read *, +, ? or {n,m}."""
        for sign, bounds in {"*": (0, None), "+": (1, None), "?": (0, 1)}.items():
            if self.take(sign):
                return bounds
        if not self.take("{"):
            return None
        begun = self.at
        least, comma, most = self.until("}").partition(",")
        try:
            low = int(least)
            high = (int(most) if most else None) if comma else low
        except ValueError:
            raise BadPattern("pattern_repeat", begun) from None
        if low > MOST or (high is not None and not low <= high <= MOST):
            raise BadPattern("pattern_repeat", begun)
        return low, high

    def until(self, end: str) -> str:
        """Step over everything up to and with a character."""
        stop = self.source.find(end, self.at)
        if stop < 0:
            raise BadPattern("pattern_ends", self.at)
        found, self.at = self.source[self.at : stop], stop + 1
        return found

    def atom(self) -> Syntax:
        """Read one character, class or bracket."""
        sign = self.next()
        read: Callable[[], Syntax] | None = {
            "(": self.bracket,
            "[": self.several,
            "\\": self.escaped,
        }.get(sign)
        if read:
            return read()
        match sign:
            case "^":
                return ("start",)
            case "$":
                return ("end",)
            case ".":
                return ("set", others(BREAK))
            case "*" | "+" | "?" | "{" | "}" | "]":
                raise BadPattern("pattern_sign", self.at - 1)
        return ("set", ((ord(sign), ord(sign)),))

    def bracket(self) -> Syntax:
        """Read what stands between ( and )."""
        begun, self.depth = self.at, self.depth + 1
        if self.depth > 30 or (not self.take("?:") and self.peek() == "?"):
            raise BadPattern("pattern_bracket", begun)
        inner = self.whole()
        self.depth -= 1
        if not self.take(")"):
            raise BadPattern("pattern_ends", self.at)
        return inner

    def escaped(self) -> Syntax:
        """Read what stands after a backslash outside of [ ]."""
        begun, sign = self.at, self.next()
        if sign in CLASSES:
            return ("set", CLASSES[sign])
        point = self.point(sign, begun)
        return ("set", ((point, point),))

    def point(self, sign: str, begun: int) -> int:
        """Read the one code point that an escape means."""
        if sign in CONTROL:
            return CONTROL[sign]
        if sign in "xu":
            digits = self.source[self.at : self.at + (2 if sign == "x" else 4)]
            self.at += len(digits)
            try:
                return int(digits, 16)
            except ValueError:
                raise BadPattern("pattern_escape", begun) from None
        if sign.isalnum():
            raise BadPattern("pattern_escape", begun)
        return ord(sign)

    def several(self) -> Syntax:
        """Read a class between [ and ]."""
        negated = self.take("^")
        ranges: list[tuple[int, int]] = []
        while not self.take("]"):
            ranges += self.span()
        if not ranges:
            raise BadPattern("pattern_class", self.at - 1)
        held = merged(ranges)
        return ("set", others(held) if negated else held)

    def span(self) -> Ranges:
        """Read one character, range or escape inside of [ ]."""
        begun, sign = self.at, self.next()
        if sign == "[" or (sign == "&" and self.peek() == "&"):
            raise BadPattern("pattern_class", begun)
        if sign == "\\" and self.peek() in CLASSES and self.peek():
            return CLASSES[self.next()]
        low = self.point(self.next(), begun) if sign == "\\" else ord(sign)
        if self.peek() != "-" or self.peek(2) in ("-", "-]"):
            return ((low, low),)
        self.at += 1
        sign = self.next()
        high = self.point(self.next(), begun) if sign == "\\" else ord(sign)
        if high < low:
            raise BadPattern("pattern_class", begun)
        return ((low, high),)
