"""What the columns of a sheet mean, however people write their headers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from consult.formats.xlsform.finding import Report
from consult.formats.xlsform.header_words import (
    KNOWN,
    PREFIXES,
    SAME,
    SAME_ANYWHERE,
    SPOKEN,
    TITLES,
    UNDER_BIND,
    WITHOUT_EFFECT,
)
from consult.formats.xlsform.languages import Languages, tell
from consult.formats.xlsform.sheet import Row, letter

UNSAID = ""
"""The language of a column that names none."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column's meaning, the tag of its language, and its header as it stands."""

    name: str
    language: str
    header: str


Columns = Mapping[int, Column]


def columns_of(header: Row, kind: str, languages: Languages, report: Report) -> dict[int, Column]:
    """Read a header row; on the choices' sheet every other column may be a filter's."""
    found: dict[int, Column] = {}
    seen: set[tuple[str, str]] = set()
    for at, text in header.cells.items():
        column = _column(text, kind, languages, report, (header.number, at))
        if column is None:
            continue
        if (column.name, column.language) in seen:
            report.add("column_twice", header.number, letter(at), header=text)
            continue
        seen.add((column.name, column.language))
        found[at] = column
    return found


def _column(
    text: str, kind: str, languages: Languages, report: Report, place: tuple[int, int]
) -> Column | None:
    name, language = parts_of(text, kind)
    row, at = place[0], letter(place[1])
    if name in KNOWN[kind]:
        if name != text.partition(":")[0].strip() and text.partition(":")[0] != "media":
            report.add("header_normalised", row, at, header=text, known=name)
        return Column(name, _tag(name, language, languages, report, (row, at)), text)
    if name in WITHOUT_EFFECT[kind]:
        report.add("column_ignored", row, at, header=text)
    elif name == "public_key":
        report.add("encrypted", row, at)
    elif kind == "choices" and re.fullmatch(r"[^\W\d][\w.\-]*", text):
        return Column(text, UNSAID, text)
    else:
        report.add("unknown_column", row, at, header=text)
    return None


def _tag(
    name: str, language: str, languages: Languages, report: Report, place: tuple[int, str]
) -> str:
    if not language or name not in SPOKEN | TITLES:
        return UNSAID
    tag, known = languages.tag(language)
    if name == "label" or not known:
        tell(report, language, tag, known, *place)
    return tag


def parts_of(text: str, kind: str) -> tuple[str, str]:
    """Split a header into what it is and the language: "Label : French" is label, French."""
    pieces = [piece.strip() for piece in re.split(r":+", text)]
    prefixed = False
    while len(pieces) > 1 and pieces[0].lower() in PREFIXES:
        prefixed, pieces = True, pieces[1:]
    name = re.sub(r"[\s_]+", "_", pieces[0].lower()) if pieces else ""
    if prefixed and name in UNDER_BIND:
        return text, ""
    name = SAME.get(kind, {}).get(name, SAME_ANYWHERE.get(name, name))
    return name, ":".join(pieces[1:])
