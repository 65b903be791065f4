"""Figures as a reader sees them: named lines, percentages, and bars drawn by the server."""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from babel import Locale, UnknownLocaleError
from flask import Blueprint
from flask_babel import format_decimal, format_percent, get_locale, gettext
from flask_babel import lazy_gettext as _
from markupsafe import Markup

from consult.core.form import Form
from consult.core.language import say
from consult.core.prevalence import Prevalence, Share
from consult.core.summary import Breakdown, Row
from consult.core.tally import UNSAID
from consult.services.summary import ROLES
from consult.web.language import reader_language
from consult.web.topics import TOPICS

CELLS: Final[Mapping[str, Mapping[str, object]]] = {
    "channel": {
        "web": _("On their own phone"),
        "facilitator": _("Through a facilitator"),
        "paper": _("On paper"),
        "import": _("From another list"),
    },
    "mood": {
        "happy": _("Good or very good"),
        "between": _("In between"),
        "unhappy": _("Bad or very bad"),
    },
    "sentiment": {
        "negative": _("Sounds negative"),
        "neutral": _("Sounds neutral"),
        "positive": _("Sounds positive"),
    },
    "topic": TOPICS,
}


class Line(NamedTuple):
    """One named line of a table."""

    name: str
    row: Row


class Tone(NamedTuple):
    """One topic: how many texts touch it, and how it sounds where that was checked."""

    name: str
    row: Row
    negative: Share | None


def lines(form: Form, dimension: str, breakdown: Breakdown) -> list[Line]:
    """Name the lines of a breakdown in the reader's language."""
    return [Line(cell_name(form, dimension, row.cell), row) for row in breakdown.rows]


def sentiment_lines(found: Prevalence) -> list[Line]:
    """Name the estimated shares; their number is that of all texts."""
    return [
        Line(str(CELLS["sentiment"][name]), Row(name, found.texts, one.middle, one.low, one.high))
        for name, one in found.shares.items()
    ]


def tones(breakdown: Breakdown, found: Mapping[str, Prevalence], most: int) -> list[Tone]:
    """Give the topics that were touched most, each with the share that sounds negative."""
    return [
        Tone(str(TOPICS.get(row.cell, row.cell)), row, _negative(found.get(row.cell)))
        for row in breakdown.rows[:most]
    ]


def _negative(found: Prevalence | None) -> Share | None:
    return found.shares.get("negative") if found else None


def cell_name(form: Form, dimension: str, cell: str) -> str:
    """Name one cell: in our words, in the form's, or else as it is."""
    if cell == UNSAID:
        return str(gettext("Did not say"))
    if dimension == "language":
        return language_name(cell)
    if cell in CELLS.get(dimension, {}):
        return str(CELLS[dimension][cell])
    return _choice(form, dimension, cell) or cell


def _choice(form: Form, dimension: str, cell: str) -> str:
    kind, _sep, name = dimension.partition(":")
    asked = form.question(name) if kind == "answer" else None
    questions = (asked,) if asked else form.of_role(ROLES.get(dimension, dimension))
    found = (
        say(choice.label, reader_language())
        for question in questions
        for choice in form.choices.get(question.choices or "", ())
        if choice.name == cell
    )
    return next(found, "")


def language_name(tag: str) -> str:
    """Name a language in the reader's, or give its tag where nobody has a name for it."""
    try:
        named = Locale.parse(tag, sep="-").get_display_name(get_locale())
    except (UnknownLocaleError, ValueError):
        return tag
    return str(named or tag)


def bar(row: Row | Share) -> Markup:
    """Draw a share as a bar with its interval; the numbers stand beside it as text."""
    share = row.share if isinstance(row, Row) else row.middle
    return Markup(
        '<svg class="share" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="ground" width="100" height="12"/><rect class="value" width="{}" height="12"/>'
        '<rect class="reach" x="{}" y="5" width="{}" height="2"/></svg>'
    ).format(*(f"{100 * part:.1f}" for part in (share, row.low, row.high - row.low)))


def between(row: Row | Share) -> str:
    """Give the interval of a share: "28–40%"."""
    return str(gettext("%(low)s to %(high)s", low=percent(row.low), high=percent(row.high)))


def percent(share: float) -> str:
    """Give a share in whole percent, as the reader's language writes it."""
    return str(format_percent(share))


def install(blueprint: Blueprint) -> None:
    """Let the templates of every page draw and write figures."""
    filters: Iterable[tuple[str, object]] = (
        ("percent", percent),
        ("number", format_decimal),
        ("between", between),
        ("bar", bar),
        ("language_name", language_name),
    )
    for name, function in filters:
        blueprint.add_app_template_filter(function, name)  # type: ignore[arg-type]
