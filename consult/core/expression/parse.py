"""Read an expression into its tree, by the grammar of XPath 1.0 with ${name}."""

import math

from consult.core.expression import rewrite
from consult.core.expression.tree import Expression, Tree, depth
from consult.core.expression.words import Unreadable, Word, split

LONGEST = 20_000
DEEPEST = 60
"""Brackets within brackets."""

DEEPEST_TREE = 120

LEVELS = (("or",), ("and",), ("=", "!="), ("<", "<=", ">", ">="), ("+", "-"), ("*", "div", "mod"))
"""Signs that bind alike, loosest first."""

FLAT = frozenset({"or", "and"})
"""Signs that take any number of parts, so that a long list isn't a deep tree."""

AXES = frozenset(
    "child parent self attribute descendant descendant-or-self ancestor ancestor-or-self"
    " following-sibling preceding-sibling".split()
)
NODE_TESTS = frozenset({"node", "text", "comment", "processing-instruction"})


def parse(source: str) -> Expression:
    """Read an expression as somebody wrote it.

    Raises:
        Unreadable: When it isn't one, or calls what we don't know.
    """
    if len(source) > LONGEST:
        raise Unreadable("too_long", LONGEST)
    parser = _Parser(split(source))
    try:
        tree = parser.level(0)
    except RecursionError:
        raise Unreadable("too_deep", parser.word.at) from None
    if parser.word.kind != "end":
        raise Unreadable("unexpected", parser.word.at, parser.word.text)
    if depth(tree) > DEEPEST_TREE:
        raise Unreadable("too_deep", 0)
    return Expression(source, tree)


class _Parser:
    def __init__(self, words: list[Word]) -> None:
        self.words, self.place, self.depth = words, 0, 0

    @property
    def word(self) -> Word:
        return self.words[self.place]

    def ahead(self, text: str) -> bool:
        """Tell whether the word after this one is a sign."""
        after = self.words[min(self.place + 1, len(self.words) - 1)]
        return after.kind == "sign" and after.text == text

    def sign(self, *wanted: str) -> str | None:
        """Step over one of these signs if it comes next."""
        if self.word.kind != "sign" or self.word.text not in wanted:
            return None
        self.place += 1
        return self.words[self.place - 1].text

    def need(self, wanted: str) -> None:
        if not self.sign(wanted):
            raise Unreadable("expected", self.word.at, wanted)

    def level(self, at: int) -> Tree:
        """Read what binds at least as tightly as this level."""
        if at == len(LEVELS):
            return self.negative()
        left = self.level(at + 1)
        while sign := self.sign(*LEVELS[at]):
            right = self.level(at + 1)
            if sign in FLAT and left[0] == sign:
                left.append(right)
            else:
                left = [sign, left, right]
        return left

    def negative(self) -> Tree:
        minus = 0
        while self.sign("-"):
            minus += 1
        tree = self.union()
        if tree[0] == "number" and minus == 1 and tree[1]:
            return ["number", -tree[1]]
        for _ in range(min(minus, 2 - minus % 2)):
            tree = ["neg", tree]
        return tree

    def union(self) -> Tree:
        first = self.path()
        if not self.sign("|"):
            return first
        parts = [first, self.path()]
        while self.sign("|"):
            parts.append(self.path())
        return ["|", *parts]

    def path(self) -> Tree:
        begun = self.word
        if (
            begun.kind in ("number", "text", "ref")
            or self.calls()
            or (begun.kind, begun.text) == ("sign", "(")
        ):
            return self.after(self.primary())
        if self.sign("/"):
            return ["path", "/", *(self.steps() if self.steps_follow() else [])]
        if self.sign("//"):
            return ["path", "/", *_under(self.steps())]
        steps = self.steps()
        return ["self"] if steps == [["self", "node()"]] else ["path", ".", *steps]

    def after(self, start: Tree) -> Tree:
        """Read predicates and steps after a value."""
        predicates = self.predicates()
        steps = [["whole", "node()", *predicates]] if predicates else []
        if self.sign("/"):
            steps += self.steps()
        elif self.sign("//"):
            steps += _under(self.steps())
        return ["path", start, *steps] if steps else start

    def calls(self) -> bool:
        return self.word.kind == "name" and self.ahead("(") and self.word.text not in NODE_TESTS

    def steps_follow(self) -> bool:
        return self.word.kind == "name" or (
            self.word.kind == "sign" and self.word.text in (".", "..", "@", "*")
        )

    def steps(self) -> list[Tree]:
        found = [self.step()]
        while slash := self.sign("/", "//"):
            found += _under([self.step()]) if slash == "//" else [self.step()]
        return found

    def step(self) -> Tree:
        if self.sign("."):
            return ["self", "node()", *self.predicates()]
        if self.sign(".."):
            return ["parent", "node()", *self.predicates()]
        axis = "attribute" if self.sign("@") else "child"
        if self.word.kind == "name" and self.ahead("::"):
            axis = self.word.text
            if axis not in AXES:
                raise Unreadable("unexpected", self.word.at, axis)
            self.place += 2
        return [axis, self.test(), *self.predicates()]

    def test(self) -> str:
        if self.sign("*"):
            return "*"
        word = self.word
        if word.kind != "name":
            raise Unreadable("unexpected", word.at, word.text)
        self.place += 1
        if word.text in NODE_TESTS and self.sign("("):
            self.need(")")
            return f"{word.text}()"
        return word.text

    def predicates(self) -> list[Tree]:
        found = []
        while self.sign("["):
            found.append(self.nested())
            self.need("]")
        return found

    def nested(self) -> Tree:
        """Read an expression inside of brackets, which may not go down for ever."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise Unreadable("too_deep", self.word.at)
        tree = self.level(0)
        self.depth -= 1
        return tree

    def primary(self) -> Tree:
        word = self.word
        self.place += 1
        match word.kind:
            case "number":
                return _literal(float(word.text))
            case "text" | "ref":
                return [word.kind, word.text]
            case "name":
                return self.call(word)
        tree = self.nested()
        self.need(")")
        return tree

    def call(self, name: Word) -> Tree:
        self.need("(")
        arguments = []
        if not self.sign(")"):
            arguments.append(self.nested())
            while self.sign(","):
                arguments.append(self.nested())
            self.need(")")
        return rewrite.call(name, arguments)


def _under(steps: list[Tree]) -> list[Tree]:
    """Write what follows // in full, or shorter where it comes to the same."""
    first, *others = steps
    if first[0] == "child" and len(first) == 2:
        return [["descendant", first[1]], *others]
    return [["descendant-or-self", "node()"], *steps]


def _literal(number: float) -> Tree:
    if math.isinf(number):
        return ["div", ["number", 1], ["number", 0]]
    return ["number", int(number) if number.is_integer() and abs(number) < 2**53 else number]
