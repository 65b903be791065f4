"""Spreadsheets as people write them become forms, and nothing is dropped silently."""

from pathlib import Path

import pytest

from consult.core.form import Form
from consult.core.language import Speech
from consult.core.question import Choice, Group, Question
from consult.formats.xlsform import read, sentence, write
from consult.formats.xlsform.codes import CODES
from tests.readings import HEAD, LISTED, codes, form_of, group, told
from tests.workbooks import Rows, workbook

HERE = Path(__file__).parent
ROOT = HERE.parent.parent.parent
DEMO = ROOT / "consult" / "demo" / "services-safety-trust.xlsx"
OTHERS = sorted((HERE / "forms").glob("*.xlsx"))
MORE = sorted((ROOT.parent / "shared" / "data" / "forms").glob("*.xlsx"))
"""More real forms, where they are; two that may be given away are always here."""

LACK_A_LIST = {"PovertyAction__Household_Survey", "validmeasures__liberiaCoverageVillageForm"}
"""Real forms that need a file which nobody has given with them."""


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
        speech={"en": Speech("English")},
    )


def test_groups_and_repeats_nest_and_empty_ones_vanish() -> None:
    form = form_of(
        [*HEAD, "repeat_count"],
        ["begin group", "a", "A"],
        ["begin_repeat", "b", "B", "2"],
        ["begin repeat", "c", "C"],
        ["text", "q", "Q"],
        ["end repeat"],
        ["end_repeat"],
        ["end group"],
        ["begin group", "nothing", "N"],
        ["end group"],
    )
    (outer,) = form.questions
    assert isinstance(outer, Group)
    members = group(outer.questions, "b")
    assert members.repeat
    assert members.count
    assert members.count.source == "2"
    inner = Group("c", (Question("q", "text", {"en": "Q"}, role="text"),), {"en": "C"}, repeat=True)
    assert members.questions == (inner,)


SETTINGS: list[tuple[str, Rows, str, object]] = [
    ("its id", [["form_id"], ["Water points"]], "slug", "water-points"),
    ("its version", [["form_id", "version"], ["f", "2026 11"]], "version", "2026-11"),
    ("its id where it has no title", [["form_id"], ["f"]], "title", {"en": "f"}),
    ("its title", [["id_string", "title"], ["f", "Water"]], "title", {"en": "Water"}),
    (
        "its title in other languages",
        [["form_title", "form_title::French (fr)"], ["Water", "Eau"]],
        "title",
        {"en": "Water", "fr": "Eau"},
    ),
    ("its style", [["style"], ["theme-grid pages"]], "style", "pages"),
    ("no style where it is a theme", [["style"], ["theme-grid"]], "style", ""),
]


@pytest.mark.parametrize(
    ("what", "settings", "name", "value"), SETTINGS, ids=[row[0] for row in SETTINGS]
)
def test_a_form_says_of_itself(what: str, settings: Rows, name: str, value: object) -> None:
    form = form_of(HEAD, ["text", "q", "Q"], settings=settings)
    assert getattr(form, name) == value


def test_records_are_called_by_their_answers() -> None:
    settings: Rows = [["form_id", "instance_name"], ["f", "concat(${q}, ' x')"]]
    name = form_of(HEAD, ["text", "q", "Q"], settings=settings).instance_name
    assert name
    assert name.tree == ["call", "concat", [["ref", "q"], ["text", " x"]]]


@pytest.mark.parametrize("written", ["${nobody}", "RQ", "concat('a'"])
def test_a_name_of_records_that_leads_nowhere_is_left_out(written: str) -> None:
    settings: Rows = [["form_id", "instance_name"], ["f", written]]
    reading = read(workbook([HEAD, ["text", "q", "Q"]], settings=settings))
    assert reading.form
    assert reading.form.instance_name is None
    assert ("settings!B2", "instance_name_bad") in codes(reading, "ignored")


def test_the_same_form_gets_the_same_version_and_another_another() -> None:
    plain: Rows = [["form_id"], ["f"]]
    one = form_of(HEAD, ["text", "q", "Q"], settings=plain)
    same = form_of(HEAD, ["text", "q", "Q"], settings=plain)
    other = form_of(HEAD, ["text", "q", "R"], settings=plain)
    assert one.version == same.version != other.version


def test_a_form_for_encryption_elsewhere_is_told_that_its_key_is_not_used() -> None:
    settings: Rows = [["form_id", "public_key"], ["f", "MIIB"]]
    reading = read(workbook([HEAD, ["text", "q", "Q"]], settings=settings))
    assert reading.form
    assert "encrypted" in told(reading)


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


@pytest.mark.parametrize("path", [*OTHERS, *MORE], ids=lambda path: path.stem)
def test_a_real_form_is_published_or_lacks_a_file(path: Path) -> None:
    reading = read(path.read_bytes(), path.stem)
    assert all(sentence(found) for found in reading.findings)
    refused = [found for found in reading.findings if found.severity == "refused"]
    assert {found.code for found in refused} == (
        {"file_missing"} if path.stem in LACK_A_LIST else set()
    )
    assert all(found.row and found.sheet for found in refused)
    assert (reading.form is None) == bool(refused)


@pytest.mark.parametrize("path", [DEMO, *OTHERS, *MORE], ids=lambda path: path.stem)
def test_a_real_form_is_the_same_after_a_way_through_json_and_through_a_workbook(
    path: Path,
) -> None:
    form = read(path.read_bytes(), path.stem).form
    if form:
        assert Form.from_json(form.to_json()) == form
        assert read(write(form), "another").form == form


def test_some_real_forms_are_here() -> None:
    assert len(OTHERS) >= 2


def test_every_code_of_the_catalogue_is_used() -> None:
    folder = ROOT / "consult" / "formats" / "xlsform"
    source = "".join(path.read_text() for path in folder.glob("*.py") if path.stem != "codes")
    source += ' "type_unknown" "type_not_yet" '
    assert [code for code in CODES if f'"{code}"' not in source] == []


def test_reading_leaves_nothing_open(recwarn: pytest.WarningsRecorder) -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))
    read(DEMO.read_bytes())
    assert len(list(Path("/proc/self/fd").iterdir())) == before
    assert recwarn.list == []


def test_texts_that_are_missing_in_a_language_are_counted() -> None:
    reading = read(
        workbook([[*HEAD, "label::French (fr)"], ["text", "q", "Q"], ["text", "p", "P", "P"]])
    )
    found = next(each for each in reading.findings if each.code == "not_translated")
    assert found.values == {"count": 1, "tag": "fr"}


def test_a_list_that_nobody_asks_from_is_told_and_left_out() -> None:
    reading = read(workbook([HEAD, ["text", "q", "Q"]], LISTED))
    assert reading.form
    assert reading.form.choices == {}
    assert ("choices", "list_unused") in codes(reading, "ignored")
