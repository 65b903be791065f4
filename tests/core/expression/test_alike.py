"""Random expressions and random forms come out alike in Python and on the phone."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consult.core.expression import Expression, Moment, Node, Tree, evaluate, parse
from consult.core.expression.functions import FUNCTIONS
from consult.core.form import Form
from consult.core.question import Choice, Group, Question
from consult.core.rules import rules_of
from tests.phone_expressions import PhoneExpressions, document_of, phone_expressions, plain, same

NAMES = ("a", "b", "c", "d")
DATES = (
    "2026-02-28 2026-02-30 0001-01-01 9999-12-31 2026-11-22T15:00:00.000+02:00 2026-1-2"
    " 2026-11-22T23:59:59Z 1969-12-31T23:59:59.999-11:30 2026-11-22T24:00:00Z 2026-06-30T12:00"
).split()
ODD = [
    "",
    " ",
    "a",
    "a b  c",
    "1",
    "-0",
    " 12.50 ",
    ".5",
    "1e3",
    "NaN",
    "٣٤",
    "０",
    "👍🏽é",
    "true",
]
TEXTS = st.one_of(st.sampled_from(ODD), st.sampled_from(DATES), st.text(max_size=8))
NUMBERS = st.one_of(
    st.sampled_from([0, 1, -1, 2, 10, 0.5, -0.5, 2.5, 1e21, 1e-7, 123456789012345680, 20779.25]),
    st.integers(-(2**53) + 1, 2**53 - 1),
    st.floats(allow_nan=False, allow_infinity=False, width=64),
)
WORDS = st.sampled_from(
    ["x", "y z", "x y z", "0", "2", "-3.5", "%Y-%m-%d %H:%M:%S.%3 %a %b%%%q", "1"]
)
PATTERNS = st.sampled_from(
    r"[a-z]+ \d{1,3} ^(a|b)*$ .{0,4} [^0-9]* (\w+\s?)+ 👍. (?:a?){3} a|".split()
).map(lambda pattern: parse(f"regex('', '{pattern}')").tree[2])
SIGNS = ("=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "div", "mod")
UNLIKE = frozenset({"pow"})
"""Powers that are not whole: the last digit is the machine's own."""


FORMS = sorted([*SIGNS, *(FUNCTIONS.keys() - UNLIKE), "and", "or", "neg", "matches", "path"])


