"""One measured figure."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil


@dataclass(frozen=True, slots=True)
class Row:
    """Say what was measured, how much it was, and what it is to be held against."""

    figure: str
    measured: str
    beside: str = ""


def p95(values: Sequence[float]) -> float:
    """Give the value that 95 % don't exceed: the nearest rank, without interpolation."""
    return sorted(values)[ceil(0.95 * len(values)) - 1]
