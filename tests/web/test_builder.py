"""Build a form in the browser, alone and together."""

import pytest
from flask import Flask

from consult.core.form import Form
from consult.services import library
from consult.store import asking, drafts
from consult.store.base import db
from tests.conftest import Reader
from tests.desk import Builder, at_desk, staffed


@pytest.fixture
def desk(both: Flask) -> Reader:
    staffed(both)
    return at_desk(both)


@pytest.fixture
def wells(desk: Reader) -> Builder:
    """Begin a form with a choice and a number."""
    builder = Builder.begin(desk)
    builder.add("select_one", "Is there water?")
    builder.press("save", more="Yes\nNo")
    builder.add("integer", "How many litres?")
    return builder


def published(app: Flask, slug: str = "wells") -> Form:
    with app.app_context():
        newest = asking.newest_form(db.session(), slug)
        assert newest is not None
        form = library.form_of(db.session(), slug, newest.version)
        assert form is not None
        return form


def test_a_form_is_built_from_nothing_without_script_and_published(
    both: Flask, wells: Builder
) -> None:
    wells.press(
        "save", must="yes", low="0", high="500",
        rule__0__what="is_there_water=yes", t__hint__en="In a day.",
    )  # fmt: skip
    assert wells.outline() == [
        "1 Is there water? Choose one answer",
        "2 How many litres? Whole number · not always asked",
    ]
    page = wells.reader.get("/en/desk/forms/wells/build/publish")
    assert "Nothing stands in the way of publishing." in page.text
    wells.reader.post("/en/desk/forms/wells/build/publish", 303)
    form = published(both)
    assert form.version == "1"
    litres = form.question("how_many_litres")
    assert litres is not None
    assert litres.relevant is not None
    assert litres.constraint is not None
    assert (litres.required, litres.relevant.source, litres.constraint.source) == (
        True, "${is_there_water} = 'yes'", ". >= 0 and . <= 500",
    )  # fmt: skip
    assert [choice.name for choice in form.choices["is_there_water"]] == ["yes", "no"]
    with both.app_context():
        assert drafts.built(db.session(), "wells") is None


def test_parts_are_put_into_groups_and_in_order(wells: Builder) -> None:
    wells.add("group", "About the well")
    wells.choose("How many litres?")
    wells.press("move:down")
    wells.press("move:into")
    assert [line.split(" ", 1)[-1] for line in wells.outline()] == [
        "Is there water? Choose one answer",
        "the well Group of questions",
        "How many litres? Whole number",
    ]
    wells.press("move:out")
    wells.press("move:up")
    wells.press("move:up")
    assert wells.outline()[0].startswith("1 How many litres?")


def test_every_change_can_be_undone(wells: Builder) -> None:
    wells.press("remove")
    assert len(wells.outline()) == 1
    undo = {"do": "undo", "revision": str(wells.fields().get("revision", "4"))}
    revision = wells.page.all("input", name="revision")[0].get("value")
    wells.send({**undo, "revision": str(revision)})
    assert len(wells.outline()) == 2
    assert "Undo the adding" in wells.page.text


def test_who_comes_second_to_the_same_words_is_told_and_loses_nothing(
    both: Flask, wells: Builder
) -> None:
    other = Builder(at_desk(both, "amina"), "wells")
    other.choose("How many litres?")
    wells.press("save", t__label__en="How many litres a day?")
    page = other.press("save", 409, t__label__en="How many buckets?", t__hint__en="Full ones.")
    assert "Coordinator has changed the same question meanwhile." in page.text
    assert "How many litres a day?" in page.text
    assert other.fields()["t:label:en"] == "How many buckets?"
    assert other.fields()["t:hint:en"] == "Full ones."
    other.press("save")
    assert "How many buckets?" in other.outline()[1]


def test_two_people_who_change_different_things_do_not_notice(both: Flask, wells: Builder) -> None:
    other = Builder(at_desk(both, "amina"), "wells")
    other.choose("How many litres?")
    wells.press("save", t__label__en="How many litres a day?")
    other.press("save", must="yes")
    assert "How many litres a day?" in other.outline()[1]
    assert other.fields()["must"] == "yes"


