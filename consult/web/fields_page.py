"""A page of a form: questions, notes, groups and repeats in one language, filled or empty."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from consult.core.answer import Answers
from consult.web.fields_asked import Asked, Said


@dataclass(frozen=True, slots=True)
class Note:
    """Words between the questions."""

    key: str
    said: Said
    hidden: bool = False
    layout: str = "note"


@dataclass(frozen=True, slots=True)
class Section:
    """Questions that stand together under a heading; in a grid they have the same choices."""

    key: str
    said: Said
    parts: "Parts"
    hidden: bool = False
    layout: str = "section"


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a repeat; `number` counts from 1, and is empty in the pattern of new ones."""

    key: str
    said: Said
    parts: "Parts"
    number: str = ""


@dataclass(frozen=True, slots=True)
class Repeat:
    """A repeat; who fills it may add turns where it is `free`."""

    key: str
    said: Said
    turns: tuple[Turn, ...]
    pattern: Turn | None
    free: bool
    hidden: bool = False
    layout: str = "repeat"


Parts = Sequence[Asked | Note | Section | Repeat]


@dataclass(slots=True)
class Page:
    """Some parts of a form in one language, filled or empty."""

    parts: Parts = ()
    fields: dict[str, Asked] = field(default_factory=dict)
    repeats: dict[str, Said] = field(default_factory=dict)

    @property
    def shown(self) -> list[str]:
        """List the keys of the questions that can be answered here."""
        return [key for key, asked in self.fields.items() if not asked.place.hidden]

    def answers(self) -> Answers:
        """Gather what was answered, by key."""
        given = {key: asked.answer() for key, asked in self.fields.items()}
        return {key: answer for key, answer in given.items() if answer is not None}

    def tell(self, sentences: Iterable[tuple[str, str]]) -> None:
        """Put each sentence of what is wrong at its question, where the page has it."""
        for key, sentence in sentences:
            if key in self.fields:
                self.fields[key].errors = [*self.fields[key].errors, sentence]

    def summary(
        self, told: Iterable[tuple[str, str]], labels: Mapping[str, str]
    ) -> list[tuple[str, str, str]]:
        """List what is wrong as anchor, label and sentence; `labels` are of other fields."""
        lines = []
        for key, sentence in told:
            if asked := self.fields.get(key):
                lines.append((asked.id, asked.place.said.heading, sentence))
            elif key in self.repeats:
                lines.append((f"q-{key}", self.repeats[key].heading, sentence))
            else:
                lines.append((key, labels.get(key, key), sentence))
        return lines
