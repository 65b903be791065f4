"""Questions as fields of WTForms: those that are typed, and what all have in common."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import wtforms
from markupsafe import Markup
from wtforms.widgets import TextArea, TextInput

from consult.core.answer import Answer, judge, text_of
from consult.core.question import Question
from consult.web import fields_typed as typed

NOTHING: Final = Markup()


@dataclass(frozen=True, slots=True)
class Medium:
    """A picture, a recording or a film; `kind` is "image", "audio" or "video"."""

    kind: str
    address: str


@dataclass(frozen=True, slots=True)
class Said:
    """What the form says of a part, in one language."""

    label: Markup = NOTHING
    hint: Markup = NOTHING
    guidance: Markup = NOTHING
    media: tuple[Medium, ...] = ()
    heading: str = ""


SILENCE: Final = Said()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a question stands: its key, its layout, and how it is asked there.

    `conditional` says that it may not fit who answers, on a page that asks everything at once.
    """

    key: str
    layout: str
    said: Said = SILENCE
    hidden: bool = False
    needed: bool = False
    conditional: bool = False


class Asked(wtforms.Field):  # type: ignore[misc]
    """A question on a page.

    `written` is what stands in its controls: what was typed, or the answer as it would be.
    """

    def __init__(self, question: Question, place: Place, **rest: Any) -> None:
        """Say the question as it is asked at its place."""
        self.question = question
        self.place = place
        super().__init__(label=place.said.label, **rest)
        self.number = 0
        self.written: Sequence[str] = ()

    @property
    def layout(self) -> str:
        """Name how it looks."""
        return self.place.layout

    @property
    def fixed(self) -> bool:
        """Tell whether it is shown, and can't be changed by hand."""
        return self.question.read_only or self.question.worked_out

    @property
    def described_by(self) -> str:
        """Name the elements that explain the field."""
        hint = f"{self.id}-hint " if self.place.said.hint else ""
        return f"{hint}{self.id}-error"

    @property
    def value(self) -> str:
        """Give what stands in its one control."""
        return self.written[0] if self.written else ""

    def process_data(self, value: Any) -> None:
        """Take an answer."""
        self.data = value
        self.written = self.write(value) if value is not None else ()

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Take what was typed or chosen."""
        self.written = [str(value) for value in valuelist]
        self.data = self.read(self.written)

    def answer(self) -> Answer | None:
        """Give the answer, None where there is none."""
        answer: Answer | None = self.data
        return None if answer in ("", []) else answer

    def read(self, values: Sequence[str]) -> Answer | None:
        """Make an answer of what was typed."""
        return values[0] if values else None

    def write(self, answer: Answer) -> Sequence[str]:
        """Write an answer as it would be typed."""
        return [text_of(answer)]

    def _value(self) -> str:
        return self.value


class Line(Asked):
    """A short text."""

    widget = TextInput()


class Lines(Asked):
    """A text of some length."""

    widget = TextArea()

    def read(self, values: Sequence[str]) -> Answer | None:
        """Read the text with the line ends that a script sees."""
        return values[0].replace("\r\n", "\n") if values else None


@dataclass(frozen=True, slots=True)
class _Box:
    """How a box takes answers: its `type`, how what is typed is read, and what it shows."""

    type: str
    read: Callable[[str], Answer]
    shows: re.Pattern[str] = re.compile(r".*", re.DOTALL)


BOXES: Mapping[str, _Box] = {
    "number": _Box("text", typed.number),
    "day": _Box("date", typed.day, re.compile("[^T]*")),
    "month": _Box("month", typed.month, re.compile("[0-9]{4}-[0-9]{2}")),
    "year": _Box("text", typed.year, re.compile("[0-9]{4}")),
    "clock": _Box("time", typed.clock, re.compile("[0-9:]{1,8}")),
    "moment": _Box("datetime-local", typed.moment, re.compile("[^T]*T[0-9:]{1,8}")),
}


class Box(Asked):
    """A number, a date or a time, in digits of any script; what is none stays as it was typed."""

    def read(self, values: Sequence[str]) -> Answer | None:
        """Read what was typed, as the layout asks."""
        return BOXES[self.layout].read(values[0]) if values and values[0] else None

    def write(self, answer: Answer) -> Sequence[str]:
        """Write as much of the answer as the box shows."""
        shown = BOXES[self.layout].shows.match(text_of(answer))
        return [shown[0] if shown else text_of(answer)]

    def __call__(self, **more: Any) -> Markup:
        """Let the browser bring its calendar or its clock."""
        return Markup(TextInput(self._type())(self, **more))  # noqa: S704 - WTForms escapes

    def _type(self) -> str:
        box, answer = BOXES[self.layout], self.answer()
        if box.type == "text" or answer is None:
            return box.type
        if judge(self.question, answer, ()):
            return "text"  # the browser's own control would swallow what was typed
        self.written = self.write(answer)
        return box.type


class Point(Asked):
    """A place on earth: two boxes, or the one that script fills."""

    def read(self, values: Sequence[str]) -> Answer | None:
        """Read "latitude longitude" from one box or from two."""
        whole = [value for value in values if " " in value.strip()]
        text = whole[0] if whole else " ".join(values[:2]).strip()
        return typed.point(text) if text else None

    def write(self, answer: Answer) -> Sequence[str]:
        """Write latitude and longitude."""
        return text_of(answer).split()[:2]


class Path(Asked):
    """A path or an area: points, one a line."""

    widget = TextArea()

    def read(self, values: Sequence[str]) -> Answer | None:
        """Read the points."""
        text = values[0].strip() if values else ""
        return typed.path(text, self.layout == "area") if text else None

    def write(self, answer: Answer) -> Sequence[str]:
        """Write a point a line."""
        return ["\n".join(text_of(answer).split(";"))]


class Attached(Asked):
    """A picture, a recording, a film or a file, which comes beside what is typed."""

    @property
    def accept(self) -> str:
        """Name the types of file that the browser offers."""
        return ACCEPTED.get(self.question.kind, "")

    @property
    def capture(self) -> str:
        """Name the camera that is to make it, where it must be new."""
        looks = self.question.appearance.split()
        if "new-front" in looks:
            return "user"
        return "environment" if "new" in looks else ""


ACCEPTED: Mapping[str, str] = {"image": "image/*", "audio": "audio/*", "video": "video/*"}
