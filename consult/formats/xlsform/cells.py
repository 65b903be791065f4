"""Defaults, scales and parameters, as people write them in cells."""

import re
from collections.abc import Iterable

from consult.core.answer import Answer, judge
from consult.core.expression import Expression, Unreadable, calls, names, parse
from consult.core.question import LISTS, NUMBERS, Choice, Question, Scale
from consult.formats.xlsform.expressions import expression_of
from consult.formats.xlsform.finding import Report
from consult.formats.xlsform.parameters import parameters_of
from consult.formats.xlsform.texts import Line

NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")
WORKED_OUT = re.compile(r"\$\s?\{|[\w\-]\s?\(")
KEPT = frozenset(
    "max-pixels rows capture-accuracy warning-accuracy allow-mock-accuracy quality incremental"
    " tick-interval labelled-tick placeholder".split()
)
"""Parameters that a page can use; they are kept as they are written."""

CONSUMED = frozenset("start end step value label randomize seed".split())


def scale_of(line: Line, kind: str, report: Report) -> Scale | None:
    """Read start, end and step of a range; 0 to 10 by 1 where nothing is said."""
    if kind != "range":
        return None
    said = parameters_of(line)
    bounds = [
        said.get(name, usual) for name, usual in (("start", "0"), ("end", "10"), ("step", "1"))
    ]
    if all(NUMBER.fullmatch(bound) for bound in bounds):
        low, high, step = (float(bound) for bound in bounds)
        if low < high and 0 < step <= high - low:
            return low, high, step
    report.add("scale_bad", *line.place("parameters"))
    return None


def parameters_kept(line: Line, report: Report) -> dict[str, str]:
    """Keep the parameters that a page can use."""
    said = parameters_of(line)
    for name in said:
        if name not in KEPT | CONSUMED:
            report.add("parameter_ignored", *line.place("parameters"), value=name)
    return {name: value for name, value in said.items() if name in KEPT}


def seed_of(line: Line, report: Report) -> tuple[bool, Expression | None]:
    """Tell whether the choices are shuffled, and after which seed."""
    said = parameters_of(line)
    if said.get("randomize", "").lower() not in ("true", "yes", "true()"):
        return False, None
    return True, expression_of(line, "parameters", report, said.get("seed", ""))


def default_of(
    line: Line, kind: str, choices: Iterable[Choice], report: Report
) -> tuple[str, Expression | None]:
    """Read a default: a plain answer, or how to work one out."""
    text = line.get("default")
    if not text or kind == "note":
        return "", None
    if _worked_out(line.names.mended(text, lambda *_: None)):
        return "", expression_of(line, "default", report)
    if kind == "calculate":
        return text, None
    if kind == "acknowledge" and text.lower() in ("ok", "yes", "true"):
        text = "OK"
    question = Question("default", kind)
    if judge(question, _answer(text, kind), [choice.name for choice in choices]):
        report.add("default_bad", *line.place("default"), value=text)
        return "", None
    return text, None


def _worked_out(text: str) -> bool:
    """Tell an expression from a text that only looks like one: "N/A (none)"."""
    if not WORKED_OUT.search(text):
        return False
    try:
        tree = parse(text).tree
    except Unreadable:
        return "${" in text
    return bool(names(tree) or calls(tree))


def _answer(text: str, kind: str) -> Answer:
    if kind in LISTS:
        return text.split()
    if kind in NUMBERS and NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text)
    return text
