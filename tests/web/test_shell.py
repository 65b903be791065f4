"""What a phone is told to keep, and what describes the app."""

import json
from hashlib import sha256

import pytest
from flask import Flask
from sqlalchemy import select

from consult.core.language import INTERFACE
from consult.store.base import db
from consult.store.rows import ConsultationRow
from consult.web import assets
from tests.conftest import Reader
from tests.ground import lay

FOR_NOBODY = {"Consult-Cache": "1"}


@pytest.fixture
def asked(app: Flask) -> Reader:
    with app.app_context():
        lay(db.session())
    return Reader(app.test_client())


@pytest.fixture
def manifest(asked: Reader) -> dict[str, str]:
    urls: dict[str, str] = json.loads(asked.get("/c/water/pages.json").html)["urls"]
    return urls


def test_a_consultation_is_kept_in_all_its_languages(manifest: dict[str, str]) -> None:
    pages = [url for url in manifest if not url.startswith("/static/")]
    assert pages == [
        f"/{lang}/{page}"
        for lang in ("ar", "en")
        for page in ("", "c/water/", "c/water/give", "offline")
    ]


@pytest.mark.parametrize("name", ["js/form.js", "js/keep.js", "vendor/hpke.js"])
def test_files_that_are_loaded_late_are_kept_too(manifest: dict[str, str], name: str) -> None:
    for file in assets.needed([name]):
        assert any(url.endswith(file) for url in manifest)


@pytest.mark.parametrize("name", ["js/photo.js", "js/builder.js", "js/expression-more.js"])
def test_what_the_form_does_not_need_is_not_kept(manifest: dict[str, str], name: str) -> None:
    assert not any(url.endswith(assets.script_file(name)) for url in manifest)


def test_each_sum_is_that_of_what_the_worker_will_fetch(
    asked: Reader, manifest: dict[str, str]
) -> None:
    for url, digest in manifest.items():
        answer = asked.client.get(url, headers=FOR_NOBODY)
        assert (url, sha256(answer.data).hexdigest()) == (url, digest)


def test_a_version_stays_until_something_changes(app: Flask, asked: Reader) -> None:
    first, again = (asked.get("/c/water/pages.json") for _ in range(2))
    assert first.html == again.html
    with app.app_context():
        db.session.scalars(select(ConsultationRow)).one().title = {"en": "Wells"}
        db.session.commit()
    changed = asked.get("/c/water/pages.json")
    assert json.loads(changed.html)["version"] != json.loads(first.html)["version"]
    assert json.loads(changed.html)["files"] == json.loads(first.html)["files"]


def test_asking_again_costs_nearly_nothing(asked: Reader) -> None:
    told = asked.get("/c/water/pages.json")
    again = asked.get("/c/water/pages.json", 304, headers={"If-None-Match": told.headers["ETag"]})
    assert again.html == ""


def test_no_consultation_no_pages(asked: Reader) -> None:
    asked.get("/c/nothing/pages.json", 404)


def test_the_field_page_is_kept_in_every_language(asked: Reader) -> None:
    urls = json.loads(asked.get("/field/pages.json").html)["urls"]
    assert {f"/{lang}/field/" for lang in INTERFACE} <= urls.keys()


@pytest.mark.parametrize("page", ["/en/field/", "/en/offline", "/en/c/water/give"])
def test_what_is_kept_sets_no_cookie_and_is_the_same_for_everybody(
    asked: Reader, page: str
) -> None:
    one, other = (asked.get(page, headers=FOR_NOBODY) for _ in range(2))
    assert "Set-Cookie" not in one.headers
    assert one.html == other.html


def test_the_worker_may_control_every_page_and_is_always_asked_for(asked: Reader) -> None:
    answer = asked.get("/sw.js")
    assert answer.headers["Service-Worker-Allowed"] == "/"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["Content-Type"].startswith("text/javascript")


@pytest.mark.parametrize(
    ("asks", "lang", "direction"), [("ar", "ar", "rtl"), ("fr", "fr", "ltr"), ("xx", "en", "ltr")]
)
def test_the_app_is_described_in_the_language_of_the_page(
    asked: Reader, asks: str, lang: str, direction: str
) -> None:
    told = json.loads(asked.get(f"/manifest.webmanifest?lang={asks}").html)
    assert (told["lang"], told["dir"], told["start_url"]) == (lang, direction, f"/{lang}/")
    for icon in told["icons"]:
        assert asked.client.get(icon["src"]).mimetype == icon["type"]
