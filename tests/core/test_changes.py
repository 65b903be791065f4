"""What is other between two versions of a form is said thing by thing."""

from dataclasses import replace

import pytest

from consult.core.changes import SENTENCES, Change, changes
from consult.core.expression import parse
from consult.core.form import Form
from consult.core.question import Choice, Group, Part, Question

A = Question("a", "text", {"en": "A"}, role="text")
B = Question("b", "select_one", {"en": "B"}, choices="l")
C = Question("c", "integer", {"en": "C"})
LISTED = (Choice("x", {"en": "X"}), Choice("y", {"en": "Y"}))


def form(*parts: Part, **other: object) -> Form:
    made = Form("f", "1", {"en": "F"}, ("en",), "en", parts, {"l": LISTED})
    return replace(made, **other)  # type: ignore[arg-type]


def grouped(*parts: Part, repeat: bool = False) -> Group:
    return Group("g", parts, {"en": "G"}, repeat=repeat)


def changed(question: Question, **other: object) -> Question:
    return replace(question, **other)  # type: ignore[arg-type]


OLD = form(A, B, C)
CHANGES: list[tuple[str, Form, Form, list[Change]]] = [
    ("nothing", OLD, replace(OLD, version="2"), []),
    (
        "a language",
        OLD,
        replace(OLD, languages=("en", "kri"), title={"en": "F", "kri": "Fom"}),
        [
            Change("language_added", {"language": "kri"}),
            Change("title_changed", {"language": "kri"}, "", "Fom"),
        ],
    ),
    ("a new question", form(A, B), OLD, [Change("question_added", {"name": "c"}, after="C")]),
    ("a question gone", OLD, form(A, C), [Change("question_removed", {"name": "b"}, before="B")]),
    ("a question moved", OLD, form(C, A, B), [Change("question_moved", {"name": "c"})]),
    (
        "a question into a group",
        OLD,
        form(A, B, grouped(C)),
        [
            Change("group_added", {"name": "g"}, after="G"),
            Change("question_moved", {"name": "c"}, "", "g"),
        ],
    ),
    (
        "a question into a repeat is another question",
        OLD,
        form(A, B, grouped(C, repeat=True)),
        [
            Change("group_added", {"name": "g"}, after="G"),
            Change("question_added", {"name": "g/c"}, after="C"),
            Change("question_removed", {"name": "c"}, before="C"),
        ],
    ),
    (
        "a question of another type",
        OLD,
        form(A, B, changed(C, kind="decimal")),
        [Change("question_retyped", {"name": "c"}, "integer", "decimal")],
    ),
    (
        "another label",
        OLD,
        form(changed(A, label={"en": "Ah", "fr": "À"}), B, C),
        [
            Change("words_changed", {"name": "a", "part": "label", "language": "en"}, "A", "Ah"),
            Change("words_added", {"name": "a", "part": "label", "language": "fr"}, "", "À"),
        ],
    ),
    (
        "a picture",
        OLD,
        form(changed(A, media={"image": {"en": "a.png"}}), B, C),
        [Change("words_added", {"name": "a", "part": "image", "language": "en"}, "", "a.png")],
    ),
    (
        "a rule",
        OLD,
        form(A, B, changed(C, relevant=parse("${a} = 1"), required=True)),
        [
            Change("rule_added", {"name": "c", "part": "required"}, "", "yes"),
            Change("rule_added", {"name": "c", "part": "relevant"}, "", "${a} = 1"),
        ],
    ),
    (
        "another list",
        OLD,
        form(A, changed(B, choices="m"), C, choices={"l": LISTED, "m": ()}),
        [Change("list_asked", {"name": "b"}, "l", "m")],
    ),
    (
        "choices",
        OLD,
        form(
            *(A, B, C),
            choices={"l": (Choice("z", {"en": "Z"}), Choice("x", {"en": "Ex"}, {"county": "1"}))},
        ),
        [
            Change("choice_added", {"list": "l", "name": "z"}, after="Z"),
            Change(
                "words_changed",
                {"list": "l", "name": "x", "part": "label", "language": "en"},
                *("X", "Ex"),
            ),
            Change("choice_filed", {"list": "l", "name": "x"}, "", "county=1"),
            Change("choice_removed", {"list": "l", "name": "y"}, before="Y"),
        ],
    ),
    (
        "the order of choices",
        OLD,
        form(A, B, C, choices={"l": LISTED[::-1]}),
        [Change("choices_moved", {"list": "l"})],
    ),
]


@pytest.mark.parametrize(("what", "old", "new", "found"), CHANGES, ids=[row[0] for row in CHANGES])
def test_what_is_other_is_said(what: str, old: Form, new: Form, found: list[Change]) -> None:
    assert list(changes(old, new)) == found


@pytest.mark.parametrize(("what", "old", "new", "found"), CHANGES, ids=[row[0] for row in CHANGES])
def test_every_change_has_a_sentence(what: str, old: Form, new: Form, found: list[Change]) -> None:
    said = [SENTENCES[each.code].format(**each.values) for each in changes(old, new)]
    assert all(said)
    assert len(said) == len(found)


def test_a_change_and_its_return_are_told_alike() -> None:
    for _what, old, new, found in CHANGES:
        assert bool(changes(new, old)) == bool(found)
