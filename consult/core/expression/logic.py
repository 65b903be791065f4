"""Functions about true and false, and which of several values."""

import math

from consult.core.expression.moment import Moment
from consult.core.expression.value import Value, text_of, truth_of


def true(arguments: list[Value], moment: Moment) -> bool:
    """true()"""
    return True


def false(arguments: list[Value], moment: Moment) -> bool:
    """false()"""
    return False


def not_(arguments: list[Value], moment: Moment) -> bool:
    """not(value)"""
    return not truth_of(arguments[0])


def boolean(arguments: list[Value], moment: Moment) -> bool:
    """boolean(value)"""
    return truth_of(arguments[0])


def boolean_from_string(arguments: list[Value], moment: Moment) -> bool:
    """boolean-from-string(text): only "1" and "true" are true."""
    return text_of(arguments[0]) in ("1", "true")


def if_(arguments: list[Value], moment: Moment) -> Value:
    """if(condition, then, else)"""
    return arguments[1] if truth_of(arguments[0]) else arguments[2]


def coalesce(arguments: list[Value], moment: Moment) -> Value:
    """coalesce(value, ...): the first that says something."""
    return next((value for value in arguments if _says(value)), "")


def once(arguments: list[Value], moment: Moment) -> Value:
    """once(value): what the question holds already, else the value."""
    return moment.here.text or arguments[0]


def _says(value: Value) -> bool:
    if isinstance(value, float):
        return not math.isnan(value)
    return text_of(value) != ""
