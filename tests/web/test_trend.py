from datetime import date, timedelta

from consult.core.summary import Week
from consult.web.trend import FLOOR, MOST, draw, tallest, whole

FIRST = date(2026, 3, 2)


def week(number: int, n: int | None) -> Week:
    return Week(FIRST + timedelta(weeks=number), n)


def test_weeks_in_which_nobody_was_heard_are_there_too() -> None:
    filled = whole([week(0, 12), week(3, None)])
    assert [one.n for one in filled] == [12, 0, 0, None]


def test_without_weeks_there_is_nothing_to_fill() -> None:
    assert whole([]) == []


def test_only_the_last_year_is_drawn() -> None:
    filled = whole([week(0, 12), week(200, 40)])
    assert len(filled) == MOST
    assert filled[-1].n == 40


def test_the_tallest_bar_reaches_the_top_and_withheld_ones_are_hatched() -> None:
    weeks = [week(0, 40), week(1, None), week(2, 20)]
    drawn = str(draw(weeks, "Weeks"))
    assert tallest(weeks) == 40
    assert f'height="{FLOOR:.1f}" class="week"' in drawn
    assert f'height="{FLOOR / 2:.1f}" class="week"' in drawn
    assert drawn.count("url(#withheld-weeks)") == 1
