"""Draw how many were heard week by week, as an SVG without words: the page writes those."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from markupsafe import Markup

from consult.core.summary import Week
from consult.core.suppression import FEWEST
from consult.web.map import hatch

WIDTH: Final = 720
FLOOR: Final = 140
MOST: Final = 53
"""Weeks: a year and the one that it began in."""

WIDEST: Final = 72
HATCH: Final = "withheld-weeks"


def whole(weeks: Sequence[Week]) -> list[Week]:
    """Fill the weeks in which nobody was heard, and give the last year."""
    if not weeks:
        return []
    known = {week.monday: week for week in weeks}
    count = (weeks[-1].monday - weeks[0].monday).days // 7 + 1
    mondays = [weeks[0].monday + timedelta(weeks=turn) for turn in range(count)]
    return [known.get(monday, Week(monday, 0)) for monday in mondays][-MOST:]


def tallest(weeks: Sequence[Week]) -> int:
    """Give the number that the full height stands for."""
    return max([FEWEST, *(week.n or 0 for week in weeks)])


def draw(weeks: Sequence[Week], title: str) -> Markup:
    """Draw a bar for each week, the first one first; the stylesheet turns it for Arabic."""
    width = min(WIDEST, WIDTH / max(1, len(weeks)))
    bars = Markup("").join(
        _bar(week, place * width, width, tallest(weeks)) for place, week in enumerate(weeks)
    )
    return Markup(
        '<svg class="trend" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}'
        '<path class="axis" d="M0 {}h{}"/></svg>'
    ).format(WIDTH, FLOOR + 2, title, hatch(HATCH), bars, FLOOR + 1, WIDTH)


def _bar(week: Week, x: float, width: float, top: int) -> Markup:
    n = FEWEST / 2 if week.n is None else week.n
    height = FLOOR * n / top
    parts = (x + width * 0.12, FLOOR - height, width * 0.76, height)
    # A stylesheet can't point at this page's pattern, so the attribute does.
    hatched = Markup('fill="url(#withheld-weeks)"') if week.n is None else Markup('class="week"')
    drawn = Markup('<rect x="{}" y="{}" width="{}" height="{}" {}/>')
    return drawn.format(*(f"{part:.1f}" for part in parts), hatched)
