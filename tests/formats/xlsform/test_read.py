"""Spreadsheets as people write them become forms, and nothing is dropped silently."""

from pathlib import Path

import pytest
from pyxform.xls2xform import convert

from consult.core.form import Form
from consult.core.question import Choice, Group, Question
from consult.formats.xlsform import Reading, read, sentence
from consult.formats.xlsform.finding import CODES
from tests.workbooks import Rows, workbook

HERE = Path(__file__).parent
ROOT = HERE.parent.parent.parent
DEMO = ROOT / "consult" / "demo" / "services-safety-trust.xlsx"
OTHERS = sorted((HERE / "forms").glob("*.xlsx"))
MORE = sorted((ROOT.parent / "shared" / "data" / "forms").glob("*.xlsx"))
"""More real forms, where they are; two that may be given away are always here."""

HEAD = ["type", "name", "label::English (en)"]


def codes(reading: Reading, severity: str | None = None) -> list[tuple[str, str]]:
    return [
        (found.place, found.code)
        for found in reading.findings
        if severity in (None, found.severity)
    ]


def form_of(*rows: object, **more: Rows) -> Form:
    reading = read(workbook(rows, **more))  # type: ignore[arg-type]
    assert reading.form, codes(reading, "refused")
    return reading.form


def test_a_plain_form_is_read_without_a_remark() -> None:
    reading = read(
        workbook(
            [
                HEAD,
                ["select_one sex", "sex", "Are you a woman or a man?"],
                ["integer", "age", "Age?"],
            ],
            [
                ["list_name", "name", "label::English (en)"],
                ["sex", "f", "Woman"],
                ["sex", "m", "Man"],
            ],
        )
    )
    assert reading.findings == ()
    assert reading.form == Form(
        slug="f",
        version="1",
        title={"en": "F"},
        languages=("en",),
        default_language="en",
        questions=(
            Question("sex", "select_one", {"en": "Are you a woman or a man?"}, choices="sex"),
            Question("age", "integer", {"en": "Age?"}),
        ),
        choices={"sex": (Choice("f", {"en": "Woman"}), Choice("m", {"en": "Man"}))},
    )


def test_a_read_form_is_the_same_after_a_way_through_json() -> None:
    form = read(DEMO.read_bytes()).form
    assert form
    assert Form.from_json(form.to_json()) == form


def test_groups_nest_and_empty_ones_vanish() -> None:
    form = form_of(
        HEAD,
        ["begin group", "a", "A"],
        ["begin_group", "b", "B"],
        ["text", "q", "Q"],
        ["end_group", "", ""],
        ["end group", "", ""],
        ["begin group", "nothing", "N"],
        ["end group", "", ""],
    )
    inner = Group("b", (Question("q", "text", {"en": "Q"}, role="text"),), {"en": "B"})
    assert form.questions == (Group("a", (inner,), {"en": "A"}),)


HEADERS: list[tuple[str, str]] = [
    ("label::English (en)", "en"),
    ("label::en", "en"),
    ("label:English", "en"),
    ("Label :: English", "en"),
    ("label::Français", "fr"),
    ("label::francais", "fr"),
    ("label::العربية", "ar"),
    ("label::Arabic", "ar"),
    ("label::Kiswahili (sw)", "sw"),
    ("label::SWA", "sw"),
    ("label::Dari", "prs"),
    ("label::Tigirigna", "ti"),
    ("label::Haitian Creole (ht)", "ht"),
    ("label::Portuguese (pt-br)", "pt-BR"),
    ("label::Nobody knows it", "und-x-nobodykn"),
]


@pytest.mark.parametrize(("header", "tag"), HEADERS)
def test_a_header_says_its_language_in_many_ways(header: str, tag: str) -> None:
    form = form_of(["type", "name", header], ["text", "q", "Q"], settings=[["form_id"], ["f"]])
    assert form.languages == (tag,)
    assert form.questions[0].label == {tag: "Q"}


def test_a_column_without_a_language_is_in_the_default_language() -> None:
    form = form_of(["type", "name", "label", "label::French (fr)"], ["text", "q", "Q", "C"])
    assert form.languages == ("en", "fr")
    assert form.questions[0].label == {"en": "Q", "fr": "C"}


