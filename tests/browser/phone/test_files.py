"""A photo taken without a network: shrunk, stripped, sealed with its record, and sent in pieces."""

import base64
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, Route, expect
from sqlalchemy import select

from consult.core.identity import uuid7
from consult.core.language import INTERFACE
from consult.core.permission import Role
from consult.core.question import Question
from consult.formats.film import blank
from consult.store.base import db
from consult.store.rows import ConsultationRow, RecordFileRow
from tests.as_written import AS_WRITTEN
from tests.browser.conftest import Phone
from tests.browser.phone.conftest import (
    FORM,
    PATIENCE,
    WAITING,
    eventually,
    get_ready,
    left,
    status,
)
from tests.browser.phone.conftest import keep as keep_form
from tests.conftest import app_on
from tests.films import film
from tests.ground import FORM as ASKED
from tests.ground import lay
from tests.pictures import MAKER, photo, told_by
from tests.server import Server
from tests.staff import PASSWORD, hire
from tests.tus import name_of

Rows = Callable[..., list[tuple[Any, ...]]]
ASKING = replace(ASKED, questions=(*ASKED.questions, Question("photo", "image", {"en": "Photo"})))
RAW = photo(2400, 1200)


@pytest.fixture
def server(tmp_path: Path, migrated_sqlite: Path) -> Iterator[Server]:
    folder = tmp_path / "instance"
    folder.mkdir()
    database = shutil.copy(migrated_sqlite, folder / "consult.db")
    with app_on(f"sqlite:///{database}", folder) as app, app.app_context():
        lay(db.session(), ASKING)
        db.session.scalars(select(ConsultationRow)).one().languages = list(INTERFACE)
        db.session.commit()
        hire(app, "officer", Role.OFFICER, "X01")
    with Server(folder, {}, AS_WRITTEN) as server:
        yield server


def put(page: Page, draft: str, raw: bytes, media: str = "image/jpeg", name: str = "a.jpg") -> Any:
    """Put a file into a draft; give its name, or the code of what is wrong with it."""
    return page.evaluate(PUT, [draft, base64.b64encode(raw).decode(), media, name])


def keep(page: Page, draft: str, told: str, **files: str) -> Any:
    """Keep a record that names files; give its id, or the name of what went wrong."""
    expect(page.locator("#locality")).not_to_have_value("")  # the page has begun
    answers = {"told": told, "kind": "question", **files}
    return page.evaluate(KEEP, [draft, answers])


def files(page: Page) -> Any:
    """List the files on the phone: whose, and their names where they are not sealed."""
    return page.evaluate(FILES)


MODULE = """
  const main = document.querySelector('script[type=module]').src;
  const load = (name) => import(main.replace('main.js', `${name}.js`));
"""
PUT = f"""async ([draft, base64, type, name]) => {{ {MODULE}
  const bytes = Uint8Array.from(atob(base64), (symbol) => symbol.charCodeAt(0));
  const {{ putFile }} = await load('attach');
  return putFile(draft, new File([bytes], name, {{ type }})).catch((failure) => failure.code);
}}"""
KEEP = f"""async ([draft, answers]) => {{ {MODULE}
  const {{ keep }} = await load('keep');
  const about = JSON.parse(document.getElementById('capture').textContent);
  const locality = document.getElementById('locality').value;
  const capture = {{ ...about, locality, language: 'en', answers, draft }};
  return keep(capture).then(({{ id }}) => id, (failure) => failure.name);
}}"""
FILES = f"""async () => {{ {MODULE}
  const {{ store }} = await load('store');
  const all = await (await store()).getAll('files');
  return all.map(({{ owner, name, sealed }}) => [owner, sealed ? 'sealed' : name]);
}}"""
SHOW = f"""async ([draft, name]) => {{ {MODULE}
  const {{ fileOf }} = await load('attach');
  const blob = await fileOf(draft, name);
  const bytes = blob && new Uint8Array(await blob.arrayBuffer());
  return blob && [blob.type, btoa(String.fromCharCode(...bytes))];
}}"""
DRAFTS = [str(uuid7(datetime.now(UTC))) for _ in range(3)]


