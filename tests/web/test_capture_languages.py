"""A form in languages that the interface doesn't speak."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from consult.core.expression import parse
from consult.core.form import Form
from consult.core.language import Speech
from consult.core.question import Question
from consult.services.forms import publish
from consult.store.base import db
from consult.store.rows import ConsultationRow
from tests.conftest import Reader
from tests.ground import NOW, Ground, lay
from tests.page import text

FORM = Form(
    slug="words",
    version="1",
    title={"en": "Words"},
    languages=("prs", "kri", "fr"),
    default_language="prs",
    questions=(
        Question("day", "date", {"prs": "روز", "kri": "Wetin na di de?", "fr": "Jour"},
                 initial=parse("today()")),
        Question("why", "text", {"prs": "چرا؟", "kri": "Wetin mek?"}),
    ),
    speech={"prs": Speech("دری", "rtl", "en"), "kri": Speech("Krio", "ltr", "en")},
)  # fmt: skip


@pytest.fixture(autouse=True)
def ground(app: Flask) -> Iterator[Ground]:
    with app.app_context():
        ground = lay(db.session(), FORM)
        row = db.session().get_one(ConsultationRow, ground.consultation)
        row.languages = list(FORM.languages)
        db.session().commit()
        yield ground


@pytest.mark.parametrize(
    ("path", "there"),
    [
        ("/en/c/water/give", "/en/c/water/give/prs"),
        ("/fr/c/water/give/prs?at=X0101", "/en/c/water/give/prs?at=X0101"),
        ("/ar/c/water/give", "/fr/c/water/give"),
    ],
)
def test_who_comes_to_another_address_is_sent_to_the_right_one(
    client_request: Reader, path: str, there: str
) -> None:
    page = client_request.get(path, 302, headers={"Accept-Language": "fr"})
    assert page.headers["Location"] == there


@pytest.mark.parametrize(
    ("tag", "direction", "label"), [("prs", "rtl", "چرا؟"), ("kri", "ltr", "Wetin mek?")]
)
def test_the_forms_words_say_their_language_and_the_buttons_theirs(
    client_request: Reader, tag: str, direction: str, label: str
) -> None:
    page = client_request.get(f"/en/c/water/give/{tag}")
    [span] = [
        one
        for one in page.one("label", for_="q-why").iter("span")
        if one.get("data-label") is not None
    ]
    assert (span.get("lang"), span.get("dir"), text(span)) == (tag, direction, label)
    assert page.root.get("lang") == "en"
    assert "Send my answers" in page.text
    assert page.one("form", method="post").get("action") == f"/en/c/water/give/{tag}"


def test_the_languages_are_offered_by_their_own_names(client_request: Reader) -> None:
    menu = client_request.get("/en/c/water/give/kri").one("ul", class_="tongue-menu")
    offered = [(text(link), link.get("href"), link.get("aria-current")) for link in menu.iter("a")]
    assert offered == [
        ("Français", "/fr/c/water/give", None),
        ("دری", "/en/c/water/give/prs", None),
        ("Krio", "/en/c/water/give/kri", "true"),
    ]


def test_a_phone_keeps_the_form_in_each_of_its_languages(client_request: Reader) -> None:
    kept = client_request.client.get("/c/water/pages.json").get_json()["urls"]
    pages = {address for address in kept if "/c/water/" in address}
    assert pages == {
        "/en/c/water/",
        "/fr/c/water/",
        "/fr/c/water/give",
        "/en/c/water/give/prs",
        "/en/c/water/give/kri",
    }


def test_what_a_phone_keeps_does_not_change_with_the_day(client_request: Reader) -> None:
    headers = {"Consult-Cache": "1"}
    kept = client_request.get("/en/c/water/give/prs", headers=headers)
    assert kept.one("input", name="q-day").get("value") == ""
    now = client_request.get("/en/c/water/give/prs")
    assert now.one("input", name="q-day").get("value") != ""


def test_a_draft_finds_the_version_that_it_was_begun_in(client_request: Reader) -> None:
    newer = replace(FORM, version="2", questions=FORM.questions[1:])
    publish(db.session(), newer, NOW)
    db.session().commit()
    headers = {"Consult-Cache": "1"}
    old = client_request.get("/en/c/water/give/kri?version=1", headers=headers)
    new = client_request.get("/en/c/water/give/kri?version=2", headers=headers)
    assert old.all("input", name="q-day")
    assert new.all("input", name="q-day") == []
    client_request.get("/en/c/water/give/kri?version=3", 404, headers=headers)
