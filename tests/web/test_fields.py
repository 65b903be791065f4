"""A form as fields: every kind of question, and what can be typed into it."""

import json
from pathlib import Path

import pytest
from werkzeug.datastructures import MultiDict

from consult.core.expression import parse
from consult.core.form import Form
from consult.core.question import Choice, Group, Question
from consult.web.fields import Note, Page, Section, number, page_of

NUMBERS = Path(__file__).parents[1] / "js/vectors/numbers.json"
"""The scripts read them alike."""

LIKERT = tuple(Choice(str(n), {"en": f"Step {n}"}) for n in range(1, 6))
FORM = Form(
    slug="all",
    version="1",
    title={"en": "All kinds"},
    languages=("en", "fr"),
    default_language="en",
    questions=(
        Question("welcome", "note", {"en": "Hello", "fr": "Bonjour"}),
        Question("mood", "select_one", {"en": "Mood"}, choices="steps", role="mood"),
        Group(
            "life",
            (
                Question("safe", "range", {"en": "Safe?"}, scale=(1, 5, 1)),
                Question("share", "range", {"en": "Share"}, scale=(0, 100, 1)),
                Question(
                    "trust", "select_one", {"en": "Trust"}, choices="steps", appearance="likert"
                ),
                Question(
                    "short", "select_one", {"en": "Menu"}, choices="steps", appearance="minimal"
                ),
                Question("plain", "select_one", {"en": "One"}, choices="steps"),
            ),
            {"en": "Life", "fr": "Vie"},
            relevant=parse("${mood} != ''"),
        ),
        Question("many", "select_multiple", {"en": "Many"}, choices="steps"),
        Question("count", "integer", {"en": "Count"}),
        Question("weight", "decimal", {"en": "Weight"}),
        Question("day", "date", {"en": "Day"}),
        Question("name", "text", {"en": "Name"}, role="private"),
        Question("story", "text", {"en": "Story"}, role="text"),
        Question("double", "calculate", calculation=parse("${count} * 2")),
    ),
    choices={"steps": LIKERT},
)


def filled(**typed: str | list[str]) -> Page:
    return page_of(FORM, "en", MultiDict({f"q-{name}": value for name, value in typed.items()}))


@pytest.mark.parametrize(
    ("name", "layout"),
    [
        ("mood", "faces"),
        ("safe", "scale"),
        ("share", "number"),
        ("trust", "across"),
        ("short", "menu"),
        ("plain", "one"),
        ("many", "several"),
        ("count", "number"),
        ("weight", "number"),
        ("day", "day"),
        ("name", "line"),
        ("story", "lines"),
    ],
)
def test_a_question_looks_as_its_kind_asks(name: str, layout: str) -> None:
    assert page_of(FORM, "en").fields[name].layout == layout


def test_notes_and_groups_stand_where_the_form_has_them() -> None:
    note, _mood, life, *_rest = page_of(FORM, "fr").parts
    assert isinstance(note, Note)
    assert note.label == "Bonjour"
    assert isinstance(life, Section)
    assert life.label == "Vie"
    assert [part.layout for part in life.parts] == ["scale", "number", "across", "menu", "one"]


def test_only_what_a_person_answers_is_a_field_and_they_are_numbered_in_order() -> None:
    fields = page_of(FORM, "en").fields
    assert "double" not in fields
    assert [field.number for field in fields.values()] == list(range(1, 13))


def test_a_question_in_a_conditional_group_is_conditional() -> None:
    fields = page_of(FORM, "en").fields
    assert fields["safe"].conditional
    assert not fields["many"].conditional


@pytest.mark.parametrize(
    ("name", "typed", "answer"),
    [
        ("count", "12", 12),
        ("count", "१२", 12),
        ("count", "many", "many"),
        ("weight", "1,5", 1.5),
        ("weight", "١٫٥", 1.5),
        ("safe", "4", 4),
        ("plain", "3", "3"),
        ("many", ["1", "5"], ["1", "5"]),
        ("day", "2026-11-22", "2026-11-22"),
        ("story", "Two\r\nlines", "Two\nlines"),
    ],
)
def test_what_was_typed_becomes_an_answer(
    name: str, typed: str | list[str], answer: object
) -> None:
    assert filled(**{name: typed}).answers() == {name: answer}


def test_what_was_left_empty_is_no_answer() -> None:
    assert filled(count="", story="", plain="").answers() == {}
    assert page_of(FORM, "en").answers() == {}


@pytest.mark.parametrize(("typed", "read"), json.loads(NUMBERS.read_text()))
def test_a_number_is_read_in_digits_of_any_script_and_nothing_else(
    typed: str, read: float | str
) -> None:
    assert number(typed) == read
