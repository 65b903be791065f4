"""Probabilities that mean what they say."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

_TRIED: Final = np.geomspace(0.4, 4.0, 70)
BINS: Final = 10


def temperature(shares: NDArray[np.float64], labels: NDArray[np.int64]) -> float:
    """Find the divisor of the scores that makes the labels most likely.

    Args:
        shares: Probabilities of each text at temperature 1.
        labels: What people said.

    Source: Guo et al. (2017), On calibration of modern neural networks, ICML.
    """
    scores = np.log(np.maximum(shares, 1e-12))
    return float(min(_TRIED, key=lambda tried: _surprise(scores / tried, labels)))


def _surprise(scores: NDArray[np.float64], labels: NDArray[np.int64]) -> float:
    total = np.logaddexp.reduce(scores, axis=1)
    return float(np.mean(total - scores[np.arange(len(labels)), labels]))


def calibration_error(shares: NDArray[np.float64], labels: NDArray[np.int64]) -> float:
    """Average how far the confidence of the first choice lies from how often it is right.

    Source: Naeini, Cooper, Hauskrecht (2015), AAAI; ten bins of equal width.
    """
    sure = shares.max(axis=1)
    right = shares.argmax(axis=1) == labels
    bins = np.minimum((sure * BINS).astype(int), BINS - 1)
    gaps = [abs(float(np.sum(right[bins == one] - sure[bins == one]))) for one in range(BINS)]
    return sum(gaps) / len(labels)
