"""The sheets of a form as tables: their columns known, their languages settled."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from consult.formats.xlsform.finding import Report
from consult.formats.xlsform.guess import language_of
from consult.formats.xlsform.headers import UNSAID, Columns, columns_of
from consult.formats.xlsform.languages import Languages
from consult.formats.xlsform.sheet import Row, Sheet, letter
from consult.formats.xlsform.texts import Line, languages_of, unsaid_in

NEEDED: Mapping[str, tuple[str, ...]] = {
    "survey": ("type", "name"),
    "choices": ("list_name", "name"),
    "external_choices": ("list_name", "name"),
    "settings": (),
    "languages": ("tag",),
}
"""Sheets of a form, and the columns that they can't do without."""

LOOK = 10
"""Rows at the top of a sheet among which the header is looked for."""

ASKED_FOR = 400
"""Texts after which a language is guessed."""


@dataclass(slots=True)
class Tables:
    """Sheets by name; `unsaid` is the tag of columns that name no language."""

    sheets: Mapping[str, Sheet]
    columns: dict[str, Columns] = field(default_factory=dict)
    spoken: Languages = field(default_factory=Languages)
    unsaid: str = UNSAID
    guessed: bool = False

    def lines(self, sheet: str) -> list[Line]:
        """Give the rows of a sheet under its header; none where it can't be read."""
        if sheet not in self.columns:
            return []
        return [Line(row, self.columns[sheet], self.unsaid) for row in self.sheets[sheet].rows[1:]]

    def title(self, sheet: str) -> str:
        """Give the name of a sheet as it stands in the file."""
        return self.sheets[sheet].name if sheet in self.sheets else sheet

    def settle(self, default: str) -> None:
        """Settle in which language the columns are that name none."""
        asked = [self.columns[name] for name in ("survey", "choices") if name in self.columns]
        self.unsaid = self.spoken.tag(default)[0] if default else unsaid_in(asked)
        if not self.unsaid:
            self.guessed = True
            self.unsaid = language_of(self._texts())

    def _texts(self) -> list[str]:
        found = [
            text
            for name in ("survey", "choices")
            for line in self.lines(name)[:ASKED_FOR]
            for column in ("label", "hint")
            for text in line.words(column).values()
        ]
        return found[:ASKED_FOR]

    def languages(self, default: str, report: Report) -> tuple[str, ...]:
        """List the form's languages, the default one first."""
        tags = [tag or self.unsaid for tag in languages_of(self.columns["survey"])]
        if self.guessed and self.unsaid in tags:
            report.add("language_unsaid", tag=self.unsaid)
        if default and self.unsaid not in tags:
            report.add("default_language_unknown", name=default, tag=tags[0])
        first = [self.unsaid] if self.unsaid in tags else []
        return tuple(dict.fromkeys([*first, *tags]))


def tables_of(sheets: Mapping[str, Sheet], report: Report) -> Tables | None:
    """Find the columns of all sheets; None without a survey that can be read."""
    if "survey" not in sheets:
        report.add("no_sheet", sheet="survey")
    if "settings" not in sheets:
        report.add("no_settings")
    tables = Tables({name: _headed(sheet, name) for name, sheet in sheets.items()})
    for name in sorted(sheets, key=list(NEEDED).index, reverse=True):  # languages come first
        columns = _columns(tables.sheets[name], name, tables.spoken, report)
        if columns is not None:
            tables.columns[name] = columns
        if name == "languages":
            _declare(tables, report.on(sheets[name].name))
    return tables if "survey" in tables.columns else None


def _headed(sheet: Sheet, kind: str) -> Sheet:
    """Leave out what stands above the header."""
    for at, row in enumerate(sheet.rows[:LOOK]):
        names = {each.name for each in columns_of(row, _kind(kind), Languages(), Report()).values()}
        if set(NEEDED[kind]) <= names:
            return Sheet(sheet.name, sheet.rows[at:], sheet.marks)
    return sheet


def _kind(sheet: str) -> str:
    return "choices" if sheet == "external_choices" else sheet


def _columns(sheet: Sheet, kind: str, languages: Languages, report: Report) -> Columns | None:
    """Find the columns of a sheet; None where it can't be read without those that are missing."""
    on = report.on(sheet.name)
    header = sheet.rows[0] if sheet.rows else Row(1, {})
    columns = columns_of(header, _kind(kind), languages, on)
    names = {each.name for each in columns.values()}
    missing = [name for name in NEEDED[kind] if name not in names]
    for name in missing if sheet.rows or kind == "survey" else ():
        on.add("no_column", header.number, wanted=name)
    if missing:
        return None
    for (row, at), mark in sorted(sheet.marks.items()):
        if at in columns and row > header.number:
            on.add(mark.code, row, letter(at), **mark.values)
    return columns


def _declare(tables: Tables, report: Report) -> None:
    for line in tables.lines("languages"):
        if tag := line.get("tag"):
            rest = [line.get(column).strip() for column in ("name", "direction", "fallback")]
            tables.spoken.declare(tag, rest[0], rest[1].lower(), rest[2].lower())
        else:
            report.add("language_row", line.number)
