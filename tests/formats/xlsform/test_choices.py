"""Lists of choices, from wherever they come, lose no choice and mean what they say."""

import json

import pytest

from consult.core.question import Choice
from consult.formats.xlsform import read
from tests.readings import HEAD, LISTED, codes, form_of, question, told
from tests.workbooks import Rows, separated, workbook

COLUMNS: list[object] = ["list_name", "name", "label::English (en)"]
ASKED: Rows = [HEAD, ["select_one l", "q", "Q"]]


def names(listed: tuple[Choice, ...]) -> list[str]:
    return [choice.name for choice in listed]


def test_numbers_in_cells_are_names_of_choices() -> None:
    listed: Rows = [["list_name", "value", "label"], ["l", 1, "One"], ["l", 2.0, "Two"]]
    assert names(form_of(*ASKED, choices=listed).choices["l"]) == ["1", "2"]


def test_choices_keep_the_columns_that_filters_need_and_may_share_a_name_then() -> None:
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


MENDED: list[tuple[str, list[list[object]], list[str], str]] = [
    ("the same row again", [["l", "x", "X"]], ["x"], "choice_repeated"),
    ("the same words in other signs", [["l", "x", "x."]], ["x"], "choice_repeated"),
    ("another choice of the same name", [["l", "x", "Y"]], ["x", "x_2"], "choice_twice"),
    ("no name", [["l", "", "No water"]], ["x", "no_water"], "choice_named"),
    ("no name and no label", [["l", "", ""]], ["x"], "choice_empty"),
    ("no list", [["", "y", "Y"]], ["x"], "choice_without_list"),
    ("no label", [["l", "y", ""]], ["x", "y"], "choice_without_label"),
]


@pytest.mark.parametrize(("what", "rows", "left", "code"), MENDED, ids=[row[0] for row in MENDED])
def test_a_choice_that_can_not_stay_as_it_is_is_mended_and_told(
    what: str, rows: list[list[object]], left: list[str], code: str
) -> None:
    reading = read(workbook(ASKED, [COLUMNS, ["l", "x", "X"], *rows]))
    assert reading.form
    assert names(reading.form.choices["l"]) == left
    assert code in told(reading)


UNCLEAR = ["${q} = 'x'", "selected(${q}, 'x')", "'x' != ${q}"]


@pytest.mark.parametrize("written", UNCLEAR)
def test_an_expression_that_means_one_of_two_choices_is_refused(written: str) -> None:
    survey = [[*HEAD, "relevant"], ["select_one l", "q", "Q"], ["text", "p", "P", written]]
    reading = read(workbook(survey, [COLUMNS, ["l", "x", "X"], ["l", "x", "Y"]]))
    assert codes(reading, "refused") == [("survey!D3", "choice_unclear")]


def test_blanks_in_names_stay_where_one_is_chosen_and_go_where_several_are() -> None:
    listed: Rows = [COLUMNS, ["l", "New York", "N"]]
    assert names(form_of(*ASKED, choices=listed).choices["l"]) == ["New York"]
    several = [HEAD, ["select_multiple l", "q", "Q"]]
    assert names(form_of(*several, choices=listed).choices["l"]) == ["New_York"]


def test_a_filter_by_a_column_that_is_nowhere_is_told() -> None:
    survey = [[*HEAD, "choice_filter"], ["select_one l", "q", "Q", "county = 'x'"]]
    reading = read(workbook(survey, LISTED))
    assert reading.form
    assert codes(reading) == [("survey!D2", "column_nowhere")]


def test_other_answers_get_a_choice_and_a_question_in_the_languages_of_the_form() -> None:
    form = form_of(
        [*HEAD, "label::French (fr)", "label::Kpelle"],
        ["select_one l or_other", "q", "Q", "Q", "Q"],
        ["select_one l", "p", "P", "P", "P"],
        choices=LISTED,
    )
    asked, other = question(form, "q"), question(form, "q_other")
    assert names(form.choices[asked.choices or ""]) == ["x", "y", "other"]
    assert names(form.choices["l"]) == ["x", "y"]
    assert form.choices[asked.choices or ""][-1].label == {"en": "Other", "fr": "Autre"}
    assert set(other.label) == {"en", "fr"}
    assert other.relevant
    assert other.relevant.source == "selected(${q}, 'other')"


def test_other_answers_pass_any_filter() -> None:
    form = form_of(
        [*HEAD, "choice_filter"],
        ["select_one l or_other", "q", "Q", "name = 'x'"],
        choices=LISTED,
    )
    choice_filter = question(form, "q").choice_filter
    assert choice_filter
    assert choice_filter.source == "(name = 'x') or name = 'other'"


def test_a_sheet_of_its_own_holds_choices_for_long_cascades() -> None:
    external: Rows = [
        ["list_name", "name", "label", "county"],
        ["villages", "a", "A", "bong"],
        ["villages", "b", "B", "lofa"],
    ]
    form = form_of(
        [*HEAD, "choice_filter"],
        ["text", "where", "W"],
        ["select_one_external villages", "q", "Q", "county = ${where}"],
        external_choices=external,
    )
    assert question(form, "q").choices == "villages"
    assert names(form.choices["villages"]) == ["a", "b"]