def opened(server: Server) -> list[bytes]:
    """Open what the server has whole."""
    url = f"sqlite:///{server.folder / 'consult.db'}"
    with app_on(url, server.folder) as app, app.app_context():
        found = db.session.scalars(
            select(RecordFileRow).where(RecordFileRow.received_at.is_not(None))
        )
        return [app.extensions["consult.files"].open(row) for row in found]


def test_a_photo_taken_offline_outlives_the_browser_and_reaches_the_officer_without_its_place(
    phone: Phone, server: Server
) -> None:
    assert "GPSInfo" in told_by(RAW)
    get_ready(phone.page)
    server.stop()
    phone.page.goto(FORM)
    name = put(phone.page, DRAFTS[1], RAW)
    phone.close()
    phone.open().goto(FORM)
    media, shown = phone.page.evaluate(SHOW, [DRAFTS[1], name])
    picture = base64.b64decode(shown)
    assert (media, told_by(picture), MAKER.encode() in picture) == ("image/jpeg", [], False)
    assert Image.open(BytesIO(picture)).size == (1600, 800)
    record = keep(phone.page, DRAFTS[1], "See yourself.", photo=name)
    assert files(phone.page) == [[record, "sealed"]]
    assert phone.page.evaluate(SHOW, [record, name]) is None
    phone.close()
    phone.open().goto(FORM)
    expect(status(phone.page)).to_contain_text(WAITING.format(1))
    server.start()
    eventually(lambda: left(phone.page), 0)
    assert files(phone.page) == []
    assert opened(server) == [picture]
    page = phone.page
    page.goto("/en/sign-in")
    page.locator("[name=login]").fill("officer")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form button").click()
    page.goto("/en/council/X0101/")
    seen = page.get_by_alt_text("Photo")
    expect(seen).to_be_visible()
    assert seen.evaluate("async (image) => (await image.decode(), image.naturalWidth)") == 320


@pytest.mark.parametrize("maker", ["chromium", "firefox"])
def test_a_photo_chosen_in_the_form_is_there_again_in_a_new_browser_and_sent_with_the_rest(
    phones: Callable[..., Phone], server: Server, tmp_path: Path, maker: str
) -> None:
    phone = phones(maker)
    (tmp_path / "IMG_0001.jpg").write_bytes(RAW)
    get_ready(phone.page)
    server.stop()
    phone.page.goto(FORM)
    phone.page.get_by_label("Photo").set_input_files(tmp_path / "IMG_0001.jpg")
    expect(phone.page.locator("[data-told]:visible")).to_have_text("Kept on this phone.")
    expect(phone.page.locator("[data-draft]")).not_to_be_empty()
    phone.close()
    phone.open().goto(FORM)
    shown = phone.page.get_by_role("img", name="Photo")
    expect(shown).to_be_visible()
    assert shown.evaluate("(image) => image.naturalWidth") == 1600
    keep_form(phone.page, "See yourself.")
    assert [whose[1] for whose in files(phone.page)] == ["sealed"]
    server.start()
    eventually(lambda: left(phone.page), 0)
    (picture,) = opened(server)
    assert (told_by(picture), MAKER.encode() in picture) == ([], False)


def test_a_record_and_its_files_are_kept_together_or_not_at_all(page: Page, server: Server) -> None:
    get_ready(page)
    server.stop()
    name = put(page, DRAFTS[1], RAW)
    assert keep(page, DRAFTS[1], "No photo.", photo=f"{'0' * 64}.jpg") == "FileMissing"
    assert left(page) == 0
    assert files(page) == [[DRAFTS[1], name]]


def test_what_was_taken_and_is_not_named_any_more_goes_with_its_draft(
    page: Page, server: Server
) -> None:
    get_ready(page)
    server.stop()
    put(page, DRAFTS[1], photo(30, 30))
    second = put(page, DRAFTS[1], photo(40, 40))
    other = put(page, DRAFTS[2], photo(50, 50))
    record = keep(page, DRAFTS[1], "The second.", photo=second)
    assert sorted(files(page)) == sorted([[record, "sealed"], [DRAFTS[2], other]])
    page.evaluate(
        f"async (id) => {{ {MODULE} await (await load('drafts')).dropDraft(id); }}", DRAFTS[2]
    )
    assert files(page) == [[record, "sealed"]]


