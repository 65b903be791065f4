"""A form as fields of a page: Form -> WTForms."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import wtforms
from markupsafe import escape

from consult.core.answer import Answer
from consult.core.filling import Filling
from consult.core.form import Form
from consult.core.question import Group, Part, Question
from consult.web.fields_asked import (
    BOXES,
    Asked,
    Attached,
    Box,
    Line,
    Lines,
    Path,
    Place,
    Point,
    Said,
)
from consult.web.fields_choices import Chosen, Offer, Offers, Tick
from consult.web.fields_layout import is_head, is_row, layout_of, steps
from consult.web.fields_page import Note, Page, Repeat, Section, Turn
from consult.web.fields_words import PATTERN, Wording

PREFIX: Final = "q-"
"""Before every question's key, so that a question may be called `id` or `locality`."""

LONG: Final = 60
"""Most choices that stand on a page which script fills."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a page asks.

    Args:
        language: Of the form's own words.
        address: Gives the address of a file by its SHA-256.
        whole: The page asks everything at once, also what may not fit.
        live: Script may take over: it brings long lists and makes new turns.
    """

    language: str
    address: Callable[[str], str]
    whole: bool = True
    live: bool = True


def page_of(
    form: Form,
    manner: Manner,
    filling: Filling,
    parts: Sequence[Part],
    posted: tuple[Any, Collection[str]] = (None, ()),
) -> Page:
    """Make a page of some parts of a form.

    Args:
        form: Whose parts.
        manner: How they are asked.
        filling: The answers so far.
        parts: Questions and groups that don't stand in a repeat.
        posted: What was posted (a MultiDict), and the keys that were on the page.
    """
    printer = _Printer(form, manner, filling, posted)
    printer.page.parts = tuple(printer.parts(parts, "", None, conditional=False))
    for place, asked in enumerate(printer.page.fields.values(), 1):
        asked.number = place
    return printer.page


