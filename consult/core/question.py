"""What a form asks: questions, groups of them, and choices."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Self

from consult.core.expression.tree import Expression
from consult.core.language import Words

KINDS = (
    "text", "integer", "decimal", "range", "date",
    "select_one", "select_multiple", "note", "calculate",
)  # fmt: skip
NUMBERS = frozenset({"integer", "decimal", "range"})
SELECTS = frozenset({"select_one", "select_multiple"})
SILENT = frozenset({"note", "calculate"})
"""Kinds that nobody answers."""

ROLES = (
    "text", "private", "sex", "age_band", "mood", "type", "consent_quote",
    "displacement", "group", "topic", "rating",
)  # fmt: skip
"""What an answer means to the analysis; "" where it means nothing."""

Scale = tuple[float, float, float]
"""Lowest, highest and step of a range."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that can be chosen; `columns` are for filters."""

    name: str
    label: Words = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Write it as plain JSON, without what is empty."""
        return _filled(self)

    @classmethod
    def from_json(cls, written: Mapping[str, Any]) -> Self:
        """Read it from `to_json`."""
        return cls(**written)


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a form, in all its languages."""

    name: str
    kind: str
    label: Words = field(default_factory=dict)
    hint: Words = field(default_factory=dict)
    required: bool | Expression = False
    required_message: Words = field(default_factory=dict)
    relevant: Expression | None = None
    constraint: Expression | None = None
    constraint_message: Words = field(default_factory=dict)
    choices: str | None = None
    choice_filter: Expression | None = None
    appearance: str = ""
    default: str = ""
    calculation: Expression | None = None
    scale: Scale | None = None
    role: str = ""

    @property
    def answered(self) -> bool:
        """Tell whether a person answers it at all."""
        return self.kind not in SILENT

    def to_json(self) -> dict[str, Any]:
        """Write it as plain JSON, without what is empty."""
        return _filled(self)

    @classmethod
    def from_json(cls, written: Mapping[str, Any]) -> Self:
        """Read it from `to_json`."""
        read = {name: _value(value) for name, value in written.items()}
        if "scale" in read:
            read["scale"] = tuple(read["scale"])
        return cls(**read)


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that stand together, and are asked together or not at all."""

    name: str
    questions: "tuple[Question | Group, ...]"
    label: Words = field(default_factory=dict)
    hint: Words = field(default_factory=dict)
    relevant: Expression | None = None
    appearance: str = ""

    def to_json(self) -> dict[str, Any]:
        """Write it as plain JSON, without what is empty."""
        return {
            "kind": "group",
            **_filled(self),
            "questions": [part.to_json() for part in self.questions],
        }

    @classmethod
    def from_json(cls, written: Mapping[str, Any]) -> Self:
        """Read it from `to_json`."""
        read = {name: _value(value) for name, value in written.items() if name != "kind"}
        return cls(
            **{**read, "questions": tuple(part_from_json(part) for part in written["questions"])}
        )


def part_from_json(written: Mapping[str, Any]) -> Question | Group:
    """Read a question or a group from `to_json`."""
    return Group.from_json(written) if written["kind"] == "group" else Question.from_json(written)


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
            return dict(part)
        case tuple():
            return list(part)
    return part


def _value(part: Any) -> Any:
    return Expression.from_json(part) if isinstance(part, dict) and "tree" in part else part