@pytest.mark.parametrize(
    ("raw", "media", "name", "code"),
    [
        pytest.param(
            b"ftypheic", "image/heic", "a.heic", "not_a_picture", id="unknown to browsers"
        ),
        pytest.param(RAW[:300], "image/jpeg", "a.jpg", "not_a_picture", id="broken"),
        pytest.param(b"MZ", "application/x-msdownload", "a.exe", "wrong_type", id="a program"),
        pytest.param(b"<html>", "text/html", "a.html", "wrong_type", id="a page"),
    ],
)
def test_what_can_not_be_taken_is_refused_and_leaves_nothing_on_the_phone(
    page: Page, raw: bytes, media: str, name: str, code: str
) -> None:
    page.goto(FORM)
    assert put(page, DRAFTS[1], raw, media, name) == code
    assert files(page) == []


def test_a_file_that_the_server_would_not_take_is_refused_before_it_is_kept(
    page: Page, server: Server
) -> None:
    server.stop()
    server.settings["FILE_MEGABYTES"] = "1"
    server.start()
    get_ready(page)
    paper = b"%PDF-" + bytes(1_000_000)
    assert put(page, DRAFTS[1], paper[:-5], "", "a.pdf") == name_of(paper[:-5], "pdf")
    assert put(page, DRAFTS[1], paper, "", "a.pdf") == "file_too_large"


def test_a_file_goes_on_from_where_it_was_cut_and_few_bytes_are_sent_twice(
    page: Page, server: Server
) -> None:
    get_ready(page)
    server.stop()
    raw = film(os.urandom(3_000_000))
    name = put(page, DRAFTS[1], raw, "video/mp4", "a.mp4")
    keep(page, DRAFTS[1], "A film.", photo=name)
    tried: list[int] = []
    taken: list[int] = []

    def cut(route: Route) -> None:
        body = len(route.request.post_data_buffer or b"")
        tried.append(body)
        if len(tried) in {2, 5}:
            route.abort()
            return
        taken.append(body)
        route.continue_()

    server.start()
    page.route(
        "**/files/*/*",
        lambda route: cut(route) if route.request.method == "PATCH" else route.continue_(),
    )
    page.goto(FORM)
    while len(taken) < 3:
        page.wait_for_timeout(20)
    server.kill()
    server.start()
    page.goto(FORM)
    eventually(lambda: left(page), 0)
    assert opened(server) == [blank(raw)]
    assert sum(taken) <= 1.1 * len(raw) + 1_048_576


def test_a_record_is_not_sent_until_its_files_are(page: Page, server: Server, rows: Rows) -> None:
    get_ready(page)
    page.route("**/files/**", lambda route: route.abort())
    name = put(page, DRAFTS[1], RAW)
    keep(page, DRAFTS[1], "See yourself.", photo=name)
    eventually(lambda: rows("select count(*) from submission"), [(1,)])
    page.wait_for_timeout(500)
    expect(status(page)).to_contain_text(WAITING.format(1))
    assert left(page) == 1
    keep(page, DRAFTS[2], "Another, without a photo.")
    eventually(lambda: rows("select count(*) from submission"), [(2,)])
    assert left(page) == 1
    page.unroute("**/files/**")
    page.goto(FORM)
    eventually(lambda: left(page), 0)
    expect(status(page)).to_be_hidden()
    assert len(opened(server)) == 1


