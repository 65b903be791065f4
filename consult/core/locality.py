"""Places in a tree."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final

from consult.core.language import Words

Shape = Mapping[str, Any]
"""A GeoJSON geometry in WGS84: Polygon or MultiPolygon."""

UNCODED: Final = "X-"


@dataclass(frozen=True, slots=True)
class Locality:
    """One place as somebody's list of places gives it.

    Args:
        pcode: Its official code, or one of ours (`own_code`).
        parent: P-code of the place that it lies in; never worked out from its own code.
        level: 0 is a country.
        centre: Longitude and latitude of a point inside.
    """

    pcode: str
    name: str
    level: int
    names: Words = field(default_factory=dict)
    kind: str | None = None
    parent: str | None = None
    centre: tuple[float, float] | None = None
    population: int | None = None
    shape: Shape | None = None


def own_code(parent: str | None, name: str) -> str:
    """Name a place that has no code, always alike, so that loading it again finds it.

    Its letters are lower-case hex after `UNCODED`, so it can't be taken for an official code.
    """
    told = f"{parent or ''}\n{name.casefold().strip()}"
    return UNCODED + sha256(told.encode()).hexdigest()[:10]


def in_a_ring(parents: Mapping[str, str | None]) -> Iterator[str]:
    """Find the places that lie, over others or directly, in themselves."""
    for pcode in parents:
        seen = {pcode}
        above = parents[pcode]
        while above is not None and above not in seen:
            seen.add(above)
            above = parents.get(above)
        if above == pcode:
            yield pcode


def from_the_top(localities: Sequence[Locality]) -> list[Locality]:
    """Order places so that each comes after the one it lies in."""
    by_code = {locality.pcode: locality for locality in localities}

    def depth(locality: Locality) -> int:
        steps, above = 0, locality.parent
        while above in by_code and steps <= len(by_code):
            steps, above = steps + 1, by_code[above].parent
        return steps

    return sorted(localities, key=lambda locality: (depth(locality), locality.pcode))
