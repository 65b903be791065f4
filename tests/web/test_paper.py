"""A form on paper, and what was written on it keyed in."""

from dataclasses import replace

import pytest
from flask import Flask

from consult.core.expression import parse
from consult.core.form import Form
from consult.core.language import Speech
from consult.core.permission import Role
from consult.core.question import Choice, Group, Question
from consult.store.base import db
from consult.store.rows import SubmissionRow
from consult.web.paper_blocks import blocks
from tests.conftest import Reader
from tests.desk import at_desk
from tests.ground import YES_NO, lay
from tests.page import Page, text
from tests.staff import hire

FORM = Form(
    slug="wells",
    version="1",
    title={"en": "Wells", "kri": "Wɛl dɛn"},
    languages=("en", "kri"),
    default_language="en",
    speech={"kri": Speech("Krio", "ltr", "fr")},
    questions=(
        Question("hello", "note", {"en": "Hello."}),
        Question("wet", "select_one", {"en": "Is it wet?"}, choices="yn", required=True),
        Question("litres", "integer", {"en": "How much of ${wet}?"},
                 relevant=parse("${wet} = 'yes'")),
        Question("uses", "select_multiple", {"en": "What for?"}, choices="use"),
        Question("twice", "integer", calculation=parse("${litres} * 2")),
        Group("people", (
            Question("age", "integer", {"en": "Age"}),
            Question("uses_it", "select_one", {"en": "Uses it"}, choices="yn"),
        ), {"en": "Somebody"}, repeat=True),
        Group("end", (
            Question("far", "select_one", {"en": "Which village?"}, choices="long"),
            Question("why", "text", {"en": "Why?"}, relevant=parse("selected(${uses}, 'wash')")),
            Question("odd", "text", {"en": "Odd?"}, relevant=parse("${litres} + 1 > 3")),
        ), {"en": "The end"}, relevant=parse("${litres} >= 5 or ${wet} = 'no'")),
    ),
    choices={
        "yn": YES_NO,
        "use": (Choice("drink", {"en": "Drinking"}), Choice("wash", {"en": "Washing"})),
        "long": tuple(Choice(f"v{at}", {"en": f"Village {at}"}) for at in range(200)),
    },
)  # fmt: skip


@pytest.fixture
def desk(app: Flask) -> Reader:
    with app.app_context():
        lay(db.session(), FORM)
    hire(app, "coordinator", Role.COORDINATOR)
    hire(app, "facilitator", Role.FACILITATOR, "X0101")
    hire(app, "auditor", Role.AUDITOR)
    return at_desk(app)


def numbers(page: Page) -> list[str]:
    return [text(one) for one in page.all("strong", class_="number")]


def test_the_sheet_has_the_numbers_of_the_screen(desk: Reader) -> None:
    page = desk.get("/en/desk/forms/wells/1/paper?in=en")
    assert numbers(page) == ["1", "2", "3", "4", "5", "6", "7", "8", "9"]
    screen = desk.get("/en/desk/consultations/water/key-in")
    assert "Question 7 of 9 Which village?" in screen.text
    assert "7 Which village?" in page.text


@pytest.mark.parametrize(
    "words",
    [
        "Only if 1 is “Yes”.",
        "Only if 2 is 5 or more or 1 is “No”.",
        "Only if “Washing” is ticked in 3.",
        "Only if this holds: [2] + 1 > 3",
        "How much of [1]?",
        "Tick one.",
        "Tick all that fit.",
        "This is worked out when the sheet is keyed in.",
        "Version 1",
    ],
)
def test_the_sheet_says_in_words(desk: Reader, words: str) -> None:
    assert words in desk.get("/en/desk/forms/wells/1/paper?in=en").text


def test_a_repeat_is_a_table_and_a_long_list_a_line(desk: Reader) -> None:
    page = desk.get("/en/desk/forms/wells/1/paper?in=en")
    table = page.one("table")
    assert [text(cell).split(" ")[0] for cell in table.iter("th")][:3] == ["No.", "5", "6"]
    assert "Village 17" not in page.text


