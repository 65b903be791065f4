"""Functions on numbers and on sets of nodes."""

import math

from consult.core.expression.moment import Moment
from consult.core.expression.value import Value, half_up, number_of, written

SQUARED = 1024
"""Largest whole exponent that is worked out by squaring."""


def _first(arguments: list[Value], moment: Moment) -> float:
    return number_of(arguments[0] if arguments else [moment.here], moment.zone)


def _each(values: list[Value], moment: Moment) -> list[float]:
    """Take values as numbers, nodes one by one."""
    singles = [
        part
        for value in values
        for part in ([node.text for node in value] if isinstance(value, list) else [value])
    ]
    return [number_of(part, moment.zone) for part in singles]


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


def pow_(arguments: list[Value], moment: Moment) -> float:
    """pow(base, exponent); to whole exponents by squaring, so that every phone finds the same"""
    base, exponent = (number_of(argument, moment.zone) for argument in arguments)
    if exponent.is_integer() and abs(exponent) <= SQUARED:
        return _squared(base, int(exponent))
    try:
        return math.pow(base, exponent)
    except OverflowError:
        return math.inf
    except ValueError:
        return math.inf if base == 0 else math.nan


def _squared(base: float, exponent: int) -> float:
    result, left = 1.0, abs(exponent)
    while left:
        if left & 1:
            result *= base
        base *= base
        left >>= 1
    if exponent >= 0:
        return result
    return 1 / result if result else math.copysign(math.inf, result)


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


def position(arguments: list[Value], moment: Moment) -> float:
    """position() in the set, or position(node) among its siblings of the same name"""
    if not arguments:
        return float(moment.position)
    node = arguments[0][0] if isinstance(arguments[0], list) and arguments[0] else None
    if node is None or node.parent is None:
        return math.nan
    alike = [sibling for sibling in node.parent.children if sibling.name == node.name]
    return float(next(at for at, sibling in enumerate(alike, 1) if sibling is node))


def last(arguments: list[Value], moment: Moment) -> float:
    """last()"""
    return float(moment.size)
