"""The answers of all versions of a form side by side: a column for each key, none is lost."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from consult.core.answer import Answer, Answers, text_of
from consult.core.form import Form
from consult.core.language import say
from consult.core.question import LISTS, Part, Question

SPLIT: Final = 100
"""Most choices that get a column each."""

Cell = str | int | float | None
Turns = Mapping[str, int]
"""Most turns that anybody gave a repeat, by its key."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, what it is of, and the choice that it counts, if it does.

    `name` counts turns from 1, as people do; `key` is where answers have the value. `natures`
    are the kinds and roles that its question has had in any version.
    """

    name: str
    key: str
    label: str
    natures: frozenset[str] = frozenset()
    choice: str = ""

    def cell(self, answers: Answers) -> Cell:
        """Give what one record says here."""
        answer = answers.get(self.key)
        if answer is None:
            return None
        if self.choice:
            chosen = answer if isinstance(answer, list) else [str(answer)]
            return int(self.choice in chosen)
        return _plain(answer)


def _plain(answer: Answer) -> Cell:
    return text_of(answer) if isinstance(answer, list) else answer


@dataclass(frozen=True, slots=True)
class _Place:
    """A question at one of its places; `choices` are those of every version."""

    column: Column
    several: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)

    def columns(self) -> Iterator[Column]:
        yield self.column
        if self.several and len(self.choices) <= SPLIT:
            for name, label in self.choices.items():
                own = f"{self.column.label}: {label}" if label else self.column.label
                yield replace(
                    self.column, name=f"{self.column.name}/{name}", label=own, choice=name
                )


def columns_of(versions: Sequence[Form], turns: Turns, language: str) -> list[Column]:
    """Lay the versions of a form side by side.

    Args:
        versions: The newest first; its order and its words count.
        turns: How far the columns of repeats must reach.
        language: Of the labels.
    """
    order: list[str] = []
    places: dict[str, _Place] = {}
    for form in versions:
        keys = []
        for place in _places(form.questions, form, turns, language, "", ""):
            key = place.column.key
            keys.append(key)
            places[key] = _joined(places[key], place) if key in places else place
        order = _merged(order, keys)
    return [column for key in order for column in places[key].columns()]


def _places(
    parts: Iterable[Part], form: Form, turns: Turns, language: str, prefix: str, name: str
) -> Iterator[_Place]:
    for part in parts:
        key, shown = prefix + part.name, name + part.name
        if isinstance(part, Question):
            if part.kind != "note":
                yield _place(part, form, language, key, shown)
        elif not part.repeat:
            yield from _places(part.questions, form, turns, language, prefix, name)
        else:
            label = say(part.label, language)
            yield _Place(Column(shown, key, label))
            for at in range(turns.get(key, 0)):
                yield from _places(
                    part.questions, form, turns, language, f"{key}/{at}/", f"{shown}/{at + 1}/"
                )


def _place(question: Question, form: Form, language: str, key: str, name: str) -> _Place:
    label = say(question.label, language)
    column = Column(name, key, label, frozenset({question.kind, question.role}))
    listed = form.choices.get(question.choices or "", ())
    labels = {choice.name: say(choice.label, language) for choice in listed}
    return _Place(column, question.kind in LISTS - {"rank"}, labels)


def _joined(newer: _Place, older: _Place) -> _Place:
    column = replace(newer.column, natures=newer.column.natures | older.column.natures)
    choices = {**older.choices, **newer.choices}
    ordered = {name: choices[name] for name in (*newer.choices, *older.choices)}
    return _Place(column, newer.several or older.several, ordered)


def _merged(order: list[str], keys: Sequence[str]) -> list[str]:
    """Put keys that are new behind those that they follow."""
    merged, known, at = [*order], set(order), 0
    for key in keys:
        if key in known:
            at = merged.index(key) + 1
        else:
            merged.insert(at, key)
            at += 1
    return merged


def turns_of(records: Iterable[Answers]) -> dict[str, int]:
    """Find how many turns of each repeat there are at most."""
    most: dict[str, int] = {}
    for answers in records:
        for key in answers:
            parts = key.split("/")
            for at in range(1, len(parts), 2):
                if parts[at].isdecimal():
                    repeat = "/".join(parts[:at])
                    most[repeat] = max(most.get(repeat, 0), int(parts[at]) + 1)
    return most
