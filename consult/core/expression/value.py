"""Values of expressions and how XPath 1.0 turns one kind into another."""

import math
import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from decimal import Decimal
from typing import Any

from consult.core.expression.node import Node

Value = str | float | bool | list[Node]

SPACE = " \t\r\n"
WORD = re.compile(r"[^ \t\r\n]+")
NUMBER = re.compile(r"-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
DATE = re.compile(
    r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
    r"(?:T([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,9}))?)?(Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAY = 86_400_000


def text_of(value: Value) -> str:
    """Turn a value into a text."""
    match value:
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case list():
            return value[0].text if value else ""
    return written(value)


def singles(value: Value) -> list[Any]:
    """Take a value apart: nodes one by one, as their texts."""
    return [node.text for node in value] if isinstance(value, list) else [value]


def words(value: Value) -> list[str]:
    """Split a text at its blanks."""
    return WORD.findall(text_of(value))


def written(number: float) -> str:
    """Write a number in the fewest digits that read back as the same, never with an exponent."""
    if not math.isfinite(number):
        return "NaN" if math.isnan(number) else "Infinity" if number > 0 else "-Infinity"
    if number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    text = format(Decimal(repr(number)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def number_of(value: Value, zone: tzinfo) -> float:
    """Turn a value into a number; a date becomes days since 1970, counted in UTC."""
    match value:
        case bool():
            return 1.0 if value else 0.0
        case float():
            return value
    text = text_of(value).strip(SPACE)
    if NUMBER.fullmatch(text):
        return float(text)
    at = instant(text, zone)
    return math.nan if at is None else at / DAY


def half_up(number: float) -> float:
    """Round, a half upwards, as XPath 1.0 (4.4) does: -2.5 becomes -2."""
    if not math.isfinite(number):
        return number
    down = math.floor(number)
    return float(down + (number - down >= 0.5))


def digits(number: float, count: int) -> float:
    """Round to so many significant digits."""
    return float(f"{number:.{count}g}")


def divided(left: float, right: float) -> float:
    """Divide as IEEE 754 says, also by 0."""
    if right:
        return left / right
    return math.copysign(1, right) * left * math.inf


def truth_of(value: Value) -> bool:
    """Turn a value into true or false."""
    match value:
        case bool():
            return value
        case float():
            return not (value == 0 or math.isnan(value))
    return len(value) > 0


def instant(text: str, zone: tzinfo) -> int | None:
    """Read an ISO date or date and time as milliseconds since 1970.

    What has no offset is local. None where it is no date.
    """
    found = DATE.fullmatch(text)
    if not found:
        return None
    year, month, day, hour, minute, second, fraction, offset = found.groups()
    try:
        at = datetime(
            int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0),
            tzinfo=_offset(offset) if offset else zone,
        )  # fmt: skip
        return (at - EPOCH) // timedelta(milliseconds=1) + int((fraction or "0").ljust(3, "0")[:3])
    except (ValueError, OverflowError):
        return None


def _offset(text: str) -> tzinfo:
    if text == "Z":
        return UTC
    hours, minutes = int(text[1:3]), int(text[-2:])
    if minutes > 59:
        raise ValueError(text)
    return timezone((-1 if text[0] == "-" else 1) * timedelta(hours=hours, minutes=minutes))


def date_text(at: float, zone: tzinfo) -> str:
    """Write milliseconds since 1970 as a local date, with the time unless it is midnight.

    Empty where the calendar has no such day.
    """
    try:
        local = (EPOCH + timedelta(milliseconds=math.floor(at + 0.5))).astimezone(zone)
    except (OverflowError, ValueError):
        return ""
    written = local.isoformat(timespec="milliseconds")
    return written[:10] if written[11:23] == "00:00:00.000" else written
