"""How well a model reads, by the measures that the data sets were published with."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

Classes = NDArray[np.int64]
_COUNT: Final = 3


def class_f1(truth: Classes, read: Classes) -> NDArray[np.float64]:
    """Give the F1 of each of the three classes; 0 where a class was neither meant nor read."""
    hits = np.array([np.sum((truth == one) & (read == one)) for one in range(_COUNT)])
    named = np.array([np.sum(truth == one) + np.sum(read == one) for one in range(_COUNT)])
    scores: NDArray[np.float64] = 2 * hits / np.maximum(named, 1)
    return scores


def weighted_f1(truth: Classes, read: Classes) -> float:
    """Average F1 by how often each class was meant (AfriSenti)."""
    return float(np.average(class_f1(truth, read), weights=np.bincount(truth, minlength=_COUNT)))


def macro_f1(truth: Classes, read: Classes) -> float:
    """Average F1 over the classes that occur, each counting alike (NusaX)."""
    return float(np.mean(class_f1(truth, read)[np.bincount(truth, minlength=_COUNT) > 0]))


def unseen(texts: Sequence[str], seen: frozenset[str]) -> NDArray[np.bool_]:
    """Mark the texts that no training text equals."""
    return np.array([text not in seen for text in texts], dtype=bool)
