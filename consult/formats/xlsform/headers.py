"""What the columns of a sheet mean, however people write their headers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from consult.formats.xlsform.finding import Report
from consult.formats.xlsform.languages import tag_of
from consult.formats.xlsform.workbook import Row, letter

UNSAID = ""
"""The language of a column that names none."""

SPOKEN = frozenset(
    "label hint constraint_message required_message guidance_hint"
    " image audio video big-image form_title translated_title".split()
)
"""Columns that may stand there once a language."""

SAME_ANYWHERE = {"caption": "label"}
SAME: Mapping[str, Mapping[str, str]] = {
    "survey": {
        "relevance": "relevant",
        "calculate": "calculation",
        "constraint_msg": "constraint_message",
        "required_msg": "required_message",
        "readonly": "read_only",
        "choicefilter": "choice_filter",
        "repeatcount": "repeat_count",
        "command": "type",
        "count": "repeat_count",
        "disable": "disabled",
    },
    "choices": {"list": "list_name", "value": "name"},
    "settings": {"id_string": "form_id", "title": "form_title", "name": "form_id"},
}
"""Other names that people give to columns."""

KNOWN: Mapping[str, frozenset[str]] = {
    "survey": frozenset(
        "type name label hint required required_message relevant constraint constraint_message"
        " calculation choice_filter appearance default parameters role trigger read_only"
        " repeat_count disabled".split()
    ),
    "choices": frozenset("list_name name label".split()),
    "settings": frozenset("form_id form_title translated_title version default_language".split()),
}
NOT_YET: Mapping[str, frozenset[str]] = {
    "survey": frozenset(
        "guidance_hint image audio video big-image note autoplay accuracythreshold save_to"
        " intent".split()
    ),
    "choices": frozenset("image audio video big-image".split()),
    "settings": frozenset(
        "style instance_name public_key submission_url allow_choice_duplicates namespaces"
        " auto_send auto_delete xml_root instance_xmlns clean_text_values logging"
        " environment".split()
    ),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column's meaning, the tag of its language, and its header as it stands."""

    name: str
    language: str
    header: str


def columns_of(header: Row, kind: str, report: Report) -> dict[int, Column]:
    """Read a header row; on the choices' sheet every other column may be a filter's."""
    found: dict[int, Column] = {}
    seen: set[tuple[str, str]] = set()
    for at, text in header.cells.items():
        column = _column(text, kind, report, header.number, at)
        if column is None:
            continue
        if (column.name, column.language) in seen:
            report.add("column_twice", header.number, letter(at), header=text)
            continue
        seen.add((column.name, column.language))
        found[at] = column
    return found


def _column(text: str, kind: str, report: Report, row: int, at: int) -> Column | None:
    name, language = _parts(text, kind)
    tag = UNSAID
    if language and name in SPOKEN:
        tag, known = tag_of(language)
        if not known:
            report.add("language_unknown", row, letter(at), name=language, tag=tag)
        elif tag.lower() not in language.lower():
            report.add("language_named", row, letter(at), name=language, tag=tag)
    if name in KNOWN[kind]:
        if name != text.partition(":")[0].strip():
            report.add("header_normalised", row, letter(at), header=text, known=name)
        return Column(name, tag, text)
    if name in NOT_YET[kind]:
        report.add("column_not_yet", row, letter(at), header=text)
    elif kind == "choices" and re.fullmatch(r"[^\W\d][\w.\-]*", text):
        return Column(text, UNSAID, text)
    else:
        report.add("unknown_column", row, letter(at), header=text)
    return None


def _parts(text: str, kind: str) -> tuple[str, str]:
    """Split a header into what it is and the language: "Label : French" is label, French."""
    pieces = [piece.strip() for piece in re.split(r":+", text)]
    if len(pieces) > 1 and pieces[0].lower() in ("media", "bind", "control", "body"):
        pieces = pieces[1:]
    name = re.sub(r"[\s_]+", "_", pieces[0].lower()) if pieces else ""
    return SAME.get(kind, {}).get(name, SAME_ANYWHERE.get(name, name)), pieces[1] if len(
        pieces
    ) > 1 else ""
