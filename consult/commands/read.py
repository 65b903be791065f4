"""`consult read`: texts in, readings out, a line each."""

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import BinaryIO, Final

import click

from consult.analysis.reader import BATCH, read
from consult.core.sentiment import Reading, Text

_DIGITS: Final = 6


@click.command("read")
@click.option("--format", type=click.Choice(["jsonl"]), default="jsonl", expose_value=False)
@click.argument("lines", type=click.File("rb"), default="-", metavar="[FILE]")
def command(lines: BinaryIO) -> None:
    """Tell the language and the sentiment of texts.

    Takes one JSON object a line, {"text": ..., "language": null or a tag}, and gives one a line in
    the same order. A line that can't be read gets {"problem": ...} in its place.
    """
    waiting = iter(lines)
    while batch := list(islice(waiting, BATCH)):
        for answer in answers(batch):
            click.echo(json.dumps(answer, ensure_ascii=False))


def answers(lines: Iterable[bytes]) -> Iterator[dict[str, str | float]]:
    """Read the lines that can be read; name what is wrong with the others."""
    parsed = [_parse(line) for line in lines]
    readings = iter(read([text for text in parsed if isinstance(text, Text)]))
    for text in parsed:
        yield {"problem": text} if isinstance(text, str) else _shown(next(readings))


def _parse(line: bytes) -> Text | str:
    """Give the text of a line, or the code of its problem."""
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        return "not_json"
    match said:
        case {"text": str() as body, "language": str() | None as language}:
            return Text(body, language)
        case {"text": str() as body} if "language" not in said:
            return Text(body)
        case {"text": str()}:
            return "language_is_no_tag"
    return "no_text"


def _shown(reading: Reading) -> dict[str, str | float]:
    """Round the probabilities so that what is printed adds up to 1."""
    first = round(reading.negative, _DIGITS)
    second = round(reading.negative + reading.neutral, _DIGITS)
    return {
        "language": reading.language,
        "negative": first,
        "neutral": round(second - first, _DIGITS),
        "positive": round(1 - second, _DIGITS),
        "sentiment": reading.sentiment,
    }
