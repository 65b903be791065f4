"""A form of several steps, walked by a browser without script."""

import json
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from consult.core.code import read
from consult.core.expression import parse
from consult.core.form import Form
from consult.core.question import Choice, Group, Question
from consult.store.base import db
from consult.store.rows import ConsultationRow, RecordFileRow, SubmissionRow
from tests.conftest import Reader
from tests.every_kind import FORM
from tests.ground import Ground, lay, named
from tests.page import Page, text

PNG = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx"
    b"\x9cc\xf8\xcf\xc0\xf0\x1f\0\x05\0\x01\xff\x89\x99=\x1d\0\0\0\0IEND\xaeB`\x82"
)


class Walker:
    """Somebody with a browser that runs no script."""

    def __init__(self, reader: Reader, path: str) -> None:
        self.reader, self.path = reader, path
        self.page = reader.get(f"{path}?at=X0101")

    @property
    def fields(self) -> dict[str, Any]:
        """Give what the page would send, were it sent as it is."""
        [form] = [form for form in self.page.all("form") if form.get("method") == "post"]
        sent: dict[str, Any] = {}
        for field in form.iter():
            name = field.get("name", "")
            if field.tag == "input" and field.get("type") in {"radio", "checkbox"}:
                if field.get("checked") is not None:
                    sent.setdefault(name, []).append(field.get("value"))
            elif field.tag == "input" and name:
                sent.setdefault(name, []).append(field.get("value", ""))
            elif field.tag == "textarea":
                sent.setdefault(name, []).append(field.text or "")
            elif field.tag == "select":
                chosen = [each for each in field.iter("option") if each.get("selected") is not None]
                sent.setdefault(name, []).append(chosen[0].get("value", "") if chosen else "")
        return sent

    def send(self, do: str, status: int = 200, **typed: Any) -> Page:
        """Press a button after some typing; `__` stands for the slash in a key."""
        named = {f"q-{name.replace('__', '/')}": value for name, value in typed.items()}
        data = {**self.fields, **named, "do": do}
        self.page = self.reader.post(self.path, status, data=data)
        return self.page

    @property
    def asked(self) -> list[str]:
        """List what the page asks."""
        parts = [part for part in self.page.elements if part.get("data-layout")]
        return [part.get("data-part", "") for part in parts if part.get("hidden") is None]

    @property
    def step(self) -> str:
        return str(self.page.one("section", class_="step").get("data-step"))

    @property
    def told(self) -> list[str]:
        """List where something is wrong."""
        links = self.page.one("section", data_problems="").iter("a")
        return [str(link.get("href")) for link in links]


@pytest.fixture
def ground(app: Flask) -> Iterator[Ground]:
    with app.app_context():
        yield lay(db.session(), FORM)


@pytest.fixture
def walker(client_request: Reader, ground: Ground) -> Walker:
    return Walker(client_request, "/ar/c/water/give")


def records() -> list[SubmissionRow]:
    db.session.remove()
    return list(db.session().scalars(select(SubmissionRow)))


def test_a_whole_form_with_a_repeat_and_a_cascade_is_filled_by_plain_posts(walker: Walker) -> None:
    walker.send("next", name="آدا", age="٣٤", day="2026-11-22")
    assert walker.step == "1"
    assert walker.page.all("input", name="q-town") == []
    walker.send("next", region="north")
    assert walker.step == "1"
    assert [option.get("value") for option in walker.page.all("input", name="q-town")] == [
        "hill",
        "lake",
    ]
    walker.send("next", town="lake", order=["south", "north"], stars="4", street="yes")
    assert walker.step == "2"
    walker.send("add:people", people__0__called="Bo")
    walker.send("add:people", people__1__called="Cy", people__1__years="7")
    assert [turn for turn in walker.asked if turn.endswith("school")] == ["people/1/school"]
    walker.send("up:people/1", people__2__called="Di", people__1__school="yes")
    walker.send("remove:people/1")
    walker.send("next")
    assert walker.step == "3"
    walker.send("back")
    assert walker.fields["q-people/0/called"] == ["Cy"]
    walker.send("next")
    assert "شكرًا، آدا." in walker.page.text
    walker.send("send", 303, where=["6.31", "-10.8"], share="٤٠")
    thanks = walker.reader.get(walker.page.headers["Location"])
    assert read(text(thanks.one("p", class_="code")))
    [row] = records()
    assert row.language == "ar"
    assert row.content["answers"] == {
        "name": "آدا",
        "age": 34,
        "day": "2026-11-22",
        "double": 68,
        "region": "north",
        "town": "lake",
        "order": ["south", "north"],
        "stars": 4,
        "street": "yes",
        "people": 2,
        "people/0/called": "Cy",
        "people/0/years": 7,
        "people/0/school": "yes",
        "people/1/called": "Di",
        "share": 40,
        "where": "6.31 -10.8 0 0",
    }


def test_a_double_click_at_the_end_is_one_record(walker: Walker) -> None:
    walker.send("next", name="Ada")
    walker.send("next")
    walker.send("next", people__0__called="Bo")
    last = walker.fields
    for _click in range(2):
        walker.reader.post(walker.path, 303, data={**last, "do": "send"})
    assert len(records()) == 1


