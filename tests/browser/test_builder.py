"""Somebody without a spreadsheet: builds a form, lets it be asked, and a citizen fills it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Page, expect

from consult.core.permission import Role
from consult.store.base import db
from tests.conftest import app_on
from tests.ground import lay
from tests.server import Server
from tests.staff import PASSWORD, hire

BUILD: Final = "/en/desk/forms/the-well/build"
SIZES: Final = {"phone": (360, 740), "tablet": (820, 1100), "laptop": (1440, 900)}


@pytest.fixture
def server(tmp_path: Path, migrated_sqlite: Path) -> Iterator[Server]:
    folder = tmp_path / "instance"
    folder.mkdir()
    database = shutil.copy(migrated_sqlite, folder / "consult.db")
    with app_on(f"sqlite:///{database}", folder) as app:
        with app.app_context():
            lay(db.session())
        hire(app, "coordinator", Role.COORDINATOR)
        hire(app, "amina", Role.COORDINATOR)
    with Server(folder, {}) as server:
        yield server


@pytest.fixture
def people(browser: Browser, server: Server) -> Iterator[Callable[..., Page]]:
    """Give a laptop on which somebody is signed in; no script on it may fail unheard."""
    complaints: list[str] = []
    opened: list[Page] = []

    def person(login: str, script: bool = True) -> Page:
        context = browser.new_context(
            base_url=server.url,
            viewport={"width": 1440, "height": 900},
            java_script_enabled=script,
        )
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto("/en/sign-in")
        page.fill("[name=login]", login)
        page.fill("[name=password]", PASSWORD)
        page.click("main button")
        page.wait_for_url("**/desk/")
        opened.append(page)
        return page

    yield person
    for page in opened:
        page.context.close()
    assert complaints == []


@pytest.fixture
def desk(people: Callable[..., Page]) -> Page:
    return people("coordinator")


def begin(desk: Page) -> None:
    """Begin a form with a choice of two and a number."""
    desk.goto("/en/desk/forms/")
    desk.fill("#title", "The well")
    desk.click("#build button")
    desk.wait_for_load_state("networkidle")
    add(desk, "select_one", "Does the pump work?")
    expect(desk.locator("#f-more")).to_be_focused()
    desk.fill("#f-more", "Yes\nNo")
    desk.locator("#f-must").check()
    expect(desk.locator("[id='f-c:1:en']")).to_have_value("No")
    add(desk, "integer", "Since how many days?")


def add(desk: Page, kind: str, words: str) -> None:
    desk.select_option("#new-kind", kind)
    desk.fill("#new-text", words)
    desk.click("button[value=add]")
    expect(desk.locator("[aria-current=true][data-line]")).to_contain_text(words)


def test_a_form_is_built_from_nothing_asked_and_filled(desk: Page) -> None:
    begin(desk)
    desk.select_option("[name='rule:0:what']", "does_the_pump_work=no")
    desk.fill("#f-high", "900")
    expect(desk.locator("[aria-current=true][data-line]")).to_contain_text("not always asked")
    preview = desk.frame_locator("iframe")
    number = preview.locator("[data-part=since_how_many_days]")
    expect(number).to_be_hidden()
    preview.get_by_text("No", exact=True).click()
    expect(number).to_be_visible()
    desk.get_by_role("link", name="Check and publish").click()
    desk.get_by_role("button", name="Publish it").click()
    desk.get_by_role("button", name="Look what would change").click()
    desk.get_by_role("button", name="Ask this version from now on").click()
    expect(desk.get_by_text("Asked in Water")).to_be_visible()
    desk.goto("/en/c/water/give?at=X0101")
    desk.locator("[data-part=does_the_pump_work]").get_by_text("No", exact=True).click()
    desk.fill("[name='q-since_how_many_days']", "3")
    desk.get_by_role("button", name="Send my answers").click()
    expect(desk.locator("[data-kept]")).to_be_visible()


def test_what_is_typed_is_kept_without_pressing_anything(
    desk: Page, people: Callable[..., Page]
) -> None:
    begin(desk)
    words = desk.locator("[id='f-t:label:en']")
    words.fill("Since how many weeks?")
    expect(desk.locator("[data-region=outline]")).to_contain_text("Since how many weeks?")
    expect(words).to_be_focused()
    other = people("amina")
    other.goto(BUILD)
    expect(other.locator("[data-region=outline]")).to_contain_text("Since how many weeks?")


def test_what_is_typed_while_something_is_on_its_way_stays(desk: Page) -> None:
    begin(desk)
    words = desk.locator("[id='f-t:label:en']")
    words.fill("Since when")
    with desk.expect_request(lambda sent: sent.method == "POST"):
        pass
    words.press_sequentially(" exactly?", delay=1)
    expect(words).to_have_value("Since when exactly?")
    expect(desk.locator("[data-region=outline]")).to_contain_text("Since when exactly?")
    expect(words).to_have_value("Since when exactly?")


def test_what_is_begun_for_the_next_question_outlives_a_save(desk: Page) -> None:
    begin(desk)
    with desk.expect_request(lambda sent: sent.method == "POST"):
        desk.fill("[id='f-t:label:en']", "Since when?")
    desk.fill("#new-text", "Who mends it?")
    desk.select_option("#new-kind", "note")
    expect(desk.locator("[data-region=outline]")).to_contain_text("Since when?")
    expect(desk.locator("#new-text")).to_have_value("Who mends it?")
    expect(desk.locator("#new-kind")).to_have_value("note")


def test_who_comes_second_is_told_and_loses_nothing(
    desk: Page, people: Callable[..., Page]
) -> None:
    begin(desk)
    other = people("amina")
    other.goto(f"{BUILD}?part=p2")
    desk.fill("[id='f-t:label:en']", "Since how many weeks?")
    expect(desk.locator("[data-region=outline]")).to_contain_text("weeks")
    other.fill("[id='f-t:label:en']", "For how long?")
    expect(other.locator("[data-region=told]")).to_contain_text("Coordinator has changed")
    expect(other.locator("[id='f-t:label:en']")).to_have_value("For how long?")
    expect(other.locator("[data-region=editor]")).to_contain_text("Since how many weeks?")
    other.wait_for_timeout(1500)
    expect(other.locator("[data-region=outline]")).to_contain_text("weeks")
    other.click("[data-keeps] > button[value=save] >> nth=-1")
    expect(other.locator("[data-region=outline]")).to_contain_text("For how long?")


def test_keys_move_a_part_and_undo_brings_it_back(desk: Page) -> None:
    begin(desk)
    lines = desk.locator("[data-line]")
    lines.nth(1).focus()
    desk.keyboard.press("Alt+ArrowUp")
    expect(lines.first).to_contain_text("Since how many days?")
    desk.get_by_role("button", name="Undo the moving").click()
    expect(lines.first).to_contain_text("Does the pump work?")


def test_a_page_without_script_does_the_same(people: Callable[..., Page]) -> None:
    page = people("coordinator", script=False)
    page.goto("/en/desk/forms/")
    page.fill("#title", "The well")
    page.click("#build button")
    add(page, "select_one", "Does the pump work?")
    page.fill("#f-more", "Yes\nNo")
    page.click("[data-keeps] > button[value=save] >> nth=-1")
    expect(page.locator("[id='f-c:1:en']")).to_have_value("No")
    page.get_by_role("link", name="Check and publish").click()
    page.get_by_role("button", name="Publish it").click()
    expect(page.get_by_text("Published.")).to_be_visible()


def test_a_sheet_is_keyed_in_with_keys_alone(desk: Page) -> None:
    desk.goto("/en/desk/consultations/water/key-in")
    expect(desk.locator("#locality")).to_be_focused()
    desk.select_option("#locality", label="North")
    for key in ("Enter", "Enter", "2", "1"):
        desk.keyboard.press(key)
    desk.keyboard.type("The pump is broken.")
    desk.get_by_role("button", name="Keep this sheet").click()
    expect(desk.get_by_text("Kept. Write this on the sheet")).to_be_visible()
    expect(desk.locator("#locality option:checked")).to_have_text("North")
    expect(desk.locator("#filled-on")).to_be_focused()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_desks_forms_are_accessible_and_fit(
    desk: Page, accessible: Callable[[Page], None], size: str, language: str
) -> None:
    begin(desk)
    width, height = SIZES[size]
    desk.set_viewport_size({"width": width, "height": height})
    for address in (
        "", "water/", "water/1/paper?in=ar", "water/1/preview/ar", "the-well/build",
        "the-well/build?part=p2", "the-well/build/texts/en", "the-well/build/publish",
        "ask?consultation=water&form=water&version=1", "../consultations/water/key-in",
    ):  # fmt: skip
        desk.goto(f"/{language}/desk/forms/{address}")
        accessible(desk)
        fits = desk.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert fits, address
