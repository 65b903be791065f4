"""Every page, as each role sees it on a small screen: nothing for axe to find, nothing cut off."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

import pytest
from playwright.sync_api import Browser, Page

from consult.core.permission import TABLE
from tests.browser.conftest import TOUCH
from tests.demonstration import COUNTY, DISTRICT, SLUG, tell
from tests.server import Server

PAGES: Final[Mapping[str, tuple[str | None, str]]] = {
    "home.consultations": (None, ""),
    "capture.about": (None, f"c/{SLUG}/?at={DISTRICT}"),
    "capture.give": (None, f"c/{SLUG}/give?at={DISTRICT}"),
    "capture.received": (None, f"c/{SLUG}/received"),
    "code.follow_up": (None, "code"),
    "places.page": (None, f"places/{COUNTY}/"),
    "session.sign_in": (None, "sign-in"),
    "session.sign_out": ("officer", "sign-out"),
    "field.home": ("facilitator", "field/"),
    "council.summary": ("officer", f"council/{COUNTY}/"),
    "council.brief": ("officer", f"council/{COUNTY}/brief"),
    "desk.home": ("coordinator", "desk/"),
    "forms.home": ("coordinator", "desk/forms/"),
    "forms.page": ("coordinator", f"desk/forms/{SLUG}/"),
    "forms.changes": ("coordinator", f"desk/forms/{SLUG}/2026-11/changes"),
    "forms.choose": (
        "coordinator",
        f"desk/forms/ask?consultation={SLUG}&form={SLUG}&version=2026-11",
    ),
    "preview.version": ("coordinator", f"desk/forms/{SLUG}/2026-11/preview/sw"),
    "paper.sheet": ("coordinator", f"desk/forms/{SLUG}/2026-11/paper"),
    "keying.page": ("coordinator", f"desk/consultations/{SLUG}/key-in"),
    "shell.offline": (None, "offline"),
}
"""By endpoint: who opens it, and where it stands below the language."""

NO_PAGES: Final = {
    *("uploading.upload", "uploading.publish", "uploading.build", "uploading.drop"),
    *("forms.ask", "forms.download", "exporting.as_csv", "exporting.as_xlsx"),
    *("builder.start", "builder.change", "translating.write"),
    *("releasing.publish", "releasing.download"),
    # These need a form in the making; test_builder.py has one.
    *("builder.page", "translating.page", "releasing.check", "preview.draft"),
    *("uploading.report", "preview.upload"),
    *("home.front", "static", "media.file", "openapi.document", "record_files.show"),
    *("council.reply", "desk.revoke", "session.enter", "session.leave"),
    *("wire.sync", "wire.devices", "wire.keys"),
    *("files.abilities", "files.create", "files.offset", "files.append"),
    *("shell.worker", "shell.manifest", "shell.pages", "shell.field_pages"),
    *("health.alive", "health.ready", "health.metrics"),
}


@pytest.fixture(scope="module")
def pages(
    tmp_path_factory: pytest.TempPathFactory, browser: Browser
) -> Iterator[Callable[[str | None], Page]]:
    """Serve the whole demonstration; give a small screen that is signed in as a role."""
    folder = tmp_path_factory.mktemp("demonstration")
    accounts = tell(folder)
    server = Server(folder, {"DEMONSTRATION": "yes"})
    server.start()
    known: dict[str | None, Page] = {}

    def page(role: str | None) -> Page:
        if role not in known:
            context = browser.new_context(**TOUCH, base_url=server.url)
            known[role] = context.new_page()
            if role:
                _sign_in(known[role], *accounts[role])
        return known[role]

    yield page
    for opened in known.values():
        opened.context.close()
    server.stop()


def _sign_in(page: Page, login: str, password: str) -> None:
    page.goto("/en/sign-in")
    page.fill("[name=login]", login)
    page.fill("[name=password]", password)
    page.click("main button")
    page.wait_for_url(lambda address: "sign-in" not in address)


def test_no_page_is_forgotten() -> None:
    assert set(TABLE) == PAGES.keys() | NO_PAGES


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("endpoint", PAGES)
def test_a_page_is_accessible_and_fits_a_small_screen(
    pages: Callable[[str | None], Page],
    endpoint: str,
    language: str,
    accessible: Callable[[Page], None],
    picture: Callable[[Page, str], None],
) -> None:
    role, path = PAGES[endpoint]
    page = pages(role)
    answer = page.goto(f"/{language}/{path}", wait_until="networkidle")
    assert answer
    assert answer.ok
    picture(page, f"{endpoint} {language}")
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
