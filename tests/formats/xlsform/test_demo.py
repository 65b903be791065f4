"""The form that comes with Consult asks what it should, and is what its sheets say."""

import csv
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from consult.core.feedback import EXPECTS_REPLY
from consult.core.form import Form
from consult.formats.xlsform import read

DEMO = Path(__file__).parents[3] / "consult" / "demo" / "services-safety-trust.xlsx"
NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)
LEAST = {"know": "The pump is broken.", "type": "concern"}


@pytest.fixture(scope="module")
def form() -> Form:
    read_form = read(DEMO.read_bytes()).form
    assert read_form
    return read_form


@pytest.mark.parametrize("sheet", ["survey", "choices", "settings"])
def test_the_workbook_says_what_its_source_says(sheet: str) -> None:
    with (DEMO.with_suffix("") / f"{sheet}.csv").open(newline="", encoding="utf-8") as file:
        source = list(csv.reader(file))
    book = openpyxl.load_workbook(DEMO, read_only=True)
    rows = [[cell or "" for cell in row] for row in book[sheet].iter_rows(values_only=True)]
    book.close()
    assert rows == source, "run python tools/workbook.py consult/demo/services-safety-trust"


CASES: list[tuple[str, dict[str, Any], list[tuple[str, str | None]]]] = [
    ("two answers are enough", {}, []),
    ("who does not want to say their sex says so", {"sex": "unsaid"}, []),
    ("services can be named", {"services": ["water", "roads"], "water": ["far"]}, []),
    (
        "none and water is a contradiction",
        {"services": ["none", "water"]},
        [("constraint", "services")],
    ),
    ("a day has 1440 minutes", {"minutes_to_care": 1440}, []),
    ("and no more", {"minutes_to_care": 1441}, [("constraint", "minutes_to_care")]),
    (
        "nobody arrives before they left",
        {"minutes_to_care": -1},
        [("constraint", "minutes_to_care")],
    ),
    ("something must be said", {"know": "  "}, [("required", "know")]),
    ("a mood is one of five", {"mood": "6"}, [("not_a_choice", "mood")]),
]


@pytest.mark.parametrize(("what", "answers", "problems"), CASES, ids=[row[0] for row in CASES])
def test_answers_are_checked(
    form: Form, what: str, answers: dict[str, Any], problems: list[tuple[str, str | None]]
) -> None:
    found = form.check({**LEAST, **answers}, NOW)
    assert [(problem.code, problem.question) for problem in found] == problems


def test_what_is_wrong_with_the_water_is_asked_only_where_water_is_a_problem(form: Form) -> None:
    answers: dict[str, Any] = {**LEAST, "services": ["roads"], "water": ["far"]}
    assert "water" not in form.clean(answers, NOW)
    assert form.fill({**answers, "services": ["water"]}, NOW).asked("water")


def test_consent_to_quote_is_asked_only_of_who_said_something(form: Form) -> None:
    assert form.fill(LEAST, NOW).asked("quote")
    assert not form.fill({**LEAST, "know": ""}, NOW).asked("quote")


def test_each_broken_rule_is_explained_in_each_language(form: Form) -> None:
    languages = {"en", "fr", "ar", "sw"}
    for question, _ in form.walk():
        if question.required:
            assert set(question.required_message) == languages, question.name
        if question.constraint:
            assert set(question.constraint_message) == languages, question.name


def test_what_the_analysis_needs_is_asked_once(form: Form) -> None:
    for role in ("sex", "age_band", "topic", "mood", "type", "consent_quote"):
        assert len(form.of_role(role)) == 1, role
    assert len(form.of_role("text")) == len(form.of_role("rating")) == 2


def test_each_type_of_feedback_can_be_chosen(form: Form) -> None:
    assert {choice.name for choice in form.choices["type"]} == set(EXPECTS_REPLY)
