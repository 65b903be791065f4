"""Random expressions, and random instances for them to look at."""

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from consult.core.expression import Node, Tree, parse
from consult.core.expression.axes import AXES
from consult.core.expression.functions import FUNCTIONS

NAMES = ("a", "b", "c", "d", "g", "e", "m", "x", "y", "n", "z")
COLUMNS = ("name", "label", "k")
LISTS = ("list", "far", "nowhere")
DATES = (
    "2026-02-28 2026-02-30 0001-01-01 9999-12-31 2026-11-22T15:00:00.000+02:00 2026-1-2"
    " 2026-11-22T23:59:59Z 1969-12-31T23:59:59.999-11:30 2026-11-22T24:00:00Z 2026-06-30T12:00"
    " 12:30 23:59:59.5-03:30 24:00"
).split()
ODD = [
    "", " ", "a", "a b  c", "x", "y", "x y", "1", "2", "-0", "0", " 12.50 ", ".5", "1e3", "NaN",
    "٣٤", "０", "۱۲.۵", "👍🏽é", "👩‍👩‍👧", "true", "\u00a0", "\ufeff1", "﷽", "null", "constructor",
    "123456789012345678901234567890", "99999999999999999999e9", "-.0", "١٢٣", "é", "e\u0301",
]  # fmt: skip
PLACES = [
    "0 0", "6.3 -10.8 0 0", "6.30000001 -10.8", "-90 180", "91 0", "x y", "1;2",
    "0 0;0 1;1 1;1 0;0 0", "0 0;1 1;0 1;1 0",
    "38.25309 21.75638 0 0;38.25021 21.75638;38.25 21.76;",
    "0 0 ; 0 0", "1 1;1 1;2 2;0 0", "10 179.9;10 -179.9",
]  # fmt: skip
TEXTS = st.one_of(
    st.sampled_from(ODD), st.sampled_from(DATES), st.sampled_from(PLACES), st.text(max_size=8)
)
NUMBERS = st.one_of(
    st.sampled_from([0, 1, -1, 2, 3, 10, 0.5, -0.5, 2.5, 1e21, 1e-7, 123456789012345680, 20779.25]),
    st.sampled_from([1e300, -1e300, 5e-324, 2**53 - 1, 9007199254740993.0, 1e308, 0.1]),
    st.integers(-(2**53) + 1, 2**53 - 1),
    st.floats(allow_nan=False, allow_infinity=False, width=64),
)
WORDS = st.sampled_from(
    [
        "x", "y z", "x y z", "0", "2", "-3.5", "%Y-%m-%d %H:%M:%S.%3 %a %b%%%q", "1", "list", "far",
        "name", "label", "SHA-256", "MD5", "SHA-1", "SHA-512", "SHA-384", "hex", "base64", "aGk=",
        "/+==", "w6k=", "gA==", "list-1",
    ]
)  # fmt: skip
PATTERNS = st.sampled_from(
    [
        *r"[a-z]+ \d{1,3} ^(a|b)*$ .{0,4} [^0-9]* (\w+\s?)+ 👍. (?:a?){3} a|".split(),
        r"^(?=.*[0-9])(?!0).{1,9}$",
        r"(?=a|b$)\w*",
    ]
).map(lambda pattern: parse(f"regex('', '{pattern}')").tree)
SIGNS = ("=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "div", "mod")
TESTS = st.sampled_from([*NAMES, *COLUMNS, "item", "root", "*", "node()", "text()"])
FORMS = sorted([*SIGNS, *FUNCTIONS, "and", "or", "neg", "matches", "path", "rows", "|", "if"] * 1)
NODES = st.one_of(
    st.sampled_from(NAMES).map(lambda name: ["ref", name]),
    st.sampled_from(NAMES).map(lambda name: ["all", name]),
    st.just(["self"]),
    st.just(["call", "current", []]),
    st.just(["path", ".", ["parent", "node()"], ["child", "*"]]),
    st.just(["path", "/", ["descendant-or-self", "node()"], ["child", "x"]]),
    st.sampled_from(LISTS).map(
        lambda name: ["path", ["call", "instance", [["text", name]]], ["descendant", "name"]]
    ),
)


def _form(form: str, under: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    """Draw a tree whose head is this, from the trees that may stand under it."""
    if form in FUNCTIONS:
        least, most = (
            FUNCTIONS[form].least,
            min(FUNCTIONS[form].most, max(FUNCTIONS[form].least, 4)),
        )
        given = st.lists(st.one_of(under, NODES), min_size=least, max_size=most)
        return given.map(lambda arguments: ["call", form, arguments])
    match form:
        case "neg":
            return under.map(lambda tree: ["neg", tree])
        case "matches":
            return st.tuples(under, PATTERNS).map(lambda pair: _about(*pair))
        case "path":
            starts = st.one_of(st.sampled_from([".", "/"]), NODES, under)
            steps = st.lists(_step(under), min_size=1, max_size=3)
            return st.tuples(starts, steps).map(lambda drawn: ["path", drawn[0], *drawn[1]])
        case "rows":
            return st.tuples(st.sampled_from(LISTS), st.sampled_from(COLUMNS), _where(under)).map(
                _rows
            )
        case "|":
            return st.lists(NODES, min_size=2, max_size=3).map(lambda parts: ["|", *parts])
    return st.tuples(under, under).map(lambda pair: [form, *pair])


def _about(subject: Tree, matching: Tree) -> Tree:
    """Give a pattern, which may be several, another subject."""
    match matching[0]:
        case "matches":
            return ["matches", subject, matching[2]]
        case "call":
            return ["call", matching[1], [_about(subject, part) for part in matching[2]]]
    return [matching[0], *(_about(subject, part) for part in matching[1:])]


def _step(under: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    predicates = st.lists(_where(under), max_size=1)
    axes = st.sampled_from([*AXES, "child", "child", "parent", "whole"])
    return st.tuples(axes, TESTS, predicates).map(
        lambda drawn: [drawn[0], "node()" if drawn[0] == "whole" else drawn[1], *drawn[2]]
    )


def _where(under: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    """Draw a predicate, often one that says what a column is."""
    column = st.sampled_from(COLUMNS).map(lambda name: ["path", ".", ["child", name]])
    says = st.tuples(column, under).map(lambda pair: ["=", *pair])
    turned = st.tuples(under, column).map(lambda pair: ["=", *pair])
    both = st.tuples(says, under).map(lambda pair: ["and", *pair])
    return st.one_of(under, says, turned, both)


def _rows(drawn: tuple[str, str, Tree]) -> Tree:
    name, column, where = drawn
    start = ["call", "instance", [["text", name]]]
    return ["path", start, ["child", "root"], ["child", "item", where], ["child", column]]


TREES: st.SearchStrategy[Tree] = st.recursive(
    st.one_of(
        NUMBERS.map(lambda number: ["number", number]),
        TEXTS.map(lambda text: ["text", text]),
        WORDS.map(lambda text: ["text", text]),
        NODES,
    ),
    lambda under: st.sampled_from(FORMS).flatmap(lambda form: _form(form, under)),
    max_leaves=12,
)
OFFSETS = st.sampled_from([0, 60, -420, 330, 765, -570, 840, -720])
TIMES = st.tuples(
    st.datetimes(datetime(1970, 1, 1), datetime(2099, 12, 31)),  # noqa: DTZ001 - a zone is added
    OFFSETS,
).map(lambda drawn: drawn[0].replace(tzinfo=timezone(timedelta(minutes=drawn[1]))))


@dataclass(slots=True, eq=False)
class Shown(Node):
    """A node that a form may hide."""

    shown: bool = True

    @property
    def relevant(self) -> bool:
        """Tell whether expressions see it."""
        return self.shown and (not isinstance(self.parent, Shown) or self.parent.relevant)


@dataclass(frozen=True, slots=True)
class Scene:
    """An instance, the places in it where an expression stands, lists, and what chance brings."""

    root: Node
    here: Node
    current: Node | None
    lists: dict[str, list[dict[str, str]]]
    chance: int


@st.composite
def scenes(draw: st.DrawFn) -> Scene:
    """Draw an instance with a group and with repeats in repeats, and two lists."""
    root = Node("form")
    shown = st.sampled_from([True] * 7 + [False])

    def grow(parent: Node, name: str, text: str = "") -> Node:
        return parent.add(Shown(name, text, shown=draw(shown)))

    for name in "abcd":
        grow(root, name, draw(TEXTS))
    grow(grow(root, "g"), "e", draw(TEXTS))
    for _ in range(draw(st.integers(0, 3))):
        turn = grow(root, "m")
        for name in "xy":
            grow(turn, name, draw(TEXTS))
        for _ in range(draw(st.integers(0, 2))):
            grow(grow(turn, "n"), "z", draw(TEXTS))
    nodes = [root, *root.under()]
    here = draw(st.sampled_from(nodes))
    return Scene(root, here, draw(st.none() | st.sampled_from(nodes)), draw(_LISTS), draw(_CHANCE))


_CHANCE = st.integers(1, 2**31 - 2)
_CELLS = st.one_of(st.sampled_from(["x", "y", "1", "", "constructor"]), TEXTS)
_ROW: st.SearchStrategy[dict[str, str]] = st.fixed_dictionaries(
    {"name": _CELLS}, optional={"label": _CELLS, "k": _CELLS}
)
_LISTS: st.SearchStrategy[dict[str, list[dict[str, Any]]]] = st.fixed_dictionaries(
    {name: st.lists(_ROW, max_size=4) for name in ("list", "far")}
)
