"""Sort machine readings into the nine cells that prevalence is estimated from."""

from collections.abc import Sequence
from typing import Final

from consult.core.sentiment import SENTIMENTS, Sentiment

CLASSES: Final[tuple[Sentiment, ...]] = SENTIMENTS

# Where a reading stops being unsure and starts being sure: about a third of real texts in each.
SURE: Final = (0.6, 0.8)

CELLS: Final = tuple(f"{read}/{third}" for read in CLASSES for third in range(len(SURE) + 1))


def cell(probabilities: Sequence[float]) -> str:
    """Name the cell of one reading: the class that was read, and how surely.

    Args:
        probabilities: Of CLASSES, in that order.

    Returns:
        One of CELLS, such as "negative/2".
    """
    surest = max(probabilities)
    read = CLASSES[list(probabilities).index(surest)]
    return f"{read}/{sum(surest >= bound for bound in SURE)}"
