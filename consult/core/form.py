"""A form: versioned questions in several languages."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Self

from consult.core.answer import Answers, anywhere
from consult.core.expression import Expression
from consult.core.filling import Filling
from consult.core.language import Speech, Words
from consult.core.lists import Lists
from consult.core.problem import Problem
from consult.core.question import Choice, Group, Part, Question, part_from_json, walk
from consult.core.settling import begin, settle


@dataclass(frozen=True, slots=True)
class File:
    """A picture, a recording or a film that a form shows or plays; `size` in bytes."""

    sha256: str
    type: str
    size: int


@dataclass(frozen=True, slots=True)
class Form:
    """One version of a form; a published one never changes.

    `choices` holds lists that came from other files too, by the file's name without its end.
    `style` is "pages", "one-page", or "" where the length decides. `speech` says of languages
    how they are written; `files` are what `media` of questions and choices name.
    """

    slug: str
    version: str
    title: Words
    languages: tuple[str, ...]
    default_language: str
    questions: tuple[Part, ...]
    choices: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    instance_name: Expression | None = None
    style: str = ""
    speech: Mapping[str, Speech] = field(default_factory=dict)
    files: Mapping[str, File] = field(default_factory=dict)
    lists: Lists = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "lists", Lists(self.choices, self.default_language))

    def walk(self) -> Iterator[tuple[Question, tuple[Group, ...]]]:
        """Give every question in order, with the groups around it, outermost first."""
        return walk(self.questions)

    def question(self, key: str) -> Question | None:
        """Find the question that is answered at a key."""
        return self.places().get(anywhere(key))

    def places(self) -> Mapping[str, Question]:
        """Give every question by its key, with # for the number of a turn."""
        return {_place(question, around): question for question, around in self.walk()}

    def of_role(self, role: str) -> tuple[Question, ...]:
        """Give the questions whose answers mean this to the analysis."""
        return tuple(question for question, _ in self.walk() if question.role == role)

    def fill(self, answers: Answers, now: datetime, language: str = "") -> Filling:
        """Hold answers against the form at a moment; `now` carries the phone's own offset."""
        return Filling(self.questions, self.lists, answers, now, language)

    def begin(self, now: datetime) -> Answers:
        """Give the answers of a record that was just begun."""
        return begin(self.fill, now)

    def settle(self, answers: Answers, before: Answers, now: datetime) -> Answers:
        """Carry on what a change of answers sets off."""
        return settle(self.fill, answers, before, now)

    def check(self, answers: Answers, now: datetime) -> tuple[Problem, ...]:
        """Find what is wrong with the answers, in the order of the questions."""
        return self.fill(answers, now).problems()

    def clean(self, answers: Answers, now: datetime) -> Answers:
        """Drop answers to what was not asked, and work out the calculations."""
        return self.fill(answers, now).clean()

    def to_json(self) -> dict[str, Any]:
        """Write it as plain JSON, without what it doesn't have."""
        written = {
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
        rest = {
            "instance_name": self.instance_name and self.instance_name.to_json(),
            "style": self.style,
            "speech": {tag: asdict(speech) for tag, speech in self.speech.items()},
            "files": {name: asdict(file) for name, file in self.files.items()},
        }
        return {**written, **{name: part for name, part in rest.items() if part}}

    @classmethod
    def from_json(cls, written: Mapping[str, Any]) -> Self:
        """Read it from `to_json`."""
        named = written.get("instance_name")
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
            instance_name=Expression.from_json(named) if named else None,
            style=written.get("style", ""),
            speech={tag: Speech(**each) for tag, each in written.get("speech", {}).items()},
            files={name: File(**each) for name, each in written.get("files", {}).items()},
        )


def _place(question: Question, around: tuple[Group, ...]) -> str:
    repeats = "".join(f"{group.name}/#/" for group in around if group.repeat)
    return repeats + question.name
