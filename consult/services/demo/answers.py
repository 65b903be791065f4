"""What one made-up person answers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Final, Self

from consult.core.answer import Answer, Answers
from consult.core.form import Form
from consult.core.question import Question
from consult.core.record import Tone
from consult.services.demo.story import Voice, story

PASSED: Final = 0.12
"""Share of the people who pass over a question that they may pass over."""

LEANING: Final[Mapping[Tone, float]] = {"negative": 0.3, "neutral": 0.5, "positive": 0.72}
"""Where on a scale from 0 to 1 somebody of this tone is."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who answers: what they say, what they wish, how content they are from 0 to 1."""

    voice: Voice
    wish: str | None
    content: float
    chance: Random

    @classmethod
    def of(cls, voice: Voice, wish: str | None, chance: Random) -> Self:
        """Draw how content somebody is who speaks in this tone."""
        content = chance.gauss(LEANING[voice.tone], 0.14)
        return cls(voice, wish, min(0.999, max(0.0, content)), chance)


Choose = Callable[[Question, Sequence[str], Speaker], Answer | None]


def fill(form: Form, speaker: Speaker, now: datetime) -> Answers:
    """Answer what is asked of the speaker, by the form's own rules."""
    answers: dict[str, Answer] = {}
    for question, _ in form.walk():
        passed = question.required is False and speaker.chance.random() < PASSED
        if passed or not question.answered:
            continue
        choices = [choice.name for choice in form.choices.get(question.choices or "", ())]
        choose = ROLES.get(question.role) or KINDS[question.kind]
        answer = choose(question, choices, speaker)
        if answer is not None:
            answers[question.name] = answer
    return form.clean(answers, now)


def _one(question: Question, choices: Sequence[str], speaker: Speaker) -> str:
    weights = story().chosen.get(question.name, {})
    return speaker.chance.choices(choices, [weights.get(name, 1) for name in choices])[0]


def _some(question: Question, choices: Sequence[str], speaker: Speaker) -> list[str]:
    often = range(speaker.chance.choice((1, 1, 2)))
    return sorted({_one(question, choices, speaker) for _ in often})


def _minutes(question: Question, choices: Sequence[str], speaker: Speaker) -> int:
    """Walk to the health post: those who are content live nearer."""
    return 5 * max(1, round(speaker.chance.gauss(20 - 14 * speaker.content, 4)))


def _place_on_scale(question: Question, choices: Sequence[str], speaker: Speaker) -> str:
    middle = speaker.content + story().leaning.get(question.name, 0.0)
    near = min(0.999, max(0.0, speaker.chance.gauss(middle, 0.08)))
    return choices[int(near * len(choices))]


def _topics(question: Question, choices: Sequence[str], speaker: Speaker) -> list[str]:
    """Name what the speaker talks about, and some of what troubles others, too."""
    named = {speaker.voice.topic} & set(choices) if speaker.voice.tone != "positive" else set()
    others = speaker.chance.choice((0, 1, 1, 2))
    named |= {_one(question, choices, speaker) for _ in range(others)} - {"none"}
    return sorted(named) or ["none"]


def _text(question: Question, choices: Sequence[str], speaker: Speaker) -> str | None:
    return speaker.voice.text if question.required else speaker.wish


KINDS: Final[Mapping[str, Choose]] = {
    "select_one": _one,
    "select_multiple": _some,
    "integer": _minutes,
}
ROLES: Final[Mapping[str, Choose]] = {
    "mood": _place_on_scale,
    "rating": _place_on_scale,
    "text": _text,
    "topic": _topics,
    "type": lambda question, choices, speaker: speaker.voice.type,
}
