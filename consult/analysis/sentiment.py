"""A softmax over hashed n-grams: one table for all languages, one for each language's own."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from consult.analysis import places
from consult.analysis.grams import CHARACTERS, WORDS, Places, families

WEIGHTS: Final = Path(__file__).parent / "models" / "sentiment.npz"


@dataclass(frozen=True, slots=True)
class SentimentModel:
    """Hold the weights of negative and positive against neutral.

    Shapes: `shared` and `own` (2, rows), `scales` (2, 2) by table and class, `biases`
    (languages, 2), `temperatures` (languages,).
    """

    version: str
    languages: tuple[str, ...]
    shared: NDArray[np.int8]
    own: NDArray[np.int8]
    scales: NDArray[np.float32]
    biases: NDArray[np.float32]
    temperatures: NDArray[np.float32]

    @classmethod
    @functools.cache
    def load(cls) -> Self:
        """Read the committed weights, once."""
        with np.load(WEIGHTS) as kept:
            return cls(
                str(kept["version"]),
                tuple(kept["languages"].tolist()),
                *(kept[name] for name in ("shared", "own", "scales", "biases", "temperatures")),
            )

    def probabilities(self, texts: Sequence[str], languages: Sequence[str]) -> NDArray[np.float64]:
        """Read tidied texts: a row of negative, neutral, positive for each.

        A language without training is read by what all languages share.
        """
        numbers = {tag: number for number, tag in enumerate(self.languages)}
        which = np.array([numbers.get(tag, places.NO_LANGUAGE) for tag in languages])
        trained = which != places.NO_LANGUAGE
        scores = self._scores(texts, which, trained)
        scores += np.where(trained[:, None], self.biases[which], self.biases.mean(axis=0))
        scores /= np.where(trained, self.temperatures[which], self.temperatures.max())[:, None]
        return softmax(np.insert(scores, 1, 0.0, axis=1))

    def _scores(
        self, texts: Sequence[str], which: Places, trained: NDArray[np.bool_]
    ) -> NDArray[np.float64]:
        scores = np.zeros((2, len(texts)))
        grams = np.zeros(len(texts))
        for family in families(texts, CHARACTERS, WORDS):
            everywhere = places.shared(family.hashes, self.shared.shape[1])
            here = places.own(family.hashes, which[family.owners()], self.own.shape[1])
            common = family.sums(np.take(self.shared, everywhere, axis=1))
            special = family.sums(np.take(self.own, here, axis=1)) * trained
            scores += common * self.scales[0, :, None] + special * self.scales[1, :, None]
            grams += family.ends - family.starts
        scored: NDArray[np.float64] = (scores / np.sqrt(np.maximum(grams, 1))).T
        return scored


def softmax(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turn each row of scores into probabilities."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: NDArray[np.float64] = raised / raised.sum(axis=1, keepdims=True)
    return shares
