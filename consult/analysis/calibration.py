"""How the model errs on texts that it was not trained on, by language."""

import functools
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from consult.core.cell import CELLS, CLASSES, cell
from consult.core.quantifier import Calibration

COUNTS: Final = Path(__file__).parent / "models" / "cells.json"


@functools.cache
def load(path: Path = COUNTS) -> Calibration:
    """Read the committed counts, once."""
    counts: Calibration = json.loads(path.read_text())
    return counts


def count(read: Iterable[tuple[str, int, tuple[float, ...]]]) -> Calibration:
    """Count by language where texts of each true class fall.

    Args:
        read: Language, place of the true class in CLASSES, and the probabilities read.
    """
    counts: dict[str, list[list[int]]] = {}
    for language, truth, probabilities in read:
        rows = counts.setdefault(language, [[0] * len(CELLS) for _ in CLASSES])
        rows[truth][CELLS.index(cell(probabilities))] += 1
    return counts


def save(counts: Calibration, path: Path = COUNTS) -> None:
    """Write counts, a language a line."""
    lines = [
        f"{json.dumps(language)}: {json.dumps(counts[language])}" for language in sorted(counts)
    ]
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n")
