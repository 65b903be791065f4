"""Functions of powers, logarithms and angles; maths.py works them out."""

import math
from collections.abc import Callable

from consult.core.expression import maths
from consult.core.expression.moment import Moment
from consult.core.expression.value import Value, digits, divided, number_of


def _only(arguments: list[Value], moment: Moment) -> float:
    return number_of(arguments[0], moment.zone)


def pow_(arguments: list[Value], moment: Moment) -> float:
    """pow(base, exponent)"""
    base, exponent = (number_of(argument, moment.zone) for argument in arguments)
    return maths.power(base, exponent)


def sqrt(arguments: list[Value], moment: Moment) -> float:
    """sqrt(number)"""
    value = _only(arguments, moment)
    return math.sqrt(value) if value >= 0 else math.nan


def pi(arguments: list[Value], moment: Moment) -> float:
    """pi()"""
    return math.pi


def sure(work: Callable[[float], float]) -> Callable[[list[Value], Moment], float]:
    """Make a function of one number, rounded to the digits that are sure."""
    return lambda arguments, moment: digits(work(_only(arguments, moment)), maths.SURE)


sin = sure(maths.sine)
cos = sure(maths.cosine)
tan = sure(lambda x: divided(maths.sine(x), maths.cosine(x)))
asin = sure(lambda x: maths.angle(x, _leg(x)))
acos = sure(lambda x: maths.angle(_leg(x), x))
atan = sure(lambda x: maths.angle(x, 1))
exp = sure(maths.exponential)
log = sure(maths.logarithm)
log10 = sure(lambda x: maths.logarithm(x) / maths.logarithm(10))


def _leg(x: float) -> float:
    return math.sqrt((1 - x) * (1 + x)) if abs(x) <= 1 else math.nan


def atan2(arguments: list[Value], moment: Moment) -> float:
    """atan2(y, x)"""
    y, x = (number_of(argument, moment.zone) for argument in arguments)
    return digits(maths.angle(y, x), maths.SURE)


def exp10(arguments: list[Value], moment: Moment) -> float:
    """exp10(number)"""
    return maths.power(10, _only(arguments, moment))
