"""Stochastic gradient descent on sparse rows, in numpy alone."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from consult.analysis.grams import Hashes, Places, families
from consult.analysis.sentiment import softmax

BATCH: Final = 1024
RATE: Final = 0.1
_FIRST_SQUARES = 1e-6

Numbers = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Rows:
    """Hold the grams of a batch: whose each is, where its weights lie, and what it counts."""

    owners: Places
    places: Places
    values: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Lesson:
    """Hold what is to be learnt.

    Args:
        rows_of: Gives the grams of the texts of these numbers; may show another view each time.
        labels: The class of each text.
        groups: Which bias each text has a share in.
        trust: How much each text counts.
        size: Rows of the table.
        epochs: How often each text is seen.
        seed: Of the order of texts.
    """

    rows_of: Callable[[Numbers], Rows]
    labels: Numbers
    groups: Numbers
    trust: Floats
    size: int
    epochs: int
    seed: int


@dataclass(frozen=True, slots=True)
class Weights:
    """Hold what is learnt: `table` (classes, rows), `biases` (groups, classes)."""

    table: NDArray[np.float32]
    biases: Floats

    @classmethod
    def all(cls, value: float, lesson: Lesson) -> Self:
        """Start with one value everywhere."""
        classes = int(lesson.labels.max()) + 1
        return cls(
            np.full((classes, lesson.size), value, np.float32),
            np.full((int(lesson.groups.max()) + 1, classes), value),
        )


def grams(texts: Sequence[str], characters: int, words: int) -> tuple[Hashes, Places]:
    """List the grams of all texts, and whose each is."""
    hashes, owners = [], []
    for family in families(texts, characters, words):
        whose = family.owners()
        inside = np.arange(len(whose)) < family.ends[whose]
        hashes.append(family.hashes[inside])
        owners.append(whose[inside])
    return np.concatenate(hashes), np.concatenate(owners)


def fit(lesson: Lesson) -> Weights:
    """Learn by AdaGrad, at a rate that falls to nothing.

    Source: Duchi, Hazan, Singer (2011), JMLR 12, 2121-2159.
    """
    weights, squares = Weights.all(0.0, lesson), Weights.all(_FIRST_SQUARES, lesson)
    for chosen, rate in _batches(lesson):
        rows, groups = lesson.rows_of(chosen), lesson.groups[chosen]
        errors = softmax(_scores(weights, rows, groups))
        errors[np.arange(len(chosen)), lesson.labels[chosen]] -= 1
        slopes = _slopes(weights, rows, groups, errors * lesson.trust[chosen, None])
        _descend(weights.table, squares.table, slopes.table, rate)
        _descend(weights.biases, squares.biases, slopes.biases, rate)
    return weights


def _batches(lesson: Lesson) -> Iterator[tuple[Numbers, float]]:
    chance = np.random.default_rng(lesson.seed)
    total = len(lesson.labels)
    for epoch in range(lesson.epochs):
        order = chance.permutation(total)
        for first in range(0, total, BATCH):
            done = (epoch * total + first) / (lesson.epochs * total)
            yield order[first : first + BATCH], RATE * (1 - done)


def _scores(weights: Weights, rows: Rows, groups: Numbers) -> Floats:
    scores = [
        np.bincount(rows.owners, weights=column[rows.places] * rows.values, minlength=len(groups))
        for column in weights.table
    ]
    return np.stack(scores, axis=1) + weights.biases[groups]


def _slopes(weights: Weights, rows: Rows, groups: Numbers, errors: Floats) -> Weights:
    slopes = Weights(np.empty_like(weights.table), np.zeros_like(weights.biases))
    for number, error in enumerate(errors.T):
        blame = error[rows.owners] * rows.values
        slopes.table[number] = np.bincount(
            rows.places, weights=blame, minlength=slopes.table.shape[1]
        )
    np.add.at(slopes.biases, groups, errors)
    return slopes


def _descend(
    weights: NDArray[np.floating],
    squares: NDArray[np.floating],
    slopes: NDArray[np.floating],
    rate: float,
) -> None:
    squares += slopes * slopes
    weights -= rate * slopes / np.sqrt(squares)
