"""Withhold what could point at a person, and what would give it away by subtraction."""

from collections.abc import Mapping
from typing import Final

FEWEST: Final = 10
"""Below this many heard nothing is printed, and no cell from 1 to 9 is."""


def printable(heard: int) -> bool:
    """Tell whether enough were heard to print anything of a place."""
    return heard >= FEWEST


def protect(cells: Mapping[str, int]) -> dict[str, int | None]:
    """Give each cell its number, or None where it is withheld.

    Whoever knows the total learns only the sum of what is withheld. So where that sum is made of
    a single cell, or is itself under FEWEST, the next smallest cells are withheld as well.
    """
    withheld = {name for name, n in cells.items() if 0 < n < FEWEST}
    spare = sorted((n, name) for name, n in cells.items() if name not in withheld and n)
    spare += [(0, name) for name, n in cells.items() if not n]
    while withheld and spare and _gives_away(cells, withheld):
        withheld.add(spare.pop(0)[1])
    return {name: None if name in withheld else n for name, n in cells.items()}


def _gives_away(cells: Mapping[str, int], withheld: set[str]) -> bool:
    return len(withheld) == 1 or sum(cells[name] for name in withheld) < FEWEST


def protect_family(heard: Mapping[str, int], above: int) -> dict[str, int | None]:
    """Give each place of one parent its number, or None where its page stays empty.

    Args:
        heard: How many were heard in each place.
        above: How many the parent has that belong to none of them.

    Whoever reads the parent's page and those of its places can subtract: where what is left over
    is fewer than FEWEST, the next smallest place is withheld as well.
    """
    withheld = {name for name, n in heard.items() if 0 < n < FEWEST}
    left = above + sum(heard[name] for name in withheld)
    spare = sorted((n, name) for name, n in heard.items() if printable(n))
    while 0 < left < FEWEST and spare:
        n, name = spare.pop(0)
        withheld.add(name)
        left += n
    return {name: None if name in withheld else n for name, n in heard.items()}
