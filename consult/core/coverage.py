"""Hold those who were heard against those who live there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Coverage:
    """Say how many of the residents were heard, and which groups not at all."""

    heard: int
    residents: int | None
    missing: tuple[str, ...]

    @property
    def one_in(self) -> int | None:
        """Give the x of "one in x people"; None where nobody counted them."""
        if not self.residents or not self.heard:
            return None
        return max(1, round(self.residents / self.heard))


def coverage(
    heard: int, residents: int | None, groups: Mapping[str, int], expected: Iterable[str]
) -> Coverage:
    """Find who is missing among the groups that the form knows.

    Args:
        heard: Records of the place.
        residents: People of the place.
        groups: Records by group.
        expected: Every group that could have been declared, in the form's order.
    """
    return Coverage(heard, residents, tuple(one for one in expected if not groups.get(one)))
