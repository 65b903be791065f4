"""The phone's evaluator, in one node process that answers line by line."""

import json
import math
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from consult.core.expression import Node
from consult.core.expression.value import Value

NODE = Path(sys.executable).parent / "node"
SCRIPT = Path(__file__).parent / "js" / "evaluator.js"


class PhoneExpressions:
    """Ask the scripts of the phone what Python works out, too."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process

    def ask(self, **asked: Any) -> Any:
        """Send one question and read its answer."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        assert line, "the script broke on it"
        return json.loads(line)


@contextmanager
def phone_expressions() -> Iterator[PhoneExpressions]:
    """Start node, and end it afterwards."""
    process = subprocess.Popen(
        [NODE, SCRIPT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    try:
        yield PhoneExpressions(process)
    finally:
        process.communicate()


def document_of(node: Node) -> list[Any]:
    """Write a node and all under it for the script."""
    return [
        node.kind,
        node.name,
        node.own,
        [document_of(child) for child in node.children],
        [document_of(attribute) for attribute in node.attributes],
    ]


def steps_to(node: Node) -> list[tuple[str, int]]:
    """Say the way down from the root to a node."""
    steps: list[tuple[str, int]] = []
    while node.parent:
        name = "attributes" if node.kind == "attribute" else "children"
        among = getattr(node.parent, name)
        steps.insert(0, (name, next(at for at, one in enumerate(among) if one is node)))
        node = node.parent
    return steps


def plain(value: Value) -> Any:
    """Write a value as the script writes it."""
    match value:
        case list():
            return {"nodes": [node.text for node in value]}
        case float():
            return {"number": _number(value)}
    return value


def _number(value: float) -> str:
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    return "-0" if value == 0 and math.copysign(1, value) < 0 else repr(value)


def same(ours: Any, theirs: Any) -> bool:
    """Compare two written values; numbers as numbers."""
    if isinstance(ours, dict) and isinstance(theirs, dict) and "number" in ours:
        left, right = ours["number"], theirs.get("number", "text")
        words = {"NaN", "Infinity", "-Infinity", "-0", "text"}
        return bool(left == right if words & {left, right} else float(left) == float(right))
    return bool(ours == theirs and type(ours) is type(theirs))
