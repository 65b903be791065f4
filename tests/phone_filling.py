"""The phone's way to fill a form, in one node process that answers line by line."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from consult.core.answer import Answers
from consult.core.form import Form
from consult.core.question import Question
from consult.core.rules import rules_of
from tests.phone_expressions import NODE

SCRIPT = Path(__file__).parent / "js" / "filler.js"


class PhoneFilling:
    """Ask the scripts of the phone what Python works out, too."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process

    def ask(
        self,
        form: Form,
        now: datetime,
        answers: Answers | None = None,
        before: Answers | None = None,
        texts: dict[str, str] | None = None,
    ) -> Any:
        """Fill a form: with answers, with what a change sets off, or as it begins."""
        assert self.process.stdin
        assert self.process.stdout
        asked = {
            "rules": rules_of(form),
            "answers": answers,
            "before": before,
            "now": now.isoformat(timespec="milliseconds"),
            "texts": texts or {},
        }
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        assert line, "the script broke on it"
        return json.loads(line, parse_int=_number)


def _number(digits: str) -> int | float:
    """Read a number as a phone does: beyond 2**53 it is not exact."""
    return int(digits) if abs(int(digits)) < 2**53 else float(digits)


@contextmanager
def phone_filling() -> Iterator[PhoneFilling]:
    """Start node, and end it afterwards."""
    process = subprocess.Popen(
        [NODE, SCRIPT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    try:
        yield PhoneFilling(process)
    finally:
        process.communicate()


def told(
    form: Form,
    now: datetime,
    answers: Answers | None = None,
    before: Answers | None = None,
    texts: dict[str, str] | None = None,
) -> dict[str, Any]:
    """Work out on the server what `ask` asks of the phone."""
    if answers is None:
        answers = form.begin(now)
    elif before is not None:
        answers = form.settle(answers, before, now)
    filling = form.fill(answers, now)
    parts = ((key, filling.part(key)) for key in filling.keys)
    chosen = [
        key
        for key, part in parts
        if isinstance(part, Question) and (part.choices or part.choices_from)
    ]
    return {
        "asked": {slot.key: filling.asked(slot.key) for slot in filling.instance.walk()},
        "offered": {key: [choice.name for choice in filling.offered(key)] for key in chosen},
        "problems": [problem.to_json() for problem in filling.problems()],
        "clean": filling.clean(),
        "answers": dict(answers),
        "said": {key: filling.said(text, key) for key, text in (texts or {}).items()},
    }
