"""Nothing is lost, nothing is doubled: what is kept arrives once, or still waits."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from consult.web import assets
from tests.browser.conftest import Phone
from tests.browser.phone import liar as lies
from tests.browser.phone.conftest import (
    FORM,
    PATIENCE,
    WAITING,
    answer,
    eventually,
    get_ready,
    keep,
    left,
    status,
)
from tests.browser.phone.liar import Liar
from tests.server import Server

Rows = Callable[..., list[tuple[Any, ...]]]
TOLD = "select json_extract(content, '$.answers.told') from submission order by 1"


@pytest.mark.parametrize("maker", ["chromium", "firefox"])
def test_what_is_kept_outlives_the_browser_and_arrives_once(
    phones: Callable[..., Phone], server: Server, rows: Rows, maker: str
) -> None:
    phone = phones(maker)
    get_ready(phone.page)
    server.stop()
    phone.page.goto(FORM)
    keep(phone.page, "The pump is broken.", "20")
    expect(phone.page.get_by_text("Kept on this phone", exact=True)).to_be_visible()
    phone.close()
    phone.open().goto(FORM)
    expect(status(phone.page)).to_contain_text(WAITING.format(1))
    server.start()
    eventually(lambda: left(phone.page), 0)
    expect(status(phone.page)).to_be_hidden()
    assert rows(TOLD) == [("The pump is broken.",)]


def test_a_page_that_stays_open_says_when_it_is_sent(
    page: Page, server: Server, rows: Rows
) -> None:
    get_ready(page)
    server.stop()
    keep(page, "The pump is broken.")
    code = page.locator("[data-code]")
    assert len(code.inner_text()) == len("XXXX-XXX-XXX")
    server.start()
    expect(page.get_by_text("Sent", exact=True)).to_be_visible(timeout=PATIENCE)
    assert rows("select count(*) from submission where code_hash is not null") == [(1,)]


def test_with_a_network_it_is_sent_at_once(page: Page, rows: Rows) -> None:
    page.goto(FORM)
    keep(page, "The pump is broken.")
    expect(page.get_by_text("Sent", exact=True)).to_be_visible(timeout=PATIENCE)
    assert rows(TOLD) == [("The pump is broken.",)]


def test_a_half_filled_form_is_there_again_after_the_browser_was_closed(
    phone: Phone, server: Server
) -> None:
    get_ready(phone.page)
    server.stop()
    phone.page.goto(FORM)
    phone.page.locator("[name=q-told]").fill("The pump is bro")
    expect(phone.page.locator("[data-draft]")).not_to_be_empty()
    phone.close()
    phone.open().goto("/en/c/water/give")
    expect(phone.page.locator("[name=q-told]")).to_have_value("The pump is bro")
    expect(phone.page.locator("#locality option:checked")).to_have_text("North")


def test_sixty_records_of_two_tabs_arrive_once_each(
    phone: Phone, server: Server, rows: Rows
) -> None:
    get_ready(phone.page)
    server.stop()
    tabs = [phone.page, phone.context.new_page()]
    for n, tab in enumerate(tabs):
        tab.goto(FORM)
        tab.evaluate(KEEP_MANY, [assets.script_file("js/keep.js"), list(range(n, 60, 2))])
    server.start()
    eventually(lambda: left(tabs[0]), 0)
    for tab in tabs:
        expect(status(tab)).to_be_hidden()
    assert rows(TOLD) == [(f"{n:02}",) for n in range(60)]


KEEP_MANY = """async ([module, numbers]) => {
  const main = document.querySelector('script[type=module]').src;
  const { keep } = await import(main.replace(/built.main.js$/, module));
  const about = JSON.parse(document.getElementById('capture').textContent);
  const locality = document.getElementById('locality').value;
  for (const n of numbers) {
    const answers = { told: String(n).padStart(2, '0') };
    await keep({ ...about, locality, language: 'en', answers });
  }
}"""


@pytest.mark.parametrize(
    "lie",
    [
        lies.portal,
        lies.cut,
        lies.broken,
        lies.unsigned,
        lies.of_another_record,
        lies.of_another_content,
    ],
    ids=lambda lie: lie.__name__,
)
def test_only_a_signed_receipt_lets_a_record_leave(
    page: Page, server: Server, liar: Callable[..., Liar], rows: Rows, lie: lies.Sync
) -> None:
    get_ready(page)
    keep(page, "Enrols the phone.")
    expect(page.get_by_text("Sent", exact=True)).to_be_visible(timeout=PATIENCE)
    server.stop()
    lying = liar(sync=lie)
    page.goto(FORM)
    keep(page, "The pump is broken.")
    for _visit in range(2):
        before = lying.asked
        page.goto(FORM)
        while lying.asked == before:
            page.wait_for_timeout(50)
    page.wait_for_timeout(500)
    assert left(page) == 1
    expect(status(page)).to_contain_text(WAITING.format(1))
    lying.stop()
    server.start()
    page.goto(FORM)
    eventually(lambda: left(page), 0)
    assert rows(TOLD) == [("Enrols the phone.",), ("The pump is broken.",)]


def test_an_answer_that_is_lost_after_the_commit_doubles_nothing(
    page: Page, server: Server, rows: Rows
) -> None:
    get_ready(page)
    lost: list[int] = []

    def lose(route: Any) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route.fetch().status)
        route.abort()

    page.route("**/sync", lose)
    keep(page, "The pump is broken.")
    expect(page.get_by_text("Sent", exact=True)).to_be_visible(timeout=PATIENCE)
    assert lost == [200]
    assert rows(TOLD) == [("The pump is broken.",)]


def test_a_server_that_is_killed_while_it_receives_has_every_record_once(
    page: Page, server: Server, rows: Rows
) -> None:
    get_ready(page)
    server.stop()
    for n in range(5):
        keep(page, f"{n}")
        page.locator("[data-another]").click()
    for _time in range(3):
        server.start()
        page.goto(FORM)
        server.kill()
    server.start()
    page.goto(FORM)
    eventually(lambda: left(page), 0)
    assert rows(TOLD) == [(f"{n}",) for n in range(5)]


def test_one_poisoned_record_never_holds_back_the_others(
    page: Page, server: Server, rows: Rows
) -> None:
    get_ready(page)
    server.stop()
    for n in range(4):
        keep(page, f"{n}")
        page.locator("[data-another]").click()
    page.evaluate(POISON)
    server.start()
    page.goto(FORM)
    expect(status(page)).to_contain_text("Not accepted by the server: 1.", timeout=PATIENCE)
    eventually(lambda: rows(TOLD), [(f"{n}",) for n in range(1, 4)])
    assert left(page) == 1


POISON = """async () => {
  const phone = await new Promise((done) => {
    const asked = indexedDB.open('consult');
    asked.onsuccess = () => done(asked.result);
  });
  const outbox = phone.transaction('outbox', 'readwrite').objectStore('outbox');
  await new Promise((done) => {
    outbox.getAll().onsuccess = ({ target }) => {
      const [first] = target.result;
      first.envelope.sha256 = 'no hash';
      outbox.put(first).onsuccess = done;
    };
  });
}"""


def test_what_does_not_fit_the_form_is_said_before_it_is_kept(page: Page) -> None:
    page.goto(FORM)
    answer(page, "The pump is broken.", "9999")
    expect(page.locator("[data-problems]")).to_be_focused()
    expect(page.get_by_text("From 0 to 600.").first).to_be_visible()
    expect(page.locator("[data-kept]")).to_be_hidden()