TYPES: list[tuple[str, str]] = [
    ("text", "text"),
    ("String", "text"),
    ("INTEGER ", "integer"),
    ("int", "integer"),
    ("decimal", "decimal"),
    ("Note", "note"),
    ("date", "date"),
    ("range", "range"),
    ("select_one l", "select_one"),
    ("select one from l", "select_one"),
    ("Select_One  l", "select_one"),
    ("select1 l", "select_one"),
    ("select_multiple l", "select_multiple"),
    ("select all that apply from l", "select_multiple"),
    ("select-multiple l", "select_multiple"),
]


@pytest.mark.parametrize(("written", "kind"), TYPES)
def test_a_type_is_written_in_many_ways(written: str, kind: str) -> None:
    listed: Rows = [["list name", "name", "label"], ["l", "x", "X"]]
    form = form_of(HEAD, [written, "q", "Q"], ["text", "p", "P"], choices=listed)
    assert isinstance(form.questions[0], Question)
    assert form.questions[0].kind == kind


@pytest.mark.parametrize(
    ("written", "required"),
    [("yes", True), ("TRUE", True), ("true()", True), (True, True), ("no", False), ("", False)],
)
def test_required_is_said_in_many_ways(written: object, required: bool) -> None:
    form = form_of([*HEAD, "required"], ["text", "q", "Q", written])
    assert form.questions[0] == Question("q", "text", {"en": "Q"}, required=required, role="text")


def test_bent_quotes_and_hard_spaces_are_put_right_and_told() -> None:
    reading = read(
        workbook(
            [[*HEAD, "relevance"], ["text", "a", "A"], ["text", "b", "B", "${a}\u00a0= ‘yes’"]]
        )
    )
    assert codes(reading) == [("survey!D1", "header_normalised"), ("survey!D3", "signs_normalised")]
    assert reading.form
    relevant = reading.form.questions[1].relevant
    assert relevant
    assert relevant.tree == ["=", ["ref", "a"], ["text", "yes"]]


def test_numbers_in_cells_are_names_of_choices() -> None:
    listed: Rows = [["list_name", "value", "label"], ["l", 1, "One"], ["l", 2.0, "Two"]]
    form = form_of(HEAD, ["select_one l", "q", "Q"], choices=listed)
    assert [choice.name for choice in form.choices["l"]] == ["1", "2"]


def test_choices_keep_the_columns_that_filters_need() -> None:
    listed: Rows = [
        ["list_name", "name", "label::English (en)", "county"],
        ["district", "central", "Central", "bong"],
        ["district", "central", "Central", "lofa"],
    ]
    form = form_of(
        [*HEAD, "choice_filter"],
        ["text", "where", "W"],
        ["select_one district", "q", "Q", "county = ${where}"],
        choices=listed,
    )
    assert [choice.columns for choice in form.choices["district"]] == [
        {"county": "bong"},
        {"county": "lofa"},
    ]


