"""`consult expression`."""

import math
import sys
from datetime import UTC, datetime
from functools import cache, partial
from typing import Any
from zoneinfo import ZoneInfo

import click
import msgspec

from consult.core.expression import Moment, Unreadable, evaluate, parse
from consult.core.expression.value import Value
from consult.formats import instance


class Context(msgspec.Struct, frozen=True):
    """Where an expression stands; `node` is a positional path."""

    xml: str = "<root/>"
    node: str | None = None
    timezone: str | None = None


class Asked(msgspec.Struct, frozen=True):
    """One line of input."""

    expression: str
    context: Context = Context()


@click.command("expression")
@click.option("--format", "_written", type=click.Choice(["jsonl"]), required=True)
def command(_written: str) -> None:
    """Evaluate expressions of forms, one JSON object a line from standard input."""
    for line in sys.stdin.buffer:
        if line.strip():
            click.echo(msgspec.json.encode(answer(line)))


def answer(line: bytes) -> dict[str, Any]:
    """Work out one line: its value, or the problem with it."""
    try:
        asked = msgspec.json.decode(line, type=Asked)
        return {"value": _plain(_value(asked))}
    except Unreadable as wrong:
        return {"problem": wrong.code, "at": wrong.at, "near": wrong.near}
    except msgspec.MsgspecError as wrong:
        return {"problem": "malformed", "near": str(wrong)}
    except instance.NotXml as wrong:
        return {"problem": "not_xml", "near": str(wrong)}
    except (KeyError, ValueError, OSError) as wrong:
        return {"problem": "unknown_context", "near": str(wrong)}


def _value(asked: Asked) -> Value:
    root = instance.read(asked.context.xml)
    zone = ZoneInfo(asked.context.timezone) if asked.context.timezone else UTC
    moment = Moment(datetime.now(zone), root)
    here = instance.locate(root, asked.context.node, moment)
    if here is None:
        raise KeyError(asked.context.node)
    lists = cache(partial(instance.secondary, root))
    return evaluate(
        parse(asked.expression).tree,
        Moment(
            moment.now,
            here,
            instance.near,
            all=lambda name: [node for node in root.under() if node.name == name],
            instance=lists,
        ),
    )


def _plain(value: Value) -> Any:
    """Write a value as JSON; nodes say what the first of them says."""
    match value:
        case list():
            return value[0].text if value else ""
        case float() if not math.isfinite(value):
            return {
                "number": "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
            }
        case float() if value == 0 and math.copysign(1, value) < 0:
            return {"number": "-0"}
        case float() if value.is_integer() and abs(value) < 2**53:
            return int(value)
    return value