@pytest.mark.parametrize("do", ["remove", "undo", "discard"])
def test_what_takes_away_is_not_done_by_who_has_not_seen_the_form_as_it_is(
    both: Flask, wells: Builder, do: str
) -> None:
    other = Builder(at_desk(both, "amina"), "wells")
    other.choose("How many litres?")
    wells.press("save", t__label__en="How many litres a day?")
    page = other.press(do, 409)
    assert "Coordinator has changed this form meanwhile, so nothing was done." in page.text
    assert len(other.outline()) == 2


def test_a_rule_that_can_not_be_read_is_told_at_its_field(wells: Builder) -> None:
    wells.press("save", relevant="${is_there_water} = 'yes")
    field = wells.page.one("textarea", id="f-relevant")
    assert field.get("aria-invalid") == "true"
    assert "has no end" in wells.page.text
    assert "a rule is wrong" in wells.outline()[1]
    page = wells.reader.post("/en/desk/forms/wells/build/publish", 422)
    assert "This stands in the way of publishing" in page.text
    page.one("a", href="/en/desk/forms/wells/build?part=p2#editor")


def test_a_rule_about_no_question_is_told_and_stands_in_the_way(wells: Builder) -> None:
    wells.press("save", relevant="${nowhere} = 'yes'")
    assert "There is no question nowhere." in wells.page.text
    wells.reader.post("/en/desk/forms/wells/build/publish", 422)


def test_a_rule_that_menus_can_not_say_stays_as_it_was_written(wells: Builder) -> None:
    wells.press("save", relevant="string-length(${is_there_water}) > 1")
    assert wells.page.all("select", name="rule:0:what") == []
    wells.press("save", t__label__en="How much?")
    assert wells.fields()["relevant"] == "string-length(${is_there_water}) > 1"


def test_a_form_may_speak_a_language_that_the_interface_does_not(
    both: Flask, wells: Builder
) -> None:
    add = {"do": "speak", "tag": "kri", "own-name": "Krio", "direction": "ltr", "fallback": "en"}
    wells.send(add)
    assert "5 missing" in wells.page.text
    texts = wells.reader.get("/en/desk/forms/wells/build/texts/kri?missing=yes")
    was = str(texts.one("input", name="was").get("value"))
    sent = {"was": was, "title": "Wɛl", "p1/label": "Wata de?", "choice/is_there_water/0": "Yɛs"}
    wells.reader.post("/en/desk/forms/wells/build/texts/kri", 303, data=sent)
    assert "2 missing" in wells.reader.get(wells.address).text
    preview = wells.reader.get("/en/desk/forms/wells/build/preview/kri")
    assert "Wata de?" in preview.text
    wells.reader.post("/en/desk/forms/wells/build/publish", 303)
    assert published(both).speech["kri"].name == "Krio"


def test_who_translates_second_is_told_what_the_other_wrote(both: Flask, wells: Builder) -> None:
    wells.send({"do": "speak", "tag": "fr", "own-name": "", "direction": "", "fallback": "fr"})
    address = "/en/desk/forms/wells/build/texts/fr"
    was = str(wells.reader.get(address).one("input", name="was").get("value"))
    at_desk(both, "amina").post(address, 303, data={"was": was, "title": "Les puits"})
    page = wells.reader.post(address, 409, data={"was": was, "title": "Puits"})
    assert "They wrote: Les puits" in page.text
    assert "".join(page.one("textarea", name="title").itertext()).strip() == "Puits"


def test_the_next_version_begins_with_the_one_before(both: Flask, wells: Builder) -> None:
    wells.reader.post("/en/desk/forms/wells/build/publish", 303)
    next_one = Builder.begin(wells.reader, "", **{"from": "form:wells", "slug": "wells"})
    assert len(next_one.outline()) == 2
    answer = wells.reader.post("/en/desk/forms/wells/build/publish", 303)
    assert "word for word" in wells.reader.get(answer.headers["Location"]).text
    next_one = Builder.begin(wells.reader, "", **{"from": "form:wells", "slug": "wells"})
    next_one.add("note", "Thank you.")
    page = wells.reader.get("/en/desk/forms/wells/build/publish")
    assert "The question “Thank you.” is new." in page.text
    wells.reader.post("/en/desk/forms/wells/build/publish", 303)
    assert published(both).version == "2"
    changes = wells.reader.get("/en/desk/forms/wells/2/changes")
    assert "The question “Thank you.” is new." in changes.text


