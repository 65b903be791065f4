"""What the first visit of a citizen's form costs: bytes, and seconds on a weak network."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, Final
from urllib.request import Request, urlopen

from playwright.sync_api import Browser, sync_playwright

from tests.bench.row import Row
from tests.browser.conftest import CHROMIUM, TOUCH
from tests.demonstration import GIVE, SLUG, demonstrate
from tests.server import Server
from tests.slow_proxy import slow_proxy

VISITS: Final = 5
PATIENCE: Final = 60_000
WATCH: Final = """
  addEventListener('DOMContentLoaded', () => {
    const answered = document.querySelector('[data-answered]');
    new MutationObserver(() => { window.usableAt ??= performance.now(); })
      .observe(answered, { childList: true, characterData: true, subtree: true });
  });
"""
"""The form can be answered, and says how far one has come: its script runs."""

READY: Final = "[data-enhance=ready]:not([hidden])"
"""The worker has all that it keeps: the form works from now on without a network."""

LOADED: Final = """() => {
  const entries = [...performance.getEntriesByType('navigation'),
                   ...performance.getEntriesByType('resource')];
  return {
    usable: window.usableAt,
    paint: performance.getEntriesByName('first-contentful-paint')[0].startTime,
    files: entries.map(({ name, encodedBodySize, responseEnd }) =>
      ({ name: new URL(name).pathname, bytes: encodedBodySize, at: responseEnd })),
  };
}"""


@dataclass(frozen=True, slots=True)
class Visit:
    """One first visit.

    Args:
        until_usable: Compressed bytes by kind.
        wire: All bytes on the wire, headers and the worker's own fetches included.
        paint: Seconds to the first paint.
        usable: Seconds until the form can be answered.
        ready: Seconds until it works without a network.
    """

    until_usable: Mapping[str, int]
    wire: int
    paint: float
    usable: float
    ready: float


def measure() -> Iterator[Row]:
    """Visit the form some times, each time with an empty browser, and take the middle."""
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        demonstrate(Path(folder))
        with Server(Path(folder), {}) as server:
            browser = playwright.chromium.launch(**CHROMIUM)
            visits = [_visit(browser, server) for _ in range(VISITS)]
            browser.close()
            kept = _kept(server)
    yield from _rows(visits, kept)


def _visit(browser: Browser, server: Server) -> Visit:
    context = browser.new_context(**TOUCH)
    page = context.new_page()
    page.add_init_script(WATCH)
    with slow_proxy(server.port) as proxy:
        page.goto(f"{proxy.url}{GIVE}", timeout=PATIENCE)
        page.wait_for_selector(READY, state="attached", timeout=PATIENCE)
        ready = page.evaluate("performance.now()") / 1e3
        told = page.evaluate(LOADED)
        context.close()
    early = [file for file in told["files"] if file["at"] <= told["usable"]]
    return Visit(
        until_usable=_by_kind(early),
        wire=proxy.down.carried,
        paint=told["paint"] / 1e3,
        usable=told["usable"] / 1e3,
        ready=ready,
    )


def _kept(server: Server) -> list[Mapping[str, Any]]:
    """Weigh everything that the worker keeps, once each: all modules, pages of all languages."""
    listed = json.loads(_body(f"{server.url}/c/{SLUG}/pages.json"))["urls"]
    return [{"name": path, "bytes": len(_body(server.url + path))} for path in listed]


def _body(address: str) -> bytes:
    accept = {} if address.endswith(".json") else {"Accept-Encoding": "br"}
    with urlopen(Request(address, headers={"Consult-Cache": "1", **accept})) as answer:
        body: bytes = answer.read()
    return body


def _by_kind(files: list[Mapping[str, Any]]) -> dict[str, int]:
    kinds = {"page": 0, "CSS": 0, "JS": 0, "other": 0}
    for file in files:
        kinds[_kind(file["name"])] += file["bytes"]
    return kinds


def _kind(path: str) -> str:
    if path == GIVE:
        return "page"
    return {".css": "CSS", ".js": "JS"}.get(Path(path).suffix, "other")


def _rows(visits: list[Visit], kept: list[Mapping[str, Any]]) -> Iterator[Row]:
    first, early, whole = "First visit of the form", visits[0].until_usable, _by_kind(kept)
    yield Row(f"{first}: compressed, until usable ({_told(early)})", _kb(sum(early.values())))
    yield Row(f"{first}: of that, script", _kb(early["JS"]), "15 kB")
    form = whole["page"] + whole["CSS"] + whole["JS"]
    yield Row(f"{first}: page, CSS and JS in all ({_told(whole)})", _kb(form), "60 kB")
    wire = max(each.wire for each in visits)
    others = "also headers, and pages of all languages for later without a network"
    yield Row(f"{first}: on the wire in all", _kb(wire), others)
    slow = "400 ms, 400 kbit/s"
    for name, limit in (("paint", "3 s"), ("usable", "3 s"), ("ready", "works alone from then on")):
        middle = median(getattr(each, name) for each in visits)
        yield Row(f"{first}: {name}, {slow}", f"{middle:.2f} s", limit)


def _told(kinds: Mapping[str, int]) -> str:
    return ", ".join(f"{kind} {size / 1e3:.1f}" for kind, size in kinds.items())


def _kb(size: float) -> str:
    return f"{size / 1e3:.1f} kB"
