"""Every type of XLSForm is known, in the ways in which people write it."""

from datetime import UTC, datetime

import pytest

from consult.core.question import KINDS, Question
from consult.formats.xlsform import read
from tests.readings import HEAD, LISTED, codes, first, form_of, group, question
from tests.workbooks import Rows, workbook

TYPES: list[tuple[str, str]] = [
    ("text", "text"),
    ("String", "text"),
    ("INTEGER ", "integer"),
    ("int", "integer"),
    ("decimal", "decimal"),
    ("Note", "note"),
    ("date", "date"),
    ("time", "time"),
    ("dateTime", "datetime"),
    ("date_time", "datetime"),
    ("range", "range"),
    ("select_one l", "select_one"),
    ("select one from l", "select_one"),
    ("Select_One  l", "select_one"),
    ("select1 l", "select_one"),
    ("add select one prompt using l", "select_one"),
    ("select_one L", "select_one"),
    ("select_multiple l", "select_multiple"),
    ("select all that apply from l", "select_multiple"),
    ("select-multiple l", "select_multiple"),
    ("rank l", "rank"),
    ("acknowledge", "acknowledge"),
    ("trigger", "acknowledge"),
    ("barcode", "barcode"),
    ("geopoint", "geopoint"),
    ("gps", "geopoint"),
    ("location", "geopoint"),
    ("geotrace", "geotrace"),
    ("geoshape", "geoshape"),
    ("image", "image"),
    ("photo", "image"),
    ("add image prompt", "image"),
    ("audio", "audio"),
    ("video", "video"),
    ("file", "file"),
    ("calculate", "calculate"),
    ("hidden", "calculate"),
]


@pytest.mark.parametrize(("written", "kind"), TYPES)
def test_a_type_is_written_in_many_ways(written: str, kind: str) -> None:
    form = form_of(HEAD, [written, "q", "Q"], ["text", "p", "P"], choices=LISTED)
    assert first(form).kind == kind


def test_every_kind_of_question_can_be_written() -> None:
    assert {kind for _, kind in TYPES} == set(KINDS)


META: list[tuple[str, str, str | None]] = [
    ("start", "start", "once(now())"),
    ("end", "end", "now()"),
    ("today", "today", "once(today())"),
    ("deviceid", "deviceid", None),
    ("imei", "deviceid", None),
    ("username", "username", None),
    ("phone_number", "phonenumber", None),
    ("email", "email", None),
    ("simserial", "simserial", None),
    ("subscriberid", "subscriberid", None),
    ("audit", "audit", None),
    ("start-geopoint", "start-geopoint", None),
    ("background-audio", "background-audio", None),
    ("text audit", "text-audit", None),
]


@pytest.mark.parametrize(("written", "meta", "calculation"), META)
def test_what_a_form_notes_by_itself_is_no_trace_of_a_person(
    written: str, meta: str, calculation: str | None
) -> None:
    form = form_of(HEAD, [written, "m", ""], ["text", "q", "${m}"])
    noted = question(form, "m")
    assert (noted.kind, noted.meta) == ("calculate", meta)
    assert (noted.calculation and noted.calculation.source) == calculation


@pytest.mark.parametrize(
    ("written", "required"),
    [
        *[("yes", True), ("TRUE", True), ("true()", True), (True, True), ("oui", True)],
        *[("no", False), ("", False), (False, False), ("FALSE", False)],
    ],
)
def test_required_is_said_in_many_ways(written: object, required: bool) -> None:
    form = form_of([*HEAD, "required"], ["text", "q", "Q", written])
    assert form.questions[0] == Question("q", "text", {"en": "Q"}, required=required, role="text")


CELLS: list[tuple[str, str, str, str, object]] = [
    (
        "a range has a scale",
        "range",
        "parameters",
        "start=1 end=5 step=0.5",
        ("scale", (1.0, 5.0, 0.5)),
    ),
    ("also with commas", "range", "parameters", "start=1, end=5", ("scale", (1.0, 5.0, 1.0))),
    ("ten steps are usual", "range", "parameters", "", ("scale", (0.0, 10.0, 1.0))),
    (
        "what a page can use stays",
        "image",
        "parameters",
        "max-pixels=640",
        ("parameters", {"max-pixels": "640"}),
    ),
    ("choices are shuffled", "select_one l", "parameters", "randomize=true", ("shuffle", True)),
    ("a default is an answer", "integer", "default", "5", ("default", "5")),
    ("or several", "select_multiple l", "default", "x y", ("default", "x y")),
    ("or a place", "geopoint", "default", "6.3 -10.8 0 0", ("default", "6.3 -10.8 0 0")),
    ("a text that looks like a call", "text", "default", "none (yet)", ("default", "none (yet)")),
    ("a question is locked", "text", "read_only", "yes", ("read_only", True)),
    (
        "appearances have one name",
        "select_one l",
        "appearance",
        "Compact-3 quick",
        ("appearance", "columns-3 quick"),
    ),
    (
        "grids have theirs",
        "select_one l",
        "appearance",
        "list-nolabel",
        ("appearance", "list-nolabel"),
    ),
]


@pytest.mark.parametrize(
    ("what", "kind", "column", "cell", "expected"), CELLS, ids=[row[0] for row in CELLS]
)
def test_a_cell_makes_a_part_of_the_question(
    what: str, kind: str, column: str, cell: str, expected: tuple[str, object]
) -> None:
    form = form_of([*HEAD, column], [kind, "q", "Q", cell], choices=LISTED)
    assert getattr(first(form), expected[0]) == expected[1]


