"""`consult read` answers line by line."""

import json
from typing import Any

import pytest
from click.testing import CliRunner

from consult.commands.read import command


def answers(sent: bytes) -> list[dict[str, Any]]:
    result = CliRunner().invoke(command, ["--format", "jsonl"], input=sent)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def line(**said: object) -> bytes:
    return json.dumps(said).encode() + b"\n"


def test_a_line_gets_a_reading_whose_probabilities_add_to_one() -> None:
    (answer,) = answers(line(text="Ina son wannan sosai 😍", language="ha"))
    assert list(answer) == ["language", "negative", "neutral", "positive", "sentiment"]
    assert answer["language"] == "ha"
    assert answer["sentiment"] == "positive"
    assert round(answer["negative"] + answer["neutral"] + answer["positive"], 9) == 1


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        (b"{\n", "not_json"),
        (b"\n", "not_json"),
        (b"\xff\xfe\xfa\n", "not_json"),
        (b"[" * 100_000 + b"\n", "not_json"),
        (b"[]\n", "no_text"),
        (b'"text"\n', "no_text"),
        (b'{"language": "sw"}\n', "no_text"),
        (b'{"text": 3}\n', "no_text"),
        (b'{"text": "a", "language": 3}\n', "language_is_no_tag"),
    ],
)
def test_a_broken_line_is_named_in_its_place_and_the_rest_go_on(
    broken: bytes, problem: str
) -> None:
    good = line(text="Hakuna maji kijijini kwetu", language=None)
    first, second, third = answers(good + broken + good)
    assert second == {"problem": problem}
    assert first == third
    assert first["language"] == "sw"


def test_a_line_may_leave_the_language_out_and_the_last_its_end() -> None:
    (answer,) = answers(b'{"text": "Hakuna maji kijijini kwetu"}')
    assert answer["language"] == "sw"


def test_more_lines_than_a_batch_come_out_in_order() -> None:
    bodies = ["Hakuna maji kijijini kwetu", "There is no water in our village"] * 70
    found = answers(b"".join(line(text=body, language=None) for body in bodies))
    assert [answer["language"] for answer in found] == ["sw", "en"] * 70


def test_nothing_in_gives_nothing_out() -> None:
    assert answers(b"") == []