class _Printer:
    """Makes the parts of one page."""

    def __init__(
        self, form: Form, manner: Manner, filling: Filling, posted: tuple[Any, Collection[str]]
    ) -> None:
        self.form, self.manner, self.filling = form, manner, filling
        self.posted, self.shown = posted
        self.words = Wording(form, manner.language, filling, manner.address)
        self.bound = wtforms.form.BaseForm({}, prefix=PREFIX)
        self.page = Page()

    def parts(
        self, parts: Sequence[Part], prefix: str, around: Group | None, conditional: bool
    ) -> Iterator[Asked | Note | Section | Repeat]:
        """Make parts that stand together."""
        waiting = list(reversed(parts))
        while waiting:
            part = waiting.pop()
            if is_head(part) or is_row(part, around):
                rows = [] if is_head(part) else [part]
                while waiting and is_row(waiting[-1], around) and _same_list(waiting[-1], part):
                    rows.append(waiting.pop())
                yield self._grid(part, rows, prefix, conditional)
            elif isinstance(part, Group):
                yield self._group(part, prefix + part.name, prefix, conditional)
            elif part.kind == "note":
                key = prefix + part.name
                yield Note(key, self.words.said(part, key), self._hidden(key))
            elif part.answered:
                yield self._field(part, prefix + part.name, conditional)

    def _group(self, group: Group, key: str, prefix: str, conditional: bool) -> Section | Repeat:
        conditional = conditional or group.relevant is not None
        said, hidden = self.words.said(group, key), self._hidden(key)
        if not group.repeat:
            return Section(
                key, said, tuple(self.parts(group.questions, prefix, group, conditional)), hidden
            )
        self.page.repeats[key] = said
        turns = [] if PATTERN in key else range(self.filling.turns(key))
        return Repeat(
            key,
            said,
            tuple(self._turn(group, f"{key}/{turn}", str(turn + 1)) for turn in turns),
            self._turn(group, f"{key}/{PATTERN}", "") if self.manner.live else None,
            group.count is None,
            hidden,
        )

    def _turn(self, group: Group, key: str, number: str) -> Turn:
        parts = tuple(self.parts(group.questions, f"{key}/", group, conditional=False))
        return Turn(key, self.words.said(group, key), parts, number)

    def _grid(self, head: Part, rows: Sequence[Part], prefix: str, conditional: bool) -> Section:
        said = self.words.said(head, prefix + head.name) if is_head(head) else Said()
        asked = [
            self._field(row, prefix + row.name, conditional, "grid")
            for row in rows
            if isinstance(row, Question)
        ]
        key = prefix + head.name if is_head(head) else ""
        return Section(key, said, asked, bool(key) and self._hidden(key), "grid")

    def _field(self, question: Question, key: str, conditional: bool, layout: str = "") -> Asked:
        choices = self.form.choices.get(question.choices or "", ())
        layout = layout or layout_of(question, choices)
        offers = self._offers(question, key)
        if layout == "one" and not self.manner.live and len(offers.each) > LONG:
            layout = "menu"
        if question.kind == "range" and layout != "number":
            offers = Offers(_ticks(question))
        place = Place(
            key,
            layout,
            self.words.said(question, key),
            self._hidden(key),
            self._needed(question, key),
            (conditional or question.relevant is not None) and self.manner.whole,
        )
        return self._bind(question, place, offers)

    def _bind(self, question: Question, place: Place, offers: Offers) -> Asked:
        more = {"offers": offers} if _class(place.layout) is Chosen else {}
        self.bound[place.key] = _class(place.layout)(question, place, **more)
        asked: Asked = self.bound[place.key]
        typed = place.key in self.shown and not asked.fixed and not isinstance(asked, Attached)
        asked.process(self.posted if typed else None, self._answer(place.key))
        if PATTERN not in place.key:
            self.page.fields[place.key] = asked
        return asked

    def _answer(self, key: str) -> Answer | None:
        question = self.filling.part(key)
        if isinstance(question, Question) and question.worked_out:
            value = self.filling.value(key)
            return None if value == "NaN" else value
        return self.filling.answers.get(key)

    def _offers(self, question: Question, key: str) -> Offers:
        if question.kind not in CHOOSES:
            return Offers()
        concrete = PATTERN not in key
        offered = self.filling.offered(key) if concrete and self._here(key) else ()
        if not self.manner.live:
            each = tuple(self.words.offer(choice, key) for choice in offered)
            return Offers(each, empty=not offered)
        name, nothing = question.choices or "", concrete and not offered
        if question.choices_from or len(self.form.choices.get(name, ())) > LONG:
            return Offers((), question.choices_from or name, nothing)
        names, listed = {choice.name for choice in offered}, self.words.listed(name)
        if concrete and question.choice_filter:
            listed = tuple(replace(one, hidden=one.value not in names) for one in listed)
        return Offers(listed, empty=nothing)

    def _here(self, key: str) -> bool:
        return self.filling.part(key) is not None

    def _hidden(self, key: str) -> bool:
        return not self.manner.whole and PATTERN not in key and not self.filling.asked(key)

    def _needed(self, question: Question, key: str) -> bool:
        if PATTERN in key or not self._here(key):
            return question.required is True
        return self.filling.needed(key)


CHOOSES: Final = frozenset({"select_one", "select_multiple", "rank"})
CLASSES: Final[Mapping[str, type[Asked]]] = {
    **dict.fromkeys(BOXES, Box),
    **dict.fromkeys(("line", "barcode"), Line),
    **dict.fromkeys(("picture", "sound", "film", "file", "signature"), Attached),
    "lines": Lines,
    "tick": Tick,
    "point": Point,
    "path": Path,
    "area": Path,
}


def _class(layout: str) -> type[Asked]:
    return CLASSES.get(layout, Chosen)


def _same_list(one: Part, other: Part) -> bool:
    lists = [part.choices if isinstance(part, Question) else "" for part in (one, other)]
    return lists[0] == lists[1]


def _ticks(question: Question) -> tuple[Offer, ...]:
    low, _, step = question.scale or (0, 0, 1)
    values = [f"{low + place * step:g}" for place in range(steps(question))]
    return tuple(Offer(value, escape(value), value) for value in values)
