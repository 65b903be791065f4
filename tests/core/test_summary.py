from datetime import date

import pytest

from consult.core.summary import breakdown, few, moods, weekly, wilson, with_unsaid


def test_wilson_gives_the_published_bounds() -> None:
    low, high = wilson(81, 263, 1.959964)
    assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)


@pytest.mark.parametrize("agree", [0, 10])
def test_an_interval_stays_between_nothing_and_everything(agree: int) -> None:
    low, high = wilson(agree, 10)
    assert 0 <= low <= agree / 10 <= high <= 1
    assert high - low > 0.1


def test_without_anyone_asked_there_is_no_share() -> None:
    with pytest.raises(ValueError, match="nobody"):
        wilson(0, 0)


def test_lines_stand_in_the_given_order_and_those_who_did_not_say_come_last() -> None:
    cells = {"male": 30, "unsaid": 20, "female": 40, "other": 25}
    lines = breakdown(cells, 115, ["female", "male", "unsaid"]).rows
    assert [row.cell for row in lines] == ["female", "male", "other", "unsaid"]
    assert lines[0].share == 40 / 115
    assert lines[0].low < 40 / 115 < lines[0].high


def test_a_withheld_line_says_nothing_at_all() -> None:
    lines = breakdown({"a": 50, "b": 4}, 54)
    assert lines.withheld == 2
    assert lines.shown == ()
    assert {(row.share, row.low, row.high) for row in lines.rows} == {(0.0, 0.0, 0.0)}


def test_those_without_an_answer_are_counted_too() -> None:
    assert with_unsaid({"1": 10, "5": 20}, 50) == {"1": 10, "5": 20, "unsaid": 20}


def test_five_faces_become_three_groups() -> None:
    faces = {"1": 4, "2": 6, "3": 11, "4": 7, "5": 8, "unsaid": 9}
    assert moods(faces) == {"happy": 15, "between": 11, "unhappy": 10}


def test_quiet_weeks_are_withheld() -> None:
    counted = {date(2026, 1, 12): 30, date(2026, 1, 5): 6, date(2026, 1, 19): 5}
    weeks = weekly(counted)
    assert [(week.monday.day, week.n) for week in weeks] == [(5, None), (12, 30), (19, None)]


@pytest.mark.parametrize(("n", "printed"), [(0, 0), (1, None), (9, None), (10, 10)])
def test_a_lone_number_is_withheld_while_it_is_small(n: int, printed: int | None) -> None:
    assert few(n) == printed
