"""Make up records: who spoke where and when, and what they said."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random
from typing import Any, Final
from uuid import UUID

from consult.core import base64url
from consult.core import code as follow_up
from consult.core.form import Form
from consult.core.identity import uuid7
from consult.core.record import Channel, Tone
from consult.services.demo.answers import Speaker, fill
from consult.services.demo.story import PERIOD, Heard, Voice, story

CHANNELS: Final[Mapping[Channel, int]] = {"facilitator": 56, "web": 38, "paper": 6}
JUDGED: Final = 0.42
"""Share of what facilitators bring whose tone they noted."""

WISHED: Final = ("suggestion", "request")
"""Types of what people wish for."""

RISE: Final = 0.15
"""How much more content people are at the end of the period than at its beginning."""


@dataclass(frozen=True, slots=True)
class Made:
    """One record as a phone would seal it, with its follow-up code and when it arrives."""

    content: Mapping[str, Any]
    voice: Voice
    code: str
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Stage:
    """What all records of one district have in common."""

    form: Form
    consultation: UUID
    locality: UUID
    heard: Heard


class Deck:
    """Deal voices so that none is heard again before all others of its kind were."""

    def __init__(self, voices: Sequence[Voice], chance: Random) -> None:
        self._voices, self.chance = voices, chance
        self._dealt: dict[tuple[str, Tone], list[Voice]] = {}

    def deal(self, language: str, tone: Tone) -> Voice:
        """Give the next voice of a language and tone."""
        left = self._dealt.setdefault((language, tone), [])
        if not left:
            left.extend(one for one in self._voices if (one.language, one.tone) == (language, tone))
            self.chance.shuffle(left)
        return left.pop()

    def wish(self, beside: Voice) -> str | None:
        """Give what somebody who says this may ask for besides, if anything."""
        asks = [
            one.text
            for one in self._voices
            if one.type in WISHED
            and (one.language, one.topic) == (beside.language, beside.topic)
            and one is not beside
        ]
        return self.chance.choice(asks) if asks and self.chance.random() < 0.3 else None


def make_up(stage: Stage, deck: Deck, now: datetime) -> Iterator[Made]:
    """Make up all records of one district, at any time of the period."""
    chance = deck.chance
    languages = stage.heard.languages
    for _ in range(stage.heard.records):
        captured_at = _moment(chance, now)
        language = chance.choices([*languages], [*languages.values()])[0]
        mood = stage.heard.mood + RISE * (1 - (now - captured_at) / PERIOD)
        voice = deck.deal(language, _tone(mood, chance))
        channel = chance.choices([*CHANNELS], [*CHANNELS.values()])[0]
        yield Made(
            content=_content(stage, deck, voice, channel, captured_at),
            voice=voice,
            code=follow_up.of(chance.getrandbits(follow_up.BITS)),
            received_at=min(now, _arrival(channel, captured_at)),
        )


def _moment(chance: Random, now: datetime) -> datetime:
    """Draw a moment of a day between morning and evening; more come in later weeks."""
    days = int(chance.triangular(0, PERIOD.days, 0))
    day = (now - timedelta(days=days + 1)).date()
    at = time(8 + chance.randrange(10), chance.randrange(60), chance.randrange(60))
    return datetime.combine(day, at, now.tzinfo)


def _arrival(channel: Channel, captured_at: datetime) -> datetime:
    """Give the evening when a phone finds a network: facilitators' do on Tuesdays and Fridays."""
    evening = captured_at.replace(hour=19, minute=30, second=0)
    if channel == "web":
        return evening
    wait = min((day - captured_at.weekday()) % 7 for day in (1, 4))
    return evening + timedelta(days=wait)


def _tone(mood: float, chance: Random) -> Tone:
    tones: tuple[Tone, ...] = ("negative", "neutral", "positive")
    return chance.choices(tones, [0.8 * (1 - mood), 0.2, 0.8 * mood])[0]


def _content(
    stage: Stage, deck: Deck, voice: Voice, channel: Channel, captured_at: datetime
) -> dict[str, Any]:
    chance, wish = deck.chance, deck.wish(voice)
    answers = fill(stage.form, Speaker.of(voice, wish, chance), captured_at)
    judged = channel == "facilitator" and chance.random() < JUDGED
    return {
        "schema": 1,
        "kind": "submission",
        "id": str(uuid7(captured_at, chance.getrandbits)),
        "consultation": str(stage.consultation),
        "form": stage.form.slug,
        "version": stage.form.version,
        "locality": str(stage.locality),
        "language": voice.language,
        "captured_at": captured_at.isoformat(timespec="milliseconds"),
        "channel": channel,
        "entered_by": "self" if channel == "web" else channel,
        "speaking_for": _speaking_for(channel, chance),
        "tone": voice.tone if judged else None,
        "answers": answers,
        "salt": base64url.write(chance.randbytes(16)),
    }


def _speaking_for(channel: str, chance: Random) -> dict[str, Any]:
    if channel != "facilitator":
        return {"kind": "self", "n": 1}
    weights = story().speaking
    [kind] = chance.choices(list(weights), list(weights.values()))
    return {"kind": kind, "n": chance.randint(3, 25) if kind == "group" else 1}
