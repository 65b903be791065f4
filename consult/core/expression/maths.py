"""Functions of angles, powers and logarithms, from sums and products alone.

The machine's own differ in the last digits from phone to phone; these come out
alike everywhere, and are rounded to the digits that are sure.
static/js/expression-maths.js does the same, step by step.

Source: Cody & Waite (1980), Software Manual for the Elementary Functions.
"""

import math

from consult.core.expression.value import digits

HALF_PI = (1.5707963267341256, 6.077100506303966e-11, 2.0222662487959506e-21)
LN2 = (0.6931471803691238, 1.9082149292705877e-10)
FAR = 1e6
"""Angles beyond this are first brought near by a remainder."""

SURE = 15
SURE_OF_POWERS = 13
SQUARED = 1024
"""Largest whole exponent that is worked out by squaring."""


def _turned(angle: float, quarters: int) -> float:
    """Give the sine of an angle and so many quarter turns."""
    if not math.isfinite(angle):
        return math.nan
    if abs(angle) > FAR:
        angle = math.fmod(angle, 2 * math.pi)
    turns = math.floor(angle / HALF_PI[0] + 0.5)
    rest = angle - turns * HALF_PI[0] - turns * HALF_PI[1] - turns * HALF_PI[2]
    quarter = (turns + quarters) % 4
    value = _series(rest, 18) if quarter % 2 else rest * _series(rest, 17)
    return -value if quarter > 1 else value


def _series(rest: float, last: int) -> float:
    """Sum 1 - r2/2! + r2r2/4! ... (of a cosine) or 1 - r2/3! ... (of a sine, divided by r)."""
    total = 1.0
    for n in range(last, 1, -2):
        total = 1 - rest * rest / (n * (n - 1)) * total
    return total


def sine(angle: float) -> float:
    """Give the sine of radians, not rounded."""
    return _turned(angle, 0)


def cosine(angle: float) -> float:
    """Give the cosine of radians, not rounded."""
    return _turned(angle, 1)


def angle(y: float, x: float) -> float:
    """Give the angle of a point as atan2 does, not rounded."""
    if math.isnan(x) or math.isnan(y):
        return math.nan
    if abs(y) > abs(x):
        return math.copysign(math.pi / 2, y) - _slope(x / y)
    behind = math.copysign(math.pi if math.copysign(1, x) < 0 else 0.0, y)
    if not y:
        return behind
    if math.isinf(y):
        return behind + math.copysign(_slope(1.0), x) * math.copysign(1, y)
    return behind + _slope(y / x)


def _slope(slope: float) -> float:
    """Give the arc tangent of -1 to 1, halving the angle twice."""
    for _ in range(2):
        slope = slope / (1 + math.sqrt(1 + slope * slope))
    total = 0.0
    for n in range(27, 0, -2):
        total = 1 / n - slope * slope * total
    return 4 * slope * total


def exponential(x: float) -> float:
    """Give e to the power of x, not rounded."""
    if math.isnan(x) or abs(x) > 750:
        return x if math.isnan(x) else math.inf if x > 0 else 0.0
    twos = math.floor(x / LN2[0] + 0.5)
    rest = x - twos * LN2[0] - twos * LN2[1]
    total = 1.0
    for n in range(18, 0, -1):
        total = 1 + rest / n * total
    half = math.trunc(twos / 2)
    return total * squared(2.0, half) * squared(2.0, twos - half)


def logarithm(x: float) -> float:
    """Give the natural logarithm, not rounded."""
    if not x or not 0 < x < math.inf:
        return -math.inf if x == 0 else x if x > 0 else math.nan
    twos = 0
    while x > math.sqrt(2):
        x, twos = x / 2, twos + 1
    while x < math.sqrt(0.5):
        x, twos = x * 2, twos - 1
    part = (x - 1) / (x + 1)
    total = 0.0
    for n in range(23, 0, -2):
        total = 1 / n + part * part * total
    return twos * LN2[0] + (2 * part * total + twos * LN2[1])


def squared(base: float, exponent: int) -> float:
    """Raise to a whole power by squaring."""
    result, left = 1.0, abs(exponent)
    while left:
        if left & 1:
            result *= base
        base *= base
        left >>= 1
    if exponent >= 0:
        return result
    return 1 / result if result else math.copysign(math.inf, result)


def power(base: float, exponent: float) -> float:
    """Raise to any power; to whole ones exactly as squaring does, to others rounded."""
    if exponent.is_integer() and abs(exponent) <= SQUARED:
        return squared(base, int(exponent))
    if exponent == 0.5 and base >= 0:
        return math.sqrt(base)
    if base == 1 or math.isnan(exponent):
        return exponent if math.isnan(exponent) else base
    if base < 0 and not (math.isinf(base) or math.isinf(exponent) or exponent.is_integer()):
        return math.nan
    size = digits(exponential(exponent * logarithm(abs(base))), SURE_OF_POWERS)
    odd = base < 0 and math.isfinite(exponent) and math.fmod(exponent, 2) != 0
    return -size if odd and exponent.is_integer() else size
