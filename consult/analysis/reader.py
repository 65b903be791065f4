"""Read texts: a language, a sentiment and topics for each."""

import threading
from collections.abc import Sequence
from typing import Final

from consult.analysis import elsewhere
from consult.analysis.language import LanguageModel, identify
from consult.analysis.sentiment import SentimentModel
from consult.analysis.topics import topics_of
from consult.analysis.views import tidy
from consult.core.sentiment import Reading, Text

BATCH: Final = 64
_loading = threading.Lock()


def model() -> SentimentModel:
    """Load all that reading needs, once a process however many threads ask."""
    with _loading:
        LanguageModel.load()
        elsewhere.tags()
        return SentimentModel.load()


def read(texts: Sequence[Text]) -> list[Reading]:
    """Read texts in their order; any number, in batches that stay in the processor's cache."""
    return [
        reading
        for first in range(0, len(texts), BATCH)
        for reading in _read(texts[first : first + BATCH])
    ]


def _read(texts: Sequence[Text]) -> list[Reading]:
    trained = model()
    bodies = [tidy(text.body) for text in texts]
    languages = identify(bodies, [text.language for text in texts])
    shares = trained.probabilities(bodies, languages)
    return [
        Reading(
            language=language,
            negative=row[0],
            neutral=row[1],
            positive=row[2],
            topics=topics_of(body, language),
            known=language in trained.languages,
            model=trained.version,
        )
        for body, language, row in zip(bodies, languages, shares.tolist(), strict=True)
    ]
