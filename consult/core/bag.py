"""Count what was read and what was judged in one place."""

from collections.abc import Mapping
from dataclasses import dataclass

from consult.core.cell import CLASSES


@dataclass(frozen=True, slots=True)
class Bag:
    """Count the texts of one place.

    Args:
        read: All texts, by (language, cell).
        labelled: Those of them that a person judged, by (class, language, cell).
    """

    read: Mapping[tuple[str, str], int]
    labelled: Mapping[tuple[str, str, str], int]

    @property
    def texts(self) -> int:
        """Count what the machine read."""
        return sum(self.read.values())

    @property
    def labels(self) -> int:
        """Count what people judged."""
        return sum(self.labelled.values())

    @property
    def judged(self) -> tuple[int, ...]:
        """Count what people judged, by CLASSES."""
        return tuple(
            sum(n for (truth, _, _), n in self.labelled.items() if truth == name)
            for name in CLASSES
        )

    @property
    def agreed(self) -> int:
        """Count where person and machine judged alike."""
        return sum(
            n for (truth, _, cell), n in self.labelled.items() if cell.split("/")[0] == truth
        )
