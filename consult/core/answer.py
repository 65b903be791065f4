"""Answers, and whether each is of its question's kind."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from consult.core.expression.value import written
from consult.core.problem import Problem
from consult.core.question import Question

Answer = str | int | float | list[str]
Answers = Mapping[str, Answer]
"""By the question's name; what is unanswered is absent."""

LONGEST = 10_000
"""Characters of a text."""

LARGEST = 1e300
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


BLANK = " \t\r\n\u00a0\u3000"
"""White space that both Python and every phone take for it."""


def blank(answer: object) -> bool:
    """Tell whether an answer says nothing."""
    return answer is None or answer == [] or (isinstance(answer, str) and not answer.strip(BLANK))


def text_of(answer: Any) -> str:
    """Write an answer as expressions see it: choices are set apart by spaces."""
    match answer:
        case None:
            return ""
        case list():
            return " ".join(map(str, answer))
        case float():
            return written(answer)
    return str(answer)


def judge(question: Question, answer: object, offered: Iterable[str]) -> Problem | None:
    """Find what is wrong with the kind of an answer; rules of the form itself come after."""
    return JUDGES[question.kind](question, answer, offered)


def _text(question: Question, answer: object, _: Iterable[str]) -> Problem | None:
    if not isinstance(answer, str):
        return Problem("not_text", question.name)
    if len(answer) > LONGEST:
        return Problem("too_long", question.name, {"most": LONGEST})
    return None


def _whole(question: Question, answer: object, _: Iterable[str]) -> Problem | None:
    whole = isinstance(answer, int) and not isinstance(answer, bool) and abs(answer) < 2**53
    return None if whole else Problem("not_a_whole_number", question.name)


def _number(question: Question, answer: object, _: Iterable[str]) -> Problem | None:
    number = (
        isinstance(answer, int | float) and not isinstance(answer, bool) and abs(answer) <= LARGEST
    )
    return None if number else Problem("not_a_number", question.name)


def _scale(question: Question, answer: Any, offered: Iterable[str]) -> Problem | None:
    wrong = _number(question, answer, offered)
    if wrong or question.scale is None:
        return wrong
    low, high, step = question.scale
    if not low <= answer <= high:
        return Problem("out_of_range", question.name, {"low": low, "high": high})
    steps = (answer - low) / step
    if abs(steps - round(steps)) > 1e-9 * max(1, abs(steps)):
        return Problem("off_step", question.name, {"low": low, "step": step})
    return None


def _date(question: Question, answer: object, _: Iterable[str]) -> Problem | None:
    try:
        if isinstance(answer, str) and DATE.fullmatch(answer) and date.fromisoformat(answer):
            return None
    except ValueError:
        pass
    return Problem("not_a_date", question.name)


def _one(question: Question, answer: object, offered: Iterable[str]) -> Problem | None:
    if isinstance(answer, str) and answer in offered:
        return None
    return Problem("not_a_choice", question.name, {"answer": str(answer)[:100]})


def _several(question: Question, answer: object, offered: Iterable[str]) -> Problem | None:
    if not isinstance(answer, list) or len(set(map(str, answer))) < len(answer):
        return Problem("not_a_choice", question.name, {"answer": str(answer)[:100]})
    return next((wrong for each in answer if (wrong := _one(question, each, offered))), None)


def _unasked(question: Question, answer: object, offered: Iterable[str]) -> Problem | None:
    return None


JUDGES: Mapping[str, Callable[[Question, Any, Iterable[str]], Problem | None]] = {
    "text": _text,
    "integer": _whole,
    "decimal": _number,
    "range": _scale,
    "date": _date,
    "select_one": _one,
    "select_multiple": _several,
    "note": _unasked,
    "calculate": _unasked,
}
