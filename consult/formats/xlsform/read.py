"""Read an XLSForm, whoever made it, into a form and a report."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from consult.core.form import Form
from consult.core.question import Choice, Group, Question
from consult.formats.xlsform.choices import Lists, choices_of
from consult.formats.xlsform.finding import Finding, Report
from consult.formats.xlsform.headers import UNSAID, Column, columns_of
from consult.formats.xlsform.references import Across
from consult.formats.xlsform.settings import Settings, settings_of
from consult.formats.xlsform.survey import Survey
from consult.formats.xlsform.texts import Line
from consult.formats.xlsform.workbook import Sheet, open_workbook

NEEDED: Mapping[str, tuple[str, ...]] = {
    "survey": ("type", "name"),
    "choices": ("list_name", "name"),
    "settings": (),
}
"""Sheets of a form, and the columns that they can't do without."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of a spreadsheet; without a form where publishing is refused."""

    form: Form | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Table:
    columns: Mapping[int, Column]
    lines: tuple[Line, ...]


def read(content: bytes, name: str = "form", slug: str | None = None) -> Reading:
    """Read a workbook; never fails, whatever the bytes are.

    Args:
        content: The file.
        name: The file's name, for a form that names itself nowhere.
        slug: The slug to give instead of the form's own id.
    """
    report = Report()
    sheets = open_workbook(content, frozenset(NEEDED), report)
    form = _form(sheets, name, report) if sheets is not None else None
    refused = any(finding.severity == "refused" for finding in report.found)
    if form is None or refused:
        return Reading(None, tuple(report.found))
    return Reading(replace(form, slug=slug or form.slug), tuple(report.found))


def _form(sheets: Mapping[str, Sheet], name: str, report: Report) -> Form | None:
    settings = _settings(sheets, name, report)
    survey = _table(sheets, "survey", settings.unsaid, report)
    if survey is None:
        return None
    on = report.on(sheets["survey"].name)
    lists = _lists(sheets, settings.unsaid, report)
    building = Survey(lists, on)
    parts = building.read(survey.lines)
    Across(building.rows, lists, on).look(parts)
    questions = list(_questions(parts))
    if not any(question.answered for question in questions):
        on.add("no_questions")
    choices = _used(lists, questions, report)
    languages = settings.languages(survey.columns, on)
    _tell_untranslated(
        [*questions, *(one for each in choices.values() for one in each)], languages, on
    )
    title = settings.titled(languages[0])
    form = Form(settings.slug, settings.version, title, languages, languages[0], parts, choices)
    return form if form.version else _versioned(form, report)


def _settings(sheets: Mapping[str, Sheet], name: str, report: Report) -> Settings:
    if "settings" not in sheets:
        report.add("no_settings")
        return settings_of(None, name, report)
    table = _table(sheets, "settings", UNSAID, report)
    return settings_of(table.lines[0] if table and table.lines else None, name, report)


def _lists(sheets: Mapping[str, Sheet], unsaid: str, report: Report) -> Lists:
    if "choices" not in sheets:
        return {}
    table = _table(sheets, "choices", unsaid, report)
    return choices_of(table.lines, report.on(sheets["choices"].name)) if table else {}


def _table(sheets: Mapping[str, Sheet], kind: str, unsaid: str, report: Report) -> _Table | None:
    """Find the columns of a sheet; None where it can't be read without those that are missing."""
    if kind not in sheets:
        report.add("no_sheet", sheet=kind)
        return None
    sheet = sheets[kind]
    on = report.on(sheet.name)
    columns = columns_of(sheet.rows[0], kind, on) if sheet.rows else {}
    missing = [
        name for name in NEEDED[kind] if name not in {each.name for each in columns.values()}
    ]
    for name in missing:
        on.add("no_column", sheet.rows[0].number if sheet.rows else 1, wanted=name)
    if missing:
        return None
    return _Table(columns, tuple(Line(row, columns, unsaid) for row in sheet.rows[1:]))


def _questions(parts: Iterable[Question | Group]) -> Iterator[Question]:
    for part in parts:
        if isinstance(part, Group):
            yield from _questions(part.questions)
        else:
            yield part


def _used(
    lists: Lists, questions: Iterable[Question], report: Report
) -> dict[str, tuple[Choice, ...]]:
    used = {question.choices for question in questions}
    for unused in [name for name in lists if name not in used]:
        report.on("choices").add("list_unused", list=unused)
    return {name: tuple(listed) for name, listed in lists.items() if name in used}


def _tell_untranslated(
    spoken: list[Question | Choice], languages: tuple[str, ...], report: Report
) -> None:
    for tag in languages:
        missing = sum(bool(one.label) and tag not in one.label for one in spoken)
        if missing:
            report.add("not_translated", count=missing, tag=tag)


def _versioned(form: Form, report: Report) -> Form:
    """Name a version after what the form says, so that the same form gets the same version."""
    said = json.dumps(form.to_json(), sort_keys=True).encode()
    version = hashlib.sha256(said).hexdigest()[:8]
    report.add("no_version", version=version)
    return replace(form, version=version)
