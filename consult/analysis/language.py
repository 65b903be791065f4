"""Which language a text is in: our own classifier, and py3langid where that is in doubt."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from consult.analysis import elsewhere
from consult.analysis.grams import families
from consult.analysis.places import shared
from consult.analysis.sentiment import softmax
from consult.analysis.tags import base, normal
from consult.core.sentiment import UNDETERMINED

WEIGHTS: Final = Path(__file__).parent / "models" / "language.npz"
CHARACTERS: Final = 4
WORDS: Final = 1
LONGEST: Final = 240
OTHER: Final = "other"
_LEAST_LETTERS = 2
_LETTERS_AGAINST_A_HINT = 8
_SURE = 0.9
_HINT = 40.0
"""How much likelier a language is for being the one that the record names."""
_UNHEARD = 0.01
"""The likelihood left to a named language that no model knows."""
_DOUBT = 0.2
"""How much of what our classifier is not sure of may be none of ours."""
_HONEST = 0.9
"""How often py3langid is right about a language that is none of ours."""

Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """Hold the weights, and what py3langid answers where a language of ours is spoken.

    Shapes: `table` (tags, rows), `scales` and `biases` (tags,), `echoes` (tags, languages of
    py3langid): the average answer.
    """

    tags: tuple[str, ...]
    table: NDArray[np.int8]
    scales: NDArray[np.float32]
    biases: NDArray[np.float32]
    echoes: NDArray[np.float32]

    @classmethod
    @functools.cache
    def load(cls) -> Self:
        """Read the committed weights, once."""
        with np.load(WEIGHTS) as kept:
            return cls(
                tuple(kept["tags"].tolist()),
                kept["table"],
                kept["scales"],
                kept["biases"],
                kept["echoes"].astype(np.float32),
            )

    def shares(self, texts: Sequence[str]) -> Scores:
        """Give the probability of each tag for each text; a text needs two letters."""
        found = tuple(families([text[:LONGEST] for text in texts], CHARACTERS, WORDS))
        rows = shared(np.concatenate([family.hashes for family in found]), self.table.shape[1])
        before = np.cumsum([0] + [len(family.hashes) for family in found[:-1]])[:, None]
        starts = np.stack([family.starts for family in found]) + before
        ends = np.stack([family.ends for family in found]) + before
        # Wraps around, but no difference does: 240 grams of at most 127 stay within 16 bits.
        running = np.zeros((len(self.tags), len(rows) + 1), np.int16)
        np.cumsum(np.take(self.table, rows, axis=1), axis=1, out=running[:, 1:])
        sums = np.take(running, ends, axis=1) - np.take(running, starts, axis=1)
        grams = (ends - starts).sum(axis=0)
        scores = sums.sum(axis=1, dtype=np.int32).T * self.scales / np.sqrt(grams)[:, None]
        return softmax(scores + self.biases)


def identify(texts: Sequence[str], hints: Sequence[str | None]) -> list[str]:
    """Name the language of each tidied text as a BCP 47 tag.

    A hint (what the record says) weighs much, and decides alone where there is little to read;
    without one, a text without words is `und`.
    """
    named = [normal(hint) for hint in hints]
    found = [hint or UNDETERMINED for hint in named]
    legible = [
        number for number, text in enumerate(texts) if _legible(text, hinted=bool(named[number]))
    ]
    if legible:
        model = LanguageModel.load()
        shares = model.shares([texts[number] for number in legible])
        for number, row in zip(legible, shares, strict=True):
            found[number] = _choose(model, row, texts[number], named[number])
    return found


def _legible(text: str, *, hinted: bool) -> bool:
    return sum(map(str.isalpha, text)) >= (_LETTERS_AGAINST_A_HINT if hinted else _LEAST_LETTERS)


def _choose(model: LanguageModel, row: Scores, text: str, hint: str | None) -> str:
    first = model.tags[int(row.argmax())]
    if row.max() > _SURE and first != OTHER and hint in (None, first):
        return first
    likely = _weighed(model, row, text)
    if hint:
        same = [tag for tag in likely if base(tag) == base(hint)]
        likely |= {tag: likely[tag] * _HINT for tag in same} or {hint: _UNHEARD * _HINT}
    choice = max(likely, key=likely.__getitem__)
    return hint if hint and base(choice) == base(hint) else choice


def _weighed(model: LanguageModel, row: Scores, text: str) -> dict[str, float]:
    """Weigh every language by both opinions; the second is trusted less, as the exponents say."""
    second = elsewhere.shares(text)
    other = model.tags.index(OTHER)
    strange = max(row[other], _DOUBT * (1 - np.delete(row, other).max()))
    foreign = strange * _HONEST * second**1.5
    ours = row * np.sqrt(model.echoes @ second)
    likely: dict[str, float] = dict(zip(elsewhere.tags(), foreign.tolist(), strict=True))
    likely |= dict(zip(model.tags, ours.tolist(), strict=True))
    del likely[OTHER], likely[elsewhere.NO_LANGUAGE]
    return likely
