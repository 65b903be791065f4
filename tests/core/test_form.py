"""A form checks answers by its own rules, at the moment that the phone says."""

from datetime import UTC, datetime
from typing import Any

import pytest

from consult.core.expression import parse
from consult.core.form import Form
from consult.core.question import Choice, Group, Question

NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)
SERVICES = (Choice("water"), Choice("roads"), Choice("none"))
DISTRICTS = (
    Choice("fuamah", columns={"county": "bong"}),
    Choice("zorzor", columns={"county": "lofa"}),
)


def form(*questions: Question | Group) -> Form:
    choices = {"service": SERVICES, "district": DISTRICTS}
    return Form("f", "1", {"en": "F"}, ("en",), "en", questions, choices)


def told(asked: Form, answers: dict[str, Any]) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.question) for problem in asked.check(answers, NOW)]


KINDS: list[tuple[str, object, str | None]] = [
    ("text", "Maji", None),
    ("text", "x" * 10_000, None),
    ("text", "x" * 10_001, "too_long"),
    ("text", 3, "not_text"),
    ("text", ["a"], "not_text"),
    ("integer", 3, None),
    ("integer", -3, None),
    ("integer", 3.5, "not_a_whole_number"),
    ("integer", "3", "not_a_whole_number"),
    ("integer", True, "not_a_whole_number"),
    ("integer", 10**400, "not_a_whole_number"),
    ("decimal", 3, None),
    ("decimal", 3.5, None),
    ("decimal", float("nan"), "not_a_number"),
    ("decimal", float("inf"), "not_a_number"),
    ("decimal", 10**400, "not_a_number"),
    ("decimal", {"a": 1}, "not_a_number"),
    ("date", "2026-02-28", None),
    ("date", "2026-02-30", "not_a_date"),
    ("date", "2026-W09-6", "not_a_date"),
    ("date", "22.11.2026", "not_a_date"),
    ("select_one", "water", None),
    ("select_one", "gold", "not_a_choice"),
    ("select_one", ["water"], "not_a_choice"),
    ("select_multiple", ["water", "roads"], None),
    ("select_multiple", ["water", "water"], "not_a_choice"),
    ("select_multiple", ["water", "gold"], "not_a_choice"),
    ("select_multiple", ["water", {"x": 1}], "not_a_choice"),
    ("select_multiple", "water", "not_a_choice"),
    ("range", 5, None),
    ("range", 2.5, None),
    ("range", 11, "out_of_range"),
    ("range", 3, "off_step"),
    ("range", "5", "not_a_number"),
    ("note", "whatever", None),
]


@pytest.mark.parametrize(("kind", "answer", "code"), KINDS)
def test_an_answer_must_be_of_its_questions_kind(
    kind: str, answer: object, code: str | None
) -> None:
    asked = form(Question("q", kind, choices="service", scale=(0.0, 10.0, 2.5)))
    assert told(asked, {"q": answer}) == ([(code, "q")] if code else [])


@pytest.mark.parametrize("answer", [None, "", "  ", " \u00a0\n", []])
def test_a_required_question_needs_more_than_a_blank(answer: object) -> None:
    assert told(form(Question("q", "text", required=True)), {"q": answer}) == [("required", "q")]


def test_a_question_may_be_required_by_another_answer() -> None:
    asked = form(Question("a", "text"), Question("b", "text", required=parse("${a} = 'yes'")))
    assert told(asked, {"a": "no"}) == []
    assert told(asked, {"a": "yes"}) == [("required", "b")]


def test_a_constraint_holds_against_the_answer_itself() -> None:
    asked = form(Question("q", "integer", constraint=parse(". >= 0 and . <= 1440")))
    assert told(asked, {"q": 1440}) == told(asked, {}) == []
    assert told(asked, {"q": 1441}) == [("constraint", "q")]


def test_today_is_the_phones_day() -> None:
    asked = form(Question("q", "date", constraint=parse(". <= today()")))
    phone = datetime.fromisoformat("2026-11-23T00:30:00+03:00")
    assert asked.check({"q": "2026-11-23"}, phone) == ()
    assert told(asked, {"q": "2026-11-23"}) == [("constraint", "q")]


HIDDEN = form(
    Question("services", "select_multiple", choices="service"),
    Group(
        "more",
        (
            Question(
                "water", "text", required=True, relevant=parse("selected(${services}, 'water')")
            ),
            Question("why", "text", required=True, relevant=parse("${water} != ''")),
        ),
        relevant=parse("not(selected(${services}, 'none'))"),
    ),
)


def test_what_is_not_asked_needs_no_answer() -> None:
    assert told(HIDDEN, {"services": ["roads"]}) == []
    assert told(HIDDEN, {"services": ["water"]}) == [("required", "water")]
    assert told(HIDDEN, {"services": ["water", "none"]}) == []


def test_an_answer_to_what_is_not_asked_is_dropped_with_all_that_hangs_on_it() -> None:
    answers: dict[str, Any] = {"services": ["roads"], "water": "far", "why": "drought"}
    assert HIDDEN.clean(answers, NOW) == {"services": ["roads"]}
    answers["services"] = ["water"]
    assert HIDDEN.clean(answers, NOW) == answers


def test_choices_can_be_filtered_by_another_answer() -> None:
    asked = form(
        Question("county", "text"),
        Question(
            "district", "select_one", choices="district", choice_filter=parse("county = ${county}")
        ),
    )
    assert told(asked, {"county": "bong", "district": "fuamah"}) == []
    assert told(asked, {"county": "lofa", "district": "fuamah"}) == [("not_a_choice", "district")]


def test_a_calculation_is_worked_out_whatever_the_phone_says() -> None:
    asked = form(
        Question("a", "integer"), Question("b", "calculate", calculation=parse("${a} * 2"))
    )
    assert asked.clean({"a": 21, "b": "7"}, NOW) == {"a": 21, "b": "42"}


def test_an_answer_to_no_question_is_told() -> None:
    assert told(form(Question("q", "text")), {"p": "x"}) == [("unknown_question", "p")]


def test_problems_come_in_the_order_of_the_questions() -> None:
    asked = form(*(Question(name, "text", required=True) for name in "cab"))
    assert [name for _, name in told(asked, {})] == ["c", "a", "b"]


def test_questions_that_wait_in_a_circle_are_not_asked_and_nothing_hangs() -> None:
    asked = form(
        Question("a", "text", relevant=parse("${b} = 1")),
        Question("b", "text", relevant=parse("${a} = 1")),
    )
    assert asked.clean({"a": "1", "b": "1"}, NOW) == {}


def test_a_form_finds_its_questions_by_name_and_by_role() -> None:
    asked = form(
        Question("a", "text", role="text"), Group("g", (Question("b", "text", role="text"),))
    )
    assert asked.question("b") == Question("b", "text", role="text")
    assert asked.question("c") is None
    assert [question.name for question in asked.of_role("text")] == ["a", "b"]


def test_a_form_is_the_same_after_a_way_through_json() -> None:
    assert Form.from_json(HIDDEN.to_json()) == HIDDEN
