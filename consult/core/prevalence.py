"""Say which share of a place's voices is negative, neutral or positive, and how surely."""

from collections.abc import Mapping
from dataclasses import dataclass

from consult.core.bag import Bag
from consult.core.cell import CLASSES
from consult.core.quantifier import Calibration, quantify

# Measured: five to ten human labels make a place honest, or a hundred in its district.
OWN_LABELS = 5
FAMILY_LABELS = 100


@dataclass(frozen=True, slots=True)
class Share:
    """Bound one share between 0 and 1 by its central 90 %."""

    middle: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Prevalence:
    """Say what can be said of one place's voices; without enough labels no share at all."""

    texts: int
    labels: int
    agreed: int
    shares: Mapping[str, Share]

    @property
    def verified(self) -> bool:
        """Tell whether people checked enough for the shares to be honest."""
        return bool(self.shares)


def verified(own: int, family: int) -> bool:
    """Tell whether `own` labels of a place, or `family` of its whole district, are enough."""
    return own >= OWN_LABELS or family >= FAMILY_LABELS


def prevalences(bags: Mapping[str, Bag], calibration: Calibration) -> dict[str, Prevalence]:
    """Estimate all places of one district together, so that each borrows from the others."""
    family = sum(bag.labels for bag in bags.values())
    sound = {name for name, bag in bags.items() if verified(bag.labels, family)}
    spoke = {name: bag for name, bag in bags.items() if bag.texts}
    drawn = quantify(spoke, calibration) if sound & spoke.keys() else {}
    return {
        name: Prevalence(
            bag.texts,
            bag.labels,
            bag.agreed,
            {one: Share(*bounds) for one, bounds in zip(CLASSES, drawn[name], strict=True)}
            if name in sound and name in drawn
            else {},
        )
        for name, bag in bags.items()
    }
