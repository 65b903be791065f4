"""Functions on numbers and on sets of nodes."""

import math

from consult.core.expression.moment import Moment
from consult.core.expression.value import (
    Value,
    half_up,
    number_of,
    singles,
    written,
)


def _first(arguments: list[Value], moment: Moment) -> float:
    return number_of(arguments[0] if arguments else [moment.here], moment.zone)


def _each(values: list[Value], moment: Moment) -> list[float]:
    """Take values as numbers, nodes one by one."""
    return [number_of(part, moment.zone) for value in values for part in singles(value)]


def number(arguments: list[Value], moment: Moment) -> float:
    """number(value?); a date becomes days since 1970"""
    return _first(arguments, moment)


def int_(arguments: list[Value], moment: Moment) -> float:
    """int(number), towards 0"""
    value = _first(arguments, moment)
    return math.copysign(float(math.trunc(value)), value) if math.isfinite(value) else value


def floor(arguments: list[Value], moment: Moment) -> float:
    """floor(number)"""
    value = _first(arguments, moment)
    return math.copysign(float(math.floor(value)), value) if math.isfinite(value) else value


def ceiling(arguments: list[Value], moment: Moment) -> float:
    """ceiling(number)"""
    value = _first(arguments, moment)
    return math.copysign(float(math.ceil(value)), value) if math.isfinite(value) else value


def abs_(arguments: list[Value], moment: Moment) -> float:
    """abs(number)"""
    return abs(_first(arguments, moment))


def round_(arguments: list[Value], moment: Moment) -> float:
    """round(number, digits?): half goes up; by digits, half goes away from 0"""
    value = _first(arguments, moment)
    if len(arguments) == 1 or not math.isfinite(value):
        return half_up(value)
    digits = number_of(arguments[1], moment.zone)
    return _to_digits(value, int(digits)) if abs(digits) < 21 else value


def _to_digits(value: float, digits: int) -> float:
    """Shift the decimal point in the written number, so that 1.005 has no hidden tail."""
    shifted = float(f"{written(abs(value))}e{digits}")
    if math.isinf(shifted):
        return value
    return math.copysign(float(f"{written(half_up(shifted))}e{-digits}"), value)


def random(arguments: list[Value], moment: Moment) -> float:
    """random(): at least 0, less than 1"""
    return moment.random()


def sum_(arguments: list[Value], moment: Moment) -> float:
    """sum(nodes)"""
    total = 0.0
    for value in _each(arguments, moment):
        total += value
    return total


def _signed(value: float) -> tuple[float, float]:
    return value, math.copysign(1, value)


def min_(arguments: list[Value], moment: Moment) -> float:
    """min(number or nodes, ...); not a number where any isn't"""
    values = _each(arguments, moment)
    return math.nan if not values or any(map(math.isnan, values)) else min(values, key=_signed)


def max_(arguments: list[Value], moment: Moment) -> float:
    """max(number or nodes, ...); not a number where any isn't"""
    values = _each(arguments, moment)
    return math.nan if not values or any(map(math.isnan, values)) else max(values, key=_signed)


def count(arguments: list[Value], moment: Moment) -> float:
    """count(nodes)"""
    return float(len(arguments[0])) if isinstance(arguments[0], list) else math.nan


def count_non_empty(arguments: list[Value], moment: Moment) -> float:
    """count-non-empty(nodes)"""
    nodes = arguments[0] if isinstance(arguments[0], list) else []
    return float(sum(node.text != "" for node in nodes))


def last(arguments: list[Value], moment: Moment) -> float:
    """last()"""
    return float(moment.size)
