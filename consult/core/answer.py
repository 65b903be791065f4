"""Answers, and whether each is of its question's kind."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from consult.core.expression.value import NUMBER, written
from consult.core.problem import Problem
from consult.core.question import FILES, LISTS, NUMBERS, Question

Answer = str | int | float | list[str]
Answers = Mapping[str, Answer]
"""By key; what is unanswered is absent.

A question's key is its name; in a repeat "members/0/age", with the turns counted from 0. The
key of a repeat, "members", holds how many turns it has.
"""

TURN = re.compile(r"/[0-9]+(?=/|$)")
LONGEST = 10_000
"""Characters of a text."""

LARGEST = 1e300
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
TIME = re.compile(
    r"([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,3})?)?(Z|[+-][0-9]{2}:[0-9]{2})?"
)
POINT = re.compile(
    r"(-?[0-9]{1,3}(?:\.[0-9]{1,15})?) (-?[0-9]{1,3}(?:\.[0-9]{1,15})?)"
    r"(?: -?[0-9]{1,6}(?:\.[0-9]{1,15})?){0,2}"
)
FILE = re.compile(r"[0-9a-f]{64}\.[a-z0-9]{1,8}")
POINTS = 2_000
"""Most points of a line."""

DONE = "OK"
"""The one answer to acknowledge."""

BLANK = " \t\r\n\u00a0\u3000"
"""White space that both Python and every phone take for it."""


def anywhere(key: str) -> str:
    """Give a key without the numbers of turns: "members/#/age"."""
    return TURN.sub("/#", key)


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


def typed(question: Question, text: str) -> Answer:
    """Take a text that was worked out for an answer of the question's kind, as far as it can be."""
    if question.kind in LISTS:
        return text.split()
    if question.kind in NUMBERS and NUMBER.fullmatch(text):
        number = float(text)
        return int(number) if number.is_integer() and abs(number) < 2**53 else number
    return text


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
    return None if _is_date(answer) else Problem("not_a_date", question.name)


def _is_date(answer: object) -> bool:
    try:
        return bool(
            isinstance(answer, str) and DATE.fullmatch(answer) and date.fromisoformat(answer)
        )
    except ValueError:
        return False


def _time(question: Question, answer: object, _: Iterable[str]) -> Problem | None:
    good = isinstance(answer, str) and TIME.fullmatch(answer)
    return None if good else Problem("not_a_time", question.name)


def _moment(question: Question, answer: object, _: Iterable[str]) -> Problem | None:
    day, _t, time = answer.partition("T") if isinstance(answer, str) else ("", "", "")
    good = _is_date(day) and TIME.fullmatch(time)
    return None if good else Problem("not_a_moment", question.name)


def _is_point(text: str) -> bool:
    found = POINT.fullmatch(text)
    return found is not None and abs(float(found[1])) <= 90 and abs(float(found[2])) <= 180


def _point(question: Question, answer: object, _: Iterable[str]) -> Problem | None:
    good = isinstance(answer, str) and _is_point(answer)
    return None if good else Problem("not_a_point", question.name)


def _line(question: Question, answer: object, _: Iterable[str]) -> Problem | None:
    points = [point.strip(BLANK) for point in answer.split(";")] if isinstance(answer, str) else []
    points = points[:-1] if points and not points[-1] else points
    least = 2 if question.kind == "geotrace" else 4
    good = least <= len(points) <= POINTS and all(map(_is_point, points))
    if good and question.kind == "geoshape":
        good = points[0] == points[-1]
    return None if good else Problem(f"not_a_{LINES[question.kind]}", question.name)


LINES = {"geotrace": "path", "geoshape": "shape"}


def _acknowledged(question: Question, answer: object, _: Iterable[str]) -> Problem | None:
    return None if answer == DONE else _strange(question, answer)


def _file(question: Question, answer: object, _: Iterable[str]) -> Problem | None:
    good = isinstance(answer, str) and FILE.fullmatch(answer)
    return None if good else Problem("not_a_file", question.name)


def _one(question: Question, answer: object, offered: Iterable[str]) -> Problem | None:
    if isinstance(answer, str) and answer in offered:
        return None
    return _strange(question, answer)


def _strange(question: Question, answer: object) -> Problem:
    said = ",".join(map(text_of, answer)) if isinstance(answer, list) else text_of(answer)
    return Problem("not_a_choice", question.name, {"answer": said[:100]})


def _several(question: Question, answer: object, offered: Iterable[str]) -> Problem | None:
    if not isinstance(answer, list) or len(set(map(str, answer))) < len(answer):
        return _strange(question, answer)
    return next((wrong for each in answer if (wrong := _one(question, each, offered))), None)


def _rank(question: Question, answer: Any, offered: Iterable[str]) -> Problem | None:
    names = list(offered)
    wrong = _several(question, answer, names)
    if wrong or len(answer) == len(names):
        return wrong
    return Problem("not_all_ranked", question.name)


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
    "rank": _rank,
    "time": _time,
    "datetime": _moment,
    "acknowledge": _acknowledged,
    "barcode": _text,
    "geopoint": _point,
    "geotrace": _line,
    "geoshape": _line,
    **dict.fromkeys(sorted(FILES), _file),
    "note": _unasked,
    "calculate": _unasked,
}
