"""Drafts on a phone without a network, and of versions of the form that have gone."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from consult.core.question import Question
from consult.core.record import sha256_of
from consult.store.base import db
from consult.store.rows import ConsultationRow, FormRow
from tests.browser.conftest import Phone
from tests.browser.phone.conftest import FORM as ADDRESS
from tests.browser.phone.conftest import eventually, get_ready
from tests.conftest import app_on
from tests.ground import FORM, NOW
from tests.server import Server

NEWER = replace(
    FORM,
    version="2",
    questions=(
        *(question for question in FORM.questions if question.name != "minutes"),
        Question("litres", "integer", {"en": "Litres", "ar": "لترات"}),
    ),
)
"""Asks for litres, no longer for minutes."""

SENT = (
    "select json_extract(content, '$.version'), json_extract(content, '$.answers.minutes') "
    "from submission"
)


@pytest.fixture
def publish(server: Server) -> Callable[[], None]:
    """Publish the newer version, which is asked from then on."""

    def put() -> None:
        url = f"sqlite:///{server.folder / 'consult.db'}"
        with app_on(url, server.folder) as app, app.app_context():
            written = NEWER.to_json()
            db.session.add(
                FormRow(
                    slug=NEWER.slug,
                    version=NEWER.version,
                    definition=written,
                    sha256=sha256_of(written),
                    published_at=NOW,
                )
            )
            db.session.query(ConsultationRow).one().form_version = NEWER.version
            db.session.commit()
        server.stop()
        server.start()

    return put


def begin(page: Page) -> None:
    get_ready(page)
    page.locator("[name=q-told]").fill("The pump")
    page.locator("[name=q-minutes]").fill("20")
    expect(page.get_by_text("Draft kept")).to_be_visible()
    eventually(lambda: page.evaluate(PAGES), 1)


PAGES = "async () => (await (await caches.open('forms')).keys()).length"
NEWEST = """async () => {
  const pointer = await (await caches.open('sets')).match('/c/water/pages.json');
  const current = await caches.open((await pointer.json()).cache);
  const page = await current.match('/en/c/water/give', { ignoreVary: true });
  return (await page.text()).includes('q-litres');
}"""


def renew(page: Page) -> None:
    """Visit until the worker has the newer version."""
    page.goto("/en/c/water/")
    eventually(lambda: page.evaluate(NEWEST), True)


@pytest.mark.parametrize("online", [True, False])
def test_a_draft_opens_and_is_sent_in_the_version_that_it_was_begun_in(
    phone: Phone,
    server: Server,
    publish: Callable[[], None],
    rows: Callable[..., list[tuple[Any, ...]]],
    online: bool,
) -> None:
    begin(phone.page)
    publish()
    renew(phone.page)
    if not online:
        server.stop()
    phone.close()
    page = phone.open()
    page.goto("/en/c/water/give")
    expect(page.locator("[name=q-minutes]")).to_have_value("20")
    expect(page.locator("[name=q-litres]")).to_have_count(0)
    page.locator("[data-enhance=form] button[type=submit]").click()
    expect(page.locator("[data-kept]")).to_be_visible()
    if not online:
        server.start()
    eventually(lambda: rows(SENT), [("1", 20)])
    page.goto(ADDRESS)
    expect(page.locator("[name=q-litres]")).to_be_visible()


def test_what_fits_is_carried_over_where_the_older_version_is_nowhere(
    phone: Phone, server: Server, publish: Callable[[], None]
) -> None:
    begin(phone.page)
    publish()
    renew(phone.page)
    phone.page.evaluate("caches.delete('forms')")
    server.stop()
    phone.page.goto("/en/c/water/give")
    expect(phone.page.locator("[data-carried]")).to_be_visible()
    expect(phone.page.locator("[name=q-told]")).to_have_value("The pump")
    expect(phone.page.locator("[name=q-litres]")).to_have_value("")
