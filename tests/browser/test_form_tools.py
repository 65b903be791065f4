"""Questions that need more than a box: pictures, recordings, positions, orders, signatures."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from consult.web import assets
from tests.browser.conftest import CHROMIUM, Phone
from tests.browser.household import HOUSEHOLD
from tests.browser.serving import serve
from tests.browser.test_form_steps import begin, onwards, part
from tests.server import Server

PICTURE = Path(__file__).parents[2] / "static/icons/icon-512.png"
FAKE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
ALLOWED: dict[str, Any] = {
    "args": [*CHROMIUM["args"], *FAKE],
    "permissions": ["geolocation", "microphone", "camera"],
    "geolocation": {"latitude": 6.3, "longitude": -10.8, "accuracy": 12},
}
KEPT = "Kept on this phone."


@pytest.fixture
def server(tmp_path: Path, migrated_sqlite: Path) -> Iterator[Server]:
    with serve(tmp_path, migrated_sqlite, HOUSEHOLD) as server:
        yield server


def reach(page: Page) -> None:
    """Go to the screen with the tools."""
    begin(page)
    onwards(page, 2)
    page.locator("[id='q-members/0/member']").fill("Musa")
    onwards(page, 3)
    onwards(page, 4)


def press(page: Page, key: str, name: str) -> None:
    part(page, key).locator(f"[data-do={name}]").first.click()


def value(page: Page, key: str) -> str:
    return str(part(page, key).locator(f"[name='q-{key}']").input_value())


@pytest.mark.parametrize("maker", ["chromium", "firefox"])
def test_a_photo_is_kept_at_once_and_is_there_again_after_the_browser_was_closed(
    phones: Callable[..., Phone], maker: str
) -> None:
    phone = phones(maker)
    reach(phone.page)
    part(phone.page, "photo").locator("input[type=file]").set_input_files(PICTURE)
    expect(part(phone.page, "photo").locator("[data-told]")).to_have_text(KEPT)
    name = value(phone.page, "photo")
    expect(phone.page.get_by_text("Draft kept")).to_be_visible()
    phone.close()
    page = phone.open()
    page.goto("/en/c/water/give")
    shown = part(page, "photo").locator("[data-shown] img")
    expect(shown).to_be_visible()
    assert shown.evaluate("async (img) => { await img.decode(); return img.naturalWidth; }") == 512
    assert value(page, "photo") == name
    press(page, "photo", "drop")
    expect(shown).to_have_count(0)
    assert value(page, "photo") == ""


def test_what_is_no_picture_is_refused_in_words(page: Page, tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"no picture")
    reach(page)
    part(page, "photo").locator("input[type=file]").set_input_files(tmp_path / "photo.jpg")
    told = part(page, "photo").locator("[data-told]")
    expect(told).not_to_have_text("")
    expect(told).not_to_have_text("Keeping it …")
    assert value(page, "photo") == ""


def test_somebody_tells_aloud_in_the_page(phones: Callable[..., Phone]) -> None:
    page = phones(**ALLOWED).page
    reach(page)
    press(page, "told", "record")
    expect(part(page, "told").locator("[data-time]")).to_have_text("0:01")
    press(page, "told", "stop")
    expect(part(page, "told").locator("[data-shown] audio")).to_be_visible()
    assert value(page, "told").endswith(".weba")


def test_going_on_ends_a_recording_and_keeps_it(phones: Callable[..., Phone]) -> None:
    page = phones(**ALLOWED).page
    reach(page)
    press(page, "told", "record")
    expect(part(page, "told").locator("[data-time]")).to_have_text("0:01")
    onwards(page, 5)
    page.locator("[data-back]:visible").click()
    expect(part(page, "told").locator("[data-shown] audio")).to_be_visible()


def test_a_position_waits_for_better_or_for_the_person(phones: Callable[..., Phone]) -> None:
    phone = phones(**ALLOWED)
    page = phone.page
    reach(page)
    press(page, "spot", "take")
    expect(part(page, "spot").locator("[data-told]")).to_contain_text("12 m")
    assert value(page, "spot") == ""
    press(page, "spot", "use")
    assert value(page, "spot") == "6.3000000 -10.8000000 0.0 12.0"
    press(page, "spot", "drop")
    press(page, "spot", "take")
    phone.context.set_geolocation({"latitude": 6.4, "longitude": -10.8, "accuracy": 4})
    expect(part(page, "spot").locator("[name=q-spot]")).to_have_value(
        "6.4000000 -10.8000000 0.0 4.0"
    )


def test_a_position_that_is_denied_is_said_and_can_be_typed(page: Page) -> None:
    reach(page)
    press(page, "spot", "take")
    expect(part(page, "spot").locator("[data-told]")).to_contain_text("may not")
    part(page, "spot").locator("[name=q-spot]").fill("٦٫٣, -10.8")
    onwards(page, 5)


def test_an_area_is_walked_point_by_point(phones: Callable[..., Phone]) -> None:
    phone = phones(**ALLOWED)
    page = phone.page
    reach(page)
    for n in range(3):
        phone.context.set_geolocation(
            {"latitude": 6.3 + n / 1000, "longitude": -10.8 + n * n / 1000, "accuracy": 3}
        )
        press(page, "field", "take")
        expect(part(page, "field").locator("[data-points] li")).to_have_count(n + 1)
    press(page, "field", "drop")
    expect(part(page, "field").locator("[data-points] li")).to_have_count(2)
    page.locator("[data-next]:visible").click()
    expect(page.locator("[data-problems]")).to_be_focused()
    press(page, "field", "take")
    onwards(page, 5)


def test_an_order_is_made_with_buttons_and_the_keyboard(page: Page) -> None:
    reach(page)
    rows = part(page, "order").locator("[data-order] li")
    rows.nth(2).locator("[data-do=up]").focus()
    page.keyboard.press("Enter")
    assert value(page, "order") == "water school food"
    expect(rows.nth(1).locator("[data-do=up]")).to_be_focused()
    page.keyboard.press("Enter")
    assert value(page, "order") == "school water food"
    expect(rows.nth(0).locator("[data-do=down]")).to_be_focused()


def test_a_signature_is_drawn_kept_and_drawn_again(page: Page) -> None:
    reach(page)
    pad = part(page, "signed").locator("canvas")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 60, steps=5)
    page.mouse.up()
    expect(part(page, "signed").locator("[data-shown] img")).to_be_visible()
    press(page, "signed", "clear")
    expect(part(page, "signed").locator("[data-shown] img")).to_have_count(0)
    assert value(page, "signed") == ""


def test_a_page_loads_only_the_tools_that_a_screen_has(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.partition("/static/")[2][13:]))
    begin(page)
    onwards(page, 2)
    names = "file sound signature point path rank choosing".split()
    tools = {assets.script_file(f"js/{name}.js") for name in names}
    assert tools.isdisjoint(asked)
