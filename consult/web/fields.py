"""A form as fields of a page: Form -> WTForms."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import wtforms
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import DateInput

from consult.core.answer import Answer, Answers
from consult.core.form import Form
from consult.core.language import say
from consult.core.question import NUMBERS, Choice, Group, Question

PREFIX = "q-"
"""Before every question's name, so that a question may be called `id` or `locality`."""

BUTTONS = 11
"""Most steps of a scale that are shown as a row of buttons."""

NUMBER = re.compile(r"[+-]?([0-9]{1,30}(\.[0-9]{0,30})?|\.[0-9]{1,30})")


class Asked(wtforms.Field):  # type: ignore[misc]
    """What the page needs to know of a question, beside what WTForms knows."""

    layout = ""

    def __init__(self, question: Question, language: str, conditional: bool, **rest: Any) -> None:
        """Say the question in the reader's language."""
        super().__init__(
            label=say(question.label, language),
            description=say(question.hint, language),
            default=question.default or None,
            **rest,
        )
        self.question = question
        self.conditional = conditional
        self.number = 0

    @property
    def needed(self) -> bool:
        """Tell whether it needs an answer whatever else is answered."""
        return self.question.required is True

    @property
    def described_by(self) -> str:
        """Name the elements that explain the field."""
        hint = f"{self.id}-hint " if self.description else ""
        return f"{hint}{self.id}-error"

    def answer(self) -> Answer | None:
        """Read what was typed or chosen."""
        return self.data or None


class Line(Asked, wtforms.StringField):  # type: ignore[misc]
    """A short text."""

    layout = "line"


class Lines(Asked, wtforms.TextAreaField):  # type: ignore[misc]
    """A text of some length."""

    layout = "lines"

    def answer(self) -> Answer | None:
        """Read the text with the line ends that a script sees."""
        return self.data.replace("\r\n", "\n") if self.data else None


class Number(Asked, wtforms.StringField):  # type: ignore[misc]
    """A number, in digits of any script."""

    layout = "number"

    def answer(self) -> Answer | None:
        """Read the number; what is none stays as it was typed, for the form to judge."""
        return number(self.data) if self.data else None


class Day(Asked, wtforms.StringField):  # type: ignore[misc]
    """A date; the browser brings the calendar."""

    layout = "day"
    widget = DateInput()


class One(Asked, wtforms.RadioField):  # type: ignore[misc]
    """One of some choices."""

    layout = "one"

    def __init__(self, *asked: Any, layout: str = "one", **rest: Any) -> None:
        """Choose how the choices look: "one", "menu", "across", "scale" or "faces"."""
        super().__init__(*asked, validate_choice=False, **rest)
        self.layout = layout

    def answer(self) -> Answer | None:
        """Read the choice; on a scale it is a number."""
        if self.question.kind in NUMBERS and self.data:
            return number(self.data)
        return self.data or None


class Several(Asked, wtforms.SelectMultipleField):  # type: ignore[misc]
    """Any of some choices."""

    layout = "several"

    def __init__(self, *asked: Any, **rest: Any) -> None:
        """Leave it to the form to judge the choices."""
        super().__init__(*asked, validate_choice=False, **rest)


@dataclass(frozen=True, slots=True)
class Note:
    """Words between the questions."""

    name: str
    label: str
    hint: str
    layout: str = "note"


@dataclass(frozen=True, slots=True)
class Section:
    """Questions that stand together under a heading."""

    name: str
    label: str
    parts: "tuple[Asked | Note | Section, ...]"
    layout: str = "section"


@dataclass(frozen=True, slots=True)
class Page:
    """A form in one language, filled or empty."""

    parts: tuple[Asked | Note | Section, ...]
    fields: Mapping[str, Asked]

    def answers(self) -> Answers:
        """Gather what was answered, by the question's name."""
        given = {name: field.answer() for name, field in self.fields.items()}
        return {name: answer for name, answer in given.items() if answer is not None}

    def tell(self, sentences: Iterable[tuple[str, str]]) -> None:
        """Put each sentence of what is wrong at its question, where the page has it."""
        for name, sentence in sentences:
            if name in self.fields:
                self.fields[name].errors = [*self.fields[name].errors, sentence]

    def summary(
        self, told: Iterable[tuple[str, str]], labels: Mapping[str, str]
    ) -> list[tuple[str, str, str]]:
        """List what is wrong as anchor, label and sentence; `labels` are of other fields."""
        lines = []
        for name, sentence in told:
            if field := self.fields.get(name):
                lines.append((field.id, field.label.text, sentence))
            else:
                lines.append((name, labels.get(name, name), sentence))
        return lines


def page_of(form: Form, language: str, posted: Any = None) -> Page:
    """Make the page of a form, with what was posted (a MultiDict) filled in."""
    unbound = {
        question.name: _field(form, question, language, around)
        for question, around in form.walk()
        if question.answered
    }
    filled = wtforms.form.BaseForm(unbound, prefix=PREFIX)
    filled.process(posted)
    fields = {name: filled[name] for name in unbound}
    for place, field in enumerate(fields.values(), 1):
        field.number = place
    return Page(tuple(_parts(form.questions, fields, language)), fields)


def _parts(
    parts: Iterable[Question | Group], fields: Mapping[str, Asked], language: str
) -> Iterator[Asked | Note | Section]:
    for part in parts:
        label, hint = say(part.label, language), say(part.hint, language)
        if isinstance(part, Group):
            yield Section(part.name, label, tuple(_parts(part.questions, fields, language)))
        elif part.name in fields:
            yield fields[part.name]
        elif part.kind == "note":
            yield Note(part.name, label, hint)


def _field(form: Form, question: Question, language: str, around: tuple[Group, ...]) -> Any:
    conditional = question.relevant is not None or any(group.relevant for group in around)
    asked = (question, language, conditional)
    choices = form.choices[question.choices] if question.choices else ()
    match question.kind:
        case "select_multiple":
            return Several(*asked, choices=_said(choices, language))
        case "select_one":
            return One(*asked, choices=_said(choices, language), layout=_layout(question, choices))
        case "range" if question.scale and _steps(question) <= BUTTONS:
            return One(*asked, choices=_ticks(question), layout="scale")
        case "date":
            return Day(*asked)
        case kind if kind in NUMBERS:
            return Number(*asked)
    long = question.role == "text" or "multiline" in question.appearance
    return Lines(*asked) if long else Line(*asked)


def _said(choices: Iterable[Choice], language: str) -> list[SelectChoice]:
    return [SelectChoice(choice.name, say(choice.label, language)) for choice in choices]


def _layout(question: Question, choices: tuple[Choice, ...]) -> str:
    if question.role == "mood" and len(choices) == 5:
        return "faces"
    if "minimal" in question.appearance:
        return "menu"
    return "across" if "likert" in question.appearance else "one"


def _steps(question: Question) -> int:
    low, high, step = question.scale or (0, 0, 1)
    return int((high - low) / step) + 1


def _ticks(question: Question) -> list[SelectChoice]:
    low, _, step = question.scale or (0, 0, 1)
    return [SelectChoice(f"{low + place * step:g}") for place in range(_steps(question))]


def number(typed: str) -> int | float | str:
    """Read a number in the digits of any script; give back what is none."""
    plain = "".join(_plain(symbol) for symbol in typed.strip())
    if not NUMBER.fullmatch(plain):
        return typed
    read = float(plain)
    return int(read) if read.is_integer() else read


def _plain(symbol: str) -> str:
    return "." if symbol in "\u066b," else str(unicodedata.decimal(symbol, symbol))
