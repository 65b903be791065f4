"""An officer with a phone: reads, answers, prints."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Final

import pytest
from playwright.sync_api import Page, expect

from consult.commands.worker import Worker
from consult.core.permission import Role
from consult.services import forms
from consult.services.demo.story import FOLDER, story
from consult.store.base import db
from tests.conftest import app_on
from tests.demonstration import ANSWERS, COUNTY, DISTRICT, where
from tests.server import Server
from tests.staff import PASSWORD, hire
from tests.voices import SIMPLE, speak

RECORDS: Final = 48
TONES: Final = ("negative", "positive", "neutral", None)
SHEET: Final = re.compile(rb"/Type\s*/Page[^s]")


@pytest.fixture
def officer(server: Server, tmp_path: Path, page: Page) -> Page:
    """Let people speak in one district, and sign an officer of its county in."""
    form = forms.read(FOLDER / story().form).form
    assert form is not None
    name, version = form.slug, form.version
    with app_on("", tmp_path) as app:
        hire(app, "officer", Role.OFFICER, COUNTY)
        ground = where(tmp_path)
        with app.app_context():
            for number in range(RECORDS):
                at = datetime.now(UTC) - timedelta(days=number)
                answers = {**ANSWERS, "mood": str(1 + number % 5), "know": f"bad water {number}"}
                tone = TONES[number % len(TONES)]
                speak(db.session(), ground, at, answers, tone=tone, form=name, version=version)
            db.session.commit()
            worker = Worker(SIMPLE, {}, Event())
            while worker.turn(db.session()):
                pass
    page.goto("/en/sign-in")
    page.fill("[name=login]", "officer")
    page.fill("[name=password]", PASSWORD)
    page.click("main button")
    page.wait_for_url(f"**/council/{COUNTY}/**")
    return page


def test_an_officer_answers_who_has_waited_longest(officer: Page) -> None:
    officer.goto(f"/ar/council/{DISTRICT}/")
    waiting = officer.locator("#owed li").first
    expect(waiting).to_contain_text(f"bad water {RECORDS - 1}")
    waiting.locator("summary").tap()
    waiting.locator("textarea").fill("نصلح المضخة في شهر مايو.")
    waiting.locator("label[for^=public]").tap()
    waiting.locator("button").tap()
    expect(officer.get_by_role("status")).to_be_visible()
    expect(officer.locator("#owed")).not_to_contain_text(f"bad water {RECORDS - 1}")
    officer.goto(f"/ar/places/{DISTRICT}/")
    expect(officer.locator("article")).to_contain_text("نصلح المضخة في شهر مايو.")


def test_an_open_reply_is_accessible(officer: Page, accessible: Callable[[Page], None]) -> None:
    officer.goto(f"/en/council/{DISTRICT}/")
    officer.locator("#owed summary").first.tap()
    accessible(officer)
    assert officer.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("language", ["en", "fr", "ar", "sw"])
def test_the_sheet_fits_one_page_of_paper(officer: Page, language: str) -> None:
    officer.goto(f"/{language}/council/{DISTRICT}/brief")
    expect(officer.locator(".share").first).to_be_visible()
    printed = officer.pdf(prefer_css_page_size=True)
    assert len(SHEET.findall(printed)) == 1
