"""A form as fields: every kind of question, and what can be typed into it."""

import json
from pathlib import Path
from typing import Any

import pytest
from werkzeug.datastructures import MultiDict

from consult.core.answer import Answers
from consult.core.expression import parse
from consult.core.form import File, Form
from consult.core.question import Choice, Group, Question
from consult.web.fields import Manner, page_of
from consult.web.fields_choices import Chosen
from consult.web.fields_page import Note, Page, Repeat, Section
from consult.web.fields_typed import number
from tests import every_kind
from tests.ground import NOW

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


def address(sha256: str) -> str:
    return f"/media/{sha256}"


def shown(form: Form = FORM, language: str = "en", answers: Answers | None = None) -> Page:
    filling = form.fill(answers or {}, NOW)
    return page_of(form, Manner(language, address), filling, form.questions)


def filled(_form: Form = FORM, **typed: Any) -> Page:
    filling, posted = _form.fill({}, NOW), {f"q-{name}": value for name, value in typed.items()}
    manner = Manner("en", address)
    return page_of(_form, manner, filling, _form.questions, (MultiDict(posted), list(typed)))


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
    assert shown().fields[name].layout == layout


def test_notes_and_groups_stand_where_the_form_has_them() -> None:
    note, _mood, life, *_rest = shown(language="fr").parts
    assert isinstance(note, Note)
    assert note.said.label == "Bonjour"
    assert isinstance(life, Section)
    assert life.said.label == "Vie"
    assert [part.layout for part in life.parts] == ["scale", "number", "across", "menu", "one"]


def test_only_what_a_person_answers_is_a_field_and_they_are_numbered_in_order() -> None:
    fields = shown().fields
    assert "double" not in fields
    assert [field.number for field in fields.values()] == list(range(1, 13))


def test_a_question_in_a_conditional_group_is_conditional() -> None:
    fields = shown().fields
    assert fields["safe"].place.conditional
    assert not fields["many"].place.conditional


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
    assert filled(FORM, **{name: typed}).answers() == {name: answer}


def test_what_was_left_empty_is_no_answer() -> None:
    assert filled(count="", story="", plain="").answers() == {}
    assert shown().answers() == {}


@pytest.mark.parametrize(("typed", "read"), json.loads(NUMBERS.read_text()))
def test_a_number_is_read_in_digits_of_any_script_and_nothing_else(
    typed: str, read: float | str
) -> None:
    assert number(typed) == read


@pytest.mark.parametrize(
    ("name", "layout"),
    [
        ("name", "line"),
        ("story", "lines"),
        ("age", "number"),
        ("day", "day"),
        ("month", "month"),
        ("year", "year"),
        ("hour", "clock"),
        ("moment", "moment"),
        ("many", "several"),
        ("menu", "menu"),
        ("trust", "across"),
        ("safe", "scale"),
        ("stars", "stars"),
        ("share", "number"),
        ("order", "rank"),
        ("read", "tick"),
        ("street", "grid"),
        ("where", "point"),
        ("way", "path"),
        ("field", "area"),
        ("photo", "picture"),
        ("voice", "sound"),
        ("film", "film"),
        ("paper", "file"),
        ("sign", "signature"),
        ("code", "barcode"),
    ],
)
def test_every_kind_has_a_look_of_its_own(name: str, layout: str) -> None:
    assert shown(every_kind.FORM).fields[name].layout == layout


@pytest.mark.parametrize(
    ("name", "typed", "answer"),
    [
        ("hour", "٩:٣٠", "09:30"),
        ("hour", "9h30", "09:30"),
        ("hour", "soon", "soon"),
        ("day", "۲۰۲۶/۱/۵", "2026-01-05"),
        ("day", "5 May", "5 May"),
        ("month", "2026-11", "2026-11-01"),
        ("year", "٢٠٢٦", "2026-01-01"),
        ("moment", "2026-11-22T14:30", "2026-11-22T14:30"),
        ("moment", "2026-11-22", "2026-11-22"),
        ("order", ["south", "", "north"], ["south", "north"]),
        ("read", "OK", "OK"),
        ("stars", "4", 4),
        ("where", ["6.31", "-10.8"], "6.31 -10.8 0 0"),
        ("where", ["", "", "6.31 -10.8 12 5"], "6.31 -10.8 12 5"),
        ("where", ["٦٫٣١", "-١٠٫٨"], "6.31 -10.8 0 0"),
        ("where", ["north", ""], "north"),
        ("way", "6 -10\r\n6.5, -10.5\n", "6 -10 0 0;6.5 -10.5 0 0"),
        ("field", "0 0\n0 1\n1 1", "0 0 0 0;0 1 0 0;1 1 0 0;0 0 0 0"),
        ("code", "123", "123"),
        ("double", "99", None),
        ("photo", "nothing", None),
    ],
)
def test_what_was_typed_into_any_kind_becomes_an_answer(
    name: str, typed: str | list[str], answer: object
) -> None:
    page = filled(every_kind.FORM, **{name: typed})
    assert page.fields[name].answer() == answer


