"""What a body owes to those who asked, and what it answers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from consult.core.language import Words
from consult.core.problem import Problem

LONGEST: Final = 4_000
"""Characters of a reply."""

DUE_DAYS: Final = 10


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer to one record, in the words of one language."""

    id: UUID
    record: UUID
    text: str
    language: str
    public: bool

    def check(self) -> tuple[Problem, ...]:
        """Find what is wrong with it."""
        if not self.text.strip():
            return (Problem("required", "text"),)
        if len(self.text) > LONGEST:
            return (Problem("too_long", "text", {"most": LONGEST}),)
        return ()


@dataclass(frozen=True, slots=True)
class Replied:
    """A reply as others read it; `body` names who gave it."""

    id: UUID
    text: str
    language: str
    body: Words
    replied_at: datetime


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of one record: its consultation's title, and the replies, the first first."""

    title: Words
    received_at: datetime
    replies: tuple[Replied, ...]


def days_waited(received_at: datetime, now: datetime) -> int:
    """Count the full days that somebody has waited for a reply."""
    return max(0, (now - received_at).days)
