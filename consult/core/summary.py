"""What a locality's page says: every figure with its n, its interval, and what is withheld."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import sqrt
from typing import Final

from consult.core.coverage import Coverage
from consult.core.prevalence import Prevalence
from consult.core.suppression import printable, protect
from consult.core.tally import UNSAID

Z90: Final = 1.6448536
"""Standard normal quantile of a central 90 %."""

Counts = Mapping[str, Mapping[str, int]]
"""By dimension and cell."""

MOODS: Final = {"1": "unhappy", "2": "unhappy", "3": "between", "4": "happy", "5": "happy"}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a breakdown; `n` is None where it is withheld, and then nothing else is said."""

    cell: str
    n: int | None
    share: float = 0.0
    low: float = 0.0
    high: float = 0.0


@dataclass(frozen=True, slots=True)
class Breakdown:
    """How those who were heard divide, and how many groups are too small to print."""

    rows: tuple[Row, ...]
    withheld: int

    @property
    def shown(self) -> tuple[Row, ...]:
        """Give the lines that may be printed."""
        return tuple(row for row in self.rows if row.n is not None)


@dataclass(frozen=True, slots=True)
class Week:
    """How many were heard in one week; None where that is withheld."""

    monday: date
    n: int | None


@dataclass(frozen=True, slots=True)
class Summary:
    """All that may be printed of one locality in one consultation."""

    heard: int
    voices: int
    coverage: Coverage
    breakdowns: Mapping[str, Breakdown]
    weeks: tuple[Week, ...]
    sentiment: Prevalence | None
    tones: Mapping[str, Prevalence]
    waiting: int | None
    answered: int | None

    def of(self, dimension: str) -> Breakdown:
        """Give one breakdown; without anything heard it has no lines."""
        return self.breakdowns.get(dimension, Breakdown((), 0))

    @property
    def withheld(self) -> int:
        """Count all groups that are too small to print."""
        return sum(each.withheld for each in self.breakdowns.values())

    @property
    def quiet_weeks(self) -> int:
        """Count the weeks whose number is withheld."""
        return sum(week.n is None for week in self.weeks)


def wilson(agree: int, asked: int, z: float = Z90) -> tuple[float, float]:
    """Bound the share that agrees, honestly for small `asked`.

    Args:
        agree: 0 <= agree <= asked.
        asked: At least 1.
        z: Standard normal quantile.

    Returns:
        (low, high), both in [0, 1].

    Raises:
        ValueError: When `asked` is 0.

    Source: Wilson (1927), JASA 22(158), 209-212.
    """
    if asked < 1:
        raise ValueError("nobody was asked")
    share, slack = agree / asked, z * z / asked
    middle = (share + slack / 2) / (1 + slack)
    reach = z * sqrt(share * (1 - share) / asked + slack / (4 * asked)) / (1 + slack)
    return max(0.0, middle - reach), min(1.0, middle + reach)


def breakdown(cells: Mapping[str, int], heard: int, order: Iterable[str] = ()) -> Breakdown:
    """Divide those who were heard, in the given order and then by number.

    Shares are of all who were heard, so that who didn't say is a line of its own: the number of
    those who said would give the others away.
    """
    first = [cell for cell in order if cell in cells and cell != UNSAID]
    rest = sorted(cells.keys() - set(first) - {UNSAID}, key=lambda cell: (-cells[cell], cell))
    last = [UNSAID] if cells.get(UNSAID) else []
    safe = protect(cells)
    rows = tuple(_row(cell, safe[cell], heard) for cell in [*first, *rest, *last])
    return Breakdown(rows, sum(row.n is None for row in rows))


def _row(cell: str, n: int | None, heard: int) -> Row:
    if n is None:
        return Row(cell, None)
    # A record may name several topics, but each only once: n never exceeds those heard.
    return Row(cell, n, n / heard, *wilson(n, heard))


def with_unsaid(cells: Mapping[str, int], heard: int) -> dict[str, int]:
    """Add those who gave no answer, where each gave one at most."""
    said = sum(n for cell, n in cells.items() if cell != UNSAID)
    return {**cells, UNSAID: max(0, heard - said)}


def moods(cells: Mapping[str, int]) -> dict[str, int]:
    """Gather five faces into three groups, so that fewer must be withheld."""
    gathered = dict.fromkeys(("happy", "between", "unhappy"), 0)
    for cell, n in cells.items():
        group = MOODS.get(cell)
        if group:
            gathered[group] += n
    return gathered


def weekly(counted: Mapping[date, int]) -> tuple[Week, ...]:
    """Give each week its number, or None where it is withheld."""
    safe = protect({monday.isoformat(): n for monday, n in counted.items()})
    return tuple(Week(monday, safe[monday.isoformat()]) for monday in sorted(counted))


def few(n: int) -> int | None:
    """Give a number alone, or None where it is too small to print."""
    return n if n == 0 or printable(n) else None