REFUSED: list[tuple[str, list[list[object]], tuple[str, str]]] = [
    ("an unknown type", [["colour", "q", "Q"]], ("survey!A2", "type_unknown")),
    ("a type that is to come", [["geopoint", "q", "Q"]], ("survey!A2", "type_not_yet")),
    (
        "a repeat",
        [["begin repeat", "q", "Q"], ["text", "p", "P"], ["end repeat"]],
        ("survey!A2", "type_not_yet"),
    ),
    (
        "a group that never ends",
        [["begin group", "g", "G"], ["text", "q", "Q"]],
        ("survey!A2", "group_open"),
    ),
    ("an end without a group", [["text", "q", "Q"], ["end group"]], ("survey!A3", "group_end")),
    ("a name twice", [["text", "q", "Q"], ["text", "q", "Q"]], ("survey!B3", "name_twice")),
    ("a name that is no name", [["text", "__proto__", "Q"]], ("survey!B2", "name_bad")),
    ("a name with a space", [["text", "the name", "Q"]], ("survey!B2", "name_bad")),
    ("no name", [["text", "", "Q"]], ("survey!B2", "name_missing")),
    ("no label", [["text", "q", ""]], ("survey!C2", "label_missing")),
    ("no type", [["", "q", "Q"]], ("survey!A2", "row_without_type")),
    ("choices that are nowhere", [["select_one l", "q", "Q"]], ("survey!A2", "no_choices")),
    ("or_other", [["select_one l or_other", "q", "Q"]], ("survey!A2", "or_other")),
    (
        "a reference to nowhere",
        [["text", "q", "Q", "${p} = 1"]],
        ("survey!D2", "reference_nowhere"),
    ),
    ("a question that waits for itself", [["text", "q", "Q", "${q} = 1"]], ("survey2", "circular")),
    (
        "a text that shows an answer",
        [["text", "q", "Dear ${q}"]],
        ("survey!C2", "reference_in_text"),
    ),
    (
        "an unknown function",
        [["text", "q", "Q", "frobnicate(1)"]],
        ("survey!D2", "function_unknown"),
    ),
    (
        "a function that is to come",
        [["text", "q", "Q", "pulldata('a')"]],
        ("survey!D2", "function_not_yet"),
    ),
    (
        "too few arguments",
        [["text", "q", "Q", "selected('a')"]],
        ("survey!D2", "function_arguments"),
    ),
    ("half an expression", [["text", "q", "Q", "1 +"]], ("survey!D2", "expression_bad")),
    ("an open text", [["text", "q", "Q", "'a"]], ("survey!D2", "expression_unclosed")),
    (
        "a pattern that looks back",
        [["text", "q", "Q", "regex(., '(a)\\1')"]],
        ("survey!D2", "pattern_bad"),
    ),
    (
        "a pattern that is worked out",
        [["text", "q", "Q", "regex(., .)"]],
        ("survey!D2", "pattern_not_fixed"),
    ),
    ("a path to nowhere", [["text", "q", "Q", "/form/p = 1"]], ("survey!D2", "path_not_yet")),
    ("nothing to answer", [["note", "q", "Q"]], ("survey", "no_questions")),
]


@pytest.mark.parametrize(("what", "rows", "expected"), REFUSED, ids=[row[0] for row in REFUSED])
def test_what_would_lose_or_twist_answers_is_refused_with_its_place(
    what: str, rows: list[list[object]], expected: tuple[str, str]
) -> None:
    place, code = expected
    reading = read(workbook([[*HEAD, "relevant"], *rows]))
    assert reading.form is None
    assert (place.replace("survey2", "survey!2"), code) in codes(reading, "refused")


CELLS: list[tuple[str, object, str, str]] = [
    ("role", "chief", "text", "role_unknown"),
    ("role", "mood", "text", "role_misplaced"),
    ("trigger", "${q}", "text", "trigger_not_yet"),
    ("read_only", "yes", "text", "read_only"),
    ("calculation", "1 + 1", "text", "calculation_misplaced"),
    ("calculation", "", "calculate", "calculation_missing"),
    ("parameters", "start=5 end=1", "range", "scale_bad"),
    ("appearance", "search('villages')", "text", "choices_from_file"),
    ("constraint", ". > ", "text", "expression_bad"),
    ("label::English (en)", "#REF!", "text", "cell_error"),
]


@pytest.mark.parametrize(("column", "cell", "kind", "code"), CELLS)
def test_a_bad_cell_is_refused_where_it_stands(
    column: str, cell: object, kind: str, code: str
) -> None:
    head = [*HEAD, column] if column not in HEAD else HEAD
    row = [kind, "q", "Q", cell] if column not in HEAD else [kind, "q", cell]
    reading = read(workbook([head, row, ["text", "other", "O"]]))
    letter = "ABCD"[head.index(column)]
    assert codes(reading, "refused") == [(f"survey!{letter}2", code)]


IGNORED: list[tuple[str, list[object], list[object], str]] = [
    ("an unknown column", ["mine"], ["x"], "unknown_column"),
    ("a picture", ["media::image::English"], ["a.png"], "column_not_yet"),
    ("a default that is worked out", ["default"], ["${q}"], "default_dynamic"),
    ("a default that is no answer", ["default", "x"], ["abc"], "default_bad"),
    ("an unknown appearance", ["appearance"], ["w4"], "appearance_ignored"),
    ("a column twice", ["hint", "hint"], ["a", "b"], "column_twice"),
]


