"""Forms read from rows, as short as a test wants them."""

from consult.core.form import Form
from consult.core.question import Group, Part, Question
from consult.formats.xlsform import Reading, read
from tests.workbooks import Rows, workbook

HEAD = ["type", "name", "label::English (en)"]
LISTED: Rows = [
    ["list_name", "name", "label::English (en)"],
    ["l", "x", "X"],
    ["l", "y", "Y"],
]


def codes(reading: Reading, severity: str | None = None) -> list[tuple[str, str]]:
    """Give place and code of each finding."""
    return [
        (found.place, found.code)
        for found in reading.findings
        if severity in (None, found.severity)
    ]


def told(reading: Reading) -> set[str]:
    """Give the codes of all findings."""
    return {found.code for found in reading.findings}


def form_of(
    *rows: object, choices: Rows = (), attached: dict[str, bytes] | None = None, **more: Rows
) -> Form:
    """Read a form that can be published."""
    reading = read(workbook(rows, choices, **more), attached=attached or {})  # type: ignore[arg-type]
    assert reading.form, [
        (each, found.values) for each, found in zip(codes(reading), reading.findings, strict=True)
    ]
    return reading.form


def question(form: Form, name: str) -> Question:
    """Find a question that must be there."""
    found = form.question(name)
    assert found, [each.name for each, _ in form.walk()]
    return found


def first(form: Form) -> Question:
    """Give the first question."""
    return next(each for each, _ in form.walk())


def group(parts: tuple[Part, ...], name: str) -> Group:
    """Find a group that must be there."""
    found = next(part for part in parts if part.name == name)
    assert isinstance(found, Group)
    return found