def test_what_is_wrong_is_told_on_its_own_step_with_what_was_typed(walker: Walker) -> None:
    walker.send("next", 422, age="٩٠٠")
    assert (walker.step, walker.told) == ("0", ["#q-name", "#q-age"])
    assert walker.fields["q-age"] == ["٩٠٠"]
    assert "من 0 إلى 120." in text(walker.page.one("p", id="q-age-error"))
    walker.send("next", name="Ada", age="٩٠")
    assert walker.step == "1"


def test_going_back_asks_nothing_and_loses_nothing(walker: Walker) -> None:
    walker.send("next", name="Ada")
    walker.send("next")
    walker.send("back", people__0__years="many")
    assert walker.step == "1"
    walker.send("next")
    assert walker.fields["q-people/0/years"] == ["many"]
    walker.send("next", 422)
    assert walker.told == ["#q-people/0/called", "#q-people/0/years"]


def test_a_mistake_on_an_earlier_step_leads_back_to_it(walker: Walker) -> None:
    filled = json.dumps({"name": "Ada", "people": 1, "people/0/called": "Bo", "age": 900})
    typed = {**walker.fields, "step": "3", "shown": "[]", "filled": filled, "do": "send"}
    walker.page = walker.reader.post(walker.path, 422, data=typed)
    assert (walker.step, walker.told) == ("0", ["#q-age"])


def test_a_place_that_was_not_chosen_is_asked_for_where_it_stands(walker: Walker) -> None:
    typed = {**walker.fields, "locality": "", "q-name": "Ada", "do": "next"}
    walker.page = walker.reader.post(walker.path, 422, data=typed)
    assert (walker.step, walker.told) == ("0", ["#locality"])


def test_the_place_goes_along(walker: Walker) -> None:
    walker.send("next", name="Ada")
    place = walker.page.one("input", name="locality")
    assert place.get("value") == str(named("north"))


def test_another_answer_to_the_first_question_of_a_cascade_shows_its_choices_again(
    walker: Walker,
) -> None:
    walker.send("next", name="Ada")
    walker.send("next", region="north")
    walker.send("next", region="south")
    assert walker.step == "1"
    assert [option.get("value") for option in walker.page.all("input", name="q-town")] == ["port"]
    walker.send("next", 422, town="hill")
    assert walker.told == ["#q-town"]


def test_a_turn_that_was_just_added_is_empty_and_has_its_own_buttons(walker: Walker) -> None:
    walker.send("next", name="Ada")
    walker.send("next")
    walker.send("add:people", people__0__called="Bo")
    values = [str(button.get("value")) for button in walker.page.all("button", name="do")]
    assert {"down:people/0", "up:people/1", "remove:people/1", "add:people"} <= set(values)
    assert walker.fields["q-people/1/called"] == [""]


def test_a_file_is_kept_at_once_and_named_in_the_record(walker: Walker) -> None:
    walker.send("next", name="Ada")
    walker.send("next")
    walker.send("next", people__0__called="Bo")
    walker.send("again", photo=(BytesIO(PNG), "me.png", "image/png"))
    assert walker.page.one("input", name="q-photo.drop") is not None
    walker.send("send", 303)
    [row], [file] = records(), list(db.session().scalars(select(RecordFileRow)))
    assert row.content["answers"]["photo"] == file.name


def test_a_file_can_be_taken_away_again(walker: Walker) -> None:
    walker.send("next", name="Ada")
    walker.send("next")
    walker.send("next", people__0__called="Bo")
    walker.send("again", photo=(BytesIO(PNG), "me.png", "image/png"))
    walker.send("send", 303, **{"photo.drop": "yes"})
    assert "photo" not in records()[0].content["answers"]


def test_a_file_of_no_known_type_is_refused_at_its_question(walker: Walker) -> None:
    walker.send("next", name="Ada")
    walker.send("next")
    walker.send("next", people__0__called="Bo")
    walker.send("send", 422, paper=(BytesIO(b"MZ"), "run.exe", "application/octet-stream"))
    assert walker.told == ["#q-paper"]
    assert records() == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("filled", "{"),
        ("filled", "[]"),
        ("filled", '{"name": {"a": 1}}'),
        ("filled", '{"name": null}'),
        ("filled", '{"": 1}'),
        ("filled", json.dumps({"name": "x" * 30_000})),
        ("filled", json.dumps({f"k{n}": 1 for n in range(10_001)})),
        ("filled", "[" * 5_000),
        ("step", "-1"),
        ("step", "x"),
        ("step", "99999999999"),
        ("step", "٣"),
        ("shown", "{}"),
        ("shown", "[1]"),
        ("shown", '"name"'),
        ("do", "dance"),
        ("do", "next:people"),
        ("do", "add"),
        ("do", "add:name"),
        ("do", "add:nobody"),
        ("do", "add:people/0"),
        ("do", "remove:people"),
        ("do", "remove:people/7"),
        ("do", "remove:people/x"),
        ("do", "up:people/-1"),
        ("do", "down:../etc/passwd"),
    ],
)
def test_what_no_page_of_ours_sends_is_refused_with_a_clear_page(
    client_request: Reader, ground: Ground, field: str, value: str
) -> None:
    good = {"step": "0", "filled": "{}", "shown": "[]", "do": "next", "locality": "X0101"}
    page = client_request.post("/en/c/water/give", 400, data={**good, field: value})
    assert "This did not arrive whole" in page.text


