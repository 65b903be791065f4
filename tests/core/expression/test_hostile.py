"""Nothing that somebody writes for an expression breaks us, or keeps us busy for ever."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.core.expression import Moment, Node, Unreadable, evaluate, parse
from consult.core.expression.functions import FUNCTIONS
from consult.core.expression.moment import MOST_EFFORT
from consult.core.expression.rewrite import VOCABULARY
from consult.core.expression.value import Value

NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)
WORDS = [
    *(f"{name}(" for name in sorted(VOCABULARY)),
    *"( ) [ ] , + - * / // | = != < >= or and div mod . .. @ :: ' \"".split(),
    *"${a} a b 1 2.5 .5 text() self::".split(),
    "'a'", "''", "'(?=a)b'", "'[0-9]+'", "1e999", "$", "${", "é", "👍", "\u00a0", "\x00", "child::",
]  # fmt: skip


def _instance() -> Node:
    root = Node("", kind="root")
    form = root.add(Node("f"))
    for text in ("1", "", "x y"):
        form.add(Node("a", text))
    return root


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join) | st.text(max_size=30))
def test_any_text_is_an_expression_or_is_told_what_is_wrong(source: str) -> None:
    with suppress(Unreadable):
        evaluate(parse(source).tree, Moment(NOW, _instance()))


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_every_function_takes_any_values(name: str, data: st.DataObject) -> None:
    function, root = FUNCTIONS[name], _instance()
    values: st.SearchStrategy[Value] = st.one_of(
        st.text(max_size=5),
        st.floats(),
        st.booleans(),
        st.just([]),
        st.just(root.children[0].children),
    )
    given = data.draw(
        st.lists(values, min_size=function.least, max_size=min(function.most, function.least + 3))
    )
    value = function.work(given, Moment(NOW, root.children[0]))
    assert isinstance(value, str | float | bool | list)


@pytest.mark.parametrize("deep", ["(", "not(", "a[", "-(", "1 or 1 and 1 = 1 < 1 + 1 * (", "//a["])
@pytest.mark.parametrize("times", [10, 59, 200, 900])
def test_brackets_in_brackets_end_somewhere(deep: str, times: int) -> None:
    close = {"[": "]", "(": ")"}[deep[-1]]
    source = deep * times + "1" + close * times
    with suppress(Unreadable):
        evaluate(parse(source).tree, Moment(NOW, _instance()))


@pytest.mark.parametrize(
    "source",
    [
        "count(//*[count(//*) > 0])",
        "//*[//*[//*]]",
        "//*//*//*//*//*//*//*",
        "sum(//*[. = //*[. != //*]])",
        "//*[ancestor::*//*[ancestor::*//*]]",
    ],
)
def test_an_expression_looks_at_so_many_nodes_and_no_more(source: str) -> None:
    root = Node("f")
    for at in range(1_000):
        root.add(Node("a", str(at))).add(Node("b"))
    moment = Moment(NOW, root)
    evaluate(parse(source).tree, moment)
    assert MOST_EFFORT > moment.effort[0] > -10_000


def test_a_question_of_many_turns_is_not_looked_at_for_ever() -> None:
    root = Node("f")
    for at in range(500):
        root.add(Node("m")).add(Node("x", str(at)))
    nodes = [turn.children[0] for turn in root.children]
    moment = Moment(NOW, root, lambda name, here: nodes)
    evaluate(parse("sum(${x}[sum(${x}[sum(${x}[. > sum(${x})]) > 0]) > 0])").tree, moment)
    assert MOST_EFFORT > moment.effort[0] > -100_000


def test_a_text_between_texts_can_not_be_multiplied_for_ever() -> None:
    root = Node("f")
    for _ in range(1_000):
        root.add(Node("a", "x" * 10))
    source = "join(join(join(join('-', //a), //a), //a), //a)"
    value = evaluate(parse(source).tree, Moment(NOW, root))
    assert isinstance(value, str)
    assert len(value) < 200_000
