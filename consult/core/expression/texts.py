"""Functions on texts."""

import math

from consult.core.expression.moment import Moment
from consult.core.expression.value import Value, half_up, number_of, singles, text_of, words

BETWEEN = 100
"""Longest text between others, lest it be multiplied for ever."""


def _each(values: list[Value]) -> list[str]:
    """Take values as texts, nodes one by one."""
    return [text_of(part) for value in values for part in singles(value)]


def _here(arguments: list[Value], moment: Moment) -> str:
    return text_of(arguments[0] if arguments else [moment.here])


def selected(arguments: list[Value], moment: Moment) -> bool:
    """selected(choices, one)"""
    return " ".join(words(arguments[1])) in words(arguments[0])


def selected_at(arguments: list[Value], moment: Moment) -> str:
    """selected-at(choices, place), counted from 0"""
    chosen, at = words(arguments[0]), number_of(arguments[1], moment.zone)
    return chosen[int(at)] if 0 <= at < len(chosen) else ""


def count_selected(arguments: list[Value], moment: Moment) -> float:
    """count-selected(choices)"""
    return float(len(words(arguments[0])))


def string(arguments: list[Value], moment: Moment) -> str:
    """string(value?)"""
    return _here(arguments, moment)


def length(arguments: list[Value], moment: Moment) -> float:
    """string-length(text?) in characters, not in units of some encoding"""
    return float(len(_here(arguments, moment)))


def normalize_space(arguments: list[Value], moment: Moment) -> str:
    """normalize-space(text?)"""
    return " ".join(words(_here(arguments, moment)))


def concat(arguments: list[Value], moment: Moment) -> str:
    """concat(text, ...)"""
    return "".join(_each(arguments))


def join(arguments: list[Value], moment: Moment) -> str:
    """join(between, text, ...)"""
    return text_of(arguments[0])[:BETWEEN].join(_each(arguments[1:]))


def contains(arguments: list[Value], moment: Moment) -> bool:
    """contains(text, part)"""
    return text_of(arguments[1]) in text_of(arguments[0])


def starts_with(arguments: list[Value], moment: Moment) -> bool:
    """starts-with(text, part)"""
    return text_of(arguments[0]).startswith(text_of(arguments[1]))


def ends_with(arguments: list[Value], moment: Moment) -> bool:
    """ends-with(text, part)"""
    return text_of(arguments[0]).endswith(text_of(arguments[1]))


def substring(arguments: list[Value], moment: Moment) -> str:
    """substring(text, from, length?), counted from 1 and rounded as XPath 1.0 (4.2) says"""
    text = text_of(arguments[0])
    begin = half_up(number_of(arguments[1], moment.zone))
    end = begin + half_up(number_of(arguments[2], moment.zone)) if len(arguments) > 2 else math.inf
    return "".join(character for at, character in enumerate(text, 1) if begin <= at < end)


def before(arguments: list[Value], moment: Moment) -> str:
    """substring-before(text, part)"""
    text = text_of(arguments[0])
    return text[: max(0, text.find(text_of(arguments[1])))]


def after(arguments: list[Value], moment: Moment) -> str:
    """substring-after(text, part)"""
    text, part = text_of(arguments[0]), text_of(arguments[1])
    return text.partition(part)[2] if part else text


def substr(arguments: list[Value], moment: Moment) -> str:
    """substr(text, from, until?), counted from 0, or from the end where negative"""
    text = text_of(arguments[0])
    bounds = [number_of(bound, moment.zone) for bound in arguments[1:]]
    begin, end = (_place(bound, len(text)) for bound in [*bounds, math.inf][:2])
    return text[begin:end] if begin < end else ""


def _place(bound: float, size: int) -> int:
    if math.isnan(bound):
        return 0
    return int(max(0, min(size, bound + size if bound < 0 else bound)))


def translate(arguments: list[Value], moment: Moment) -> str:
    """translate(text, these, into those)"""
    text, these, those = map(text_of, arguments)
    table: dict[str, str] = {}
    for at, sign in enumerate(these):
        table.setdefault(sign, those[at : at + 1])
    return "".join(table.get(sign, sign) for sign in text)