def test_the_mark_of_a_sheet_changes_with_what_it_asks(desk: Reader) -> None:
    page = desk.get("/en/desk/forms/wells/1/paper?in=en")
    mark = text(page.all("bdi", class_="mark")[0])
    assert len(mark) == 6
    assert mark in desk.get("/en/desk/consultations/water/key-in").text
    assert page.html.count('class="qr"') == 1


def test_a_language_without_an_interface_has_the_buttons_of_its_fallback(desk: Reader) -> None:
    answer = desk.get("/en/desk/forms/wells/1/paper?in=kri", 302)
    assert answer.headers["Location"] == "/fr/desk/forms/wells/1/paper?in=kri"
    page = desk.get(answer.headers["Location"])
    heading = page.one("h1")
    assert (heading.get("lang"), heading.get("dir"), text(heading)) == ("kri", "ltr", "Wɛl dɛn")


def test_a_form_without_rules_has_no_only_if() -> None:
    plain = replace(FORM, questions=(Question("a", "text", {"en": "A"}),))
    assert [block.only_if for block in blocks(plain, "en")] == [""]


ADDRESS = "/en/desk/consultations/water/key-in"


def key_in(desk: Reader, status: int = 303, **answers: str) -> Page:
    """Fill a sheet and keep it."""
    page = desk.get(ADDRESS)
    names = ("id", "in", "step", "filled", "shown")
    sent = {name: str(page.one("input", name=name).get("value")) for name in names}
    north = next(
        str(option.get("value")) for option in page.all("option") if text(option) == "North"
    )
    sent |= {"locality": north, "filled-on": "2026-11-01", "do": "send"}
    sent |= {name.replace("q_", "q-", 1).replace("filled_on", "filled-on"): answer
             for name, answer in answers.items()}  # fmt: skip
    return desk.post(ADDRESS, status, data=sent)


def test_a_sheet_is_kept_as_paper_with_its_own_day_and_who_keyed_it_in(
    app: Flask, desk: Reader
) -> None:
    answer = key_in(desk, q_wet="yes", q_litres="7")
    page = desk.get(answer.headers["Location"])
    assert "Kept. Write this on the sheet" in page.text
    assert page.one("input", name="filled-on").get("value") == "2026-11-01"
    chosen = [text(one) for one in page.all("option") if one.get("selected") is not None]
    assert "North" in chosen
    with app.app_context():
        row = db.session().scalars(db.select(SubmissionRow)).one()
        assert (row.channel, row.entered_by, row.day.isoformat()) == (
            "paper", "paper", "2026-11-01",
        )  # fmt: skip
        assert row.person_id is not None
        assert row.content["answers"]["litres"] == 7


def test_the_same_sheet_sent_twice_is_kept_once(app: Flask, desk: Reader) -> None:
    page = desk.get(ADDRESS)
    same = str(page.one("input", name="id").get("value"))
    for _time in range(2):
        key_in(desk, q_wet="no", id=same)
    with app.app_context():
        assert len(db.session().scalars(db.select(SubmissionRow)).all()) == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"q_wet": ""}, "Please answer this question."),
        ({"locality": ""}, "Please answer this question."),
        ({"filled_on": "2999-01-01"}, "Please give a date"),
        ({"filled_on": ""}, "Please give a date"),
        ({"q_litres": "much"}, "Please write a whole number"),
    ],
)
def test_what_is_wrong_with_a_sheet_is_said_and_nothing_is_kept(
    app: Flask, desk: Reader, wrong: dict[str, str], sentence: str
) -> None:
    page = key_in(desk, 422, **{"q_wet": "yes", **wrong})
    assert sentence in page.text
    with app.app_context():
        assert db.session().scalars(db.select(SubmissionRow)).all() == []


def test_a_facilitator_keys_in_and_an_auditor_does_not(app: Flask, desk: Reader) -> None:
    at_desk(app, "facilitator").get(ADDRESS)
    at_desk(app, "auditor").get(ADDRESS, 404)


@pytest.mark.parametrize("lang", ["fr", "ar", "sw"])
def test_paper_and_screen_are_without_fault_in_every_language(desk: Reader, lang: str) -> None:
    desk.get(f"/{lang}/desk/consultations/water/key-in")
    desk.get(f"/{lang}/desk/forms/wells/1/preview/en")
