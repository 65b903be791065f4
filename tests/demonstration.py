"""The real form in the real districts, with or without what people have said there."""

import json
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import flask_migrate
from playwright.sync_api import Page

from consult.services import forms
from consult.services.demo import ground
from consult.services.demo.story import FOLDER, consultation, story
from consult.store import asking, localities
from consult.store.base import db
from consult.store.transaction import writing
from tests.conftest import app_on
from tests.ground import Ground
from tests.phone import Phone
from tests.remote import Remote

ROOT: Final = Path(__file__).parent.parent
SLUG: Final = consultation().slug
COUNTY: Final = "LR02"
DISTRICT: Final = "LR0203"
GIVE: Final = f"/en/c/{SLUG}/give"

ANSWERS: Final[Mapping[str, Any]] = {
    "sex": "female",
    "age_band": "30-44",
    "services": ["water", "roads"],
    "water": ["far", "dirty"],
    "minutes_to_care": 45,
    "safety": "4",
    "trust": "2",
    "mood": "3",
    "know": "The hand pump by the school has been broken since August. We walk to the creek.",
    "type": "request",
    "help": "Train two young people in each town to repair the pump.",
    "quote": "yes",
}

FILL: Final = """({ place, answers }) => {
  const told = (field) => field.dispatchEvent(new Event('change', { bubbles: true }));
  const locality = document.querySelector('select[name=locality]');
  locality.value = locality.querySelector(`[data-at=${place}]`).value;
  told(locality);
  for (const [name, answer] of Object.entries(answers)) {
    for (const field of document.querySelectorAll(`[name=q-${name}]`)) {
      if (!['radio', 'checkbox'].includes(field.type)) field.value = answer;
      else if ([answer].flat().includes(field.value)) field.checked = true;
      else continue;
      told(field);
    }
  }
}"""
"""Give every answer and tell the page of it, as a finger would; a browser's own clicks are slow."""


def demonstrate(folder: Path, url: str = "") -> Ground:
    """Ask the real form in all districts, in silence; on SQLite in the folder, or at the URL."""
    now = datetime.now(UTC)
    with app_on(url, folder) as app, app.app_context():
        flask_migrate.upgrade()
        session = db.session()
        writing(session)
        ground.lay_places(session, now)
        forms.load(session, FOLDER / story().form, now)
        ground.ask(session, now)
        session.commit()
    return where(folder, url)


def where(folder: Path, url: str = "") -> Ground:
    """Tell which consultation and which places a demonstration has."""
    with app_on(url, folder) as app, app.app_context():
        session = db.session()
        asked = asking.consultation_named(session, SLUG)
        assert asked is not None
        places = {row.pcode: row.id for row in localities.every(session)}
        nowhere = UUID(int=0)
        here = (places[COUNTY], places[DISTRICT], places["LR0209"])
        return Ground(asked.id, *here, nowhere, nowhere)


def tell(folder: Path) -> Mapping[str, tuple[str, str]]:
    """Make the whole demonstration, as `make demo` does; give login and password by role."""
    command = [sys.executable, "-m", "consult", "demo", "--prepare-only", "--folder", str(folder)]
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    people = json.loads((folder / "accounts.json").read_text())["people"]
    return {one["role"]: (one["login"], one["password"]) for one in people}


def phone_of(server: Remote, ground: Ground) -> Phone:
    """Enrol a citizen's phone that answers the real form."""
    form = forms.read(FOLDER / story().form).form
    assert form is not None
    phone: Phone = Phone.enrolled(server, ground)
    phone.form, phone.version = form.slug, form.version
    return phone


def fill(page: Page) -> None:
    """Answer the form on a phone's page."""
    page.evaluate(FILL, {"place": DISTRICT, "answers": ANSWERS})
