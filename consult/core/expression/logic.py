"""Functions about true and false, and which of several values."""

import math

from consult.core.expression.moment import Moment
from consult.core.expression.value import Value, number_of, singles, text_of, truth_of


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


def checklist(arguments: list[Value], moment: Moment) -> bool:
    """checklist(least, most, truth ...): how many are true; below 0 there is no bound"""
    truths = [truth_of(single) for value in arguments[2:] for single in singles(value)]
    return _bounded(float(sum(truths)), arguments, moment)


def weighted_checklist(arguments: list[Value], moment: Moment) -> bool:
    """weighted-checklist(least, most, truth, weight ...): the weights of those that are true"""
    total = 0.0
    for truths, weights in zip(arguments[2::2], arguments[3::2], strict=False):
        for truth, weight in zip(singles(truths), singles(weights), strict=False):
            total += number_of(weight, moment.zone) if truth_of(truth) else 0
    return _bounded(total, arguments, moment)


def _bounded(total: float, arguments: list[Value], moment: Moment) -> bool:
    least, most = (number_of(bound, moment.zone) for bound in arguments[:2])
    return (least < 0 or total >= least) and (most < 0 or total <= most)


def _says(value: Value) -> bool:
    if isinstance(value, float):
        return not math.isnan(value)
    return text_of(value) != ""
