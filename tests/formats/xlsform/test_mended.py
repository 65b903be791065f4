"""What can be put right or left out is, with a report of what, where and why."""

import pytest

from consult.formats.xlsform import read
from tests.readings import HEAD, LISTED, codes, form_of, question
from tests.workbooks import Rows, workbook

LEFT_OUT: list[tuple[str, list[object], list[object], str]] = [
    ("an unknown column", ["mine"], ["x"], "unknown_column"),
    ("a column without effect", ["body::intent"], ["ex:x"], "column_ignored"),
    ("a picture that did not come along", ["media::image::English"], ["a.png"], "media_missing"),
    ("a default that is no answer", ["default"], ["abc"], "default_bad"),
    ("an unknown appearance", ["appearance"], ["w4"], "appearance_ignored"),
    ("an unknown parameter", ["parameters"], ["colour=red"], "parameter_ignored"),
    ("a column twice", ["hint", "hint"], ["a", "b"], "column_twice"),
    ("an unknown role", ["role"], ["chief"], "role_unknown"),
    ("a role of another type", ["role"], ["sex"], "role_misplaced"),
    ("a trigger without a calculation", ["trigger"], ["${other}"], "trigger_unused"),
    ("a lock that is worked out", ["read_only"], ["${other} = 1"], "read_only_worked_out"),
    ("a filter without choices", ["choice_filter"], ["a = 1"], "filter_misplaced"),
    ("a word for a calculation", ["calculation"], ["w2"], "calculation_nowhere"),
    ("a word for a rule", ["relevant"], ["other = yes"], "word_nowhere"),
    ("what was saved before", ["relevant"], ["${last-saved#other} = 1"], "last_saved"),
]


@pytest.mark.parametrize(
    ("what", "head", "cells", "code"), LEFT_OUT, ids=[row[0] for row in LEFT_OUT]
)
def test_what_is_left_out_is_told_and_the_form_goes_on(
    what: str, head: list[object], cells: list[object], code: str
) -> None:
    rows: Rows = [[*HEAD, *head], ["integer", "q", "Q", *cells], ["text", "other", "O"]]
    reading = read(workbook(rows))
    assert reading.form
    assert code in [found for _, found in codes(reading, "ignored")]
    assert [question.name for question, _ in reading.form.walk()] == ["q", "other"]


STRAY: list[tuple[str, list[list[object]], str, str]] = [
    ("a row that is disabled", [["text", "x", "X", "yes"]], "ignored", "row_disabled"),
    ("a remark", [["", "", "Ask kindly"]], "ignored", "row_stray"),
    ("an end of nothing", [["end group"]], "ignored", "group_end"),
    ("a phone's number", [["deviceid", "x", ""]], "ignored", "type_silent"),
]


@pytest.mark.parametrize(("what", "rows", "severity", "code"), STRAY, ids=[row[0] for row in STRAY])
def test_a_row_that_asks_nothing_is_told(
    what: str, rows: list[list[object]], severity: str, code: str
) -> None:
    reading = read(workbook([[*HEAD, "disabled"], ["text", "q", "Q"], *rows]))
    assert reading.form
    assert code in [found for place, found in codes(reading) if place.endswith("3")]
    assert [each.name for each, _ in reading.form.walk() if each.answered] == ["q"]


NAMES: list[tuple[str, list[list[object]], list[str], str]] = [
    ("a blank in it", [["text", "the name", "Q"]], ["the_name"], "name_normalised"),
    ("a digit first", [["text", "1st", "Q"]], ["_1st"], "name_normalised"),
    ("a name of the machine", [["text", "__proto__", "Q"]], ["proto"], "name_normalised"),
    ("signs only", [["text", "??", "Water now?"]], ["water_now"], "name_normalised"),
    ("no name", [["text", "", "Water, now?"]], ["water_now"], "name_made"),
    ("no name and Arabic words", [["text", "", "ماء"]], ["ماء"], "name_made"),
    ("a note without a name", [["text", "q", "Q"], ["note", "", "N"]], ["q", "note_3"], ""),
    ("another's name", [["text", "q", "Q"], ["text", "q", "R"]], ["q", "q_2"], "name_twice"),
    (
        "another's name in another group",
        [["text", "q", "Q"], ["begin group", "g", "G"], ["text", "q", "R"], ["end group"]],
        ["q", "g.q"],
        "name_twice",
    ),
    (
        "another's name in a repeat",
        [["text", "q", "Q"], ["begin repeat", "g", "G"], ["text", "q", "R"], ["end repeat"]],
        ["q", "q"],
        "",
    ),
    ("too long a name", [["text", "q" * 90, "Q"]], ["q" * 63], "name_normalised"),
]


