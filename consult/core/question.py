"""What a form asks: questions, groups of them, and choices."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Self

from consult.core.expression.tree import Expression
from consult.core.language import Words

KINDS = (
    "text", "integer", "decimal", "range", "date", "time", "datetime",
    "select_one", "select_multiple", "rank", "acknowledge", "barcode",
    "geopoint", "geotrace", "geoshape", "image", "audio", "video", "file",
    "note", "calculate",
)  # fmt: skip
NUMBERS = frozenset({"integer", "decimal", "range"})
SELECTS = frozenset({"select_one", "select_multiple", "rank"})
LISTS = frozenset({"select_multiple", "rank"})
"""Kinds whose answer is a list."""

FILES = frozenset({"image", "audio", "video", "file"})
SILENT = frozenset({"note", "calculate"})
"""Kinds that nobody answers."""

ROLES = (
    "text", "private", "sex", "age_band", "mood", "type", "consent_quote",
    "displacement", "group", "topic", "rating",
)  # fmt: skip
"""What an answer means to the analysis; "" where it means nothing."""

Scale = tuple[float, float, float]
"""Lowest, highest and step of a range."""

Media = Mapping[str, Words]
"""File names by kind ("image", "big-image", "audio", "video"), and then by language."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that can be chosen; `columns` are for filters."""

    name: str
    label: Words = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    media: Media = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Write it as plain JSON, without what is empty."""
        return _filled(self)

    @classmethod
    def from_json(cls, written: Mapping[str, Any]) -> Self:
        """Read it from `to_json`."""
        return cls(**written)


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a form, in all its languages.

    `initial` works out a first answer, where `default` is one. A `calculation` is shown and
    can't be changed by hand, unless there is a `trigger`: then it becomes the answer whenever
    the answer to a question of that name changes. `choices_from` names a question of a repeat
    whose answers are the choices. `meta` is the XLSForm type of what the form notes by itself.
    """

    name: str
    kind: str
    label: Words = field(default_factory=dict)
    hint: Words = field(default_factory=dict)
    guidance: Words = field(default_factory=dict)
    media: Media = field(default_factory=dict)
    required: bool | Expression = False
    required_message: Words = field(default_factory=dict)
    relevant: Expression | None = None
    constraint: Expression | None = None
    constraint_message: Words = field(default_factory=dict)
    choices: str | None = None
    choices_from: str | None = None
    choice_filter: Expression | None = None
    shuffle: bool = False
    seed: Expression | None = None
    appearance: str = ""
    default: str = ""
    initial: Expression | None = None
    calculation: Expression | None = None
    trigger: tuple[str, ...] = ()
    read_only: bool = False
    scale: Scale | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)
    role: str = ""
    meta: str = ""

    @property
    def answered(self) -> bool:
        """Tell whether a person answers it at all."""
        return self.kind not in SILENT

    @property
    def worked_out(self) -> bool:
        """Tell whether its answer follows from others, all the time."""
        return self.calculation is not None and not self.trigger

    def to_json(self) -> dict[str, Any]:
        """Write it as plain JSON, without what is empty."""
        return _filled(self)

    @classmethod
    def from_json(cls, written: Mapping[str, Any]) -> Self:
        """Read it from `to_json`."""
        read = {name: _value(value) for name, value in written.items()}
        for name in ("scale", "trigger"):
            if name in read:
                read[name] = tuple(read[name])
        return cls(**read)


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that stand together, asked together or not at all; or asked again and again.

    A repeat has as many instances as `count` says, or as the person adds.
    """

    name: str
    questions: "tuple[Part, ...]"
    label: Words = field(default_factory=dict)
    hint: Words = field(default_factory=dict)
    media: Media = field(default_factory=dict)
    relevant: Expression | None = None
    appearance: str = ""
    repeat: bool = False
    count: Expression | None = None

    def to_json(self) -> dict[str, Any]:
        """Write it as plain JSON, without what is empty."""
        kind = "repeat" if self.repeat else "group"
        written = {name: part for name, part in _filled(self).items() if name != "repeat"}
        return {
            "kind": kind,
            **written,
            "questions": [part.to_json() for part in self.questions],
        }

    @classmethod
    def from_json(cls, written: Mapping[str, Any]) -> Self:
        """Read it from `to_json`."""
        read = {name: _value(value) for name, value in written.items() if name != "kind"}
        read["questions"] = tuple(part_from_json(part) for part in written["questions"])
        return cls(**read, repeat=written["kind"] == "repeat")


Part = Question | Group


def part_from_json(written: Mapping[str, Any]) -> Part:
    """Read a question or a group from `to_json`."""
    kinds = {"group": Group, "repeat": Group}
    return kinds.get(written["kind"], Question).from_json(written)


def walk(
    parts: tuple[Part, ...], around: tuple[Group, ...] = ()
) -> Iterator[tuple[Question, tuple[Group, ...]]]:
    """Give every question in order, with the groups around it, outermost first."""
    for part in parts:
        if isinstance(part, Group):
            yield from walk(part.questions, (*around, part))
        else:
            yield part, around


def _filled(value: Any) -> dict[str, Any]:
    written = {each.name: getattr(value, each.name) for each in fields(value)}
    return {
        name: _plain(part)
        for name, part in written.items()
        if part not in ("", None, False, {}, ())
    }


def _plain(part: Any) -> Any:
    match part:
        case Expression():
            return part.to_json()
        case Mapping():
            return {name: _plain(under) for name, under in part.items()}
        case tuple():
            return list(part)
    return part


def _value(part: Any) -> Any:
    return Expression.from_json(part) if isinstance(part, dict) and "tree" in part else part
