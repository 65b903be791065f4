"""Read an XLSForm, whoever made it, into a form and a report."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from consult.core.expression import Expression
from consult.core.form import File, Form
from consult.core.question import Choice, Group, Part, Question
from consult.formats.xlsform.asked import Asking
from consult.formats.xlsform.attached import file_called
from consult.formats.xlsform.choices import Choices, choices_of
from consult.formats.xlsform.counts import uncounted
from consult.formats.xlsform.expressions import expression_of
from consult.formats.xlsform.finding import Finding, Report
from consult.formats.xlsform.lists import Lists
from consult.formats.xlsform.loops import unrolled
from consult.formats.xlsform.media import files_of
from consult.formats.xlsform.names import Names
from consult.formats.xlsform.plan import named, plan
from consult.formats.xlsform.references import Across
from consult.formats.xlsform.scope import Look, Scope
from consult.formats.xlsform.settings import Settings, settings_of
from consult.formats.xlsform.survey import Survey
from consult.formats.xlsform.tables import Tables, tables_of
from consult.formats.xlsform.workbook import open_workbook

NOTHING: Mapping[str, bytes] = {}


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of a spreadsheet; without a form where publishing is refused.

    `contents` are the bytes of the form's files, by their SHA-256.
    """

    form: Form | None
    findings: tuple[Finding, ...]
    contents: Mapping[str, bytes] = field(default_factory=dict)


def read(
    content: bytes,
    name: str = "form",
    slug: str | None = None,
    attached: Mapping[str, bytes] = NOTHING,
) -> Reading:
    """Read a spreadsheet; never fails, whatever the bytes are.

    Args:
        content: The file: .xlsx, .xlsm, .xls or .csv.
        name: The file's name, for a form that names itself nowhere.
        slug: The slug to give instead of the form's own id.
        attached: Files that came with it, by name: lists, pictures, recordings.
    """
    report = Report()
    sheets = open_workbook(content, attached, report)
    tables = tables_of(sheets, report) if sheets is not None else None
    form = _form(tables, name, attached, report) if tables else None
    if form is None or report.refused:
        return Reading(None, tuple(report.found))
    form = replace(form, slug=slug or form.slug)
    return Reading(form, tuple(report.found), _contents(form.files, attached))


def _contents(files: Mapping[str, File], attached: Mapping[str, bytes]) -> dict[str, bytes]:
    named = ((file.sha256, file_called(name, attached)) for name, file in files.items())
    return {sha256: attached[name] for sha256, name in named if name}


def _form(tables: Tables, name: str, attached: Mapping[str, bytes], report: Report) -> Form | None:
    settings = settings_of(next(iter(tables.lines("settings")), None), name, report)
    tables.settle(settings.default)
    on = report.on(tables.title("survey"))
    tags = tables.languages(settings.default, on)
    declared = _choices(tables, "choices", report)
    rows = named(unrolled(plan(tables.lines("survey"), on), declared, on), on)
    names = rows[0].line.names if rows else Names()
    external = _choices(tables, "external_choices", report)
    lists = Lists(declared, external, attached, tables.spoken, tables.unsaid, tags)
    survey = Survey(Asking(lists, on), on)
    parts = survey.read(rows)
    across = Across(Scope(parts, _unclear(names)), survey.rows, lists, on)
    parts = uncounted(parts, across.look())
    for line, column, shown in survey.asking.shown:
        across.shown(line, column, shown)
    if not any(part.answered for part in _questions(parts)):
        on.add("no_questions")
    _tell_unused(lists, report)
    choices = lists.needed(part.choices for part in _questions(parts))
    form = Form(
        slug=settings.slug,
        version=settings.version,
        title=settings.titled(tags[0]),
        languages=tags,
        default_language=tags[0],
        questions=parts,
        choices=choices,
        instance_name=_instance_name(settings, names, across, report),
        style=settings.style,
        speech={tag: tables.spoken.speech(tag) for tag in tags},
        files=files_of(parts, choices, attached, report),
    )
    _tell_untranslated(form, on)
    return form if form.version else _versioned(form, report)


def _choices(tables: Tables, sheet: str, report: Report) -> Choices:
    columns = {column.name for column in tables.columns.get(sheet, {}).values()}
    return choices_of(tables.lines(sheet), columns, report.on(tables.title(sheet)))


def _unclear(names: Names) -> frozenset[str]:
    return frozenset(written for written, kept in names.kept.items() if not kept)


def _instance_name(
    settings: Settings, names: Names, across: Across, report: Report
) -> Expression | None:
    """Read how a record is called; one that leads nowhere is left out, and loses no answer."""
    if not settings.line:
        return None
    found = Report("settings")
    line = replace(settings.line, names=names)
    expression = expression_of(line, "instance_name", found)
    look = Look(across.scope, across.scope.root).at(expression.tree) if expression else None
    if found.refused or (look and look.wrong):
        value = line.get("instance_name")
        report.on("settings").add("instance_name_bad", *line.place("instance_name"), value=value)
        return None
    report.found += found.found
    return expression


def _questions(parts: Iterable[Part]) -> Iterator[Question]:
    for part in parts:
        if isinstance(part, Group):
            yield from _questions(part.questions)
        else:
            yield part


def _tell_unused(lists: Lists, report: Report) -> None:
    for unused in [name for name in lists.declared.lists if name not in lists.used]:
        report.on("choices").add("list_unused", list=unused)


def _tell_untranslated(form: Form, report: Report) -> None:
    spoken: list[Question | Choice] = [question for question, _ in form.walk()]
    spoken += [one for listed in form.choices.values() for one in listed]
    for tag in form.languages:
        missing = sum(bool(one.label) and tag not in one.label for one in spoken)
        if missing:
            report.add("not_translated", count=missing, tag=tag)


def _versioned(form: Form, report: Report) -> Form:
    """Name a version after what the form says, so that the same form gets the same version."""
    said = json.dumps(form.to_json(), sort_keys=True).encode()
    version = hashlib.sha256(said).hexdigest()[:8]
    report.add("no_version", version=version)
    return replace(form, version=version)
