import math
from datetime import UTC, timedelta, timezone

import pytest

from consult.core.expression.value import date_text, half_up, instant, number_of, truth_of, written

EAST = timezone(timedelta(hours=3))


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (1.0, "1"),
        (-1.5, "-1.5"),
        (0.1, "0.1"),
        (1e21, "1" + "0" * 21),
        (1.5e-7, "0.00000015"),
        (1e16, "1" + "0" * 16),
        (123456789012345680.0, "123456789012345680"),
        (math.nan, "NaN"),
        (math.inf, "Infinity"),
        (-math.inf, "-Infinity"),
    ],
)
def test_a_number_is_written_without_an_exponent(number: float, text: str) -> None:
    assert written(number) == text


@pytest.mark.parametrize(
    ("text", "number"),
    [("1", 1), (" -.5\n", -0.5), ("5.", 5), ("1970-01-02", 1), ("1970-01-01T12:00:00Z", 0.5)],
)
def test_a_text_becomes_a_number(text: str, number: float) -> None:
    assert number_of(text, UTC) == number


@pytest.mark.parametrize(
    "text", ["", " ", "1e3", "+1", "- 1", "٣", "1,5", "Infinity", "2026-02-30"]
)
def test_what_is_no_number_is_not_a_number(text: str) -> None:
    assert math.isnan(number_of(text, UTC))


def test_a_date_begins_at_midnight_where_the_phone_is() -> None:
    assert instant("1970-01-01", EAST) == -3 * 3_600_000
    assert instant("1970-01-01T00:00:00+01:00", EAST) == -3_600_000
    assert date_text(-3 * 3_600_000, EAST) == "1970-01-01"
    assert date_text(0, EAST) == "1970-01-01T03:00:00.000+03:00"


@pytest.mark.parametrize(
    "text",
    [
        "2026-13-01",
        "2026-00-01",
        "0000-01-01",
        "2026-11-22T24:00:00",
        "2026-11-22T10:00:00+25:00",
        "x",
    ],
)
def test_a_day_that_is_in_no_calendar_is_none(text: str) -> None:
    assert instant(text, UTC) is None


@pytest.mark.parametrize("at", [1e20, -1e20, -62135596800001.0])
def test_a_day_before_or_after_all_calendars_is_empty(at: float) -> None:
    assert date_text(at, UTC) == ""


@pytest.mark.parametrize(
    ("number", "rounded"),
    [(2.5, 3), (-2.5, -2), (0.49999999999999994, 0), (-0.4, 0), (1e300, 1e300)],
)
def test_a_half_goes_up(number: float, rounded: float) -> None:
    assert half_up(number) == rounded


@pytest.mark.parametrize(
    ("value", "truth"),
    [(0.0, False), (math.nan, False), (-1.0, True), ("", False), ("false", True), ([], False)],
)
def test_values_are_true_or_false_as_in_xpath(value: float | str, truth: bool) -> None:
    assert truth_of(value) is truth
