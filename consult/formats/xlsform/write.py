"""Write a form as an XLSForm that anybody's tools can read, and ours without loss."""

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from consult.core.expression import Expression
from consult.core.form import Form
from consult.core.question import Choice, Group, Part, Question
from consult.formats.xlsform.header_words import KNOWN
from consult.formats.xlsform.tongues import Cells, Tongues

Sheets = dict[str, list[Cells]]

FIRST = ("type", "list_name", "name")
SAFE = re.compile(r"[^\W\d][\w.\-]*")


def write(form: Form) -> bytes:
    """Write a workbook; `read` makes the same form of it, but for the contents of its files."""
    return write_sheets(sheets_of(form))


def write_sheets(sheets: Sheets) -> bytes:
    """Write a workbook of these rows."""
    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        columns = _columns(rows)
        for texts in [columns, *([row.get(column, "") for column in columns] for row in rows)]:
            sheet.append([_cell(sheet, text) for text in texts])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _cell(sheet: Any, text: str) -> Cell | None:
    """Make a cell of plain text, also where it begins as a formula does."""
    if not text:
        return None
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", text))
    cell.data_type = "s"
    return cell


def _columns(rows: Iterable[Cells]) -> list[str]:
    found = dict.fromkeys(
        column
        for row in rows
        for column, text in row.items()
        if text or column.startswith("label::")
    )
    return [name for name in FIRST if name in found] + [name for name in found if name not in FIRST]


def sheets_of(form: Form) -> Sheets:
    """Give the rows of each sheet."""
    tongues = Tongues(form)
    listed = ((name, one) for name, choices in form.choices.items() for one in choices)
    sheets = {
        "survey": list(_survey(form.questions, tongues)),
        "choices": [_choice(name, one, tongues) for name, one in listed],
        "settings": [_settings(form, tongues)],
        "languages": tongues.rows(),
    }
    return {name: rows for name, rows in sheets.items() if rows}


def _survey(parts: Iterable[Part], tongues: Tongues) -> Iterator[Cells]:
    for part in parts:
        if isinstance(part, Question):
            yield _question(part, tongues)
            continue
        kind = "repeat" if part.repeat else "group"
        yield {"type": f"begin_{kind}", **_group(part, tongues)}
        yield from _survey(part.questions, tongues)
        yield {"type": f"end_{kind}"}


def _group(group: Group, tongues: Tongues) -> Cells:
    return {
        "name": group.name,
        **tongues.words("label", group.label),
        **tongues.words("hint", group.hint),
        **tongues.media(group.media),
        "relevant": _source(group.relevant),
        "appearance": group.appearance,
        "repeat_count": _source(group.count),
    }


def _question(question: Question, tongues: Tongues) -> Cells:
    return {
        "type": _type(question),
        "name": question.name,
        **tongues.words("label", question.label),
        **tongues.words("hint", question.hint),
        **tongues.words("guidance_hint", question.guidance),
        **tongues.media(question.media),
        "required": _source(question.required),
        **tongues.words("required_message", question.required_message),
        "relevant": _source(question.relevant),
        "constraint": _source(question.constraint),
        **tongues.words("constraint_message", question.constraint_message),
        "calculation": "" if question.meta else _source(question.calculation),
        "choice_filter": _source(question.choice_filter),
        "appearance": question.appearance,
        "default": question.default or _source(question.initial),
        "parameters": _parameters(question),
        "trigger": ", ".join(f"${{{name}}}" for name in question.trigger),
        "read_only": "yes" if question.read_only else "",
        "role": "" if question.role == "text" else question.role,
    }


def _type(question: Question) -> str:
    if question.meta:
        return question.meta
    if question.choices_from:
        return f"{question.kind} ${{{question.choices_from}}}"
    if question.kind == "calculate" and not question.calculation:
        return "hidden"
    kind = "dateTime" if question.kind == "datetime" else question.kind
    return f"{kind} {question.choices}" if question.choices else kind


def _parameters(question: Question) -> str:
    said: dict[str, str] = dict(question.parameters)
    if question.scale:
        low, high, step = (f"{bound:.15g}" for bound in question.scale)
        said |= {"start": low, "end": high, "step": step}
    if question.shuffle:
        said["randomize"] = "true"
    if question.seed:
        said["seed"] = question.seed.source
    return " ".join(f"{name}={value}" for name, value in said.items())


def _source(written: bool | Expression | None) -> str:
    if isinstance(written, Expression):
        return written.source
    return "yes" if written else ""


def _choice(name: str, choice: Choice, tongues: Tongues) -> Cells:
    return {
        "list_name": name,
        "name": choice.name,
        **tongues.words("label", choice.label),
        **tongues.media(choice.media),
        **_filters(choice.columns),
    }


def _filters(columns: Mapping[str, str]) -> Cells:
    """Leave out the columns that no sheet of choices can have."""
    return {
        name: text
        for name, text in columns.items()
        if SAFE.fullmatch(name) and name not in KNOWN["choices"]
    }


def _twice(listed: Iterable[Choice]) -> bool:
    """Tell whether names come again, as in cascades."""
    names = [choice.name for choice in listed]
    return len(set(names)) < len(names)


def _settings(form: Form, tongues: Tongues) -> Cells:
    default = form.default_language
    others = {tag: text for tag, text in form.title.items() if tag != default}
    return {
        "form_title": form.title.get(default, ""),
        **tongues.words("translated_title", others),
        "form_id": form.slug,
        "version": form.version,
        "default_language": tongues.header("", default).removeprefix("::"),
        "style": form.style,
        "allow_choice_duplicates": "yes" if any(map(_twice, form.choices.values())) else "",
        "instance_name": _source(form.instance_name),
    }
