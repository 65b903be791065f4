"""What people type, in digits of any script, as answers; what is none stays as it was typed."""

import re
import unicodedata
from typing import Final

NUMBER: Final = re.compile(r"[+-]?([0-9]{1,30}(\.[0-9]{0,30})?|\.[0-9]{1,30})")
DAY: Final = re.compile(r"([0-9]{4})[-/.\s]([0-9]{1,2})[-/.\s]([0-9]{1,2})")
MONTH: Final = re.compile(r"([0-9]{4})[-/.\s]([0-9]{1,2})")
YEAR: Final = re.compile(r"[0-9]{4}")
CLOCK: Final = re.compile(r"([0-9]{1,2})[:.hH]([0-9]{2})([:.][0-9]{2}(\.[0-9]{1,3})?)?")
MARKS: Final = str.maketrans({"\u066b": "."})


def number(typed: str) -> int | float | str:
    """Read a number in the digits of any script; give back what is none."""
    plain = western(typed).strip().replace(",", ".")
    if not NUMBER.fullmatch(plain):
        return typed
    read = float(plain)
    return int(read) if read.is_integer() else read


def day(typed: str) -> str:
    """Read a date that begins with its year."""
    found = DAY.fullmatch(western(typed).strip())
    return f"{found[1]}-{found[2]:0>2}-{found[3]:0>2}" if found else typed


def month(typed: str) -> str:
    """Read a month as its first day."""
    found = MONTH.fullmatch(western(typed).strip())
    return f"{found[1]}-{found[2]:0>2}-01" if found else day(typed)


def year(typed: str) -> str:
    """Read a year as its first day."""
    plain = western(typed).strip()
    return f"{plain}-01-01" if YEAR.fullmatch(plain) else day(typed)


def clock(typed: str) -> str:
    """Read a time of the day."""
    found = CLOCK.fullmatch(western(typed).strip())
    return f"{found[1]:0>2}:{found[2]}{(found[3] or '').replace('.', ':', 1)}" if found else typed


def moment(typed: str) -> str:
    """Read a date and a time."""
    date, _, time = western(typed).strip().replace("T", " ").rpartition(" ")
    return f"{day(date)}T{clock(time)}" if date else typed


def point(typed: str) -> str:
    """Read a latitude and a longitude, with altitude and accuracy where they are known."""
    parts = [number(part.strip(",")) for part in western(typed).split()]
    if not 2 <= len(parts) <= 4 or any(isinstance(part, str) for part in parts):
        return typed
    return " ".join(_short(part) for part in (*parts, 0, 0)[:4])


def path(typed: str, closed: bool) -> str:
    """Read points, one a line; a closed path ends where it began."""
    points = [point(line) for line in re.split(r"[;\n]", typed) if line.strip()]
    if closed and len(points) > 2 and points[0] != points[-1]:
        points.append(points[0])
    return ";".join(points)


def western(typed: str) -> str:
    """Write digits of any script as 0 to 9, with a decimal point."""
    return "".join(_plain(symbol) for symbol in typed.translate(MARKS))


def _plain(symbol: str) -> str:
    return str(unicodedata.decimal(symbol, symbol))


def _short(part: float | str) -> str:
    return f"{part:.9f}".rstrip("0").rstrip(".") if isinstance(part, float) else str(part)
