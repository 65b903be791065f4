"""Repeats on the page: turns that come, go and change places, with all that is in them."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Phone
from tests.browser.household import HOUSEHOLD
from tests.browser.serving import serve
from tests.browser.test_form_steps import begin, onwards
from tests.server import Server


@pytest.fixture
def server(tmp_path: Path, migrated_sqlite: Path) -> Iterator[Server]:
    with serve(tmp_path, migrated_sqlite, HOUSEHOLD) as server:
        yield server


def box(page: Page, key: str) -> Any:
    return page.locator(f"[id='q-{key}']")


def press(page: Page, action: str, key: str) -> None:
    page.locator(f"button[value='{action}:{key}']").click()


def members(page: Page) -> list[str]:
    """Read the names in the boxes, in their order."""
    names: list[str] = page.evaluate(
        "[...document.querySelectorAll('input[name$=\"/member\"]')].map((box) => box.value)"
    )
    return names


def add(page: Page, *names: str) -> None:
    """Fill in people, the first where one is asked already."""
    for n, name in enumerate(names):
        if n:
            press(page, "add", "members")
            expect(page.locator(f"[data-part='members/{n}']")).to_be_focused()
        box(page, f"members/{n}/member").fill(name)


def test_people_are_added_moved_and_removed_with_all_that_is_said_of_them(page: Page) -> None:
    begin(page)
    onwards(page, 2)
    add(page, "Ann", "Ben", "Cas")
    box(page, "members/1/age").fill("40")
    press(page, "add", "members/1/animals")
    box(page, "members/1/animals/1/animal").fill("Dog")
    press(page, "up", "members/1")
    expect(page.locator("button[value='down:members/0']")).to_be_focused()
    assert members(page) == ["Ben", "Ann", "Cas"]
    expect(box(page, "members/0/age")).to_have_value("40")
    expect(box(page, "members/0/animals/1/animal")).to_have_value("Dog")
    expect(page.locator("[data-part='members/0/age']")).to_contain_text("Age of Ben")
    expect(page.locator("[data-part='members/1/animals/1']")).to_have_count(0)
    press(page, "remove", "members/1")
    page.locator("[data-part='members/1'] > [data-sure] [data-yes]").click()
    expect(page.locator("[data-part='members/1']")).to_be_focused()
    assert members(page) == ["Ben", "Cas"]
    expect(page.locator("[data-part='members/1'] > legend")).to_contain_text("2")


def test_a_turn_with_answers_is_removed_only_after_asking_and_an_empty_one_at_once(
    page: Page,
) -> None:
    begin(page)
    onwards(page, 2)
    add(page, "Ann", "Ben")
    press(page, "remove", "members/1")
    sure = page.locator("[data-part='members/1'] > [data-sure]")
    expect(sure.locator("[data-no]")).to_be_focused()
    sure.locator("[data-no]").click()
    expect(sure).to_be_hidden()
    assert members(page) == ["Ann", "Ben"]
    press(page, "add", "members")
    press(page, "remove", "members/2")
    assert members(page) == ["Ann", "Ben"]
    press(page, "remove", "members/0/animals/0")
    press(page, "remove", "members/1/animals/0")
    expect(page.locator("button[value='add:members/1/animals']")).to_be_focused()


def test_a_mistake_in_a_turn_is_shown_there(page: Page) -> None:
    begin(page)
    onwards(page, 2)
    add(page, "Ann", "")
    box(page, "members/1/age").fill("old")
    page.locator("[data-next]:visible").click()
    expect(page.locator("[data-problems] li")).to_have_count(2)
    page.locator("[data-problems] a").last.click()
    expect(box(page, "members/1/age")).to_be_focused()
    expect(page.locator("[id='q-members/0/age-error']")).to_be_hidden()
    press(page, "up", "members/1")
    expect(page.locator("[id='q-members/0/age-error']")).to_be_visible()


@pytest.mark.parametrize("maker", ["chromium", "firefox"])
def test_a_draft_survives_a_killed_browser_in_the_middle_of_a_repeat(
    phones: Callable[..., Phone], server: Server, maker: str
) -> None:
    phone = phones(maker)
    begin(phone.page)
    onwards(phone.page, 2)
    add(phone.page, "Ann", "Ben")
    box(phone.page, "members/1/animals/0/animal").fill("Goat")
    expect(phone.page.get_by_text("Draft kept")).to_be_visible()
    phone.close()
    page = phone.open()
    page.goto("/en/c/water/give")
    expect(box(page, "members/1/animals/0/animal")).to_have_value("Goat")
    assert members(page) == ["Ann", "Ben"]
    onwards(page, 3)
    page.go_back()
    page.go_back()
    expect(box(page, "name")).to_have_value("Fatu")
