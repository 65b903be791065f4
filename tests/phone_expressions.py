"""The phone's evaluator, in one node process that answers line by line."""

import json
import math
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from consult.core.expression import Moment, Node, Tree, evaluate, table
from consult.core.expression.value import Value
from tests.core.expression.trees import Scene

NODE = Path(sys.executable).parent / "node"
BEGUN = datetime(2026, 11, 22, 14, 59, 30, tzinfo=UTC)
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

    def both(self, tree: Tree, scene: Scene, now: datetime) -> tuple[Any, Any]:
        """Work out an expression here and there."""
        theirs = self.ask(
            tree=tree,
            document=document_of(scene.root),
            here=steps_to(scene.here),
            current=steps_to(scene.current) if scene.current else None,
            lists=scene.lists,
            chance=scene.chance,
            now=now.isoformat(timespec="milliseconds"),
            minutes=(now.utcoffset() or timedelta()) // timedelta(minutes=1),
        )
        return plain(evaluate(json.loads(json.dumps(tree)), _moment(scene, now))), theirs


def _moment(scene: Scene, now: datetime) -> Moment:
    lists = {name: table(rows) for name, rows in scene.lists.items()}
    return Moment(
        now,
        scene.here,
        _near,
        current=scene.current,
        all=lambda name: [node for node in scene.root.under() if node.name == name],
        instance=lists.get,
        choice_label=lambda name, value, here: f"{name} {value} {here.name}",
        text=lambda name: f"<{name}>",
        random=_chance(scene.chance).__next__,
        begun=BEGUN,
    )


def _near(name: str, here: Node) -> list[Node]:
    """Find nodes by name under the nearest node above that has any."""
    found = [node for node in here.under() if node.name == name]
    return _near(name, here.parent) if here.parent and not found else found


def _chance(state: int) -> Iterator[float]:
    while True:
        state = state * 48271 % (2**31 - 1)
        yield state / (2**31 - 1)


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
        node.relevant,
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
