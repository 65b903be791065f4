"""What the demonstration tells: places, people, and what was made up for them to say."""

from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Final, Literal

import msgspec

from consult.core.language import Words
from consult.core.permission import Role
from consult.core.record import Tone
from consult.services.consultations import Asked, read

FOLDER: Final = Path(__file__).parent.parent.parent / "demo"
PERIOD: Final = timedelta(weeks=10)
"""How far back the answers go."""

Kind = Literal["council", "office"]
"""Kinds of the bodies."""


class Member(msgspec.Struct, frozen=True):
    """Somebody with an account; those with a `page` are shown to whoever runs the demonstration.

    `body` is the p-code of the place whose body they write for.
    """

    login: str
    name: str
    role: Role
    localities: tuple[str, ...] = ()
    body: str | None = None
    page: str | None = None


class Heard(msgspec.Struct, frozen=True):
    """How many were heard in a district, how content they are from 0 to 1, and who speaks what."""

    records: int
    mood: float
    languages: dict[str, int]


class StockReply(msgspec.Struct, frozen=True):
    """What officers reply to those whose statement begins with `to`."""

    to: str
    language: str
    public: bool
    text: str


class Voice(msgspec.Struct, frozen=True):
    """One statement that nobody made, with the tone that a person would hear in it."""

    language: str
    tone: Tone
    type: str
    topic: str
    text: str


class Story(msgspec.Struct, frozen=True):
    """All of it.

    `bodies` are names with a {place} in them, `heard` is by p-code, `speaking` says for whom
    facilitators' people speak in how many of a hundred, `chosen` by question
    how many in a hundred choose what, `leaning` by question how much lower or higher its scale
    is answered than others.
    """

    form: str
    places: tuple[str, ...]
    country: str
    consultation: str
    bodies: dict[Kind, Words]
    people: tuple[Member, ...]
    heard: dict[str, Heard]
    speaking: dict[str, int]
    chosen: dict[str, dict[str, int]]
    leaning: dict[str, float]
    replies: tuple[StockReply, ...]


@cache
def story() -> Story:
    """Read what is told."""
    return msgspec.json.decode((FOLDER / "demonstration.json").read_bytes(), type=Story)


@cache
def consultation() -> Asked:
    """Read what is asked."""
    return read(FOLDER / story().consultation)


@cache
def voices() -> tuple[Voice, ...]:
    """Read what is said."""
    return msgspec.json.decode((FOLDER / "voices.json").read_bytes(), type=tuple[Voice, ...])
