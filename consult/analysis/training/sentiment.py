"""Train the sentiment model: three views of each text, then a temperature for each language."""

import dataclasses
from collections import Counter
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from consult.analysis import places
from consult.analysis.grams import CHARACTERS, WORDS
from consult.analysis.sentiment import SentimentModel
from consult.analysis.training import fit, quantise
from consult.analysis.training.calibrate import temperature
from consult.analysis.training.corpus import Labelled
from consult.analysis.views import bare, plain, tidy

SHARED_ROWS: Final = 2**20
OWN_ROWS: Final = 2**21
EPOCHS: Final = 5
SEED: Final = 1


def train(learn: Sequence[Labelled], tune: Sequence[Labelled]) -> SentimentModel:
    """Fit the weights to `learn`, and the temperatures to `tune`; the version names the weights."""
    languages = tuple(sorted({one.language for one in learn}))
    which = np.array([languages.index(one.language) for one in learn])
    weights = fit.fit(
        fit.Lesson(
            rows_of=_rows_of([tidy(one.body) for one in learn], which),
            labels=np.array([one.label for one in learn]),
            groups=which,
            trust=_trust(learn),
            size=SHARED_ROWS + OWN_ROWS,
            epochs=EPOCHS,
            seed=SEED,
        )
    )
    return _calibrated(_model(languages, weights), tune)


def _trust(learn: Sequence[Labelled]) -> NDArray[np.float64]:
    """Let a text count for more whose corpus is small beside another of its language."""
    sizes = Counter(one.corpus for one in learn)
    largest: dict[str, int] = {}
    for one in learn:
        largest[one.language] = max(largest.get(one.language, 0), sizes[one.corpus])
    return np.sqrt([largest[one.language] / sizes[one.corpus] for one in learn])


def _rows_of(
    texts: Sequence[str], which: NDArray[np.int64]
) -> Callable[[NDArray[np.int64]], fit.Rows]:
    views = (texts, [bare(text) for text in texts], [plain(text) for text in texts])
    chance = np.random.default_rng(SEED)

    def rows(chosen: NDArray[np.int64]) -> fit.Rows:
        shown = chance.integers(len(views), size=len(chosen))
        return _rows(
            [views[view][text] for view, text in zip(shown, chosen, strict=True)], which[chosen]
        )

    return rows


def _rows(texts: Sequence[str], which: NDArray[np.int64]) -> fit.Rows:
    hashes, owners = fit.grams(texts, CHARACTERS, WORDS)
    values = 1 / np.sqrt(np.maximum(np.bincount(owners, minlength=len(texts)), 1))
    return fit.Rows(
        np.concatenate((owners, owners)),
        np.concatenate(
            (
                places.shared(hashes, SHARED_ROWS),
                SHARED_ROWS + places.own(hashes, which[owners], OWN_ROWS),
            )
        ),
        np.tile(values[owners].astype(np.float32), 2),
    )


def _model(languages: tuple[str, ...], weights: fit.Weights) -> SentimentModel:
    against = weights.table[[0, 2]] - weights.table[1]
    shared, shared_scales = quantise.columns(against[:, :SHARED_ROWS])
    own, own_scales = quantise.columns(against[:, SHARED_ROWS:])
    return SentimentModel(
        version=f"ngrams-{sha256(shared.tobytes() + own.tobytes()).hexdigest()[:8]}",
        languages=languages,
        shared=shared,
        own=own,
        scales=np.stack((shared_scales, own_scales)),
        biases=(weights.biases[:, [0, 2]] - weights.biases[:, [1]]).astype(np.float32),
        temperatures=np.ones(len(languages), np.float32),
    )


def _calibrated(model: SentimentModel, tune: Sequence[Labelled]) -> SentimentModel:
    temperatures = model.temperatures.copy()
    for number, language in enumerate(model.languages):
        own = [one for one in tune if one.language == language]
        shares = model.probabilities([tidy(one.body) for one in own], [language] * len(own))
        temperatures[number] = temperature(shares, np.array([one.label for one in own]))
    return dataclasses.replace(model, temperatures=temperatures)


def save(model: SentimentModel, path: Path) -> None:
    """Write the weights, small; the same weights give the same file."""
    np.savez_compressed(
        path,
        version=model.version,
        languages=np.array(model.languages),
        shared=model.shared,
        own=model.own,
        scales=model.scales,
        biases=model.biases,
        temperatures=model.temperatures,
    )
