#!/usr/bin/env python3
"""Take the pictures of the documents; `make demo` must be running in another terminal."""

import json
import sys
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, Locator, Page, sync_playwright

ROOT: Final = Path(__file__).parent.parent
IMAGES: Final = ROOT / "docs" / "images"
PHONE: Final[dict[str, Any]] = {
    "viewport": {"width": 360, "height": 640},
    "device_scale_factor": 1.5,
    "has_touch": True,
    "is_mobile": True,
}
DESK: Final[dict[str, Any]] = {"viewport": {"width": 1080, "height": 1150}}


def main(address: str, folder: Path) -> None:
    """Take all of them."""
    accounts = json.loads((folder / "accounts.json").read_text())["people"]
    officer = next(one for one in accounts if one["role"] == "officer")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        form(_page(browser, address, PHONE))
        council(_page(browser, address, DESK), officer["login"], officer["password"])
        browser.close()


def form(page: Page) -> None:
    """Show questions on a small phone."""
    page.goto("/en/c/services-safety-trust/give?at=LR0203")
    page.get_by_role("group", name="How much do you trust").get_by_text("In between").click()
    mood = page.get_by_role("group", name="How do you feel")
    mood.get_by_text("Good", exact=True).click()
    _to_the_top(mood, 230)
    page.screenshot(path=IMAGES / "form.png")


def council(page: Page, login: str, password: str) -> None:
    """Show the numbers and the map of a county."""
    page.goto("/en/sign-in?next=/en/council/LR02/")
    page.get_by_label("Login").fill(login)
    page.get_by_label("Password").fill(password)
    page.get_by_role("main").get_by_role("button").click()
    page.wait_for_url("**/council/LR02/")
    _to_the_top(page.get_by_role("heading", name="How their words sound"), 60)
    page.screenshot(path=IMAGES / "council.png")


def _to_the_top(element: Locator, room: int) -> None:
    """Scroll until so many pixels are above the element."""
    element.evaluate(
        "(it, room) => scrollTo(0, scrollY + it.getBoundingClientRect().top - room)", room
    )


def _page(browser: Browser, address: str, screen: dict[str, Any]) -> Page:
    return browser.new_context(base_url=address, reduced_motion="reduce", **screen).new_page()


if __name__ == "__main__":
    given = sys.argv[1:]
    main(
        given[0] if given else "http://127.0.0.1:8000",
        Path(given[1]) if len(given) > 1 else ROOT / "instance" / "demo",
    )
