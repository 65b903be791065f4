"""The form's page: all steps for script to take over, or the one at hand for a browser without."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final

from flask import current_app, get_template_attribute, render_template, url_for
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from consult.core.answer import Answers
from consult.core.form import Form
from consult.core.language import INTERFACE
from consult.core.question import FILES
from consult.store import asking
from consult.store.base import db
from consult.store.rows import ConsultationRow
from consult.web import place_menu
from consult.web.capture_languages import here_and_there
from consult.web.capture_modules import modules
from consult.web.capture_script import page_words, script_of
from consult.web.capture_steps import Stand, Walk
from consult.web.fields import Manner
from consult.web.fields_page import Page, Repeat, Section
from consult.web.fields_words import Wording, written
from consult.web.language import reader_language
from consult.web.problems import problem_words, sentence_in_form
from consult.web.words import words

EPOCH: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""When a page is made that a phone keeps: it is the same on every day."""

PLACE: Final = "locality"
REMEMBERED: Final = 100
"""Forms, each in one language, of which what never changes is remembered."""

NOTHING: Final[Answers] = {}


@dataclass(frozen=True, slots=True)
class Screen:
    """One step as it is shown."""

    number: int
    title: Markup
    page: Page


@dataclass(frozen=True, slots=True)
class Way:
    """How the questions of a page are shown.

    Args:
        count: How many there are, 0 where they aren't numbered.
        own: Attributes of the form's own words, where they are in another language.
        live: Script may take over.
        told: What is wrong, by key.
    """

    count: int
    own: Markup
    live: bool
    told: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the page of a form is about.

    Args:
        consultation: Whose form.
        form: Perhaps of an earlier version.
        language: Of the form's own words.
        place: The id or p-code of a locality that is chosen, or none.
        page_id: The id of the record to be; None on a page that a phone keeps.
    """

    consultation: ConsultationRow
    form: Form
    language: str
    place: str
    page_id: str | None

    def walk(self, live: bool, now: datetime) -> Walk:
        """Begin to walk through the form."""
        walk = Walk.through(self.form, Manner(self.language, _address, live=live), now)
        whole = len(walk.steps) == 1
        return replace(walk, manner=replace(walk.manner, whole=whole))

    @property
    def menu(self) -> place_menu.Menu:
        """List the places to choose from."""
        covered = asking.covered(db.session(), self.consultation.id)
        return place_menu.menu_of(covered, reader_language())


def show_all(sheet: Sheet, now: datetime) -> str:
    """Show an empty form whole, its first step at once and the others when script asks."""
    nobody = sheet.page_id is None
    walk = sheet.walk(live=True, now=EPOCH if nobody else now)
    screen = _screen(walk, 0, {} if nobody else sheet.form.begin(now))
    return _page(sheet, walk, screen, rest=_once(_rest, sheet))


def _rest(sheet: Sheet) -> Markup:
    """Give the steps after the first, for script."""
    walk = sheet.walk(live=True, now=EPOCH)
    screens = [_screen(walk, step, NOTHING) for step in range(1, len(walk.steps))]
    way = Way(0, _own(sheet), live=True, told={})
    steps = get_template_attribute("parts/step.html", "steps")
    return Markup(steps(screens, way, len(walk.steps)))  # noqa: S704 - a template has escaped it


def _script(sheet: Sheet) -> Markup:
    """Give what script needs to know."""
    return htmlsafe_json_dumps(script_of(sheet.consultation, sheet.form, sheet.language))


def _once(make: Callable[[Sheet], Markup], sheet: Sheet) -> Markup:
    """Make what a published form says once for all."""
    known = current_app.extensions.setdefault("consult.capture", {})
    form, spoken = sheet.form, (sheet.language, reader_language())
    key = (make.__name__, sheet.consultation.id, form.slug, form.version, *spoken)
    if key not in known:
        if len(known) >= REMEMBERED:
            known.clear()
        known[key] = make(sheet)
    found: Markup = known[key]
    return found


def show_one(sheet: Sheet, walk: Walk, stand: Stand, typed: Any) -> str:
    """Show the step where somebody stands, with what they typed and what is wrong."""
    filling = walk.fill(stand.answers)
    told = [
        (each.question or "", sentence_in_form(each, sheet.form, sheet.language, filling))
        for each in stand.told
    ]
    screen = _screen(walk, stand.step, stand.answers, (typed, stand.kept))
    screen.page.tell(told)
    fresh = [
        (asked.id, asked.place.said.heading)
        for key in stand.fresh
        if (asked := screen.page.fields.get(key))
    ]
    return _page(
        sheet,
        walk,
        screen,
        told=told,
        fresh=fresh,
        hidden={
            "step": stand.step,
            "filled": _json(dict(stand.answers)),
            "shown": _json(screen.page.shown),
        },
    )


def _page(
    sheet: Sheet,
    walk: Walk,
    screen: Screen,
    told: Sequence[tuple[str, str]] = (),
    **more: Any,
) -> str:
    menu, whole = sheet.menu, walk.manner.whole
    count = len(screen.page.fields) if whole else 0
    return render_template(
        "capture/give.html",
        sheet=sheet,
        consultation=sheet.consultation,
        tongues=here_and_there(sheet.consultation, sheet.form),
        address=_here(sheet),
        screen=screen,
        count=len(walk.steps),
        way=Way(count, _own(sheet), walk.manner.live, dict(told)),
        whole=whole,
        files=any(question.kind in FILES for question, _around in sheet.form.walk()),
        menu=menu,
        place=place_menu.chosen(menu, sheet.place),
        told=told,
        modules=modules(),
        script=_once(_script, sheet),
        sentences={**words(), **problem_words(), **page_words()},
        **more,
    )


def _screen(walk: Walk, step: int, answers: Answers, typed: Any = None) -> Screen:
    page, title = walk.page(step, answers, typed), Markup()
    if walk.manner.whole:
        return Screen(step, title, page)
    around = [group for group in walk.steps[step].around if group.label]
    if around:
        wording = Wording(walk.form, walk.manner.language, walk.fill(answers), _address)
        title = wording.html(around[-1].label, around[-1].name)
    elif len(page.parts) == 1 and isinstance(lone := page.parts[0], Section | Repeat):
        title = lone.said.label
        page.parts = (replace(lone, said=replace(lone.said, label=Markup())),)
    return Screen(step, title, page)


def _own(sheet: Sheet) -> Markup:
    if sheet.language == reader_language():
        return Markup()
    own = Markup(' lang="{}" dir="{}"')
    return own.format(sheet.language, written(sheet.form, sheet.language))


def _here(sheet: Sheet) -> str:
    tag = None if sheet.language in INTERFACE else sheet.language
    return url_for("capture.give", slug=sheet.consultation.slug, tag=tag)


def _address(sha256: str) -> str:
    return url_for("media.file", sha256=sha256)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
