"""It starts without a network after the first visit, and an update can't break that."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from consult.core.language import INTERFACE
from tests.browser.conftest import Phone
from tests.browser.phone.conftest import FORM, get_ready, keep
from tests.browser.phone.liar import Liar, portal
from tests.server import Server


@pytest.mark.parametrize("maker", ["chromium", "firefox"])
def test_one_visit_is_enough_for_every_page_in_every_language(
    phones: Callable[..., Phone], server: Server, maker: str
) -> None:
    phone = phones(maker)
    get_ready(phone.page)
    server.stop()
    phone.close()
    page = phone.open()
    for language in INTERFACE:
        for address in (f"/{language}/", f"/{language}/c/water/", f"/{language}/c/water/give"):
            page.goto(address)
            assert page.url.endswith(address)
            expect(page.locator("html")).to_have_attribute("lang", language)
            expect(page.locator("h1")).to_be_visible()
    page.goto("/ar/c/water/give?at=X0102")
    keep(page, "المضخة معطلة")


def test_the_start_of_the_installed_app_needs_no_network(page: Page, server: Server) -> None:
    get_ready(page)
    server.stop()
    page.goto("/")
    assert page.url.endswith("/en/")


def test_what_is_not_on_the_phone_is_said_calmly(page: Page, server: Server) -> None:
    get_ready(page)
    server.stop()
    page.goto("/ar/places/X0101/")
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    expect(page.locator("main a.button")).to_have_attribute("href", "/ar/")


def test_a_new_version_is_taken_in_the_background_and_shown_at_the_next_start(
    page: Page, server: Server, rename: Callable[[str], None]
) -> None:
    get_ready(page)
    server.stop()
    rename("Water and wells")
    server.start()
    get_ready(page)
    server.stop()
    page.goto(FORM)
    expect(page.locator("h1")).to_have_text("Water and wells")


def test_a_page_that_is_open_while_the_app_is_updated_goes_on_working(
    phone: Phone, server: Server, rename: Callable[[str], None]
) -> None:
    get_ready(phone.page)
    old = phone.page
    old.locator("[name=q-told]").fill("The pump is broken.")
    server.stop()
    rename("Water and wells")
    server.start()
    new = phone.context.new_page()
    get_ready(new)
    get_ready(new)
    server.stop()
    keep(old, "The pump is still broken.")


def lying_manifest(sets: dict[str, str]) -> tuple[int, str, bytes]:
    """Announce a version that can't be collected."""
    manifest = {"version": "newer", "files": "newer", "urls": sets}
    return 200, "application/json", json.dumps(manifest).encode()


def test_an_update_that_can_not_be_completed_changes_nothing(
    page: Page, server: Server, liar: Callable[..., Liar]
) -> None:
    get_ready(page)
    server.stop()
    manifest = lying_manifest({"/en/c/water/give": "0" * 64, "/static/newer/js/main.js": "0" * 64})
    lying = liar(sync=portal, **{"/c/water/pages.json": manifest})
    get_ready(page)
    lying.stop()
    page.goto(FORM)
    expect(page.locator("h1")).to_have_text("Water")
    keep(page, "The pump is broken.")


def test_a_captive_portal_at_the_first_visit_leaves_nothing_behind(
    page: Page, server: Server, liar: Callable[..., Liar]
) -> None:
    server.stop()
    lying = liar(sync=portal)
    page.goto(FORM)
    lying.stop()
    server.start()
    get_ready(page)
    expect(page.locator("h1")).to_have_text("Water")
