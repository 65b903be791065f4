"""A form of several screens: onwards, back, by keyboard, in two languages."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Phone
from tests.browser.household import HOUSEHOLD
from tests.browser.serving import serve
from tests.server import Server

GIVE = "/en/c/water/give?at=X0101"


@pytest.fixture
def server(tmp_path: Path, migrated_sqlite: Path) -> Iterator[Server]:
    with serve(tmp_path, migrated_sqlite, HOUSEHOLD) as server:
        yield server


def part(page: Page, key: str) -> Any:
    return page.locator(f"[data-part='{key}']")


def step(page: Page, number: int) -> Any:
    return page.locator(f"section[data-step='{number}']")


def onwards(page: Page, number: int) -> None:
    """Press Next, and see the screen of that number."""
    page.locator("[data-next]:visible").click()
    expect(step(page, number)).to_be_visible()


def visit(page: Page, address: str = GIVE) -> None:
    """Open the form, and wait until script has taken over."""
    page.goto(address)
    expect(page.locator("progress:not([value='0'])")).to_be_attached()


def begin(page: Page, name: str = "Fatu", married: str = "No") -> None:
    visit(page)
    page.locator("#q-name").fill(name)
    part(page, "married").get_by_text(married, exact=True).click()


def test_a_screen_is_made_when_it_is_reached_and_says_how_far_one_is(page: Page) -> None:
    visit(page)
    assert page.locator("section[data-step]").count() == 1
    expect(page.locator("[data-answered]")).to_have_text("Part 1 of 5")
    page.locator("#q-name").fill("Fatu")
    onwards(page, 2)
    assert page.locator("section[data-step]").count() == 2
    expect(step(page, 0)).to_be_hidden()
    expect(page.locator("[data-answered]")).to_have_text("Part 2 of 5")
    assert page.evaluate("document.querySelector('progress').value") == 2
    assert page.evaluate("document.activeElement.matches('h2, legend')")


def test_next_says_what_is_wrong_here_and_back_never_asks(page: Page) -> None:
    visit(page)
    page.locator("[data-next]").click()
    expect(page.locator("[data-problems]")).to_be_focused()
    expect(page.locator("[data-problems] li")).to_have_count(1)
    begin(page)
    onwards(page, 2)
    page.locator("[data-next]:visible").click()
    expect(page.locator("[data-problems] li")).to_have_count(1)
    page.locator("[data-back]:visible").click()
    expect(step(page, 0)).to_be_visible()
    expect(page.locator("[data-problems]")).to_be_hidden()


def test_the_browsers_back_button_goes_one_screen_back_and_loses_nothing(page: Page) -> None:
    begin(page, married="Yes")
    onwards(page, 1)
    expect(part(page, "spouse_name")).to_contain_text("What is the spouse of Fatu called?")
    page.locator("#q-spouse_name").fill("Musa")
    onwards(page, 2)
    page.go_back()
    expect(step(page, 1)).to_be_visible()
    expect(page.locator("#q-spouse_name")).to_have_value("Musa")
    page.go_back()
    expect(page.locator("#q-name")).to_have_value("Fatu")
    page.locator("#q-name").fill("Fatou")
    page.go_forward()
    expect(part(page, "spouse_name")).to_contain_text("What is the spouse of Fatou called?")
    page.locator("[data-back]:visible").click()
    expect(step(page, 0)).to_be_visible()
    part(page, "married").get_by_text("No", exact=True).click()
    page.go_forward()
    expect(step(page, 1)).to_be_hidden()


def test_sending_goes_to_the_first_screen_where_something_is_wrong(page: Page) -> None:
    begin(page)
    for number in (2, 3, 4, 5):
        if number == 3:
            page.locator("[id='q-members/0/member']").fill("Musa")
        onwards(page, number)
    for _time in range(4):
        page.locator("[data-back]:visible").click()
    expect(step(page, 0)).to_be_visible()
    part(page, "married").get_by_text("Yes", exact=True).click()
    for _time in range(5):
        page.go_forward()
    page.locator("[data-send]").click()
    expect(step(page, 1)).to_be_visible()
    expect(page.locator("[data-problems]")).to_be_focused()
    page.locator("[data-problems] a").click()
    expect(page.locator("#q-spouse_name")).to_be_focused()


def test_a_whole_form_is_filled_in_and_sent_by_keyboard_alone(page: Page) -> None:
    visit(page)
    page.locator("#q-name").focus()
    keys = page.keyboard
    keys.type("Fatu")
    keys.press("Tab")
    keys.press("Space")
    expect(part(page, "married").locator("[value=yes]")).to_be_checked()
    keys.press("ArrowDown")
    keys.press("Enter")
    expect(step(page, 2)).to_be_visible()
    keys.press("Tab")
    keys.type("Musa")
    keys.press("Enter")
    expect(step(page, 3)).to_be_visible()
    keys.press("Enter")
    for number in (4, 5):
        press(page, "[data-next]:visible")
        expect(step(page, number)).to_be_visible()
    expect(part(page, "thanks")).to_contain_text("Thank you, Fatu 1.")
    press(page, "[data-send]")
    expect(page.locator("[data-kept]")).to_be_focused()


def press(page: Page, selector: str) -> None:
    """Go to a button with the Tab key, and press it."""
    for _time in range(60):
        if page.evaluate(
            "s => document.activeElement.matches(s.replace(':visible', ''))", selector
        ):
            page.keyboard.press("Enter")
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} can't be reached by keyboard")


def test_a_cascade_over_thousands_of_towns_is_quick(page: Page) -> None:
    begin(page)
    onwards(page, 2)
    page.locator("[id='q-members/0/member']").fill("Musa")
    onwards(page, 3)
    part(page, "county").locator("select").select_option("c7")
    offered = part(page, "town").locator(".choice:visible")
    expect(offered).to_have_count(50)
    part(page, "town").locator("input[type=search]").fill("town 712")
    expect(offered).to_have_count(1)
    offered.click()
    expect(offered.locator("input")).to_be_checked()
    part(page, "county").locator("select").select_option("c8")
    expect(part(page, "town").locator("input:checked")).to_have_count(0)
    known = part(page, "any_town")
    for name in ("Town 4999", "town 12"):
        known.locator("input[type=search]").fill(name)
        known.get_by_text(re.compile(name, re.IGNORECASE)).first.click()
    known.locator("input[type=search]").fill("")
    expect(known.locator("input:checked")).to_have_count(2)


@pytest.mark.parametrize("maker", ["chromium", "firefox"])
def test_an_arabic_form_of_several_screens_runs_from_right_to_left(phones: Any, maker: str) -> None:
    page = phones(maker).page
    visit(page, "/ar/c/water/give?at=X0101")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    page.locator("#q-name").fill("فاطمة")
    part(page, "married").get_by_text("نعم", exact=True).click()
    onwards(page, 1)
    expect(part(page, "spouse_name")).to_contain_text("ما اسم زوج فاطمة؟")
    page.locator("#q-spouse_name").fill("موسى")
    onwards(page, 2)
    page.locator("[id='q-members/0/age']").fill("٤٢")
    page.locator("[id='q-members/0/member']").fill("ليلى")
    expect(part(page, "members/0/age")).to_contain_text("عمر ليلى")
    onwards(page, 3)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_screens_can_be_read_by_everybody(page: Page, accessible: Any) -> None:
    begin(page)
    accessible(page)
    onwards(page, 2)
    page.locator("[id='q-members/0/member']").fill("Musa")
    accessible(page)
    for number in (3, 4, 5):
        onwards(page, number)
        accessible(page)


def test_in_another_language_one_is_on_the_same_screen(phone: Phone) -> None:
    page = phone.page
    begin(page)
    onwards(page, 2)
    page.locator("[id='q-members/0/member']").fill("Musa")
    expect(page.get_by_text("Draft kept")).to_be_visible()
    page.goto("/ar/c/water/give")
    expect(page.locator("[id='q-members/0/member']")).to_have_value("Musa")
    expect(step(page, 0)).to_be_hidden()
    page.go_back()
    expect(page.locator("#q-name")).to_have_value("Fatu")
