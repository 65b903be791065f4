"""The answers of three engines in use; vectors.md says where they come from and what we mended."""

import json
import math
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from consult.core.expression import Moment, Node, Unreadable, evaluate, parse
from consult.core.expression.value import Value, number_of, text_of, truth_of
from consult.formats import instance
from tests.phone_expressions import (
    PhoneExpressions,
    document_of,
    plain,
    same,
    steps_to,
)

COLLECTED = json.loads((Path(__file__).parent / "vectors.json").read_text("utf-8"))
VECTORS = COLLECTED["vectors"]
ENGINES = ("web-forms", "enketo", "javarosa")

OURS: Mapping[tuple[str, ...], str] = {
    ("substring()",): "a wrong number of arguments is refused when a form is imported",
    ("('nonsense')", "date(number('invalid'))"): "what is no date is empty, not 'Invalid Date'",
    ('number("19', 'number("20'): "a date as a number keeps its time of day, as in Enketo",
    ("round(-1.5)",): "round() rounds a half upwards (XPath 1.0)",
    ('node, "[0-9]{3}")',): "regex() matches the whole text (JavaRosa)",
    ('int("7.922021953507237e-12")',): "a text with an exponent is no number (XPath 1.0)",
    ("once(. * 10)",): "once() keeps what is no number, as in JavaRosa",
    ("6.1 - 7.8 = -1.7",): "numbers are compared exactly (XPath 1.0)",
    ("round('-12345.15', 1)",): "round() by digits rounds a half away from 0, as the others do",
    ("round('4,6')", "round('14,6')"): "a text with a decimal comma is no number (XPath 1.0)",
    ('"2018-06-25" = "2018-06-25T',): "= compares texts as texts, as Web Forms does",
    ("Mountain Standard Time",): "dates are ISO 8601",
}
"""Where engines differ: what such expressions hold, and what we chose."""


def _explained(vector: Mapping[str, Any]) -> bool:
    return any(part in vector["expression"] for parts in OURS for part in parts)


@cache
def _document(number: int) -> Node:
    return instance.read(COLLECTED["documents"][number])


def _placed(vector: Mapping[str, Any]) -> tuple[Node, Moment]:
    root = _document(vector["document"])
    now = datetime(2026, 11, 22, 15, 30, tzinfo=ZoneInfo(vector["zone"]))
    here = instance.locate(root, vector["node"], Moment(now, root))
    assert here is not None
    return here, Moment(now, here)


def _agrees(value: Value, vector: Mapping[str, Any], moment: Moment) -> bool:
    expected = vector["expected"]
    if isinstance(expected, bool):
        return truth_of(value) == expected
    if isinstance(expected, str):
        return text_of(value) == expected
    return _close(number_of(value, moment.zone), expected)


def _close(number: float, expected: Any) -> bool:
    """Compare to as many decimals as the assertion was made with."""
    wanted = float(expected["number"]) if isinstance(expected, dict) else float(expected)
    if not math.isfinite(wanted):
        return str(number) == str(wanted)
    decimals = len(repr(expected).partition(".")[2]) if "e" not in repr(expected) else 9
    return number == wanted or abs(number - wanted) < 0.51 * 10 ** -max(decimals, 2)


def _answers(engine: str) -> Iterator[tuple[Mapping[str, Any], bool]]:
    for vector in VECTORS:
        if vector["engine"] != engine:
            continue
        try:
            _, moment = _placed(vector)
            value = evaluate(parse(vector["expression"]).tree, moment)
            yield vector, _agrees(value, vector, moment)
        except Unreadable:
            yield vector, False


@pytest.mark.parametrize("engine", ENGINES)
def test_python_answers_as_the_engines_do(engine: str) -> None:
    wrong = [vector for vector, agrees in _answers(engine) if not agrees]
    assert [vector["expression"] for vector in wrong if not _explained(vector)] == []


def test_at_least_98_in_100_agree_and_each_choice_of_ours_is_still_needed() -> None:
    wrong = [one for engine in ENGINES for one, agrees in _answers(engine) if not agrees]
    assert len(wrong) <= 0.02 * len(VECTORS)
    for parts in OURS:
        assert any(part in one["expression"] for one in wrong for part in parts), parts


@pytest.mark.parametrize("engine", ENGINES)
def test_the_phone_answers_as_python_does(engine: str, phone: PhoneExpressions) -> None:
    different, sent = [], None
    for vector in VECTORS:
        if vector["engine"] != engine or "substring()" in vector["expression"]:
            continue
        here, moment = _placed(vector)
        document = None if vector["document"] == sent else _document(vector["document"])
        sent = vector["document"]
        tree = parse(vector["expression"]).tree
        theirs = phone.ask(
            tree=tree,
            document=document_of(document) if document else None,
            here=steps_to(here),
            now=moment.now.isoformat(timespec="milliseconds"),
            zone=vector["zone"],
        )
        if not same(plain(evaluate(tree, moment)), theirs):
            different.append((vector["expression"], plain(evaluate(tree, moment)), theirs))
    assert different == []
