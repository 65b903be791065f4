"""How long a cheap phone needs from the tap to "kept"."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from playwright.sync_api import CDPSession, Page, sync_playwright

from tests.bench.bench_first_visit import PATIENCE, READY
from tests.bench.row import Row, p95
from tests.browser.conftest import CHROMIUM, TOUCH
from tests.demonstration import GIVE, demonstrate, fill
from tests.server import Server

TIMES: Final = 30
SLOWER: Final = 6
TAP: Final = """() => new Promise((done) => {
  const kept = document.querySelector('[data-kept]');
  const began = performance.now();
  new MutationObserver(() => kept.hidden || done(performance.now() - began))
    .observe(kept, { attributes: true });
  document.querySelector('form[data-enhance=form]').requestSubmit();
})"""
"""From the tap until the page shows "kept": checked, sealed, and on disk."""


def measure() -> Iterator[Row]:
    """Keep some records on a phone whose processor is six times slower, the server gone."""
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        demonstrate(Path(folder))
        browser = playwright.chromium.launch(**CHROMIUM)
        with Server(Path(folder), {}) as server:
            page = browser.new_context(**TOUCH, base_url=server.url).new_page()
            page.goto(GIVE)
            page.wait_for_selector(READY, state="attached", timeout=PATIENCE)
        waits = [_keep(page, page.context.new_cdp_session(page)) for _ in range(TIMES)]
        browser.close()
    yield Row(f"Keep on the phone, {SLOWER}x slower, p95", f"{p95(waits):.0f} ms", "100 ms")


def _keep(page: Page, session: CDPSession) -> float:
    fill(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    wait: float = page.evaluate(TAP)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    page.click("[data-another]")
    return wait