@pytest.mark.parametrize(("what", "rows", "names", "code"), NAMES, ids=[row[0] for row in NAMES])
def test_a_question_whose_name_can_not_stay_gets_another(
    what: str, rows: list[list[object]], names: list[str], code: str
) -> None:
    reading = read(workbook([HEAD, *rows]))
    assert reading.form, codes(reading)
    assert [each.name for each, _ in reading.form.walk()] == names
    assert [found for _, found in codes(reading)] == ([code] if code else [])


def test_a_group_gives_way_to_a_question_of_its_name() -> None:
    form = form_of(
        [*HEAD, "relevant"],
        ["begin group", "water", "W"],
        ["text", "water", "W"],
        ["end group"],
        ["text", "q", "Q", "${water} = 1"],
    )
    assert form.questions[0].name == "water_2"
    assert question(form, "water").kind == "text"


REFERENCES: list[tuple[str, str, str]] = [
    ("the name as it was", "${the name} = 1", "the_name"),
    ("the name in another case", "${THE NAME} = 1", "the_name"),
    ("the new name", "${the_name} = 1", "the_name"),
    ("the name with blanks around it", "${ the name } = 1", "the_name"),
    ("the name without its signs", "the_name = 1", "the_name"),
]


@pytest.mark.parametrize(
    ("what", "written", "name"), REFERENCES, ids=[row[0] for row in REFERENCES]
)
def test_references_follow_a_name_that_was_mended(what: str, written: str, name: str) -> None:
    form = form_of([*HEAD, "relevant"], ["text", "the name", "N"], ["text", "q", "Q", written])
    relevant = question(form, "q").relevant
    assert relevant
    assert relevant.tree == ["=", ["ref", name], ["number", 1]]


def test_texts_follow_too_and_show_nothing_of_the_record_before() -> None:
    form = form_of(
        HEAD, ["text", "the name", "N"], ["text", "q", "${ THE name }, ${last-saved#q}again"]
    )
    assert question(form, "q").label == {"en": "${the_name}, again"}


ENDS: list[tuple[str, list[list[object]]]] = [
    (
        "a repeat by the end of a group",
        [["begin repeat", "g", "G"], ["text", "q", "Q"], ["end group"]],
    ),
    (
        "a group by the end of a repeat",
        [["begin group", "g", "G"], ["text", "q", "Q"], ["end repeat"]],
    ),
]


@pytest.mark.parametrize(("what", "rows"), ENDS, ids=[row[0] for row in ENDS])
def test_the_wrong_end_ends_what_is_open(what: str, rows: list[list[object]]) -> None:
    reading = read(workbook([HEAD, *rows, ["text", "p", "P"]]))
    assert reading.form
    assert [part.name for part in reading.form.questions] == ["g", "p"]
    assert codes(reading) == [("survey!A4", "end_normalised")]


def test_a_question_without_a_label_shows_its_name() -> None:
    reading = read(workbook([HEAD, ["text", "q", ""]]))
    assert reading.form
    assert question(reading.form, "q").label == {"en": "q"}
    assert codes(reading) == [("survey!C2", "label_missing")]


def test_a_text_of_an_unknown_role_is_not_read_by_the_machine() -> None:
    form = form_of([*HEAD, "role"], ["text", "q", "Q", "privat"])
    assert question(form, "q").role == "private"


def test_a_repeat_that_would_count_itself_is_filled_by_hand() -> None:
    reading = read(
        workbook(
            [
                [*HEAD, "repeat_count", "calculation"],
                ["calculate", "n", "", "", "sum(${more}) + 1"],
                ["begin repeat", "r", "R", "${n}"],
                ["select_one l", "more", "More?"],
                ["end repeat"],
            ],
            LISTED,
        )
    )
    assert reading.form
    assert reading.form.questions[1].count is None  # type: ignore[union-attr]
    assert codes(reading) == [("survey!D3", "count_circular")]


def test_a_loop_asks_its_questions_once_for_each_choice() -> None:
    form = form_of(
        HEAD,
        ["begin loop over l", "loop", "Each"],
        ["integer", "number", "How many %(label)s?"],
        ["end loop"],
        choices=LISTED,
    )
    asked = {each.name: each.label["en"] for each, _ in form.walk()}
    assert asked == {"x.number": "How many X?", "y.number": "How many Y?"}
