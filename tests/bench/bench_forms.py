"""What real forms cost: to import, to send, to open on a cheap phone, and to answer there."""

import io
import re
import subprocess
import time
import warnings
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from urllib.request import Request, urlopen

from playwright.sync_api import Browser, Page, sync_playwright
from pyxform.xls2xform import convert

from consult.core.expression import parse
from consult.core.form import Form
from consult.core.question import Choice, Question
from consult.formats import xlsform
from consult.services import consultations, forms
from consult.store.base import db
from consult.store.transaction import writing
from tests.bench.bench_first_visit import PATIENCE, WATCH
from tests.bench.row import Row, p95
from tests.browser.conftest import CHROMIUM, TOUCH
from tests.conftest import app_on
from tests.demonstration import COUNTY, demonstrate
from tests.server import Server

ROOT: Final = Path(__file__).parents[2]
REAL: Final = sorted((ROOT.parent / "shared" / "data" / "forms").glob("*.xlsx"))
LARGE: Final = "impact-initiatives__form"
SLOWER: Final = 6
TIMES: Final = 40
TOWNS: Final = 5_000
COUNTIES: Final = 100

ANSWER: Final = """(times) => {
  const shown = [...document.querySelectorAll('input[type=radio][name^="q-"]')];
  const field = shown.find((one) => one.offsetParent);
  const others = [...document.getElementsByName(field.name)];
  return Array.from({ length: times }, (_, at) => {
    const other = others[at % others.length];
    const began = performance.now();
    other.checked = true;
    other.dispatchEvent(new Event('change', { bubbles: true }));
    document.body.getBoundingClientRect();
    return performance.now() - began;
  });
}"""
"""Choose, as a finger would, and wait until the page is laid out anew."""

CHOOSE: Final = """(times) => {
  const counties = [...document.getElementsByName('q-county')];
  const town = document.querySelector('[data-part=town]');
  return Array.from({ length: times }, (_, at) => {
    const county = counties.at(at % counties.length);
    const began = performance.now();
    if (county.tagName === 'SELECT') county.selectedIndex = 1 + at;
    else county.checked = true;
    county.dispatchEvent(new Event('change', { bubbles: true }));
    town.getBoundingClientRect();
    return performance.now() - began;
  });
}"""


def measure() -> Iterator[Row]:
    """Import every form, then open the largest and a cascade on a slow phone."""
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        demonstrate(Path(folder))
        published = list(_publish(Path(folder)))
        _open(Path(folder), _cascade(), "cascade")
        with Server(Path(folder), {}) as server:
            yield from (_import_row(server, *one) for one in published)
            browser = playwright.chromium.launch(**CHROMIUM)
            yield from _phone(browser, server)
            browser.close()


def _publish(folder: Path) -> Iterator[tuple[str, Form | None, float]]:
    for path in REAL:
        began = time.process_time()
        form = xlsform.read(path.read_bytes(), path.stem).form
        spent = time.process_time() - began
        if form:
            _open(folder, form, _slug(path))
        yield _slug(path), form, spent


def _slug(path: Path) -> str:
    return re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-")[:60]


def _open(folder: Path, form: Form, slug: str) -> None:
    """Publish a form, and ask it in a consultation of this name."""
    now = datetime.now(UTC)
    with app_on("", folder) as app, app.app_context():
        session = db.session()
        writing(session)
        forms.publish(session, form, now)
        words = {"en": slug}
        asked = consultations.Asked(
            slug, words, words, words, form.slug, (COUNTY,), version=form.version
        )
        consultations.load(session, asked, now)
        session.commit()


def _cascade() -> Form:
    """Ask for one of 5,000 towns by their county."""
    counties = tuple(Choice(f"c{at}", {"en": f"County {at}"}) for at in range(COUNTIES))
    towns = tuple(
        Choice(f"t{at}", {"en": f"Town {at}"}, {"county": f"c{at % COUNTIES}"})
        for at in range(TOWNS)
    )
    questions = (
        Question("county", "select_one", {"en": "County"}, choices="county", appearance="minimal"),
        Question(
            "town", "select_one", {"en": "Town"}, choices="town",
            choice_filter=parse("county = ${county}"),
        ),
    )  # fmt: skip
    lists = {"county": counties, "town": towns}
    return Form("cascade", "1", {"en": "Cascade"}, ("en",), "en", questions, lists)


