"""A facilitator collects for days without a network, and hears what became of it."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Phone
from tests.browser.phone.conftest import PATIENCE, WAITING, get_ready, keep, status
from tests.server import Server
from tests.staff import PASSWORD

Rows = Callable[..., list[tuple[Any, ...]]]
TOLD = "select json_extract(content, '$.answers.told') from submission order by 1"


def enrol(page: Page) -> None:
    """Sign in and make the phone one's own."""
    page.goto("/en/field/")
    page.get_by_role("link", name="Sign in first").click()
    page.locator("[name=login]").fill("field")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form button").click()
    page.wait_for_url("**/en/field/")
    page.get_by_label("A name for this phone").fill("blue Tecno")
    page.get_by_role("button", name="Enrol this phone").click()
    expect(page.get_by_text("Field · blue Tecno")).to_be_visible()


@pytest.fixture
def enrolled(phone: Phone) -> Phone:
    enrol(phone.page)
    get_ready(phone.page, "/en/field/")
    return phone


def begin(page: Page) -> None:
    """Open a new form from the field page."""
    page.goto("/en/field/")
    page.locator("[data-part=consultations] a").click()
    expect(page.locator("[data-facilitator]")).to_be_visible()


def test_many_records_are_collected_without_a_network_and_sent_later(
    enrolled: Phone, server: Server, rows: Rows
) -> None:
    server.stop()
    enrolled.close()
    page = enrolled.open()
    for n in range(3):
        begin(page)
        page.get_by_label("Which place is this about?").select_option(label="North")
        page.get_by_label("One person, for a group").check()
        page.get_by_label("How many people are in the group?").fill("12")
        page.get_by_text("Negative", exact=True).click()
        keep(page, f"{n}")
    page.goto("/en/field/")
    expect(page.locator("[data-part=waiting] li")).to_have_count(3)
    server.start()
    page.get_by_role("button", name="Send now").click()
    expect(page.locator("[data-part=sent]")).to_contain_text("3", timeout=PATIENCE)
    expect(page.locator("[data-part=waiting]")).to_be_hidden()
    assert rows(TOLD) == [("0",), ("1",), ("2",)]
    assert rows("select distinct channel, entered_by, voices from submission") == [
        ("facilitator", "facilitator", 12)
    ]
    assert rows("select label, kind from device") == [("blue Tecno", "facilitator")]


def test_several_half_filled_forms_wait_side_by_side(
    enrolled: Phone, server: Server, accessible: Callable[[Page], None]
) -> None:
    server.stop()
    page = enrolled.page
    for words in ("first", "second"):
        begin(page)
        page.locator("[name=q-told]").fill(words)
        expect(page.locator("[data-draft]")).not_to_be_empty()
    page.goto("/en/field/")
    expect(page.locator("[data-part=drafts] li")).to_have_count(2)
    for language in ("ar", "en"):
        page.goto(f"/{language}/field/")
        expect(page.locator("[data-part=drafts] li")).to_have_count(2)
        accessible(page)
    page.locator("[data-part=drafts] li a").last.click()
    expect(page.locator("[name=q-told]")).to_have_value("first")


def test_what_the_server_holds_comes_back_is_mended_and_accepted(
    enrolled: Phone, server: Server, rows: Rows
) -> None:
    page = enrolled.page
    server.stop()
    begin(page)
    page.get_by_label("Which place is this about?").select_option(label="North")
    keep(page, "The pump is broken.", "500")
    stricter = "replace(definition, '600', '60')"
    rows(f"update form set definition = {stricter}")
    server.start()
    page.goto("/en/field/")
    returned = page.locator("[data-part=drafts] li")
    expect(returned).to_contain_text("Came back", timeout=PATIENCE)
    assert rows(TOLD) == []
    returned.locator("a").click()
    expect(page.locator("[name=q-minutes]")).to_have_value("500")
    expect(page.locator("[data-problems]")).to_be_visible()
    keep(page, "The pump is broken.", "50")
    expect(page.get_by_text("Sent", exact=True)).to_be_visible(timeout=PATIENCE)
    assert rows("select json_extract(content, '$.answers.minutes') from submission") == [(50,)]
    page.goto("/en/field/")
    expect(page.locator("[data-part=drafts]")).to_be_hidden()


def test_a_revoked_phone_keeps_its_records_and_says_so(
    enrolled: Phone, server: Server, rows: Rows
) -> None:
    page = enrolled.page
    server.stop()
    begin(page)
    page.get_by_label("Which place is this about?").select_option(label="North")
    keep(page, "The pump is broken.")
    rows("update device set revoked_at = enrolled_at")
    server.start()
    page.goto("/en/field/")
    expect(status(page)).to_contain_text("This phone may no longer send", timeout=PATIENCE)
    expect(status(page)).to_contain_text(WAITING.format(1))
    expect(page.locator("[data-part=waiting] li")).to_have_count(1)
    assert rows(TOLD) == []
    page.get_by_label("A name for this phone").fill("blue Tecno again")
    page.get_by_role("button", name="Enrol this phone").click()
    expect(page.locator("[data-part=sent]")).to_contain_text("1", timeout=PATIENCE)
    assert rows(TOLD) == [("The pump is broken.",)]


def test_a_reply_is_heard_on_the_facilitators_phone(
    enrolled: Phone, server: Server, rows: Rows, reply: Callable[[str], None]
) -> None:
    page = enrolled.page
    begin(page)
    page.get_by_label("Which place is this about?").select_option(label="North")
    keep(page, "The pump is broken.")
    expect(page.get_by_text("Sent", exact=True)).to_be_visible(timeout=PATIENCE)
    reply("We mend it on Monday.")
    page.goto("/en/field/")
    expect(page.locator("[data-part=replies]")).to_contain_text("We mend it on Monday.")


def test_without_a_sign_in_nobody_makes_a_phone_theirs(page: Page, rows: Rows) -> None:
    page.goto("/en/field/")
    page.get_by_label("A name for this phone").fill("mine")
    page.get_by_role("button", name="Enrol this phone").click()
    page.wait_for_url("**/en/sign-in**")
    page.goto("/en/field/")
    expect(page.locator("[data-part=enrol]")).to_be_visible()
