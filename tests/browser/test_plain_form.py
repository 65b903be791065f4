"""A form of several steps in a browser that runs no script, in Arabic, on the smallest screen."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from consult.store.base import db
from tests.browser.conftest import Phone
from tests.conftest import app_on
from tests.every_kind import FORM
from tests.ground import lay
from tests.server import Server

NARROW = 320


@pytest.fixture
def server(tmp_path: Path, migrated_sqlite: Path) -> Iterator[Server]:
    folder = tmp_path / "instance"
    folder.mkdir()
    database = shutil.copy(migrated_sqlite, folder / "consult.db")
    with app_on(f"sqlite:///{database}", folder) as app, app.app_context():
        lay(db.session(), FORM)
    with Server(folder, {}) as server:
        yield server


@pytest.fixture
def page(phones: Callable[..., Phone]) -> Page:
    size = {"width": NARROW, "height": 640}
    return phones(java_script_enabled=False, viewport=size).page


def press(page: Page, act: str) -> None:
    page.locator(f"button[name=do][value='{act}']:visible").tap()


def looks(page: Page) -> None:
    """Assert that nothing is cut off, and that everything is big enough for a thumb."""
    cut = "() => [...document.querySelectorAll('main *')].filter((e) => e.getBoundingClientRect()"
    cut += ".right > innerWidth + 1 || e.getBoundingClientRect().left < -1).length"
    assert page.evaluate("innerWidth") == NARROW
    assert page.evaluate(cut) == 0
    targets = page.locator(".choice:visible, .box:visible, button:visible, summary:visible")
    assert min(box["height"] for each in targets.all() if (box := each.bounding_box())) >= 44


def test_a_whole_form_is_filled_and_looks_right_at_every_step(
    page: Page, accessible: Callable[[Page], None], picture: Callable[[Page, str], None]
) -> None:
    page.goto("/ar/c/water/give?at=X0101")
    looks(page)
    page.fill("#q-name", "آدا")
    page.fill("#q-age", "٣٤")
    page.keyboard.press("Enter")
    expect(page.locator("section.step")).to_have_attribute("data-step", "1")
    page.locator("[data-part=region]").get_by_text("الشمال", exact=True).tap()
    press(page, "next")
    page.locator("[data-part=town]").get_by_text("البحيرة", exact=True).tap()
    page.locator("[data-part=order] select").nth(0).select_option("south")
    page.locator("[data-part=order] select").nth(1).select_option("north")
    page.locator("[data-part=street]").get_by_text("نعم", exact=True).tap()
    looks(page)
    press(page, "next")
    page.fill("[name='q-people/0/called']", "Bo")
    press(page, "add:people")
    page.fill("[name='q-people/1/called']", "علي")
    page.fill("[name='q-people/1/years']", "٧")
    press(page, "up:people/1")
    expect(page.locator("[name='q-people/0/called']")).to_have_value("علي")
    page.locator("[data-part='people/0/school']").get_by_text("نعم", exact=True).tap()
    looks(page)
    picture(page, "plain people ar")
    press(page, "next")
    expect(page.get_by_text("شكرًا، آدا.")).to_be_visible()
    looks(page)
    press(page, "back")
    expect(page.locator("[name='q-people/1/called']")).to_have_value("Bo")
    press(page, "next")
    page.locator("[data-send]").tap()
    expect(page.locator("p.code")).to_have_text(re.compile("^[0-9A-Z-]{12}$"))


def test_every_step_is_accessible(
    phones: Callable[..., Phone], accessible: Callable[[Page], None]
) -> None:
    """Axe itself is a script: it looks at what the server sends where script doesn't take over."""
    page = phones().page
    page.route("**/*.js", lambda route: route.abort())
    page.goto("/ar/c/water/give?at=X0101")
    accessible(page)
    page.fill("#q-name", "Ada")
    for step in ("1", "2", "3"):
        if step == "3":
            page.fill("[name='q-people/0/called']", "Bo")
        press(page, "next")
        expect(page.locator("section.step")).to_have_attribute("data-step", step)
        accessible(page)
