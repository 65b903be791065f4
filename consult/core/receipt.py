"""What the server answers for each record, so that a phone can prove it and let go."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from consult.core.problem import Problem
from consult.core.record import Verdict, canonical


@dataclass(frozen=True, slots=True)
class Receipt:
    """The server's word that it has this record; the same for everyone who sends it."""

    id: UUID
    sha256: str
    verdict: Verdict
    received_at: datetime
    revision: int

    def signed(self, key: str, sign: Callable[[bytes], str]) -> Mapping[str, Any]:
        """Write the receipt with its signature over the canonical JSON of all else."""
        written = {
            "id": str(self.id),
            "sha256": self.sha256,
            "verdict": self.verdict,
            "received_at": self.received_at.isoformat(timespec="microseconds"),
            "revision": self.revision,
            "key": key,
        }
        return {**written, "signature": sign(canonical(written))}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one envelope in this exchange; without a receipt the phone keeps it."""

    id: UUID
    sha256: str
    verdict: Verdict
    receipt: Receipt | None = None
    problems: tuple[Problem, ...] = ()