@pytest.mark.parametrize(
    ("name", "answer", "written"),
    [
        ("age", 12, ["12"]),
        ("month", "2026-11-01", ["2026-11"]),
        ("year", "2026-01-01", ["2026"]),
        ("hour", "14:30:00.000+03:00", ["14:30:00"]),
        ("moment", "2026-11-22T14:30+03:00", ["2026-11-22T14:30"]),
        ("where", "6.31 -10.8 0 0", ["6.31", "-10.8"]),
        ("way", "6 -10 0 0;7 -11 0 0", ["6 -10 0 0\n7 -11 0 0"]),
        ("many", ["1", "2"], ["1", "2"]),
        ("age", "old", ["old"]),
    ],
)
def test_an_answer_is_written_as_it_would_be_typed(
    name: str, answer: str | int | list[str], written: list[str]
) -> None:
    page = shown(every_kind.FORM, answers={name: answer})
    assert page.fields[name].written == written


def test_what_the_calendar_of_a_browser_would_swallow_stands_in_a_plain_box() -> None:
    assert 'type="date"' in filled(every_kind.FORM, day="2026/11/22").fields["day"]()
    swallowed = filled(every_kind.FORM, day="tomorrow").fields["day"]()
    assert 'type="text"' in swallowed
    assert 'value="tomorrow"' in swallowed


def test_a_repeat_has_as_many_turns_as_there_are_and_a_pattern_for_new_ones() -> None:
    page = shown(every_kind.FORM, answers={"people": 2, "people/1/called": "Ada"})
    [people] = [part for part in page.parts if isinstance(part, Repeat)]
    assert [turn.key for turn in people.turns] == ["people/0", "people/1"]
    assert people.pattern
    assert people.pattern.key == "people/#"
    assert page.fields["people/1/called"].name == "q-people/1/called"
    assert page.fields["people/1/years"].place.said.heading == "How old is Ada?"


def test_questions_with_the_same_choices_are_rows_of_one_grid() -> None:
    chosen = shown(every_kind.FORM).parts[1]
    assert isinstance(chosen, Section)
    [grid] = [part for part in chosen.parts if part.layout == "grid"]
    assert isinstance(grid, Section)
    assert grid.said.label == "How is it at night?"
    assert [field.place.key for field in grid.parts if isinstance(field, Chosen)] == [
        "street",
        "home",
    ]
    assert "grid" not in shown(every_kind.FORM).fields


def test_a_page_without_script_has_the_choices_that_are_offered_now() -> None:
    form, manner = every_kind.FORM, Manner("en", address, whole=False, live=False)
    towns = []
    for region in ("north", "south"):
        filling = form.fill({"region": region}, NOW)
        field = page_of(form, manner, filling, form.questions).fields["town"]
        assert isinstance(field, Chosen)
        towns.append([offer.value for offer in field.offers.each])
    assert towns == [["hill", "lake"], ["port"]]
    nowhere = page_of(form, manner, form.fill({}, NOW), form.questions)
    town = nowhere.fields["town"]
    assert isinstance(town, Chosen)
    assert town.offers.empty


def test_a_list_of_thousands_is_left_to_script() -> None:
    many = tuple(Choice(str(n), {"en": f"Place {n}"}) for n in range(5_000))
    question = Question("where", "select_one", {"en": "Where?"}, choices="places")
    form = Form("big", "1", {"en": "Big"}, ("en",), "en", (question,), {"places": many})
    field = shown(form).fields["where"]
    assert isinstance(field, Chosen)
    assert (field.offers.many, field.offers.each) == ("places", ())


def test_pictures_and_recordings_of_a_question_are_those_of_the_language() -> None:
    question = Question(
        "fruit", "text", {"en": "Fruit"},
        media={"image": {"en": "mango.png"}, "audio": {"en": "en.mp3", "fr": "fr.mp3"}},
    )  # fmt: skip
    files = {name: File(name[0] * 64, "audio/mpeg", 9) for name in ("en.mp3", "fr.mp3")}
    form = Form("f", "1", {"en": "F"}, ("en", "fr"), "en", (question,), files=files)
    media = shown(form, "fr").fields["fruit"].place.said.media
    assert [(one.kind, one.address) for one in media] == [("audio", "/media/" + "f" * 64)]


def test_words_that_are_only_there_in_another_language_say_so() -> None:
    question = Question("q", "text", {"ar": "سؤال", "en": "Question"})
    form = Form("f", "1", {"en": "F"}, ("fr", "ar", "en"), "fr", (question,))
    assert shown(form, "fr").fields["q"].place.said.label == (
        '<span lang="en" dir="ltr">Question</span>'
    )
    assert shown(form, "ar").fields["q"].place.said.label == "سؤال"