def test_a_file_does_not_wait_behind_a_record_that_the_server_breaks_on(
    page: Page, server: Server
) -> None:
    get_ready(page)
    page.route("**/files/**", lambda route: route.abort())
    name = put(page, DRAFTS[1], RAW)
    keep(page, DRAFTS[1], "See yourself.", photo=name)
    expect(status(page)).to_contain_text(WAITING.format(1))
    page.wait_for_timeout(500)
    page.route("**/sync", lambda route: route.fulfill(status=500, body="broken"))
    keep(page, DRAFTS[2], "Breaks the server.")
    eventually(lambda: left(page), 2)
    page.unroute("**/files/**")
    page.goto(FORM)
    eventually(lambda: left(page), 1)
    assert len(opened(server)) == 1


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({}, id="a portal"),
        pytest.param({"Tus-Resumable": "1.0.0", "Upload-Offset": "99999999"}, id="one who lies"),
        pytest.param(
            {"Tus-Resumable": "1.0.0", "Upload-Offset": "99999999", "Consult-Receipt": "e30"},
            id="one who lies with a receipt that nobody signed",
        ),
    ],
)
def test_only_a_signed_receipt_lets_a_file_leave(
    page: Page, server: Server, headers: dict[str, str]
) -> None:
    get_ready(page)
    asked: list[str] = []

    def lie(route: Route) -> None:
        asked.append(route.request.method)
        route.fulfill(status=200 if route.request.method == "HEAD" else 204, headers=headers)

    page.route("**/files/**", lie)
    name = put(page, DRAFTS[1], RAW)
    keep(page, DRAFTS[1], "See yourself.", photo=name)
    while not asked:
        page.wait_for_timeout(50)
    page.wait_for_timeout(500)
    assert len(files(page)) == 1
    page.unroute("**/files/**")
    page.goto(FORM)
    eventually(lambda: left(page), 0)
    assert len(opened(server)) == 1


def test_a_poisoned_file_never_holds_back_the_others(page: Page, server: Server) -> None:
    get_ready(page)
    server.stop()
    names = [put(page, DRAFTS[n], photo(20 + n, 20)) for n in range(3)]
    for n, name in enumerate(names):
        keep(page, DRAFTS[n], f"{n}", photo=name)
    page.evaluate(POISON)
    server.start()
    page.goto(FORM)
    expect(status(page)).to_contain_text("Not accepted by the server: 1.", timeout=PATIENCE)
    eventually(lambda: left(page), 1)
    assert len(opened(server)) == 2


POISON = f"""async () => {{ {MODULE}
  const {{ store }} = await load('store');
  const phone = await store();
  const [first] = await phone.getAll('files');
  await phone.put('files', {{ ...first, sealed: {{ ...first.sealed, key: 'nobody' }} }});
}}"""


def test_a_phone_of_before_keeps_all_that_it_has(page: Page, server: Server) -> None:
    page.goto("/healthz")
    page.evaluate(BEFORE)
    page.goto(FORM)
    name = put(page, DRAFTS[1], RAW)
    assert [one[1] for one in files(page)] == [name]
    assert page.evaluate(f"async () => {{ {MODULE} return (await load('drafts')).draft('old'); }}")


BEFORE = """async () => {
  const asked = indexedDB.open('consult', 1);
  asked.onupgradeneeded = () => {
    const phone = asked.result;
    phone.createObjectStore('device');
    for (const name of ['drafts', 'news', 'outbox', 'ledger', 'localities']) {
      phone.createObjectStore(name, { keyPath: 'id' });
    }
    asked.transaction.objectStore('drafts').createIndex('consultation', 'consultation');
    asked.transaction.objectStore('news').createIndex('record', 'record');
  };
  await new Promise((done) => { asked.onsuccess = done; });
  const drafts = asked.result.transaction('drafts', 'readwrite').objectStore('drafts');
  await new Promise((done) => { drafts.put({ id: 'old', consultation: 'x' }).onsuccess = done; });
  asked.result.close();
}"""


def test_a_page_that_is_older_than_the_phones_store_goes_on(page: Page, server: Server) -> None:
    page.goto("/healthz")
    page.evaluate(
        BEFORE.replace("'consult', 1", "'consult', 99").replace("['drafts'", "['files', 'drafts'")
    )
    page.goto(FORM)
    assert page.evaluate(f"async () => {{ {MODULE} return (await load('drafts')).draft('old'); }}")