@pytest.mark.parametrize(
    "template",
    ["services-satisfaction", "safety-and-trust", "village-meeting", "needs-after-displacement"],
)
def test_a_ready_made_form_can_be_published_as_it_is(
    both: Flask, desk: Reader, template: str
) -> None:
    builder = Builder.begin(desk, "", **{"from": f"template:{template}"})
    assert "missing" not in " ".join(builder.outline())
    desk.post(f"/en/desk/forms/{builder.slug}/build/publish", 303)
    assert published(both, template).languages == ("en", "fr", "ar", "sw")


def test_an_empty_form_can_not_be_published(desk: Reader) -> None:
    Builder.begin(desk)
    page = desk.post("/en/desk/forms/wells/build/publish", 422)
    assert "The form asks nothing." in page.text


def test_two_forms_of_one_name_are_two_forms(desk: Reader) -> None:
    assert Builder.begin(desk).slug != Builder.begin(desk).slug


def test_a_draft_can_be_thrown_away(wells: Builder) -> None:
    revision = str(wells.page.all("input", name="revision")[0].get("value"))
    wells.reader.post(wells.address, 303, data={"do": "discard", "revision": revision})
    wells.reader.get(wells.address, 404)


def test_the_preview_asks_what_belongs_there_and_may_stand_in_our_frame_only(
    wells: Builder,
) -> None:
    wells.press("save", rule__0__what="is_there_water=yes")
    address = "/en/desk/forms/wells/build/preview/en"
    page = wells.reader.get(address)
    assert "frame-ancestors 'self'" in page.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in wells.page.headers["Content-Security-Policy"]
    assert page.one("div", data_part="how_many_litres").get("hidden") is not None
    names = {"step", "filled", "shown"}
    sent = {name: str(page.one("input", name=name).get("value")) for name in names}
    sent |= {"q-is_there_water": "yes", "do": "again"}
    again = wells.reader.post(address, 200, data=sent)
    assert again.one("div", data_part="how_many_litres").get("hidden") is None


def test_an_auditor_reads_a_draft_and_changes_nothing(both: Flask, wells: Builder) -> None:
    auditor = at_desk(both, "auditor")
    page = auditor.get("/en/desk/forms/wells/build?part=p1")
    assert page.all("button", name="do") == []
    auditor.post("/en/desk/forms/wells/build", 404, data={"do": "remove", "part": "p1"})
    auditor.post("/en/desk/forms/build", 404, data={"title": "Mine"})
    auditor.post("/en/desk/forms/wells/build/publish", 404)


def test_a_facilitator_does_not_build(both: Flask, wells: Builder) -> None:
    at_desk(both, "facilitator").get("/en/desk/forms/wells/build", 404)


@pytest.mark.parametrize(
    "sent",
    [
        {"do": "fly"},
        {"do": ""},
        {"do": "save", "part": "p1", "was": "[1]"},
        {"do": "save", "part": "p1", "was": "{"},
        {"do": "choice:up:99", "part": "p1"},
        {"do": "choice:sideways:x", "part": "p1"},
        {"do": "move:up", "part": "p99"},
        {"do": "copy", "part": "p99"},
        {"do": "speak", "tag": "no tag"},
        {"do": "hush:xx", "revision": "5"},
        {"do": "add", "new-kind": "bomb", "part": "p1"},
    ],
)
def test_what_no_page_sends_breaks_nothing(wells: Builder, sent: dict[str, str]) -> None:
    before = wells.outline()
    answer = wells.reader.client.post(
        wells.address, data=sent, headers={"Sec-Fetch-Site": "same-origin"}
    )
    assert answer.status_code in (303, 400, 409)
    assert Builder(wells.reader, "wells").outline() == before


@pytest.mark.parametrize("lang", ["fr", "ar", "sw"])
def test_the_builder_is_without_fault_in_every_language(wells: Builder, lang: str) -> None:
    for page in ("", "?part=p1", "/texts/en", "/publish", "/preview/en"):
        wells.reader.get(f"/{lang}/desk/forms/wells/build{page}")
