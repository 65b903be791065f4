"""Defaults and scales, as people write them in cells."""

import re
from collections.abc import Iterable

from consult.core.answer import Answer, judge
from consult.core.question import Choice, Question, Scale
from consult.formats.xlsform.finding import Report
from consult.formats.xlsform.texts import Line

NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")
WORKED_OUT = re.compile(r"\$\{|\w\(")


def scale_of(line: Line, kind: str, report: Report) -> Scale | None:
    """Read start, end and step of a range; 0 to 10 by 1 where nothing is said."""
    said = dict(re.findall(r"(\w+)\s*=\s*([^\s,;]+)", line.get("parameters")))
    place = (line.number, line.column("parameters"))
    for name in said:
        if kind != "range" or name not in ("start", "end", "step"):
            report.add("parameter_ignored", *place, value=name)
    if kind != "range":
        return None
    bounds = [
        said.get(name, usual) for name, usual in (("start", "0"), ("end", "10"), ("step", "1"))
    ]
    if all(NUMBER.fullmatch(bound) for bound in bounds):
        low, high, step = (float(bound) for bound in bounds)
        if low < high and 0 < step <= high - low:
            return low, high, step
    report.add("scale_bad", *place)
    return None


def default_of(line: Line, kind: str, choices: Iterable[Choice], report: Report) -> str:
    """Read a default that is a plain answer."""
    text = line.get("default")
    if not text or kind in ("note", "calculate"):
        return ""
    place = (line.number, line.column("default"))
    if WORKED_OUT.search(text):
        report.add("default_dynamic", *place, value=text)
        return ""
    question = Question("default", kind)
    if judge(question, _answer(text, kind), [choice.name for choice in choices]):
        report.add("default_bad", *place, value=text)
        return ""
    return text


def _answer(text: str, kind: str) -> Answer:
    if kind == "select_multiple":
        return text.split()
    if kind in ("integer", "decimal", "range") and NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text)
    return text
