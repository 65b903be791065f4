"""Train the language classifier: what people wrote, and the Declaration for all other languages."""

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from consult.analysis import elsewhere, places
from consult.analysis.language import CHARACTERS, LONGEST, OTHER, WORDS, LanguageModel
from consult.analysis.training import fit, quantise
from consult.analysis.training.corpus import Labelled
from consult.analysis.views import bare, tidy

ROWS: Final = 2**15
EPOCHS: Final = 6
SEED: Final = 7
MOST: Final = 4000
"""Texts of one corpus."""
HEARD: Final = 400
"""Texts of a language that py3langid is asked about."""
_SMOOTH: Final = 20.0
_OTHER_COUNTS: Final = 2.0
_FEW_WORDS: Final = 0.08
_CUT, _BARE = 0.5, 0.25


@dataclasses.dataclass(frozen=True, slots=True)
class Sample:
    """Hold a text and the class that it teaches."""

    tag: str
    text: str


def train(learn: Sequence[Labelled], paragraphs: Iterable[tuple[str, str]]) -> LanguageModel:
    """Fit the classifier to what people wrote, and to the Declaration's (tag, paragraph)."""
    samples = _heard(learn) + _declared(paragraphs, frozenset(one.language for one in learn))
    tags = tuple(sorted({one.tag for one in samples}))
    labels = np.array([tags.index(one.tag) for one in samples])
    weights = fit.fit(
        fit.Lesson(
            rows_of=_rows_of([one.text for one in samples]),
            labels=labels,
            groups=np.zeros_like(labels),
            trust=_trust(labels, tags.index(OTHER)),
            size=ROWS,
            epochs=EPOCHS,
            seed=SEED,
        )
    )
    table, scales = quantise.columns(weights.table)
    return LanguageModel(
        tags,
        table,
        scales,
        weights.biases[0].astype(np.float32),
        np.stack([_echo([one.text for one in samples if one.tag == tag][:HEARD]) for tag in tags]),
    )


def _echo(texts: Sequence[str]) -> NDArray[np.float32]:
    """Average what py3langid answers to texts of one language, smoothed."""
    answers = sum(elsewhere.shares(text) for text in texts) + _SMOOTH / len(elsewhere.tags())
    return np.asarray(answers / (len(texts) + _SMOOTH), dtype=np.float32)


def _heard(learn: Sequence[Labelled]) -> list[Sample]:
    chance = np.random.default_rng(SEED)
    taken: Counter[str] = Counter()
    samples = []
    for number in chance.permutation(len(learn)):
        one = learn[number]
        taken[one.corpus] += 1
        if taken[one.corpus] <= MOST:
            samples.append(Sample(one.language, tidy(one.body)))
    return samples


def _declared(paragraphs: Iterable[tuple[str, str]], ours: frozenset[str]) -> list[Sample]:
    theirs = frozenset(elsewhere.tags()) - ours
    return [
        Sample(OTHER if tag in theirs else tag, tidy(text))
        for tag, text in paragraphs
        for _ in range(1 if tag in ours else 2)
    ]


def _trust(labels: NDArray[np.int64], other: int) -> NDArray[np.float64]:
    """Let a text of a rare language count for more."""
    counts = np.bincount(labels)
    trust: NDArray[np.float64] = np.sqrt(counts.max() / counts[labels])
    trust /= trust.mean()
    trust[labels == other] *= _OTHER_COUNTS
    return trust


def _rows_of(texts: Sequence[str]) -> Callable[[NDArray[np.int64]], fit.Rows]:
    chance = np.random.default_rng(SEED)

    def rows(chosen: NDArray[np.int64]) -> fit.Rows:
        return _rows([_shown(texts[number], chance)[:LONGEST] for number in chosen])

    return rows


def _shown(text: str, chance: np.random.Generator) -> str:
    """Cut a text short as often as not, for short ones are the hard ones."""
    if chance.random() < _CUT:
        words = text.split(" ")
        size = min(len(words), max(2, int(chance.geometric(_FEW_WORDS))))
        first = int(chance.integers(0, len(words) - size + 1))
        text = " ".join(words[first : first + size])
    return (bare(text) or text) if chance.random() < _BARE else text


def _rows(texts: Sequence[str]) -> fit.Rows:
    hashes, owners = fit.grams(texts, CHARACTERS, WORDS)
    values = 1 / np.sqrt(np.maximum(np.bincount(owners, minlength=len(texts)), 1))
    return fit.Rows(owners, places.shared(hashes, ROWS), values[owners].astype(np.float32))


def save(model: LanguageModel, path: Path) -> None:
    """Write the weights, small; the same weights give the same file."""
    np.savez_compressed(
        path,
        tags=np.array(model.tags),
        table=model.table,
        scales=model.scales,
        biases=model.biases,
        echoes=model.echoes.astype(np.float16),
    )
