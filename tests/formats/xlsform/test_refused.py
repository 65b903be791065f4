"""Publishing is refused for what would lose answers or mean something else, with its place."""

import pytest

from consult.formats.xlsform import read
from tests.readings import HEAD, LISTED, codes
from tests.workbooks import workbook

REFUSED: list[tuple[str, list[list[object]], tuple[str, str]]] = [
    ("an unknown type", [["colour", "q", "Q"]], ("survey!A2", "type_unknown")),
    ("buildings of OpenStreetMap", [["osm tags", "q", "Q"]], ("survey!A2", "type_not_yet")),
    (
        "a group that never ends",
        [["begin group", "g", "G"], ["text", "q", "Q"]],
        ("survey!A2", "group_open"),
    ),
    ("no type", [["", "q", "Q"]], ("survey!A2", "row_without_type")),
    ("choices that are nowhere", [["select_one none", "q", "Q"]], ("survey!A2", "no_choices")),
    (
        "a list in a file that is not there",
        [["select_one_from_file villages.csv", "q", "Q"]],
        ("survey!A2", "file_missing"),
    ),
    (
        "a look-up in a file that is not there",
        [["text", "q", "Q", "pulldata('villages', 'name', 'code', 'x') = 'y'"]],
        ("survey!D2", "file_missing"),
    ),
    (
        "answers for choices from outside of a repeat",
        [["text", "p", "P"], ["select_one ${p}", "q", "Q"]],
        ("survey!A3", "answers_misplaced"),
    ),
    (
        "a reference to nowhere",
        [["text", "q", "Q", "${p} = 1"]],
        ("survey!D2", "reference_nowhere"),
    ),
    (
        "a text that shows what nobody asks",
        [["text", "q", "Dear ${p}"]],
        ("survey!C2", "reference_nowhere"),
    ),
    (
        "a reference that could be to either of two",
        [["text", "p", "P"], ["text", "p", "P again"], ["text", "q", "Q", "${p} = 1"]],
        ("survey!D4", "reference_unclear"),
    ),
    (
        "a reference from outside to what two repeats ask",
        [
            ["begin repeat", "r", "R"],
            ["text", "p", "P"],
            ["end repeat"],
            ["begin repeat", "s", "S"],
            ["text", "p", "P"],
            ["end repeat"],
            ["text", "q", "Q", "${p} = 1"],
        ],
        ("survey!D8", "reference_unclear"),
    ),
    (
        "a question that waits for itself",
        [["text", "q", "Q", "${q} = 1"]],
        ("survey!2", "circular"),
    ),
    (
        "a group that waits for what is in it",
        [["begin group", "g", "G", "${q} = 1"], ["text", "q", "Q"], ["end group"]],
        ("survey!2", "circular"),
    ),
    (
        "an unknown function",
        [["text", "q", "Q", "frobnicate(1)"]],
        ("survey!D2", "function_unknown"),
    ),
    (
        "too few arguments",
        [["text", "q", "Q", "selected('a')"]],
        ("survey!D2", "function_arguments"),
    ),
    ("half an expression", [["text", "q", "Q", "1 +"]], ("survey!D2", "expression_bad")),
    ("an open text", [["text", "q", "Q", "'a"]], ("survey!D2", "expression_unclosed")),
    (
        "an expression without end",
        [["text", "q", "Q", "(" * 500 + "1" + ")" * 500]],
        ("survey!D2", "expression_large"),
    ),
    (
        "a pattern that looks back",
        [["text", "q", "Q", "regex(., '(a)\\1')"]],
        ("survey!D2", "pattern_bad"),
    ),
    ("a path to nowhere", [["text", "q", "Q", "/form/p = 1"]], ("survey!D2", "path_nowhere")),
    (
        "a path that climbs too far",
        [["text", "q", "Q", "../../p = 1"]],
        ("survey!D2", "path_nowhere"),
    ),
    ("nothing to answer", [["note", "q", "Q"]], ("survey", "no_questions")),
]


@pytest.mark.parametrize(("what", "rows", "expected"), REFUSED, ids=[row[0] for row in REFUSED])
def test_what_would_lose_or_twist_answers_is_refused_with_its_place(
    what: str, rows: list[list[object]], expected: tuple[str, str]
) -> None:
    reading = read(workbook([[*HEAD, "relevant"], *rows], LISTED))
    assert reading.form is None
    assert expected in codes(reading, "refused")


CELLS: list[tuple[str, object, str, str]] = [
    ("parameters", "start=5 end=1", "range", "scale_bad"),
    ("parameters", "start=a", "range", "scale_bad"),
    ("appearance", "search('villages')", "select_one l", "file_missing"),
    ("appearance", "search(${other})", "select_one l", "search_unclear"),
    ("constraint", ". > ", "text", "expression_bad"),
    ("trigger", "${nobody}", "text", "reference_nowhere"),
    ("default", "${nobody}", "text", "reference_nowhere"),
    ("label::English (en)", "#REF!", "text", "cell_error"),
]


@pytest.mark.parametrize(("column", "cell", "kind", "code"), CELLS)
def test_a_bad_cell_is_refused_where_it_stands(
    column: str, cell: object, kind: str, code: str
) -> None:
    head = [*HEAD, column, "calculation"] if column not in HEAD else HEAD
    row = (
        [kind, "q", "Q", cell, "1" * (column == "trigger")]
        if column not in HEAD
        else [kind, "q", cell]
    )
    reading = read(workbook([head, row, ["text", "other", "O"]], LISTED))
    letter = "ABCD"[head.index(column)]
    assert codes(reading, "refused") == [(f"survey!{letter}2", code)]


def test_a_circle_over_three_questions_is_told_once_with_its_way() -> None:
    rows = [[*HEAD, "relevant"]]
    rows += [["text", name, name, f"${{{other}}} = 1"] for name, other in ("ab", "bc", "ca")]
    reading = read(workbook(rows))
    assert [found.values for found in reading.findings] == [{"path": "a > b > c > a"}]


def test_a_circle_of_calculations_over_paths_is_found_too() -> None:
    rows = [
        ["type", "name", "calculation"],
        ["calculate", "a", "../b + 1"],
        ["calculate", "b", "/data/a + 1"],
    ]
    assert ("survey!2", "circular") in codes(read(workbook(rows)), "refused")


def test_a_long_chain_of_questions_that_wait_for_later_ones_is_refused() -> None:
    rows = [[*HEAD, "relevant"], ["text", "q99", "Q"]]
    rows[1:1] = [["text", f"q{at}", "Q", f"${{q{at + 1}}} = 1"] for at in range(99)]
    assert ("survey!2", "chain_long") in codes(read(workbook(rows)), "refused")


def test_a_long_chain_of_questions_that_wait_for_earlier_ones_is_nothing_special() -> None:
    rows: list[list[object]] = [[*HEAD, "relevant"], ["text", "q0", "Q"]]
    rows += [["text", f"q{at}", "Q", f"${{q{at - 1}}} = 1"] for at in range(1, 600)]
    assert read(workbook(rows)).findings == ()
