"""What the machine makes of one text."""

from dataclasses import dataclass
from typing import Final, Literal

Sentiment = Literal["negative", "neutral", "positive"]

SENTIMENTS: Final[tuple[Sentiment, ...]] = ("negative", "neutral", "positive")
UNDETERMINED: Final = "und"


@dataclass(frozen=True, slots=True)
class Text:
    """Hold what a person wrote, and the language it was said to be in."""

    body: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold what one version of the model read in one text.

    The three probabilities add to 1. `language` is a BCP 47 tag, or `und`. `known` is False where
    no model was trained for the language: the probabilities are then a guess that no page shows.
    """

    language: str
    negative: float
    neutral: float
    positive: float
    topics: tuple[str, ...]
    known: bool
    model: str

    @property
    def sentiment(self) -> Sentiment:
        """Name the most probable sentiment; neutral where another is no more probable."""
        best = max(self.negative, self.neutral, self.positive)
        if self.neutral == best:
            return "neutral"
        return "negative" if self.negative == best else "positive"
