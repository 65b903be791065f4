"""A server that can be killed, and phones whose browser can be closed and opened again."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, BrowserType, Page, Playwright

from tests.demonstration import demonstrate
from tests.server import Server

SCREENSHOTS = Path(__file__).parent.parent / "screenshots"
CHROMIUM: dict[str, Any] = {
    "executable_path": "/usr/bin/chromium",
    "args": [
        "--no-sandbox",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--disable-gpu",
    ],
}
FIREFOX: dict[str, Any] = {"channel": "moz-firefox", "executable_path": "/usr/bin/firefox-esr"}
SMALL_SCREEN: dict[str, Any] = {"viewport": {"width": 360, "height": 640}, "has_touch": True}
TOUCH: dict[str, Any] = {**SMALL_SCREEN, "is_mobile": True, "device_scale_factor": 2}


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Let pytest-playwright start Debian's browser."""
    return CHROMIUM


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Serve the real form in the real districts, where nobody has said anything yet."""
    demonstrate(tmp_path)
    with Server(tmp_path, {}) as server:
        yield server


class Phone:
    """A phone with one tab; what it stores outlives its browser.

    Args:
        browser: Which.
        folder: Where the profile is kept.
        more: How the browser is launched.
    """

    def __init__(self, browser: BrowserType, folder: Path, **more: Any) -> None:
        self._browser = browser
        self._folder = folder
        self._more = more
        self._context: BrowserContext | None = None
        self.complaints: list[str] = []

    @property
    def context(self) -> BrowserContext:
        assert self._context is not None, "the browser is closed"
        return self._context

    @property
    def page(self) -> Page:
        """Give the tab that was opened last."""
        return self.context.pages[-1]

    def open(self) -> Page:
        """Open the browser."""
        self._context = self._browser.launch_persistent_context(self._folder, **self._more)
        self._context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        self._context.on("console", self._listen)
        return self.page

    def _listen(self, message: Any) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)

    def close(self) -> None:
        """Close the browser; what is only in memory is gone."""
        if self._context is not None:
            self._context.close()
            self._context = None


@pytest.fixture
def phones(
    playwright: Playwright, tmp_path: Path, server: Server
) -> Iterator[Callable[..., Phone]]:
    """Give new phones with an open browser; no script on them may fail unheard."""
    made: list[Phone] = []

    def new(browser: str = "chromium", **more: Any) -> Phone:
        launch = CHROMIUM | TOUCH if browser == "chromium" else FIREFOX | SMALL_SCREEN
        folder = tmp_path / f"phone{len(made)}"
        settings = {**launch, "base_url": server.url, **more}
        made.append(Phone(getattr(playwright, browser), folder, **settings))
        made[-1].open()
        return made[-1]

    yield new
    for phone in made:
        phone.close()
    assert [complaint for phone in made for complaint in phone.complaints] == []


@pytest.fixture
def phone(phones: Callable[..., Phone]) -> Phone:
    """Give one phone with Chromium."""
    return phones()


@pytest.fixture
def page(phone: Phone) -> Page:
    """Give the tab of one phone with Chromium."""
    return phone.page


@pytest.fixture
def accessible() -> Callable[[Page], None]:
    """Assert that axe finds nothing on a page."""

    def check(page: Page) -> None:
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()

    return check


@pytest.fixture
def picture() -> Callable[[Page, str], None]:
    """Take a screenshot of the whole page, for people to look at."""

    def take(page: Page, name: str) -> None:
        page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)

    return take
