"""Loops over choices, and matrices of KoboToolbox: the same questions for each choice."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from consult.core.question import Choice
from consult.formats.xlsform.choices import Choices
from consult.formats.xlsform.finding import Report
from consult.formats.xlsform.kinds import Type
from consult.formats.xlsform.plan import Asked
from consult.formats.xlsform.sheet import Row
from consult.formats.xlsform.texts import Line

MOST = 5_000
"""Rows that one loop may become."""

BEGIN, END = Type("group", "group"), Type("group", "group", ends=True)


def unrolled(rows: Sequence[Asked], choices: Choices, report: Report) -> list[Asked]:
    """Write loops out; a loop within a loop stays, and is refused for what it is."""
    found: list[Asked] = []
    at = 0
    while at < len(rows):
        row = rows[at]
        inside = _inside(rows[at:]) if row.type.kind == "loop" and not row.type.ends else None
        if inside is None:
            found.append(row)
            at += 1
            continue
        over = row.type.choices or row.line.get("kobo--matrix_list")
        listed = choices.lists.get(choices.called(over), [])
        if not listed or len(listed) * len(inside) > MOST:
            report.add("no_choices", *row.line.place("type"), list=over)
        turns = _turns(row.line, inside, listed)
        found += [replace(row, type=BEGIN), *turns, replace(row, type=END)]
        at += len(inside) + 2
    return found


def _inside(rows: Sequence[Asked]) -> Sequence[Asked] | None:
    """Give the rows up to the end of a loop, None where there is no end, or another loop."""
    for at, row in enumerate(rows[1:], 1):
        if row.type.kind == "loop":
            return rows[1:at] if row.type.ends else None
    return None


def _turns(line: Line, inside: Sequence[Asked], listed: Sequence[Choice]) -> Iterator[Asked]:
    for choice in listed[: MOST // (len(inside) + 1)]:
        if choice.name != "none":
            yield Asked(_filled(line, choice), BEGIN)
            yield from (replace(row, line=_said(row.line, choice)) for row in inside)
            yield Asked(line, END)


def _filled(line: Line, choice: Choice) -> Line:
    """Make the row of a group for a choice."""
    cells = {}
    for at, column in line.columns.items():
        if column.name == "name":
            cells[at] = choice.name
        elif column.name == "label":
            cells[at] = choice.label.get(column.language or line.unsaid, "")
    return replace(line, row=Row(line.number, {at: text for at, text in cells.items() if text}))


def _said(line: Line, choice: Choice) -> Line:
    """Put the choice into the texts of a row, and before its name."""
    cells = dict(line.row.cells)
    for at, column in line.columns.items():
        if at not in cells:
            continue
        label = choice.label.get(column.language or line.unsaid) or choice.name
        said = cells[at].replace("%(label)s", label).replace("%(name)s", choice.name)
        own = column.name == "name" and said == cells[at]
        cells[at] = f"{choice.name}.{said}" if own else said
    return replace(line, row=Row(line.number, cells))