WORKED_OUT: list[tuple[str, str, str, str, str]] = [
    ("a default", "date", "default", "today()", "initial"),
    ("a default after another answer", "text", "default", "${p}", "initial"),
    ("a seed", "select_one l", "parameters", "randomize=true seed=${p}", "seed"),
    ("an answer", "integer", "calculation", "${p} + 1", "calculation"),
    ("what must be answered", "text", "required", "${p} = 1", "required"),
]


@pytest.mark.parametrize(
    ("what", "kind", "column", "cell", "name"), WORKED_OUT, ids=[row[0] for row in WORKED_OUT]
)
def test_much_can_be_worked_out(what: str, kind: str, column: str, cell: str, name: str) -> None:
    form = form_of([*HEAD, column], [kind, "q", "Q", cell], ["integer", "p", "P"], choices=LISTED)
    source = getattr(first(form), name).source
    assert source == cell.rpartition("seed=")[2]


def test_a_trigger_names_the_questions_that_set_it_off() -> None:
    form = form_of(
        [*HEAD, "trigger", "calculation"],
        ["text", "a", "A"],
        ["text", "b", "B"],
        ["dateTime", "q", "Q", "${a}, ${b}", "now()"],
    )
    assert question(form, "q").trigger == ("a", "b")


def test_a_calculate_without_calculation_holds_its_default() -> None:
    form = form_of(
        ["type", "name", "label::English (en)", "default"],
        ["calculate", "a", "", "x"],
        ["calculate", "b", "", "uuid()"],
        ["calculate", "c", "", ""],
        ["text", "q", "Q", ""],
    )
    sources = [each.calculation and each.calculation.source for each, _ in form.walk()]
    assert sources == ["'x'", "once(uuid())", None, None]


def test_answers_of_a_repeat_can_be_choices() -> None:
    form = form_of(
        HEAD,
        ["begin repeat", "members", "M"],
        ["text", "name", "N"],
        ["end repeat"],
        ["select_one ${name}", "head", "Who is the head?"],
    )
    assert question(form, "head").choices_from == "name"


def test_a_table_of_questions_has_a_row_of_labels() -> None:
    form = form_of(
        [*HEAD, "appearance"],
        ["begin group", "g", "How was it?", "table-list minimal"],
        ["select_one l", "a", "A"],
        ["select_one l", "b", "B"],
        ["end group"],
        choices=LISTED,
    )
    grid = group(form.questions, "g")
    assert grid.appearance == "field-list minimal"
    assert [(part.name, part.appearance) for part in grid.questions] == [
        ("g_labels", "label"),
        ("a", "list-nolabel"),
        ("b", "list-nolabel"),
    ]


def test_the_groups_of_kobotoolbox_are_written_out() -> None:
    head = [*HEAD, "kobo--score-choices", "kobo--rank-items"]
    form = form_of(
        head,
        ["begin_score", "s", "How is it?", "l"],
        ["score__row", "water", "Water"],
        ["end_score"],
        ["begin_rank", "r", "Which first?", "", "l"],
        ["rank__level", "one", "1st"],
        ["rank__level", "two", "2nd"],
        ["end_rank"],
        choices=LISTED,
    )
    assert [(each.name, each.choices) for each, _ in form.walk()] == [
        *[("s_labels", "l"), ("water", "l"), ("one", "l"), ("two", "l")]
    ]
    constraint = question(form, "two").constraint
    assert constraint
    assert constraint.source == ". != ${one}"


def test_expressions_are_read_as_people_mean_them() -> None:
    rows: list[tuple[object, str]] = [
        ("${a}\u00a0= ‘yes’", "${a} = 'yes'"),
        ("${a} = “yes”", '${a} = "yes"'),
        ("${a} == 'yes' AND ${a} <> 'no'", "${a} = 'yes' and ${a} != 'no'"),
        ("${a} => 1 && ${a} =< 2", "${a} >= 1 and ${a} <= 2"),
        ("Selected(${a}, 'AND') OR Not(true())", "selected(${a}, 'AND') or not(true())"),
        ("count_selected(${a}) ≥ 1", "count-selected(${a}) >= 1"),
        ("$ {a} = 1", "${a} = 1"),
        (True, "true()"),
        ("No", "false()"),
    ]
    for written, plain in rows:
        head: Rows = [[*HEAD, "relevant"], ["text", "a", "A"]]
        form, other = (form_of(*head, ["text", "b", "B", each]) for each in (written, plain))
        found, expected = (question(each, "b").relevant for each in (form, other))
        assert found
        assert expected
        assert found.tree == expected.tree, written


def test_bent_quotes_and_hard_spaces_are_put_right_and_told() -> None:
    rows = [[*HEAD, "relevance"], ["text", "a", "A"], ["text", "b", "B", "${a}\u00a0= ‘yes’"]]
    reading = read(workbook(rows))
    assert codes(reading) == [("survey!D1", "header_normalised"), ("survey!D3", "signs_normalised")]


def test_a_path_from_the_root_is_good_whatever_the_root_is_called() -> None:
    form = form_of(
        [*HEAD, "relevant"],
        ["begin group", "g", "G"],
        ["text", "a", "A"],
        ["end group"],
        ["text", "b", "B", "/my_form/g/a = 'x' and ../g/a = 'x'"],
    )
    assert form.check({"a": "x"}, _now()) == ()
    assert form.fill({"a": "x"}, _now()).asked("b")
    assert not form.fill({"a": "y"}, _now()).asked("b")


def _now() -> datetime:
    return datetime(2026, 11, 22, tzinfo=UTC)
