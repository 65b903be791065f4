"""A citizen's way through the pages, as a browser without script walks it."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from consult.core.code import read
from consult.store.base import db
from consult.store.rows import ConsultationRow, SubmissionRow
from tests.conftest import Reader
from tests.ground import Ground, lay
from tests.page import Page, text

GIVE = "/en/c/water/give"


@pytest.fixture
def ground(app: Flask) -> Iterator[Ground]:
    with app.app_context():
        yield lay(db.session())


def hidden_id(page: Page) -> str | None:
    """Read the id that only a browser without script sees."""
    found = re.search(r'<noscript>.*?name="id" value="([^"]+)".*?</noscript>', page.html, re.DOTALL)
    return found[1] if found else None


def answers(ground: Ground, **more: Any) -> dict[str, Any]:
    return {"locality": str(ground.north), "q-told": "The pump is broken", **more}


def records() -> list[SubmissionRow]:
    db.session.remove()
    return list(db.session().scalars(select(SubmissionRow)))


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ["About water.", "The county"]), ("ar", ["عن الماء.", "المقاطعة"])],
)
def test_the_first_page_says_what_is_asked_and_by_whom(
    client_request: Reader, ground: Ground, language: str, words: list[str]
) -> None:
    page = client_request.get(f"/{language}/c/water/")
    assert [word for word in words if word not in page.text] == []
    assert page.all("a", href=f"/{language}/c/water/give")


def test_a_link_with_a_place_carries_it_to_the_form_the_other_languages_and_the_code(
    client_request: Reader, ground: Ground
) -> None:
    page = client_request.get("/en/c/water/?at=X0102")
    assert page.all("a", href="/en/c/water/give?at=X0102")
    assert page.all("a", href="/ar/c/water/?at=X0102")
    assert page.all("a", href="http://localhost/en/c/water/?at=X0102")
    form = client_request.get("/en/c/water/give?at=X0102")
    assert text(form.one("option", selected="")) == "South"


@pytest.mark.parametrize("at", ["Y01", "X01", "nowhere", "'><script>"])
def test_a_place_that_is_not_asked_is_not_chosen(
    client_request: Reader, ground: Ground, at: str
) -> None:
    page = client_request.get("/en/c/water/give", query_string={"at": at})
    assert page.all("option", selected="") == []
    assert page.all("option", value=str(ground.elsewhere)) == []


def test_the_places_stand_under_their_parents(client_request: Reader, ground: Ground) -> None:
    county = client_request.get(GIVE).one("optgroup", label="County")
    assert [text(option) for option in county] == ["North", "South"]


def test_every_question_of_the_form_is_asked(client_request: Reader, ground: Ground) -> None:
    page = client_request.get(GIVE)
    names = {field.get("name") for tag in ("input", "textarea") for field in page.all(tag)}
    assert {"q-sex", "q-kind", "q-told", "q-minutes", "q-quote"} <= names
    assert "Question 3 of 5" in page.text


def test_answers_without_script_are_kept_and_thanked_for_with_a_code(
    client_request: Reader, ground: Ground
) -> None:
    page = client_request.get(GIVE)
    given = answers(ground, **{"id": hidden_id(page), "q-minutes": "٤٥", "q-kind": "question"})
    sent = client_request.post(GIVE, 303, data=given)
    thanks = client_request.get(sent.headers["Location"])
    assert read(text(thanks.one("p", class_="code")))
    assert thanks.headers["Cache-Control"] == "no-store"
    [row] = records()
    assert row.content["answers"] == {
        "told": "The pump is broken",
        "minutes": 45,
        "kind": "question",
    }
    assert (row.locality_id, row.language, row.channel) == (ground.north, "en", "web")


def test_the_code_is_shown_only_once(client_request: Reader, ground: Ground) -> None:
    sent = client_request.post(GIVE, 303, data=answers(ground))
    assert client_request.get(sent.headers["Location"]).all("p", class_="code")
    assert client_request.get(sent.headers["Location"]).all("p", class_="code") == []


def test_a_double_click_is_one_record_with_one_code(client_request: Reader, ground: Ground) -> None:
    given = answers(ground, id=hidden_id(client_request.get(GIVE)))
    codes = []
    for _click in range(2):
        sent = client_request.post(GIVE, 303, data=given)
        codes.append(text(client_request.get(sent.headers["Location"]).one("p", class_="code")))
    assert len(records()) == 1
    assert codes[0] == codes[1]


def test_two_people_on_one_page_each_are_two_records(
    client_request: Reader, ground: Ground
) -> None:
    for _person in range(2):
        given = answers(ground, id=hidden_id(client_request.get(GIVE)))
        client_request.post(GIVE, 303, data=given)
    assert len(records()) == 2


def test_what_is_wrong_stands_on_top_and_at_its_question_and_nothing_typed_is_lost(
    client_request: Reader, ground: Ground
) -> None:
    given = {"q-minutes": "9000", "q-kind": "praise", "id": str(UUID(int=0))}
    page = client_request.post(GIVE, 422, data=given)
    links = page.one("section", data_problems="").findall(".//a")
    assert [link.get("href") for link in links] == ["#locality", "#q-told", "#q-minutes"]
    minutes = page.one("input", name="q-minutes")
    assert minutes.get("value") == "9000"
    assert minutes.get("aria-invalid") == "true"
    assert "From 0 to 600." in text(page.one("p", id="q-minutes-error"))
    assert page.all("input", name="q-kind", value="praise", checked="")
    assert page.title.startswith("Please look again")
    assert records() == []


def test_the_forms_own_words_on_a_mistake_are_in_the_readers_language(
    client_request: Reader, ground: Ground
) -> None:
    page = client_request.post("/ar/c/water/give", 422, data=answers(ground, **{"q-minutes": "-1"}))
    assert "من 0 إلى 600." in page.text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("locality", "00000000-0000-0000-0000-000000000000"),
        ("locality", "not an id"),
        ("q-sex", "other"),
        ("q-minutes", "many"),
        ("q-minutes", "1e400"),
        ("q-told", "x" * 10_001),
        ("q-told", "   "),
    ],
)
def test_an_answer_that_can_not_be_is_refused_with_a_sentence(
    client_request: Reader, ground: Ground, field: str, value: str
) -> None:
    page = client_request.post(GIVE, 422, data=answers(ground, **{field: value}))
    [told] = page.one("section", data_problems="").findall(".//li")
    assert text(told).endswith(".")
    assert records() == []


def test_a_question_may_be_called_like_a_field_of_the_page(
    client_request: Reader, ground: Ground
) -> None:
    page = client_request.post(GIVE, 303, data=answers(ground, told="spoofed", sex="spoofed"))
    assert page.headers["Location"].endswith("/received")
    assert records()[0].content["answers"] == {"told": "The pump is broken"}


def test_the_page_that_a_phone_keeps_is_the_same_for_everybody(
    client_request: Reader, ground: Ground
) -> None:
    kept = [client_request.get(GIVE, headers={"Consult-Cache": "1"}) for _fetch in range(2)]
    assert kept[0].html == kept[1].html
    assert hidden_id(kept[0]) is None
    assert "Set-Cookie" not in kept[0].headers
    assert "Consult-Cache" in kept[0].headers["Vary"]


def test_each_page_without_script_has_an_id_of_its_own_and_is_never_stored(
    client_request: Reader, ground: Ground
) -> None:
    pages = [client_request.get(GIVE) for _visit in range(2)]
    ids = {hidden_id(page) for page in pages}
    assert len(ids) == 2
    assert {UUID(page_id or "").version for page_id in ids} == {7}
    assert pages[0].headers["Cache-Control"] == "no-store"


def test_a_closed_consultation_says_so_and_takes_nothing(
    client_request: Reader, ground: Ground
) -> None:
    row = db.session().get_one(ConsultationRow, ground.consultation)
    row.closes_on = row.opens_on + timedelta(days=1)
    db.session().commit()
    assert "closed" in client_request.get("/en/c/water/").text
    sent = client_request.post(GIVE, 302, data=answers(ground))
    assert sent.headers["Location"] == "/en/c/water/"
    assert records() == []


def test_a_consultation_that_opens_later_says_when(client_request: Reader, ground: Ground) -> None:
    row = db.session().get_one(ConsultationRow, ground.consultation)
    row.opens_on = date(2190, 5, 1)
    db.session().commit()
    page = client_request.get("/en/c/water/")
    assert "opens on May 1, 2190" in page.text
    assert page.all("a", href="/en/c/water/give") == []


@pytest.mark.parametrize(("wanted", "spoken"), [("ar;q=0.9", "ar"), ("fr, sw", "en")])
def test_who_reads_in_another_language_comes_to_one_that_the_consultation_is_held_in(
    client_request: Reader, ground: Ground, wanted: str, spoken: str
) -> None:
    page = client_request.get("/fr/c/water/give?at=X0101", 302, headers={"Accept-Language": wanted})
    assert page.headers["Location"] == f"/{spoken}/c/water/give?at=X0101"
    choices = client_request.get("/en/c/water/").one("ul", class_="tongues").findall(".//a")
    assert [link.get("lang") for link in choices] == ["en", "ar"]


@pytest.mark.parametrize("path", ["/en/c/nothing/", "/en/c/nothing/give", "/en/c/nothing/received"])
def test_a_consultation_that_is_not_there_is_not_found(client_request: Reader, path: str) -> None:
    client_request.get(path, 404)