def _import_row(server: Server, slug: str, form: Form | None, seconds: float) -> Row:
    figure = f"Import of {slug}"
    if form is None:
        return Row(figure, f"{seconds:.2f} s", "refused: a file that it needs is not attached")
    asked = sum(question.answered for question, _ in form.walk())
    page = len(_page(server, slug)) / 1e3
    beside = f"{asked} questions, {len(form.languages)} languages, page {page:.1f} kB compressed"
    return Row(figure, f"{seconds:.2f} s", beside)


def _page(server: Server, slug: str) -> bytes:
    address = Request(
        f"{server.url}/en/c/{slug}/give",
        headers={"Consult-Cache": "1", "Accept-Encoding": "br"},
    )
    with urlopen(address) as answer:
        body: bytes = answer.read()
    return body


def _phone(browser: Browser, server: Server) -> Iterator[Row]:
    slow = f"{SLOWER}x slower"
    large = next((path for path in REAL if path.stem == LARGE), None)
    if large:
        usable, changes = _large(browser, server, _slug(large))
        theirs, their_changes = _theirs(browser, server, large)
        beside = f"2 s; @getodk/xforms-engine alone, without a page: {theirs / 1e3:.2f} s"
        yield Row(f"Form of 530 questions, {slow}: usable", f"{usable / 1e3:.2f} s", beside)
        beside = f"50 ms; @getodk/xforms-engine alone: {p95(their_changes):.1f} ms"
        yield Row(
            f"Form of 530 questions, {slow}: one answer, p95", f"{p95(changes):.0f} ms", beside
        )
    page = _visit(browser, server, "cascade")
    waits = page.evaluate(CHOOSE, TIMES)
    page.context.close()
    yield Row(f"A cascade over {TOWNS} choices, {slow}, p95", f"{p95(waits):.0f} ms", "100 ms")


def _visit(browser: Browser, server: Server, slug: str) -> Page:
    page = browser.new_context(**TOUCH).new_page()
    page.add_init_script(WATCH)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(f"{server.url}/en/c/{slug}/give#new", timeout=PATIENCE)
    while not page.evaluate("window.usableAt"):  # the page's own policy forbids to wait for it
        page.wait_for_timeout(100)
    return page


def _large(browser: Browser, server: Server, slug: str) -> tuple[float, list[float]]:
    page = _visit(browser, server, slug)
    usable: float = page.evaluate("window.usableAt")
    changes: list[float] = page.evaluate(ANSWER, TIMES)
    page.context.close()
    return usable, changes


def _theirs(browser: Browser, server: Server, path: Path) -> tuple[float, list[float]]:
    """Let ODK Web Forms' engine load the same form in the same browser, as slow."""
    page = browser.new_context(**TOUCH, bypass_csp=True).new_page()
    page.goto(f"{server.url}/healthz")
    page.add_script_tag(content=_bundle(), type="module")
    page.wait_for_function("() => Boolean(globalThis.measure)", timeout=PATIENCE)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles in the workbook
        content = io.BytesIO(path.read_bytes())
        xform = convert(xlsform=content, validate=False, file_type=".xlsx").xform
    told = page.evaluate("([xform, times]) => measure(xform, times)", [xform, TIMES])
    page.context.close()
    return told["loaded"], told["changes"]


def _bundle() -> str:
    here, esbuild = Path(__file__).parent, ROOT / "node_modules/.bin/esbuild"
    command = [str(esbuild), str(here / "engine_page.js"), "--bundle", "--format=esm"]
    command += ["--define:__dirname='.'", "--log-level=error"]
    made = subprocess.run(command, capture_output=True, check=True, text=True)
    return str(made.stdout)
