"""Split an expression into words; forgives what a spreadsheet does to signs."""

import re
from dataclasses import dataclass

STRAIGHT = {
    "\u2018": "'",
    "\u2019": "'",
    "\u201a": "'",
    "\u201b": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u201e": '"',
}
"""Quotes that a spreadsheet bends."""

BLANKS = re.compile(r"[\s\u00a0\u200b\u200e\u200f\u202f\u2060\ufeff]+")
NUMBER = re.compile(r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
REFERENCE = re.compile(r"\$\{\s*([\w.\-]+)\s*\}")
NAME = re.compile(r"[^\W\d][\w.\-]*(?::[^\W\d][\w.\-]*)?")
WORD_SIGNS = frozenset({"or", "and", "div", "mod"})
WORD_SIGN = re.compile(r"(?:or|and|div|mod)(?![^\W\d])")
ANYWHERE = (("number", NUMBER), ("ref", REFERENCE), ("name", NAME))
AFTER_OPERAND = (("sign", WORD_SIGN), *ANYWHERE)
SIGNS = ("!=", "<=", ">=", "//", "::", "..", *"=<>+-*/|()[],.@")
BEFORE_OPERAND = frozenset(
    {"(", "[", ",", "@", "::", "/", "//", "=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "|"}
)


class Unreadable(ValueError):
    """Say why an expression can't be read: a code, where, and the words in question."""

    def __init__(self, code: str, at: int, near: str = "") -> None:
        super().__init__(code, at, near)
        self.code, self.at, self.near = code, at, near


@dataclass(frozen=True, slots=True)
class Word:
    """One word: kind "number", "text", "ref", "name", "sign" or "end"."""

    kind: str
    text: str
    at: int


def split(source: str) -> list[Word]:
    """Split an expression; the last word is of kind "end".

    Raises:
        Unreadable: At a sign that means nothing, or a text without its end.
    """
    found: list[Word] = []
    at = 0
    while at < len(source):
        if blank := BLANKS.match(source, at):
            at = blank.end()
            continue
        word, at = _word(source, at, found[-1] if found else None)
        found.append(word)
    return [*found, Word("end", "", len(source))]


def _word(source: str, at: int, before: Word | None) -> tuple[Word, int]:
    if STRAIGHT.get(source[at], source[at]) in "'\"":
        return _quoted(source, at)
    forms = AFTER_OPERAND if _after_operand(before) else ANYWHERE
    for kind, form in forms:
        if match := form.match(source, at):
            return Word(kind, match[1] if kind == "ref" else match[0], at), match.end()
    for sign in SIGNS:
        if source.startswith(sign, at):
            return Word("sign", sign, at), at + len(sign)
    raise Unreadable("unexpected", at, source[at : at + 10])


def _after_operand(before: Word | None) -> bool:
    """Tell a sign from a name, as XPath 1.0 (3.7) does: `div div div` is a quotient."""
    if before is None:
        return False
    return not (before.kind == "sign" and before.text in BEFORE_OPERAND | WORD_SIGNS)


def _quoted(source: str, at: int) -> tuple[Word, int]:
    """Read a text; a straight quote ends at its like, or, where there is none, at a bent one."""
    quote = STRAIGHT.get(source[at], source[at])
    end = source.find(quote, at + 1) if source[at] == quote else -1
    if end < 0:
        bent = (
            place
            for place in range(at + 1, len(source))
            if STRAIGHT.get(source[place], source[place]) == quote
        )
        end = next(bent, -1)
    if end < 0:
        raise Unreadable("unclosed_text", at, source[at : at + 10])
    return Word("text", source[at + 1 : end], at), end + 1
