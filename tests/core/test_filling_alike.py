"""Random forms, with repeats and lists and rules that make no sense, are filled alike on both."""

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consult.core.answer import Answers
from consult.core.expression import Expression, Tree, parse, steady
from consult.core.form import Form
from consult.core.question import Choice, Group, Question
from tests.core.expression.trees import TEXTS, TREES
from tests.phone_filling import PhoneFilling, phone_filling, told

ALIKE = settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
KINDS = "text integer decimal date select_one select_multiple range calculate note".split()
CHOICES = (Choice("x", {}, {"kind": "k"}), Choice("y", {}, {"kind": ""}), Choice("z", {}, {}))
FILTERS = st.sampled_from(
    ["kind = 'k'", "name != ${a}", "selected(${b}, name) or kind = ''", "kind = ${x} and name < 3"]
).map(parse)
COUNTS = st.sampled_from(
    ["2", "${a} mod 4", "count(${x})", "-1", "string-length(${b}) mod 3", "0 div 0"]
)
ANY = st.one_of(
    TEXTS,
    st.integers(-5, 15),
    st.sampled_from([2.5, -0.5, 1e20, 2**53]),
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
    "note": TEXTS,
}
STEADY = TREES.filter(steady)
MAYBE = st.none() | STEADY


def made(tree: Tree | None) -> Expression | None:
    return Expression("", tree) if tree else None


@st.composite
def questions(draw: st.DrawFn, name: str) -> Question:
    kind = draw(st.sampled_from(KINDS))
    select = kind.startswith("select")
    works = kind == "calculate" or not draw(st.integers(0, 7))
    return Question(
        name=name,
        kind=kind,
        required=made(draw(MAYBE)) or False,
        relevant=made(draw(MAYBE)),
        constraint=made(draw(MAYBE)),
        choices="list" if select else None,
        choice_filter=draw(st.none() | FILTERS) if select else None,
        calculation=made(draw(STEADY)) if works else None,
        initial=made(draw(MAYBE)),
        trigger=draw(st.sampled_from([(), ("a",), ("x", "b")])) if works else (),
        scale=(0.0, 10.0, 2.5) if kind == "range" else None,
    )


@st.composite
def forms(draw: st.DrawFn) -> Form:
    """Make a form of a group, a repeat in a repeat, and one that is counted; even in circles."""
    a, b, c, d, x, y, z = (draw(questions(name)) for name in "abcdxyz")
    inner = Group("n", (y,), repeat=True, relevant=made(draw(MAYBE)))
    outer = Group("m", (x, inner), repeat=True, relevant=made(draw(MAYBE)))
    counted = Group("e", (z,), repeat=True, count=parse(draw(COUNTS)))
    group = Group("g", (c, d, counted), relevant=made(draw(MAYBE)))
    return Form("f", "1", {}, ("en",), "en", (a, outer, group, b), {"list": CHOICES})


@st.composite
def answers_to(draw: st.DrawFn, form: Form) -> dict[str, Any]:
    places = form.places()
    keys = ["a", "b", "c", "d", "m/0/x", "m/1/x", "m/0/n/0/y", "m/1/n/0/y", "m/1/n/1/y", "e/0/z"]
    given: dict[str, Any] = {"m": 2, "m/0/n": 1, "m/1/n": 2}
    for key in keys:
        kind = places["/".join("#" if step.isdigit() else step for step in key.split("/"))].kind
        if draw(st.integers(0, 4)):
            given[key] = draw(FITTING[kind] if draw(st.integers(0, 3)) else ANY)
    return given


@st.composite
def filled(draw: st.DrawFn) -> tuple[Form, Answers, Answers | None, datetime]:
    form = draw(forms())
    after, before = draw(answers_to(form)), draw(st.none() | answers_to(form))
    zone = timezone(timedelta(minutes=draw(st.integers(-13, 14)) * 45))
    at = datetime.fromtimestamp(draw(st.integers(-(10**9), 4 * 10**9)), zone)
    return form, after, before, at


@pytest.fixture(scope="module")
def phone() -> Iterator[PhoneFilling]:
    with phone_filling() as phone:
        yield phone


@ALIKE
@given(filled=filled())
def test_a_random_form_is_asked_checked_and_settled_alike(
    phone: PhoneFilling, filled: tuple[Form, Answers, Answers | None, datetime]
) -> None:
    form, after, before, now = filled
    ours, theirs = told(form, now, after, before), phone.ask(form, now, after, before)
    assert "broke" not in theirs, theirs
    known = [problem for problem in ours["problems"] if problem["code"] != "unknown_question"]
    assert theirs == {**ours, "problems": known}
