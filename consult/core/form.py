"""A form: versioned questions in several languages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

from consult.core.answer import Answers
from consult.core.filling import Filling
from consult.core.language import Words
from consult.core.problem import Problem
from consult.core.question import Choice, Group, Question, part_from_json


@dataclass(frozen=True, slots=True)
class Form:
    """One version of a form; a published one never changes."""

    slug: str
    version: str
    title: Words
    languages: tuple[str, ...]
    default_language: str
    questions: tuple[Question | Group, ...]
    choices: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)

    def walk(self) -> Iterator[tuple[Question, tuple[Group, ...]]]:
        """Give every question in order, with the groups around it, outermost first."""
        return _walk(self.questions, ())

    def question(self, name: str) -> Question | None:
        """Find a question by its name."""
        return next((question for question, _ in self.walk() if question.name == name), None)

    def of_role(self, role: str) -> tuple[Question, ...]:
        """Give the questions whose answers mean this to the analysis."""
        return tuple(question for question, _ in self.walk() if question.role == role)

    def fill(self, answers: Answers, now: datetime) -> Filling:
        """Hold answers against the form at a moment; `now` carries the phone's own offset."""
        return Filling(tuple(self.walk()), self.choices, answers, now)

    def check(self, answers: Answers, now: datetime) -> tuple[Problem, ...]:
        """Find what is wrong with the answers, in the order of the questions."""
        return self.fill(answers, now).problems()

    def clean(self, answers: Answers, now: datetime) -> Answers:
        """Drop answers to what was not asked, and work out the calculations."""
        return self.fill(answers, now).clean()

    def to_json(self) -> dict[str, Any]:
        """Write it as plain JSON."""
        return {
            "slug": self.slug,
            "version": self.version,
            "title": dict(self.title),
            "languages": list(self.languages),
            "default_language": self.default_language,
            "questions": [part.to_json() for part in self.questions],
            "choices": {
                name: [one.to_json() for one in listed] for name, listed in self.choices.items()
            },
        }

    @classmethod
    def from_json(cls, written: Mapping[str, Any]) -> Self:
        """Read it from `to_json`."""
        return cls(
            slug=written["slug"],
            version=written["version"],
            title=written["title"],
            languages=tuple(written["languages"]),
            default_language=written["default_language"],
            questions=tuple(part_from_json(part) for part in written["questions"]),
            choices={
                name: tuple(Choice.from_json(one) for one in listed)
                for name, listed in written["choices"].items()
            },
        )


def _walk(
    parts: tuple[Question | Group, ...], around: tuple[Group, ...]
) -> Iterator[tuple[Question, tuple[Group, ...]]]:
    for part in parts:
        if isinstance(part, Group):
            yield from _walk(part.questions, (*around, part))
        else:
            yield part, around
