"""The choices' sheet: lists of answers that can be chosen."""

from collections import defaultdict
from collections.abc import Iterable

from consult.core.question import Choice
from consult.formats.xlsform.finding import Report
from consult.formats.xlsform.headers import KNOWN
from consult.formats.xlsform.texts import Line

Lists = dict[str, list[Choice]]


def choices_of(lines: Iterable[Line], report: Report) -> Lists:
    """Gather the lists in the order of their rows."""
    lists: Lists = {}
    alike: dict[tuple[str, str], list[Choice]] = defaultdict(list)
    for line in lines:
        name = "_".join(line.get("list_name").split())
        if not name:
            if line.get("name") or line.words("label"):
                report.add("choice_without_list", line.number, line.column("list_name"))
            continue
        choice = _choice(line, report)
        listed = lists.setdefault(name, [])
        if choice is None:
            continue
        twins = alike[name, choice.name]
        if code := _repeats(choice, twins):
            report.add(code, line.number, line.column("name"), list=name, value=choice.name)
            continue
        twins.append(choice)
        listed.append(choice)
    return lists


def _choice(line: Line, report: Report) -> Choice | None:
    name = line.get("name")
    if not name:
        report.add("choice_without_name", line.number, line.column("name"))
        return None
    if len(name.split()) > 1:
        report.add("choice_name_blank", line.number, line.column("name"), value=name)
    label = line.words("label")
    if not label:
        report.add("choice_without_label", line.number, line.column("label"), value=name)
    return Choice(name, label or {line.unsaid: name}, line.rest(KNOWN["choices"]))


def _repeats(choice: Choice, twins: list[Choice]) -> str | None:
    """Say what is wrong with a name that comes again; nothing where a filter can tell the two."""
    if all(twin.columns != choice.columns for twin in twins):
        return None
    return "choice_repeated" if choice in twins else "choice_twice"
