"""What reading a spreadsheet found: what was normalised, ignored, or can't be done."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["normalised", "ignored", "refused"]

CODES: Mapping[str, tuple[Severity, str]] = {
    # The file.
    "not_a_workbook": ("refused", "This is not an .xlsx workbook."),
    "old_workbook": (
        "refused",
        "This is an old or encrypted Excel file; save it as .xlsx without a password.",
    ),
    "broken_workbook": ("refused", "The workbook is broken and can't be opened."),
    "too_large": ("refused", "The workbook unpacks to more than {most} MB."),
    "too_many_rows": ("refused", "The sheet has more than {most} rows."),
    "too_many_columns": ("ignored", "Columns after number {most} were not read."),
    "empty_rows": ("ignored", "After {count} empty rows the sheet was not read any further."),
    "no_sheet": ("refused", "There is no sheet named {sheet}."),
    "no_column": ("refused", "The sheet has no column {wanted}."),
    "no_questions": ("refused", "The form asks nothing."),
    "unknown_sheet": ("ignored", "This sheet is not part of a form."),
    "unknown_column": ("ignored", "The column {header} is not known."),
    "column_twice": ("ignored", "The column {header} stands there twice; the first counts."),
    "column_not_yet": ("ignored", "The column {header} is understood but not used yet."),
    "header_normalised": ("normalised", "The column {header} was read as {known}."),
    "formula": ("normalised", "A formula was read as its last result, {value}."),
    "formula_empty": (
        "refused",
        "A formula has no stored result; open the file in a spreadsheet and save it.",
    ),
    "cell_error": ("refused", "The cell holds an error, {value}."),
    "merged_cells": ("ignored", "The cells {cells} are merged; only the first has the value."),
    # Settings and languages.
    "no_settings": ("normalised", "There is no sheet named settings."),
    "no_title": ("normalised", "The form has no title; it is called {title}."),
    "no_version": (
        "normalised",
        "The form has no version; it was given {version}, after what it says.",
    ),
    "version_normalised": ("normalised", "The version {value} was read as {version}."),
    "slug_normalised": ("normalised", "The form's id {value} was read as {slug}."),
    "language_named": ("normalised", "The language {name} was read as {tag}."),
    "language_unknown": (
        "normalised",
        "The language {name} is not known; it was given the tag {tag}.",
    ),
    "language_unsaid": (
        "normalised",
        "The language of the texts is not said; it was taken for {tag}.",
    ),
    "default_language_unknown": (
        "ignored",
        "No column is in the default language {name}; {tag} was taken.",
    ),
    "not_translated": (
        "normalised",
        "{count} texts are missing in {tag}; another language is shown for them.",
    ),
    # Rows of the survey.
    "row_disabled": ("ignored", "The row is disabled."),
    "row_stray": ("ignored", "The row has no type and no name."),
    "row_without_type": ("refused", "The row has no type."),
    "type_normalised": ("normalised", "The type {value} was read as {kind}."),
    "type_unknown": ("refused", "The type {value} is not known."),
    "type_not_yet": ("refused", "The type {value} can't be asked yet."),
    "type_silent": ("ignored", "{value} is not collected, for people's privacy."),
    "name_missing": ("refused", "The question has no name."),
    "name_bad": (
        "refused",
        "{value} can't be a name: letters, digits, _ - . only, and no digit or __ first.",
    ),
    "name_twice": ("refused", "The name {value} is used twice."),
    "group_open": ("refused", "The group {name} is never ended."),
    "group_end": ("refused", "A group ends here that never began."),
    "label_missing": ("refused", "The question has no label in any language."),
    "reference_in_text": ("refused", "The text shows ${{{name}}}, which can't be done yet."),
    "role_unknown": ("refused", "The role {value} is not known."),
    "role_misplaced": ("refused", "The role {value} can't be that of a question of type {kind}."),
    "scale_bad": ("refused", "A range needs numbers: start, end above it, and a step above 0."),
    "parameter_ignored": ("ignored", "The parameter {value} is not used."),
    "appearance_ignored": ("ignored", "The appearance {value} is not used."),
    "choices_from_file": ("refused", "Choices from another file can't be used yet."),
    "default_dynamic": (
        "ignored",
        "The default {value} is worked out, which can't be done yet; the question starts empty.",
    ),
    "default_bad": (
        "ignored",
        "The default {value} is no possible answer; the question starts empty.",
    ),
    "calculation_missing": ("refused", "The calculation is missing."),
    "calculation_misplaced": (
        "refused",
        "Only a question of type calculate can have a calculation.",
    ),
    "trigger_not_yet": ("refused", "A trigger can't be used yet."),
    "read_only": (
        "refused",
        "A question that is shown but can't be answered can't be used yet; make it a note.",
    ),
    "or_other": (
        "refused",
        "or_other can't be used yet; add a choice, and a text question that appears with it.",
    ),
    # Choices.
    "no_choices": ("refused", "There are no choices named {list}."),
    "choice_without_list": ("ignored", "The choice has no list name, so no question offers it."),
    "choice_without_name": ("refused", "The choice has no name."),
    "choice_name_blank": ("refused", "The name of the choice {value} has a space in it."),
    "choice_twice": (
        "refused",
        "The list {list} has the choice {value} twice, with different labels.",
    ),
    "choice_repeated": ("ignored", "The list {list} has the choice {value} already."),
    "choice_without_label": ("normalised", "The choice has no label; its name {value} is shown."),
    "list_unused": ("ignored", "No question uses the choices {list}."),
    # Expressions.
    "signs_normalised": ("normalised", "Bent quotes or hard spaces were read as plain ones."),
    "expression_bad": ("refused", "The expression can't be read at character {at}, near {near}."),
    "expression_unclosed": (
        "refused",
        "A text that begins with {near} at character {at} has no end.",
    ),
    "expression_large": ("refused", "The expression is too long, or too deep."),
    "function_unknown": ("refused", "There is no function {near}()."),
    "function_not_yet": ("refused", "The function {near}() can't be used yet."),
    "function_arguments": ("refused", "{near}() has too many or too few arguments."),
    "pattern_bad": ("refused", "The pattern {near} can't be used: {why}."),
    "pattern_not_fixed": ("refused", "The pattern of regex() must be written out, between quotes."),
    "reference_nowhere": ("refused", "There is no question {name}."),
    "path_not_yet": (
        "refused",
        "The path in this expression can't be used yet; write ${{name}} instead.",
    ),
    "circular": ("refused", "It depends on itself: {path}."),
    "chain_long": ("refused", "Too many questions depend on later ones, one on the next: {path}."),
}
"""By code: what it means for the form, and the sentence; {values} are filled in."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to know about a spreadsheet; rows count from 1, columns are letters."""

    code: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    values: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        """Say whether it was put right, left out, or stands in the way."""
        return CODES[self.code][0]

    @property
    def place(self) -> str:
        """Name the place as a spreadsheet does: survey!C12."""
        cell = f"{self.column or ''}{self.row or ''}"
        return "!".join(part for part in (self.sheet, cell) if part)


def sentence(finding: Finding) -> str:
    """Say a finding in English."""
    return CODES[finding.code][1].format(**finding.values)


class Report:
    """Collect findings about one sheet, or the file."""

    def __init__(self, sheet: str | None = None, found: list[Finding] | None = None) -> None:
        self.sheet = sheet
        self.found: list[Finding] = [] if found is None else found

    def on(self, sheet: str) -> "Report":
        """Go on with another sheet of the same file."""
        return Report(sheet, self.found)

    def add(
        self, code: str, row: int | None = None, column: str | None = None, **values: str | int
    ) -> None:
        """Note one finding; values are cut so that a report stays readable."""
        shown = {
            name: value[:80] if isinstance(value, str) else value for name, value in values.items()
        }
        self.found.append(Finding(code, self.sheet, row, column, shown))
