"""`consult expression` answers one line for each line."""

import json
from typing import Any

import pytest
from flask import Flask

from consult.app import main

COMMAND = ["expression", "--format", "jsonl"]

WITH_TOWNS = (
    "<model><form><town>g</town></form><instance id='odd'><a b='c'/></instance>"
    "<instance id='towns'><root><item><name>g</name><label>Ganta</label></item></root></instance>"
    "</model>"
)
ROWS: list[tuple[Any, dict[str, Any]]] = [
    ({"expression": "1 + 1"}, {"value": 2}),
    ({"expression": "0.1 + 0.2"}, {"value": 0.30000000000000004}),
    ({"expression": "number('x')"}, {"value": {"number": "NaN"}}),
    ({"expression": "-1 div 0"}, {"value": {"number": "-Infinity"}}),
    ({"expression": "-0"}, {"value": {"number": "-0"}}),
    ({"expression": "concat('ما', ' 👍🏽')"}, {"value": "ما 👍🏽"}),
    ({"expression": "true()"}, {"value": True}),
    (
        {"expression": ". = 2", "context": {"xml": "<a><b>1</b><b>2</b></a>", "node": "/a/b[2]"}},
        {"value": True},
    ),
    ({"expression": "//b", "context": {"xml": "<a><b>1</b><b>2</b></a>"}}, {"value": "1"}),
    (
        {
            "expression": "date(0)",
            "context": {"xml": "<a/>", "node": None, "timezone": "America/Phoenix"},
        },
        {"value": "1969-12-31T17:00:00.000-07:00"},
    ),
    (
        {
            "expression": "instance('towns')/root/item[name = ${town}]/label",
            "context": {"xml": WITH_TOWNS},
        },
        {"value": "Ganta"},
    ),
    (
        {
            "expression": "pulldata('towns', 'label', 'name', /model/form/town)",
            "context": {"xml": WITH_TOWNS},
        },
        {"value": "Ganta"},
    ),
    (
        {"expression": "instance('odd')/a/@b", "context": {"xml": WITH_TOWNS}},
        {"value": "c"},
    ),
    (
        {
            "expression": "indexed-repeat(${b}, ${a}, 2) * index()",
            "context": {"xml": "<f><a><b>3</b></a><a><b>4</b></a></f>", "node": "/f/a[2]/b"},
        },
        {"value": 8},
    ),
    ({"expression": "random() < 1"}, {"value": True}),
    ({"expression": "1", "context": {"timezone": "America"}}, {"problem": "unknown_context"}),
    ({"expression": "regex('a', '(?<=b)')"}, {"problem": "pattern_bracket", "near": "(?<=b)"}),
    ({"expression": "1 +"}, {"problem": "unexpected", "at": 3, "near": ""}),
    ({"expression": "nope()"}, {"problem": "unknown_function", "at": 0, "near": "nope"}),
    (
        {"expression": "1", "context": {"xml": "<a>", "node": "/a"}},
        {"problem": "not_xml"},
    ),
    ({"expression": "1", "context": {"xml": "<a/>", "node": "/b"}}, {"problem": "unknown_context"}),
    ({"expression": "1", "context": {"timezone": "Mars/Base"}}, {"problem": "unknown_context"}),
    ({"expression": 1}, {"problem": "malformed"}),
    ("{", {"problem": "malformed"}),
]


@pytest.mark.parametrize(("asked", "answer"), ROWS, ids=[str(row[0])[:40] for row in ROWS])
def test_a_line_gets_its_answer(app: Flask, asked: Any, answer: dict[str, Any]) -> None:
    line = asked if isinstance(asked, str) else json.dumps(asked)
    run = app.test_cli_runner().invoke(main, COMMAND, input=line)
    assert run.exit_code == 0
    assert json.loads(run.output).items() >= answer.items()


def test_answers_come_in_order_and_one_bad_line_does_not_stop_the_rest(app: Flask) -> None:
    lines = '{"expression": "1"}\n{"expression": "("}\n\n{"expression": "3"}\n'
    run = app.test_cli_runner().invoke(main, COMMAND, input=lines)
    answers = [json.loads(line) for line in run.output.splitlines()]
    assert [answer.get("value") for answer in answers] == [1, None, 3]
