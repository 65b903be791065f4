"""The form's page in a real browser: what script adds, what stays without it, and how it fits."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from consult.core.expression import parse
from consult.core.form import Form
from consult.core.question import Choice, Group, Question
from consult.store.base import db
from tests.browser.conftest import Phone
from tests.conftest import app_on
from tests.ground import YES_NO, lay
from tests.server import Server

GIVE = "/en/c/water/give?at=X0101"
MOODS = {
    "1": {"en": "Very bad", "ar": "سيئ جدًا"},
    "2": {"en": "Bad", "ar": "سيئ"},
    "3": {"en": "In between", "ar": "بين بين"},
    "4": {"en": "Good", "ar": "جيد"},
    "5": {"en": "Very good", "ar": "جيد جدًا"},
}
FORM = Form(
    slug="life",
    version="1",
    title={"en": "Life", "ar": "الحياة"},
    languages=("en", "ar"),
    default_language="en",
    questions=(
        Question(
            "mood", "select_one", {"en": "Mood?", "ar": "المزاج؟"}, choices="moods", role="mood"
        ),
        Question("safe", "range", {"en": "Safe?", "ar": "آمن؟"}, scale=(1, 5, 1)),
        Question("water", "select_one", {"en": "Water?", "ar": "ماء؟"}, choices="yes_no"),
        Group(
            "walk",
            (
                Question(
                    "minutes",
                    "integer",
                    {"en": "How many minutes?", "ar": "كم دقيقة؟"},
                    required=True,
                    constraint=parse(". <= 600"),
                    constraint_message={"en": "At most 600.", "ar": "600 على الأكثر."},
                ),
            ),
            {"en": "The way", "ar": "الطريق"},
            relevant=parse("${water} = 'no'"),
        ),
        Question("why", "select_multiple", {"en": "Why?", "ar": "لماذا؟"}, choices="yes_no"),
        Question("told", "text", {"en": "Tell", "ar": "قل"}, required=True, role="text"),
    ),
    choices={
        "moods": tuple(Choice(name, label) for name, label in MOODS.items()),
        "yes_no": YES_NO,
    },
)


@pytest.fixture
def server(tmp_path: Path, migrated_sqlite: Path) -> Iterator[Server]:
    folder = tmp_path / "instance"
    folder.mkdir()
    database = shutil.copy(migrated_sqlite, folder / "consult.db")
    with app_on(f"sqlite:///{database}", folder) as app, app.app_context():
        lay(db.session(), FORM)
    server = Server(folder, {})
    server.start()
    yield server
    server.stop()


def part(page: Page, name: str) -> Any:
    return page.locator(f"[data-part={name}]")


def tap(page: Page, name: str, label: str) -> None:
    part(page, name).get_by_text(label, exact=True).tap()


def send(page: Page) -> None:
    page.locator("form button[type=submit]").tap()


def test_a_question_is_asked_once_another_is_answered_so(page: Page) -> None:
    page.goto(GIVE)
    expect(part(page, "walk")).to_be_hidden()
    expect(part(page, "told")).to_contain_text("Question 5 of 5")
    tap(page, "water", "No")
    expect(part(page, "minutes")).to_be_visible()
    expect(part(page, "told")).to_contain_text("Question 6 of 6")
    tap(page, "water", "Yes")
    expect(part(page, "walk")).to_be_hidden()
    expect(page.locator("[data-answered]")).to_have_text("1 of 5 answered")


def test_the_same_mistakes_are_told_in_the_same_words_with_and_without_script(
    phones: Callable[..., Phone],
) -> None:
    told = []
    for script in (True, False):
        page = phones(java_script_enabled=script).page
        page.goto("/en/c/water/give")
        tap(page, "water", "No")
        page.locator("[name=q-minutes]").fill("٩٠٠")
        send(page)
        expect(page.locator("[data-problems]")).to_be_visible()
        told.append(page.locator("[data-problems] li").all_inner_texts())
        expect(page.locator("#q-minutes-error")).to_have_text("At most 600.")
        expect(page.locator("[name=q-minutes]")).to_have_value("٩٠٠")
        expect(page.locator("[name=q-minutes]")).to_have_attribute("aria-invalid", "true")
    assert told[0] == told[1]
    assert len(told[0]) == 3


def test_a_mistake_that_is_mended_is_not_told_any_more(page: Page) -> None:
    page.goto(GIVE)
    send(page)
    expect(page.locator("[data-problems]")).to_be_focused()
    page.locator("[data-problems] a").tap()
    expect(page.locator("#q-told")).to_be_focused()
    page.keyboard.type("The pump is broken")
    expect(page.locator("[data-problems]")).to_be_hidden()
    expect(page.locator("#q-told-error")).to_be_hidden()


def test_what_is_half_filled_goes_along_into_another_language_and_over_a_closed_browser(
    phone: Phone,
) -> None:
    page = phone.page
    page.goto(GIVE)
    tap(page, "mood", "Good")
    tap(page, "safe", "2")
    tap(page, "why", "No")
    page.locator("#q-told").fill("The pump")
    expect(page.get_by_text("Draft kept")).to_be_visible()
    phone.close()
    page = phone.open()
    page.goto("/ar/c/water/give")
    expect(page.locator("[data-resumed]")).to_be_visible()
    expect(page.locator("#q-told")).to_have_value("The pump")
    for name, value in (("mood", "4"), ("safe", "2"), ("why", "no")):
        expect(part(page, name).locator(f"[value='{value}']")).to_be_checked()
    page.locator("[data-afresh]").tap()
    expect(page.locator("#q-told")).to_have_value("")
    page.reload()
    expect(page.locator("[data-resumed]")).to_be_hidden()


def test_an_answer_is_kept_and_sent_with_a_code_and_the_next_person_sees_nothing_of_it(
    page: Page,
) -> None:
    page.goto(GIVE)
    tap(page, "safe", "5")
    page.locator("#q-told").fill("The pump is broken")
    send(page)
    panel = page.locator("[data-kept]")
    expect(panel).to_be_focused()
    expect(panel).to_contain_text("Sent")
    expect(panel.locator("[data-code]")).to_have_text(
        re.compile("^[0-9A-Z]{4}-[0-9A-Z]{3}-[0-9A-Z]{3}$")
    )
    page.locator("[data-another]").tap()
    expect(panel).to_be_hidden()
    expect(page.locator("#q-told")).to_have_value("")
    expect(page.get_by_label("5", exact=True)).not_to_be_checked()
    expect(page.locator("#locality option:checked")).to_have_text("North")


def test_without_script_the_same_page_is_enough(phones: Callable[..., Phone]) -> None:
    page = phones(java_script_enabled=False).page
    page.goto("/ar/c/water/give?at=X0102")
    tap(page, "mood", "جيد جدًا")
    page.locator("#q-told").fill("المضخة معطلة")
    send(page)
    expect(page.locator("p.code")).to_have_text(re.compile("^[0-9A-Z-]{12}$"))


@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_is_cut_off_or_too_small_for_a_thumb(page: Page, language: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    page.goto(f"/{language}/c/water/give")
    expect(page.locator("[data-answered]")).not_to_be_empty()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    targets = page.locator(".choice:visible, .box:visible, button:visible, .menu summary")
    sizes = [box for target in targets.all() if (box := target.bounding_box())]
    assert len(sizes) > 15
    assert min(min(box["height"], box["width"]) for box in sizes) >= 40
    assert min(box["height"] for box in sizes) >= 44
    words = "e => e.scrollWidth <= e.clientWidth + 1"
    assert all(label.evaluate(words) for label in page.locator(".choice > *").all())


def test_a_scale_runs_from_the_side_where_reading_begins(page: Page) -> None:
    for language, first_is_left in (("en", True), ("ar", False)):
        page.goto(f"/{language}/c/water/give")
        one, five = (part(page, "safe").get_by_text(n, exact=True).bounding_box() for n in "15")
        assert (one["x"] < five["x"]) == first_is_left
        assert one["y"] == five["y"]


def test_everything_can_be_reached_and_chosen_by_keyboard(page: Page) -> None:
    page.goto(GIVE)
    part(page, "safe").locator("[value='1']").focus()
    page.keyboard.press("ArrowRight")
    expect(part(page, "safe").locator("[value='2']")).to_be_checked()
    two = part(page, "safe").locator(".choice > span").nth(1)
    ring = two.evaluate("e => getComputedStyle(e).outlineStyle")
    assert ring == "solid"


def test_a_place_is_carried_to_the_form_also_without_a_network(page: Page, server: Server) -> None:
    page.goto("/en/c/water/")
    expect(page.get_by_text("This phone can now do this without a network.")).to_be_visible()
    server.stop()
    page.goto("/en/c/water/?at=X0102")
    page.locator(".hero a.button").tap()
    expect(page.locator("#locality option:checked")).to_have_text("South")
    page.goto("/en/c/water/?at=X0102")
    page.locator(".tongues a[lang=ar]").tap()
    page.wait_for_url("**/ar/c/water/?at=X0102")
