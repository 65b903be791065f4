"""Count what was heard: one table says which cells a record adds to."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from consult.core.answer import text_of
from consult.core.cell import cell
from consult.core.feedback import Declared

Cells = Mapping[str, int]
"""By cell: how many one record adds."""

UNSAID: Final = "unsaid"
"""Whoever gave no answer; forms may offer it as a choice of this name."""

LONGEST: Final = 64


@dataclass(frozen=True, slots=True)
class Spoken:
    """The machine's reading of one text; `probabilities` are of core.cell.CLASSES."""

    language: str
    probabilities: tuple[float, float, float]
    topics: tuple[str, ...]

    @property
    def cell(self) -> str:
        """Name the language and the cell that this reading falls into."""
        return f"{self.language}/{cell(self.probabilities)}"


@dataclass(frozen=True, slots=True)
class Heard:
    """What is counted of one current record.

    `spoken` are its texts in the order of the form; `tone` is how a person judged it, where
    somebody did.
    """

    channel: str
    entered_by: str
    language: str
    voices: int
    declared: Declared
    spoken: tuple[Spoken, ...]
    tone: str | None
    owed: str

    def first(self, topic: str | None = None) -> Spoken | None:
        """Give the first text, so that a record speaks once however many boxes it filled.

        Forms ask the main question first; what else was written goes on from there.
        """
        about = (one for one in self.spoken if topic is None or topic in one.topics)
        return next(about, None)

    @property
    def topics(self) -> tuple[str, ...]:
        """Give the topics of all texts, each once."""
        return tuple(sorted({topic for one in self.spoken for topic in one.topics}))


def _chosen(answer: object) -> tuple[str, ...]:
    match answer:
        case None:
            return ()
        case list():
            return tuple(map(text_of, answer))
    return (text_of(answer),)


def _role(role: str) -> Callable[[Heard], Cells]:
    return lambda heard: dict.fromkeys(_chosen(heard.declared.roles.get(role)) or (UNSAID,), 1)


def _heard(heard: Heard) -> Cells:
    return {"records": 1, "voices": heard.voices}


def _sentiment(heard: Heard) -> Cells:
    first = heard.first()
    return {first.cell: 1} if first else {}


def _label(heard: Heard) -> Cells:
    first = heard.first()
    return {f"{heard.tone}|{first.cell}": 1} if first and heard.tone else {}


DIMENSIONS: Final[Mapping[str, Callable[[Heard], Cells]]] = {
    "heard": _heard,
    "channel": lambda heard: {heard.channel: 1},
    "entered_by": lambda heard: {heard.entered_by: 1},
    "language": lambda heard: {heard.language: 1},
    "sex": _role("sex"),
    "age_band": _role("age_band"),
    "displacement": _role("displacement"),
    "group": _role("group"),
    "mood": _role("mood"),
    "type": _role("type"),
    "named": _role("topic"),
    "owed": lambda heard: {heard.owed: 1},
    "topic": lambda heard: dict.fromkeys(heard.topics, 1),
    "sentiment": _sentiment,
    "label": _label,
}


def _answers(heard: Heard) -> Mapping[str, Cells]:
    return {question: {given: 1} for question, given in heard.declared.ratings.items()}


def _by_topic(heard: Heard) -> Mapping[str, Cells]:
    firsts = ((topic, heard.first(topic)) for topic in heard.topics)
    return {topic: {one.cell: 1} for topic, one in firsts if one}


def _judged_by_topic(heard: Heard) -> Mapping[str, Cells]:
    if heard.tone is None:
        return {}
    return {
        topic: {f"{heard.tone}|{one}": n for one, n in cells.items()}
        for topic, cells in _by_topic(heard).items()
    }


FAMILIES: Final[Mapping[str, Callable[[Heard], Mapping[str, Cells]]]] = {
    "answer": _answers,
    "sentiment": _by_topic,
    "label": _judged_by_topic,
}
"""Dimensions of which there is one for each question or topic, such as "answer:safety"."""


def tally(records: Iterable[Heard]) -> dict[tuple[str, str], int]:
    """Count records by (dimension, cell)."""
    counted: Counter[tuple[str, str]] = Counter()
    for heard in records:
        for dimension, count in DIMENSIONS.items():
            _add(counted, dimension, count(heard))
        for family, branch in FAMILIES.items():
            for name, cells in branch(heard).items():
                _add(counted, f"{family}:{name}", cells)
    return dict(counted)


def _add(counted: Counter[tuple[str, str]], dimension: str, cells: Cells) -> None:
    for name, n in cells.items():
        counted[dimension[:LONGEST], name[:LONGEST]] += n


def week_of(day: date) -> date:
    """Give the Monday of a day's week."""
    return day - timedelta(days=day.weekday())
