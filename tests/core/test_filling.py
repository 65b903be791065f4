"""A form is filled alike on the phone and on the server: repeats, lists, what answers set off."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from consult.core.answer import Answers
from consult.core.expression import parse
from consult.core.form import Form
from consult.core.question import Choice, Group, Part, Question
from consult.core.slot import MOST_TURNS
from tests.phone_filling import PhoneFilling, phone_filling, told

NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)
LISTS = {
    "county": (Choice("bong"), Choice("lofa")),
    "town": (
        Choice("gbarnga", {"en": "Gbarnga"}, {"county": "bong", "people": "34046"}),
        Choice("zorzor", {"en": "Zorzor"}, {"county": "lofa", "people": "5000"}),
        Choice("voinjama", {"en": "Voinjama"}, {"county": "lofa", "people": "26594"}),
    ),
}


@pytest.fixture(scope="module")
def phone() -> Iterator[PhoneFilling]:
    with phone_filling() as phone:
        yield phone


def form(*parts: Part) -> Form:
    return Form("f", "1", {"en": "F"}, ("en",), "en", parts, LISTS)


def q(name: str, kind: str = "text", **rules: Any) -> Question:
    read: dict[str, Any] = {
        key: parse(rule) if key in EXPRESSIONS else rule for key, rule in rules.items()
    }
    return Question(name, kind, **read)


EXPRESSIONS = frozenset("relevant constraint choice_filter seed initial calculation".split())


def repeat(name: str, *parts: Part, count: str = "", relevant: str = "") -> Group:
    counted, asked = (parse(rule) if rule else None for rule in (count, relevant))
    return Group(name, parts, repeat=True, count=counted, relevant=asked)


def both(phone: PhoneFilling, form: Form, *given: Any, **rest: Any) -> dict[str, Any]:
    """Work it out on the server and on the phone, which must agree."""
    ours, theirs = told(form, NOW, *given, **rest), phone.ask(form, NOW, *given, **rest)
    assert theirs == ours
    return ours


PEOPLE = form(
    repeat(
        "people",
        q("age", "integer", required=True),
        q("school", relevant="${age} < 18"),
        q("older", "calculate", calculation="count(${people}[${age} > current()/../age])"),
        q("place", "calculate", calculation="position(..)"),
        repeat("sick", q("of"), q("whose", "calculate", calculation="${age}")),
    ),
    q("sum", "calculate", calculation="sum(${age})"),
    q("oldest", "calculate", calculation="max(${age})"),
    q("minors", "calculate", calculation="count(${school})"),
    q("all_sick", "calculate", calculation="count(${of})"),
    q("second", "calculate", calculation="indexed-repeat(${age}, ${people}, 2)"),
)
TWO: Answers = {
    "people": 2,
    "people/0/age": 40,
    "people/1/age": 7,
    "people/1/school": "yes",
    "people/0/sick": 2,
    "people/1/sick": 1,
}


def test_a_name_means_the_answer_of_the_same_turn_and_outside_all_of_them(
    phone: PhoneFilling,
) -> None:
    clean = both(phone, PEOPLE, TWO)["clean"]
    assert clean["people/0/older"] == "0"
    assert clean["people/1/older"] == "1"
    assert clean["people/1/place"] == "2"
    assert (clean["sum"], clean["oldest"], clean["second"]) == ("47", "40", "7")
    assert clean["people/0/sick/1/whose"] == "40"
    assert clean["people/1/sick/0/whose"] == "7"
    assert clean["all_sick"] == "3"


def test_what_is_not_asked_does_not_count(phone: PhoneFilling) -> None:
    found = both(phone, PEOPLE, TWO)
    assert found["asked"]["people/0/school"] is False
    assert found["asked"]["people/1/school"] is True
    assert found["clean"]["minors"] == "1"


def test_each_turn_is_checked_at_its_own_place(phone: PhoneFilling) -> None:
    found = both(phone, PEOPLE, {"people": 2, "people/0/age": 3})
    assert [(one["code"], one["question"]) for one in found["problems"]] == [
        ("required", "people/1/age")
    ]


STRANGE: list[tuple[Answers, list[tuple[str, str]]]] = [
    ({"people": 1, "people/0/age": 3, "people/1/age": 3}, [("unknown_question", "people/1/age")]),
    ({"people": "many"}, [("too_many_turns", "people")]),
    (
        {"people": 1, "people/0/age": 3, "people/0/name": "x"},
        [("unknown_question", "people/0/name")],
    ),
    ({"people/0/age": 3}, [("unknown_question", "people/0/age")]),
]


@pytest.mark.parametrize(("answers", "problems"), STRANGE)
def test_answers_to_turns_that_are_not_there_are_told(
    answers: Answers, problems: list[tuple[str, str]]
) -> None:
    found = PEOPLE.check(answers, NOW)
    assert [(one.code, one.question) for one in found] == problems


def test_a_repeat_ends_where_nobody_has_that_many(phone: PhoneFilling) -> None:
    many = form(repeat("r", q("a")), repeat("s", q("b")))
    found = both(phone, many, {"r": MOST_TURNS + 1, "s": MOST_TURNS})
    assert [(one["code"], one["question"]) for one in found["problems"]] == [
        ("too_many_turns", "r")
    ]


def test_nested_repeats_cannot_fill_the_memory() -> None:
    deep = form(
        repeat("a", repeat("b", repeat("c", q("d"), count="500"), count="500"), count="500")
    )
    assert {problem.code for problem in deep.check({}, NOW)} == {"too_many_turns"}


COUNTED = form(
    q("n", "integer"),
    repeat("child", q("name"), q("half", "calculate", calculation="${n} div 2"), count="${n}"),
    q("names", "calculate", calculation="join(' ', ${name})"),
)


def test_a_counted_repeat_has_as_many_turns_as_the_answer_says(phone: PhoneFilling) -> None:
    found = both(phone, COUNTED, {"n": 2, "child/0/name": "A", "child/1/name": "B"})
    assert found["clean"]["child"] == 2
    assert found["clean"]["names"] == "A B"
    assert both(phone, COUNTED, {"n": -3})["clean"] == {"n": -3}
    endless = form(repeat("r", q("a"), count="1 div 0"))
    assert both(phone, endless, {})["problems"][0]["code"] == "too_many_turns"


def test_a_counted_repeat_stands_where_the_form_has_it(phone: PhoneFilling) -> None:
    between = form(q("a"), repeat("r", q("x"), count="2"), q("n", default=""), repeat("s", q("y")))
    found = both(phone, between, {"s": 1})
    assert list(found["asked"]) == [
        "a",
        "r",
        "r/0",
        "r/0/x",
        "r/1",
        "r/1/x",
        "n",
        "s",
        "s/0",
        "s/0/y",
    ]


def test_a_repeat_that_is_not_asked_has_no_answers(phone: PhoneFilling) -> None:
    asked = form(q("any"), repeat("r", q("x", required=True), relevant="${any} = 'yes'"))
    assert both(phone, asked, {"any": "no", "r": 1})["problems"] == []
    assert both(phone, asked, {"any": "no", "r": 1, "r/0/x": "y"})["clean"] == {"any": "no"}
    assert both(phone, asked, {"any": "yes", "r": 1})["problems"][0]["question"] == "r/0/x"


CASCADE = form(
    q("county", "select_one", choices="county"),
    q("town", "select_one", choices="town", choice_filter="county = ${county}"),
    q("big", "select_one", choices="town", choice_filter="people > 10000 and county = ${county}"),
    q("label", "calculate", calculation="jr:choice-name(${town}, '${town}')"),
    q("people", "calculate", calculation="instance('town')/root/item[name = ${town}]/people"),
    q("looked", "calculate", calculation="pulldata('town', 'people', 'name', ${town})"),
)


def test_choices_follow_an_answer(phone: PhoneFilling) -> None:
    found = both(phone, CASCADE, {"county": "lofa", "town": "zorzor"})
    assert found["offered"]["town"] == ["zorzor", "voinjama"]
    assert found["offered"]["big"] == ["voinjama"]
    assert found["clean"]["label"] == "Zorzor"
    assert (found["clean"]["people"], found["clean"]["looked"]) == ("5000", "5000")
    assert both(phone, CASCADE, {"county": "bong", "town": "zorzor"})["problems"][0] == {
        "code": "not_a_choice",
        "question": "town",
        "values": {"answer": "zorzor"},
    }


def test_answers_of_a_repeat_can_be_the_choices_of_another_question(phone: PhoneFilling) -> None:
    asked = form(repeat("people", q("name")), q("head", "select_one", choices_from="name"))
    answers = {"people": 3, "people/0/name": "Ama", "people/1/name": "Ben", "people/2/name": "Ama"}
    found = both(phone, asked, {**answers, "head": "Ben"})
    assert found["offered"]["head"] == ["Ama", "Ben"]
    assert found["problems"] == []


def test_a_seed_gives_the_same_order_on_both(phone: PhoneFilling) -> None:
    mixed = q("town", "select_one", choices="town", shuffle=True, seed="42")
    assert set(both(phone, form(mixed), {})["offered"]["town"]) == {"gbarnga", "zorzor", "voinjama"}


def test_answers_stand_in_texts_that_name_their_question(phone: PhoneFilling) -> None:
    texts = {"people/1/school": "At ${age}, the ${ place }nd of ${sum}, ${nobody}?"}
    assert both(phone, PEOPLE, TWO, texts=texts)["said"] == {
        "people/1/school": "At 7, the 2nd of 47, ?"
    }


BEGUN = form(
    q("day", "date", initial="today()"),
    q("ten", "integer", default="10"),
    q("several", "select_multiple", choices="county", default="bong lofa"),
    q("drawn", "calculate", calculation="once(random())"),
    repeat("people", q("born", "integer", initial="2000 + position(..)"), q("free")),
    repeat("rooms", q("use", default="sleep"), count="${ten} - 9"),
)


def test_a_record_begins_with_its_defaults(phone: PhoneFilling) -> None:
    ours, theirs = told(BEGUN, NOW), phone.ask(BEGUN, NOW)
    assert 0 <= float(ours["answers"].pop("drawn")) < 1
    assert 0 <= float(theirs["answers"].pop("drawn")) < 1
    assert ours["answers"] == theirs["answers"]
    assert ours["answers"] == {
        "day": "2026-11-22",
        "ten": 10,
        "several": ["bong", "lofa"],
        "people": 1,
        "people/0/born": 2001,
        "rooms": 1,
        "rooms/0/use": "sleep",
    }


def test_only_new_turns_get_defaults(phone: PhoneFilling) -> None:
    before = {"ten": 10, "people": 1, "people/0/free": "x", "rooms": 1, "drawn": "0.5"}
    after = {**before, "ten": 12, "people": 2}
    found = both(phone, BEGUN, after, before)["answers"]
    assert found == {
        **after,
        "people/1/born": 2002,
        "rooms": 3,
        "rooms/1/use": "sleep",
        "rooms/2/use": "sleep",
    }


def test_what_chance_has_drawn_stays(phone: PhoneFilling) -> None:
    assert both(phone, BEGUN, {"drawn": "0.5"})["clean"]["drawn"] == "0.5"


TRIGGERED = form(
    q("a", "integer"),
    q("b", "integer", calculation="${a} * 2", trigger=("a",)),
    q("c", "integer", calculation="${b} + 1", trigger=("b",)),
)

CHANGES: list[tuple[str, Answers, Answers, Answers]] = [
    ("sets off what hangs on it, one after the other", {}, {"a": 3}, {"a": 3, "b": 6, "c": 7}),
    (
        "leaves alone what was changed by hand",
        {"a": 3, "b": 6},
        {"a": 3, "b": 5},
        {"a": 3, "b": 5, "c": 6},
    ),
    ("that is none sets nothing off", {"a": 3, "b": 1}, {"a": 3, "b": 1}, {"a": 3, "b": 1}),
]


@pytest.mark.parametrize(("what", "before", "after", "settled"), CHANGES)
def test_a_change(
    what: str, before: Answers, after: Answers, settled: Answers, phone: PhoneFilling
) -> None:
    assert both(phone, TRIGGERED, after, before)["answers"] == settled


def test_calculated_numbers_are_numbers_and_are_not_asked(phone: PhoneFilling) -> None:
    asked = form(q("a", "integer"), q("twice", "integer", required=True, calculation="${a} * 2"))
    assert both(phone, asked, {"a": 4})["clean"] == {"a": 4, "twice": 8}
    assert both(phone, asked, {})["problems"] == []


JUDGED: list[tuple[str, object, str | None]] = [
    ("time", "14:30", None),
    ("time", "24:00", "not_a_time"),
    ("time", "7:30", "not_a_time"),
    ("datetime", "2026-11-22T14:30", None),
    ("datetime", "2026-02-30T14:30", "not_a_moment"),
    ("datetime", "2026-11-22", "not_a_moment"),
    ("acknowledge", "OK", None),
    ("acknowledge", "no", "not_a_choice"),
    ("barcode", "4 006381 333931", None),
    ("geopoint", "6.3 -10.8", None),
    ("geopoint", "6.3 -10.8 12.5 4", None),
    ("geopoint", "96.3 -10.8", "not_a_point"),
    ("geopoint", "6.3,-10.8", "not_a_point"),
    ("geotrace", "6.3 -10.8; 6.4 -10.8 0 0;", None),
    ("geotrace", "6.3 -10.8", "not_a_path"),
    ("geoshape", "0 0;0 1;1 1;0 0", None),
    ("geoshape", "0 0;0 1;1 1;1 0", "not_a_shape"),
    ("image", f"{'a' * 64}.jpg", None),
    ("image", "../../etc/passwd", "not_a_file"),
    ("audio", 3, "not_a_file"),
]


@pytest.mark.parametrize(("kind", "answer", "code"), JUDGED)
def test_an_answer_is_judged_by_its_kind(
    kind: str, answer: Any, code: str | None, phone: PhoneFilling
) -> None:
    found = both(phone, form(q("x", kind)), {"x": answer})["problems"]
    assert [one["code"] for one in found] == ([code] if code else [])


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (["lofa", "bong"], None),
        (["lofa"], "not_all_ranked"),
        (["lofa", "lofa"], "not_a_choice"),
        ("lofa", "not_a_choice"),
    ],
)
def test_a_ranking_names_all_choices_once(
    answer: Any, code: str | None, phone: PhoneFilling
) -> None:
    found = both(phone, form(q("x", "rank", choices="county")), {"x": answer})["problems"]
    assert [one["code"] for one in found] == ([code] if code else [])


def test_a_form_is_the_same_after_it_was_written_down() -> None:
    for each in (PEOPLE, COUNTED, CASCADE, BEGUN, TRIGGERED):
        assert Form.from_json(each.to_json()) == each
