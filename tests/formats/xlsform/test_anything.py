"""Whatever stands in the cells, reading ends with a form or with reasons."""

from datetime import UTC, date, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consult.formats.xlsform import Finding, read, sentence, write
from tests.workbooks import workbook

HEADERS = st.sampled_from(
    "type name label label::en label::العربية hint required relevant constraint calculation"
    " choice_filter appearance default parameters role list_name value form_id version"
    " default_language form_title repeat_count read_only trigger disabled county : :: ::en"
    " image media::audio::ar guidance_hint instance_name bind::relevant label::Krio tag".split()
)
TYPES = st.sampled_from(
    [
        "text",
        "integer",
        "range",
        "note",
        "calculate",
        "select_one l",
        "select_multiple l or_other",
        "select_one",
        "begin group",
        "end group",
        "begin_repeat",
        "end repeat",
        "begin loop over l",
        "end loop",
        "begin_score",
        "score__row",
        "end_score",
        "rank l",
        "select_one ${a}",
        "select_one_from_file l.csv",
        "select_one_external l",
        "geopoint",
        "image",
        "hidden",
        "start",
        "audit",
        "?",
    ]
)
CELLS = st.one_of(
    st.sampled_from(
        [
            "a",
            "b",
            "l",
            "${a}",
            "${A}",
            "${last-saved#a}",
            "pulldata('l', 'b', 'a', 1)",
            "instance('l')/root/item[name = ${a}]/b",
            "search('l', 'matches', 'a', ${b})",
            "table-list",
            "once(${b})",
            "${b} = 1",
            "selected(${a}, 'x')",
            "regex(., '(')",
            "../a",
            "yes",
            "begin group",
            "start=1 end=0",
            "‘a’",
            "English (en)",
            "x y",
            "{0}",
            "{",
            "%s",
            "$",
            "${",
            "',",
        ]
    ),
    st.text(max_size=6).filter(lambda text: text.isprintable()),
    st.integers(),
    st.booleans(),
    st.dates(date(1950, 1, 1)),
    st.none(),
)
SHEET = st.lists(st.lists(HEADERS, max_size=7), min_size=1, max_size=1).flatmap(
    lambda head: st.lists(st.lists(CELLS, max_size=7), max_size=5).map(lambda rows: [*head, *rows])
)
SURVEY = st.lists(
    st.tuples(TYPES, st.sampled_from("abc"), CELLS, CELLS, CELLS, CELLS), max_size=7
).map(lambda rows: [["type", "name", "label", "relevant", "calculation", "choice_filter"], *rows])


def complete(found: Finding) -> bool:
    """Tell whether a finding can be said."""
    return bool(sentence(found)) and bool(found.place or found.sheet is None)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(survey=st.one_of(SURVEY, SHEET), choices=SHEET, names=SHEET)
def test_any_cells_give_a_form_or_reasons(
    survey: list[list[object]], choices: list[list[object]], names: list[list[object]]
) -> None:
    reading = read(workbook(survey, choices, names), attached={"l.csv": b"name,label,a\nx,X,1\n"})
    refused = [found for found in reading.findings if found.severity == "refused"]
    assert (reading.form is None) == bool(refused)
    assert all(complete(found) for found in reading.findings)
    if reading.form:
        now = datetime(2026, 11, 22, tzinfo=UTC)
        assert isinstance(reading.form.check({"a": "x", "b": 1, "c": ["y"]}, now), tuple)
        assert reading.form.begin(now) is not None
        assert read(write(reading.form), "another").form == reading.form