def _deeper(under: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    return st.sampled_from(FORMS).flatmap(lambda form: _form(form, under))


def _form(form: str, under: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    if form in FUNCTIONS:
        least, most = FUNCTIONS[form].least, min(FUNCTIONS[form].most, 4)
        given = st.lists(under, min_size=least, max_size=most)
        return given.map(lambda arguments: ["call", form, arguments])
    if form == "neg":
        return under.map(lambda tree: ["neg", tree])
    if form == "matches":
        return st.tuples(under, PATTERNS).map(lambda pair: ["matches", *pair])
    if form == "path":
        return st.tuples(st.sampled_from(NAMES), under).map(
            lambda pair: ["path", ".", ["parent", "node()"], ["child", *pair]]
        )
    return st.tuples(under, under).map(lambda pair: [form, *pair])


TREES = st.recursive(
    st.one_of(
        NUMBERS.map(lambda number: ["number", number]),
        TEXTS.map(lambda text: ["text", text]),
        WORDS.map(lambda text: ["text", text]),
        st.sampled_from(NAMES).map(lambda name: ["ref", name]),
        st.just(["self"]),
        st.just(["path", ".", ["parent", "node()"], ["child", "*"]]),
    ),
    _deeper,
    max_leaves=12,
)
OFFSETS = st.sampled_from([0, 60, -420, 330, 765, -570])
TIMES = st.datetimes(datetime(1970, 1, 1), datetime(2099, 12, 31))  # noqa: DTZ001 - a zone is added


@pytest.fixture(scope="module")
def phone() -> Iterator[PhoneExpressions]:
    with phone_expressions() as phone:
        yield phone


ALIKE = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@ALIKE
@given(tree=TREES, texts=st.tuples(TEXTS, TEXTS, TEXTS, TEXTS), minutes=OFFSETS, at=TIMES)
def test_a_random_expression_has_the_same_value(
    phone: PhoneExpressions, tree: Tree, texts: tuple[str, ...], minutes: int, at: datetime
) -> None:
    root = Node("form")
    nodes = {name: root.add(Node(name, text)) for name, text in zip(NAMES, texts, strict=True)}
    now = at.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    moment = Moment(now, nodes["a"], lambda name: [nodes[name]])
    theirs = phone.ask(
        tree=json.loads(json.dumps(tree)),
        document=document_of(root),
        here=[("children", 0)],
        now=now.isoformat(timespec="milliseconds"),
        minutes=minutes,
    )
    assert same(plain(evaluate(tree, moment)), theirs), (plain(evaluate(tree, moment)), theirs)


TRICKY: list[tuple[str, object]] = [
    ("string-length('👍🏽é')", 3.0),
    ("substring('👍🏽é', 2, 1)", "🏽"),
    ("substr('👍é', -1)", "é"),
    ("translate('a👍b', '👍b', 'x')", "ax"),
    ("regex('👍', '.')", True),
    ("regex('👍', '..')", False),
    ("regex('👎', '[👍-👏]')", True),
    ("normalize-space('\u00a0a  b\t')", "\u00a0a b"),
    ("selected('a b', ' b ')", True),
    ("selected('a b', 'a b')", False),
    ("selected('', '')", False),
    ("string(1 div 3 * 1e-10)", "0.000000000033333333333333335"),
    ("string(1e21 + 1)", "1000000000000000000000"),
    ("round(1.005, 2)", 1.01),
    ("round(-2.5)", -2.0),
    ("5 mod -3", 2.0),
    ("'10' > '9'", True),
    ("'a' < 'b'", False),
    ("'' = 0", False),
    ("coalesce(number(''), 7)", 7.0),
    ("if('false', 1, 2)", 1.0),
    ("format-date('2026-03-05', '%e.%n.%y %a %% %q %')", "5.3.26 Thu % %q %"),
    ("date('2026-03-05') + 1 > date('2026-03-05')", True),
    ("min(3, 'x')", float("nan")),
]


@pytest.mark.parametrize(("source", "value"), TRICKY)
def test_a_tricky_expression_has_the_same_value(
    phone: PhoneExpressions, source: str, value: str | float
) -> None:
    root = Node("form")
    tree, now = parse(source).tree, datetime(2026, 11, 22, 15, tzinfo=UTC)
    stamp = now.isoformat(timespec="milliseconds")
    assert same(plain(value), plain(evaluate(tree, Moment(now, root))))
    asked = {"tree": tree, "document": document_of(root), "here": [], "now": stamp, "minutes": 0}
    assert same(plain(value), phone.ask(**asked))


def _made(tree: Tree | None) -> Expression | None:
    return Expression("", tree) if tree else None


KINDS = (
    "text",
    "integer",
    "decimal",
    "date",
    "select_one",
    "select_multiple",
    "range",
    "calculate",
)
ANY = st.one_of(
    TEXTS,
    st.integers(-5, 15),
    st.sampled_from([2.5, -0.5, 1e20, 3, 2**53]),
    st.lists(st.sampled_from(["x", "y", "z", ""]), max_size=3),
)
FITTING = {
    "text": TEXTS,
    "integer": st.integers(-5, 15),
    "decimal": st.floats(-1e6, 1e6),
    "date": st.dates().map(lambda day: day.isoformat()),
    "select_one": st.sampled_from(["x", "y", "z"]),
    "select_multiple": st.lists(st.sampled_from(["x", "y", "z"]), unique=True),
    "range": st.sampled_from([0, 2.5, 5, 7.5, 10]),
    "calculate": TEXTS,
}
FILTERS = st.sampled_from(["kind = 'k'", "name != ${a}", "selected(${b}, name) or kind = ''"]).map(
    parse
)


@st.composite
def filled_forms(draw: st.DrawFn) -> tuple[Form, dict[str, Any]]:
    """Make a form of four questions, the last two in a group; they may even wait in circles."""
    maybe = st.none() | TREES
    questions, answers = [], {}
    for name in NAMES:
        kind = draw(st.sampled_from(KINDS))
        select = kind in ("select_one", "select_multiple")
        question = Question(
            name=name,
            kind=kind,
            required=_made(draw(maybe)) or False,
            relevant=_made(draw(maybe)),
            constraint=_made(draw(maybe)),
            choices="list" if select else None,
            choice_filter=draw(st.none() | FILTERS) if select else None,
            calculation=_made(draw(TREES)) if kind == "calculate" else None,
            scale=(0.0, 10.0, 2.5) if kind == "range" else None,
        )
        questions.append(question)
        if draw(st.integers(0, 5)):
            answers[name] = draw(FITTING[kind] if draw(st.integers(0, 3)) else ANY)
    group = Group("g", tuple(questions[2:]), relevant=_made(draw(maybe)))
    choices = (Choice("x", {}, {"kind": "k"}), Choice("y", {}, {"kind": ""}), Choice("z", {}, {}))
    form = Form("f", "1", {}, ("en",), "en", (*questions[:2], group), {"list": choices})
    return form, answers


@ALIKE
@given(filled=filled_forms(), minutes=OFFSETS, at=TIMES)
def test_a_random_form_has_the_same_problems_and_the_same_clean_answers(
    phone: PhoneExpressions, filled: tuple[Form, dict[str, Any]], minutes: int, at: datetime
) -> None:
    form, answers = filled
    now = at.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    theirs = phone.ask(
        rules=json.loads(json.dumps(rules_of(form))),
        answers=answers,
        now=now.isoformat(timespec="milliseconds"),
    )
    ours = [problem.to_json() for problem in form.check(answers, now)]
    assert [(one["code"], one["question"]) for one in theirs["problems"]] == [
        (one["code"], one["question"]) for one in ours
    ]
    assert theirs["clean"] == form.clean(answers, now)