CSV = separated(
    [
        ["name", "label", "label::French (fr)", "county", "code"],
        ["a", "A", "À", "bong", "1"],
        ["b", "B", "Bé", "lofa", "2"],
    ]
)
GEOJSON = json.dumps(
    {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": "w1",
                "properties": {"title": "Well", "depth": 12},
                "geometry": {"type": "Point", "coordinates": [-10.5, 6.25]},
            }
        ],
    }
).encode()
XML = b"<root><item><name>a</name><label>A</label><county>bong</county></item></root>"

FILES: list[tuple[str, str, str, bytes, Choice]] = [
    (
        "a table",
        "select_one_from_file villages.csv",
        "",
        CSV,
        Choice("a", {"en": "A", "fr": "À"}, {"county": "bong", "code": "1"}),
    ),
    (
        "other columns of a table",
        "select_multiple_from_file villages.csv",
        "value=code label=county",
        CSV,
        Choice("1", {"en": "bong"}, {"label": "A", "label::French (fr)": "À", "code": "1"}),
    ),
    (
        "places on a map",
        "select_one_from_file wells.geojson",
        "",
        GEOJSON,
        Choice("w1", {"en": "Well"}, {"id": "w1", "depth": "12", "geometry": "6.25 -10.5 0 0"}),
    ),
    (
        "a document",
        "select one from file villages.xml",
        "",
        XML,
        Choice("a", {"en": "A"}, {"county": "bong"}),
    ),
    (
        "a table in another writing",
        "select_one_from_file villages.csv",
        "",
        "name;label\na;Été\n".encode("cp1252"),
        Choice("a", {"en": "Été"}, {}),
    ),
]


@pytest.mark.parametrize(
    ("what", "kind", "parameters", "content", "choice"), FILES, ids=[row[0] for row in FILES]
)
def test_choices_come_from_a_file_beside_the_form(
    what: str, kind: str, parameters: str, content: bytes, choice: Choice
) -> None:
    file = kind.rsplit(maxsplit=1)[-1]
    form = form_of([*HEAD, "parameters"], [kind, "q", "Q", parameters], attached={file: content})
    asked = question(form, "q")
    assert asked.choices == file.partition(".")[0]
    assert form.choices[asked.choices][0] == choice


BAD: list[tuple[str, str, bytes, str]] = [
    ("no table", "x.csv", b"\0\1\2", "file_unreadable"),
    ("no map", "x.geojson", b"[1, 2]", "file_unreadable"),
    ("a deep map", "x.geojson", b"[" * 100_000, "file_unreadable"),
    ("no document", "x.xml", b"<a", "file_unreadable"),
    ("entities", "x.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><root/>', "file_unreadable"),
    ("too large", "x.csv", b"name\n" + b"x" * 26 * 2**20, "file_unreadable"),
    ("too long", "x.csv", b"name,label\n" + b"x,y\n" * 60_001, "file_unreadable"),
    ("another type", "x.pdf", b"%PDF", "file_unreadable"),
    ("no such column", "x.csv", b"code,label\n1,A", "file_column"),
]


@pytest.mark.parametrize(("what", "file", "content", "code"), BAD, ids=[row[0] for row in BAD])
def test_a_file_that_is_no_list_is_refused_with_the_row_that_needs_it(
    what: str, file: str, content: bytes, code: str
) -> None:
    survey = [HEAD, [f"select_one_from_file {file}", "q", "Q"]]
    reading = read(workbook(survey), attached={file: content})
    assert reading.form is None
    assert ("survey!A2", code) in codes(reading, "refused")


@pytest.mark.parametrize(
    "written",
    [
        "pulldata('villages', 'county', 'name', ${p}) = 'bong'",
        "instance('villages')/root/item[name = ${p}]/county = 'bong'",
    ],
)
def test_a_file_that_an_expression_looks_through_is_a_list_too(written: str) -> None:
    form = form_of(
        [*HEAD, "relevant"],
        ["text", "p", "P"],
        ["text", "q", "Q", written],
        attached={"villages.csv": CSV},
    )
    assert names(form.choices["villages"]) == ["a", "b"]


SEARCHES: list[tuple[str, str]] = [
    ("search('villages')", ""),
    ("minimal search('villages', 'matches', 'county', ${p})", "county = ${p}"),
    ("search('villages','contains','county',${p})", "contains(county, ${p})"),
    ("search(‘villages’, 'startswith', 'county', 'b')", "starts-with(county, 'b')"),
    (
        "search('villages', 'matches', 'county', ${p}, 'code', '1')",
        "county = ${p} and code = '1'",
    ),
]


@pytest.mark.parametrize(("written", "choice_filter"), SEARCHES)
def test_a_search_is_a_list_with_a_filter(written: str, choice_filter: str) -> None:
    form = form_of(
        [*HEAD, "appearance"],
        ["text", "p", "P"],
        ["select_one places", "q", "Q", written],
        choices=[COLUMNS, ["places", "name", "label"], ["places", 99, "Elsewhere"]],
        attached={"villages.csv": CSV},
    )
    asked = question(form, "q")
    assert (asked.choice_filter.source if asked.choice_filter else "") == choice_filter
    assert asked.appearance == written.partition("search")[0].strip()
    assert [(one.name, one.label["en"]) for one in form.choices["places"]] == [
        ("a", "A"),
        ("b", "B"),
        ("99", "Elsewhere"),
    ]