@pytest.mark.parametrize(
    ("field", "value", "status"),
    [
        ("filled", '{"unknown": 1, "people": 1000000, "people/0/called": ["x"]}', 422),
        (
            "filled",
            '{"people": "three", "age": 1e308, "day": 5, "order": [], "photo": "../x"}',
            422,
        ),
        ("step", "9999", 422),
        ("shown", '["people/99/called", "typed", "nobody"]', 200),
        ("id", "0", 422),
    ],
)
def test_what_can_be_understood_is_taken_as_far_as_it_goes(
    client_request: Reader, ground: Ground, field: str, value: str, status: int
) -> None:
    good = {"step": "0", "filled": "{}", "shown": "[]", "do": "send", "locality": "X0101"}
    client_request.post("/en/c/water/give", status, data={**good, field: value})
    assert records() == []


def test_steps_that_ask_nothing_are_passed_over_both_ways(
    app: Flask, client_request: Reader
) -> None:
    pages = tuple(
        Group(
            f"page{n}",
            (Question(f"q{n}", "select_one", {"en": f"Question {n}"}, choices="yes_no"),),
            relevant=parse("${q0} = 'yes'") if n == 1 else None,
            appearance="field-list",
        )
        for n in range(3)
    )
    yes_no = (Choice("yes", {"en": "Yes"}), Choice("no", {"en": "No"}))
    form = Form("f", "1", {"en": "F"}, ("en",), "en", pages, {"yes_no": yes_no}, style="pages")
    with app.app_context():
        lay(db.session(), form)
        walker = Walker(client_request, "/en/c/water/give")
        walker.send("next", q0="no")
        assert walker.step == "2"
        walker.send("back")
        assert walker.step == "0"
        walker.send("next", q0="yes")
        assert walker.step == "1"


def test_the_same_form_in_a_language_that_the_interface_does_not_speak(
    app: Flask, client_request: Reader, ground: Ground
) -> None:
    row = db.session().get_one(ConsultationRow, ground.consultation)
    row.languages = ["en", "ar", "kri"]
    db.session().commit()
    links = client_request.get("/ar/c/water/").one("ul", class_="tongues").findall(".//a")
    assert [link.get("href") for link in links][-1] == "/en/c/water/give/kri"
    walker = Walker(client_request, "/en/c/water/give/kri")
    label = walker.page.one("label", for_="q-name")
    assert "What is your name?" in text(label)
    walker.send("next", name="Ada")
    walker.send("next")
    walker.send("next", people__0__called="Bo")
    walker.send("send", 303)
    assert records()[0].language == "kri"


@pytest.mark.parametrize(
    ("path", "status", "there"),
    [
        ("/ar/c/water/give/kri", 302, "/en/c/water/give/kri"),
        ("/en/c/water/give/ar", 404, None),
        ("/en/c/water/give/tet", 404, None),
    ],
)
def test_a_language_has_one_address(
    client_request: Reader, ground: Ground, path: str, status: int, there: str | None
) -> None:
    row = db.session().get_one(ConsultationRow, ground.consultation)
    row.languages = ["en", "ar", "kri"]
    db.session().commit()
    assert client_request.get(path, status).headers.get("Location") == there


def test_choices_that_are_too_many_for_the_page_are_shown_when_they_are_asked_for(
    app: Flask, client_request: Reader
) -> None:
    places = tuple(Choice(str(n), {"en": f"Place {n}"}) for n in range(100))
    question = Question("where", "select_one", {"en": "Where?"}, choices="places", required=True)
    form = Form("f", "1", {"en": "F"}, ("en",), "en", (question,), {"places": places})
    with app.app_context():
        lay(db.session(), form)
        walker = Walker(client_request, "/en/c/water/give")
        assert walker.page.one("div", data_choices="places") is not None
        walker.send("again")
        assert len(walker.page.one("select", name="q-where").findall("option")) == 101
        walker.send("send", 303, where="42")
        assert records()[0].content["answers"] == {"where": "42"}


def test_too_many_turns_are_told_at_their_repeat(walker: Walker) -> None:
    filled = json.dumps({"name": "Ada", "people": 501})
    typed = {**walker.fields, "step": "3", "shown": "[]", "filled": filled, "do": "send"}
    walker.page = walker.reader.post(walker.path, 422, data=typed)
    assert walker.step == "2"
    assert walker.told[0] == "#q-people"
    assert "500" in text(walker.page.one("p", id="q-people-error"))


def test_a_page_that_came_back_is_left_alone_by_script(walker: Walker) -> None:
    assert walker.page.all("form", data_enhance="form")
    walker.send("next", name="Ada")
    assert walker.page.all("form", data_enhance="form") == []
    assert walker.page.all("script", id="capture") == []
