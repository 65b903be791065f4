"""Versions of a form side by side."""

from dataclasses import replace

import pytest

from consult.core.form import Form
from consult.core.question import Choice, Group, Question
from consult.formats.columns import columns_of, turns_of

CHOICES = {"use": (Choice("drink", {"en": "Drink"}), Choice("wash", {"en": "Wash"}))}
FIRST = Form(
    slug="water",
    version="1",
    title={"en": "Water"},
    languages=("en",),
    default_language="en",
    questions=(
        Question("a", "text", {"en": "A"}),
        Question("b", "integer", {"en": "B"}),
        Question("uses", "select_multiple", {"en": "Uses"}, choices="use"),
        Group("members", (Question("age", "integer"),), {"en": "Member"}, repeat=True),
    ),
    choices=CHOICES,
)  # fmt: skip
SECOND = replace(
    FIRST,
    version="2",
    questions=(
        Question("a", "text", {"en": "A, anew"}),
        Question("c", "date", {"en": "C"}),
        Question("uses", "select_multiple", {"en": "Uses"}, choices="use"),
    ),
    choices={"use": (Choice("cook", {"en": "Cook"}), CHOICES["use"][1])},
)
SPLIT = ["uses", "uses/cook", "uses/wash", "uses/drink"]


def names(*forms: Form, turns: dict[str, int] | None = None) -> list[str]:
    return [column.name for column in columns_of(forms, turns or {}, "en")]


def test_no_column_of_any_version_is_lost() -> None:
    assert names(SECOND, FIRST) == ["a", "b", "c", *SPLIT, "members"]


def test_the_newest_words_count() -> None:
    assert columns_of([SECOND, FIRST], {}, "en")[0].label == "A, anew"


def test_turns_are_counted_from_one_and_reach_as_far_as_anybody_went() -> None:
    records = [{"members": 1, "members/0/age": 4}, {"members": 3, "members/2/age": 9}]
    turns = turns_of(records)
    assert turns == {"members": 3}
    shown = ["members", "members/1/age", "members/2/age", "members/3/age"]
    assert names(FIRST, turns=turns)[-4:] == shown
    cells = [column.cell(records[1]) for column in columns_of([FIRST], turns, "en")]
    assert cells[-4:] == [3, None, None, 9]


def test_turns_within_turns_have_columns_of_their_own() -> None:
    assert turns_of([{"house/0/people/1/age": 3, "house/1/people/0/age": 5}]) == {
        "house": 2,
        "house/0/people": 2,
        "house/1/people": 1,
    }


@pytest.mark.parametrize(
    ("answer", "cells"),
    [
        (["drink", "cook"], ["drink cook", 1, 0, 1]),
        (["wash"], ["wash", 0, 1, 0]),
        (None, [None, None, None, None]),
    ],
)
def test_several_choices_are_split(answer: list[str] | None, cells: list[object]) -> None:
    answers = {} if answer is None else {"uses": answer}
    columns = [one for one in columns_of([SECOND, FIRST], {}, "en") if one.key == "uses"]
    assert [column.cell(answers) for column in columns] == cells


def test_what_was_personal_in_any_version_stays_so() -> None:
    private = replace(FIRST, questions=(Question("a", "text", {"en": "A"}, role="private"),))
    assert "private" in columns_of([SECOND, private], {}, "en")[0].natures
