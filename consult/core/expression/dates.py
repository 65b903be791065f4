"""Functions on dates; a date is an ISO text, in the moment's zone."""

import math
import re
from datetime import datetime, timedelta

from consult.core.expression.moment import Moment
from consult.core.expression.value import DAY, EPOCH, SPACE, Value, date_text, instant, text_of

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
CLOCK = re.compile(r"[0-9]{2}:")
WEEKDAYS = "Mon Tue Wed Thu Fri Sat Sun".split()


def today(arguments: list[Value], moment: Moment) -> str:
    """today()"""
    return moment.now.date().isoformat()


def now(arguments: list[Value], moment: Moment) -> str:
    """now()"""
    return moment.now.isoformat(timespec="milliseconds")


def date(arguments: list[Value], moment: Moment) -> str:
    """date(value): empty where there is no such day"""
    at = _milliseconds(arguments[0], moment)
    return "" if at is None else date_text(at, moment.zone)


def decimal_time(arguments: list[Value], moment: Moment) -> float:
    """decimal-time(value): the part of the day that has gone by here"""
    text = text_of(arguments[0]).strip(SPACE)
    at = instant(f"1970-01-01T{text}", moment.zone) if CLOCK.match(text) else None
    if at is None:
        return math.nan
    return (at - (instant("1970-01-01", moment.zone) or 0)) % DAY / DAY


def duration(arguments: list[Value], moment: Moment) -> Value:
    """duration(): whole seconds since the form was begun; empty where nobody knows"""
    if moment.begun is None:
        return ""
    return float(max(0, (moment.now - moment.begun) // timedelta(seconds=1)))


def _milliseconds(value: Value, moment: Moment) -> float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, float):
        return value * DAY if math.isfinite(value) else None
    return instant(text_of(value).strip(SPACE), moment.zone)


def format_date(arguments: list[Value], moment: Moment) -> str:
    """format-date(value, pattern); names of days and months are English on every phone"""
    at = _milliseconds(arguments[0], moment)
    if at is None or not date_text(at, moment.zone):
        return ""
    local = (EPOCH + timedelta(milliseconds=math.floor(at + 0.5))).astimezone(moment.zone)
    return _formatted(local, text_of(arguments[1]))


def _formatted(local: datetime, pattern: str) -> str:
    signs = {
        "%": "%", "Y": f"{local.year:04}", "y": f"{local.year % 100:02}",
        "m": f"{local.month:02}", "n": str(local.month), "b": MONTHS[local.month - 1],
        "d": f"{local.day:02}", "e": str(local.day), "a": WEEKDAYS[local.weekday()],
        "H": f"{local.hour:02}", "h": str(local.hour), "M": f"{local.minute:02}",
        "S": f"{local.second:02}", "3": f"{local.microsecond // 1000:03}",
    }  # fmt: skip
    return re.sub("%(.?)", lambda found: signs.get(found[1], found[0]), pattern, flags=re.DOTALL)