@pytest.mark.parametrize(
    ("what", "head", "cells", "code"), IGNORED, ids=[row[0] for row in IGNORED]
)
def test_what_is_left_out_is_told_and_the_form_goes_on(
    what: str, head: list[object], cells: list[object], code: str
) -> None:
    reading = read(workbook([[*HEAD, *head], ["integer", "q", "Q", *cells]]))
    assert reading.form
    assert code in [found for _, found in codes(reading, "ignored")]


def test_a_name_used_for_two_choices_is_refused_and_a_repeated_row_is_not() -> None:
    head: list[object] = ["list_name", "name", "label::English (en)"]
    survey: Rows = [HEAD, ["select_one l", "q", "Q"]]
    twice = read(workbook(survey, [head, ["l", "x", "X"], ["l", "x", "Y"]]))
    again = read(workbook(survey, [head, ["l", "x", "X"], ["l", "x", "X"]]))
    assert codes(twice, "refused") == [("choices!B3", "choice_twice")]
    assert codes(again) == [("choices!B3", "choice_repeated")]


def test_a_circle_over_three_questions_is_told_once_with_its_way() -> None:
    rows = [[*HEAD, "relevant"]]
    rows += [["text", name, name, f"${{{other}}} = 1"] for name, other in ("ab", "bc", "ca")]
    reading = read(workbook(rows))
    assert [found.values for found in reading.findings] == [{"path": "a > b > c > a"}]


def test_a_long_chain_of_questions_that_wait_for_later_ones_is_refused() -> None:
    rows = [[*HEAD, "relevant"], ["text", "q99", "Q"]]
    rows[1:1] = [["text", f"q{at}", "Q", f"${{q{at + 1}}} = 1"] for at in range(99)]
    assert ("survey!2", "chain_long") in codes(read(workbook(rows)), "refused")


def test_a_long_chain_of_questions_that_wait_for_earlier_ones_is_nothing_special() -> None:
    rows: list[list[object]] = [[*HEAD, "relevant"], ["text", "q0", "Q"]]
    rows += [["text", f"q{at}", "Q", f"${{q{at - 1}}} = 1"] for at in range(1, 600)]
    assert read(workbook(rows)).findings == ()


def test_the_same_form_gets_the_same_version_and_another_another() -> None:
    plain: Rows = [["form_id"], ["f"]]
    one = form_of(HEAD, ["text", "q", "Q"], settings=plain)
    same = form_of(HEAD, ["text", "q", "Q"], settings=plain)
    other = form_of(HEAD, ["text", "q", "R"], settings=plain)
    assert one.version == same.version != other.version


def test_the_demonstration_is_read_without_a_remark_in_its_four_languages() -> None:
    reading = read(DEMO.read_bytes())
    assert reading.findings == ()
    assert reading.form
    assert reading.form.languages == ("en", "fr", "ar", "sw")
    spoken = [
        each for question, _ in reading.form.walk() for each in (question.label, question.hint)
    ]
    spoken += [choice.label for listed in reading.form.choices.values() for choice in listed]
    assert {tuple(words) for words in spoken if words} == {("en", "fr", "ar", "sw")}


def test_pyxform_takes_the_demonstration_for_a_valid_form() -> None:
    assert convert(DEMO, validate=False).warnings == []


@pytest.mark.parametrize("path", [*OTHERS, *MORE], ids=lambda path: path.stem)
def test_a_real_form_gives_a_form_or_says_why_not(path: Path) -> None:
    reading = read(path.read_bytes(), path.stem)
    assert (reading.form is None) == bool(codes(reading, "refused"))
    assert all(sentence(found) for found in reading.findings)
    placed = [found for found in reading.findings if found.severity == "refused"]
    assert all(found.row and found.sheet for found in placed)


def test_some_real_forms_are_here() -> None:
    assert len(OTHERS) >= 2


def test_every_code_of_the_catalogue_is_used() -> None:
    folder = ROOT / "consult" / "formats" / "xlsform"
    source = "".join(path.read_text() for path in folder.glob("*.py") if path.stem != "finding")
    source += " type_unknown type_not_yet "
    assert [code for code in CODES if f'"{code}"' not in source and f" {code} " not in source] == []


def test_reading_leaves_nothing_open(recwarn: pytest.WarningsRecorder) -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))
    read(DEMO.read_bytes())
    assert len(list(Path("/proc/self/fd").iterdir())) == before
    assert recwarn.list == []
