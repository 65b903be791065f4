"""What a phone captured, and the envelope that it travels in."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any, Final, Literal
from uuid import UUID

import msgspec
import rfc8785

SCHEMA: Final = 1
BATCH: Final = 50
SEALED_BYTES: Final = 512 * 1024
FORGOTTEN: Final = timedelta(days=90)
AHEAD: Final = timedelta(days=1)

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=64, pattern=r"^[^\x00]+$")]
Tag = Annotated[str, msgspec.Meta(min_length=2, max_length=35, pattern=r"^[A-Za-z0-9-]+$")]
Sha256 = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$")]
Text = Annotated[str, msgspec.Meta(max_length=20_000)]
Tone = Literal["negative", "neutral", "positive"]
Channel = Literal["web", "facilitator", "paper", "import"]
EnteredBy = Literal["self", "facilitator", "paper", "import"]
Verdict = Literal["accepted", "known", "revised", "branched", "held", "rejected"]
Answer = Text | int | float | Annotated[list[Text], msgspec.Meta(max_length=500)]


@dataclass(frozen=True, slots=True)
class SpeakingFor:
    """Whose voice this is; `n` counts the people of a group."""

    kind: Literal["self", "someone", "group"] = "self"
    n: Annotated[int, msgspec.Meta(ge=1, le=100_000)] = 1


@dataclass(frozen=True, slots=True)
class Submission:
    """One person's or group's feedback, as it was captured; it never changes."""

    schema: Literal[1]
    kind: Literal["submission"]
    id: UUID
    consultation: UUID
    form: Name
    version: Name
    locality: UUID
    language: Tag
    captured_at: Annotated[datetime, msgspec.Meta(tz=True)]
    channel: Channel
    entered_by: EnteredBy
    speaking_for: SpeakingFor
    tone: Tone | None
    answers: Annotated[dict[str, Answer], msgspec.Meta(max_length=10_000)]
    salt: Annotated[str, msgspec.Meta(min_length=16, max_length=64)]


@dataclass(frozen=True, slots=True)
class Envelope:
    """A sealed record with all that the server may know before it opens it.

    `base` is the sha256 of the revision that this one was built on; `sealed` is base64url of
    the HPKE encapsulated key and ciphertext.
    """

    id: UUID
    consultation: UUID
    form: Name
    version: Name
    sha256: Sha256
    key: Name
    sealed: Annotated[str, msgspec.Meta(max_length=SEALED_BYTES)]
    base: Sha256 | None = None

    def info(self) -> bytes:
        """Bind the seal to this record, so that it can't be opened as another."""
        return canonical(["consult", str(self.id), str(self.consultation), self.form, self.version])


def canonical(value: Any) -> bytes:
    """Write a JSON value in the one way that all phones and servers write it (RFC 8785).

    Raises:
        ValueError: When JSON can't carry the value exactly: NaN, or an integer over 2**53.
    """
    return rfc8785.dumps(value)


def sha256_of(content: Any) -> str:
    """Name the content by the hash of its canonical JSON, in hex."""
    return hashlib.sha256(canonical(content)).hexdigest()


def captured(content: object) -> Submission:
    """Read the opened content of an envelope.

    Raises:
        msgspec.ValidationError: When a member is missing or of another shape; says which.
    """
    record = msgspec.convert(content, Submission)
    try:
        record.captured_at.astimezone(UTC)
    except OverflowError as failure:
        raise msgspec.ValidationError("No moment in UTC - at `$.captured_at`") from failure
    return record


def day_of(captured_at: datetime, received_at: datetime) -> tuple[date, bool]:
    """Choose the day that a record counts for, and say whether the phone's clock is doubted.

    A phone may wait for weeks without a network, so its clock is believed unless it runs
    ahead by over a day or behind by over 90; then the day of receipt counts.
    """
    if received_at - FORGOTTEN <= captured_at <= received_at + AHEAD:
        return captured_at.date(), False
    return received_at.astimezone(UTC).date(), True
