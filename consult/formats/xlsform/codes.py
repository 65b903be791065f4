"""Every code of a finding: what it means for the form, and the sentence."""

from collections.abc import Mapping
from typing import Literal

Severity = Literal["normalised", "ignored", "refused"]

_ = str
"""Marks a sentence for translation; the desk says it in the reader's language."""

CODES: Mapping[str, tuple[Severity, str]] = {
    # The file.
    "not_a_workbook": (
        "refused",
        _("This is no spreadsheet that can be read. Save it as .xlsx, .xls or .csv."),
    ),
    "locked_workbook": (
        "refused",
        _("This Excel file is locked or too old. Save it as .xlsx without a password."),
    ),
    "broken_workbook": ("refused", _("The workbook is broken and can't be opened.")),
    "too_large": ("refused", _("The workbook unpacks to more than {most} MB.")),
    "too_many_rows": ("refused", _("The sheet has more than {most} rows.")),
    "too_many_columns": ("ignored", _("Columns after number {most} were not read.")),
    "empty_rows": (
        "ignored",
        _("After {count} empty rows the sheet was not read any further."),
    ),
    "macros": ("ignored", _("The macros in the workbook are not run.")),
    "no_sheet": ("refused", _("There is no sheet named {sheet}.")),
    "no_column": ("refused", _("The sheet has no column {wanted}.")),
    "no_questions": ("refused", _("The form asks nothing.")),
    "sheet_normalised": ("normalised", _("The sheet was read as {known}.")),
    "unknown_sheet": ("ignored", _("This sheet is not part of a form.")),
    "unknown_column": ("ignored", _("The column {header} is not known.")),
    "column_twice": (
        "ignored",
        _("The column {header} stands there twice; the first counts."),
    ),
    "column_ignored": ("ignored", _("The column {header} changes nothing here.")),
    "header_normalised": ("normalised", _("The column {header} was read as {known}.")),
    "formula": ("normalised", _("A formula was read as its last result, {value}.")),
    "formula_empty": (
        "refused",
        _("A formula has no stored result; open the file in a spreadsheet and save it."),
    ),
    "cell_error": ("refused", _("The cell holds an error, {value}.")),
    "merged_cells": (
        "ignored",
        _("The cells {cells} are merged; only the first has the value."),
    ),
    # Settings and languages.
    "no_settings": ("normalised", _("There is no sheet named settings.")),
    "no_title": ("normalised", _("The form has no title; it is called {title}.")),
    "no_version": (
        "normalised",
        _("The form has no version; it was given {version}, after what it says."),
    ),
    "version_normalised": ("normalised", _("The version {value} was read as {version}.")),
    "slug_normalised": ("normalised", _("The form's id {value} was read as {slug}.")),
    "style_ignored": ("ignored", _("The style {value} is not used.")),
    "instance_name_bad": (
        "ignored",
        _("Records can't be called {value}; they are called as usual."),
    ),
    "encrypted": (
        "ignored",
        _("The form's own key is not used; answers are sealed to the key of this server."),
    ),
    "language_named": ("normalised", _("The language {name} was read as {tag}.")),
    "language_unknown": (
        "normalised",
        _("The language {name} is not known; it was given the tag {tag}."),
    ),
    "language_unsaid": (
        "normalised",
        _("The language of the texts is not said; by their words it was taken for {tag}."),
    ),
    "language_row": ("ignored", _("The row needs the tag of a language, such as kri.")),
    "default_language_unknown": (
        "ignored",
        _("No column is in the default language {name}; {tag} was taken."),
    ),
    "not_translated": (
        "normalised",
        _("{count} texts are missing in {tag}; another language is shown for them."),
    ),
    # Rows of the survey.
    "row_disabled": ("ignored", _("The row is disabled.")),
    "row_stray": ("ignored", _("The row has no type, and is taken for a remark.")),
    "row_without_type": ("refused", _("The row has no type.")),
    "type_normalised": ("normalised", _("The type {value} was read as {kind}.")),
    "type_unknown": ("refused", _("The type {value} is not known.")),
    "type_not_yet": ("refused", _("The type {value} can't be asked here.")),
    "type_silent": (
        "ignored",
        _("{value} is not collected, for people's privacy; it stays blank."),
    ),
    "name_made": ("normalised", _("There is no name; it was given the name {name}.")),
    "name_normalised": ("normalised", _("The name {value} was read as {name}.")),
    "name_twice": (
        "normalised",
        _("The name {value} is used already; this one was given the name {name}."),
    ),
    "group_open": ("refused", _("The group {name} is never ended.")),
    "group_end": ("ignored", _("Nothing that has begun ends here.")),
    "end_normalised": ("normalised", _("What ends here is {kind} {name}.")),
    "label_missing": ("normalised", _("There is no label; the name {name} is shown.")),
    "role_unknown": (
        "ignored",
        _("The role {value} is not known; a text with it is taken for private."),
    ),
    "role_misplaced": (
        "ignored",
        _("The role {value} can't be that of a question of type {kind}."),
    ),
    "scale_bad": (
        "refused",
        _("A range needs numbers: start, end above it, and a step above 0."),
    ),
    "parameter_ignored": ("ignored", _("The parameter {value} is not used.")),
    "appearance_ignored": ("ignored", _("The appearance {value} is not used.")),
    "default_bad": (
        "ignored",
        _("The default {value} is no possible answer; the question starts empty."),
    ),
    "calculation_missing": ("normalised", _("There is no calculation; it stays blank.")),
    "calculation_misplaced": ("ignored", _("A group has no value that could be calculated.")),
    "trigger_unused": ("ignored", _("Without a calculation the trigger sets off nothing.")),
    "count_circular": (
        "ignored",
        _("How often {name} is asked depends on what it asks; turns are added by hand."),
    ),
    "count_misplaced": ("ignored", _("Only a repeat can have a count.")),
    "read_only_worked_out": (
        "ignored",
        _("Whether it may be changed can't depend on other answers; it may."),
    ),
    # Choices.
    "no_choices": ("refused", _("There are no choices named {list}.")),
    "list_normalised": ("normalised", _("The choices {value} were read as {list}.")),
    "answers_misplaced": (
        "refused",
        _("Answers to {name} can only be choices if it is asked in a repeat."),
    ),
    "other_added": (
        "normalised",
        _("A choice for other answers was added, and the question {name} to write them."),
    ),
    "choice_without_list": (
        "ignored",
        _("The choice has no list name, so no question offers it."),
    ),
    "choice_empty": ("ignored", _("The choice has neither a name nor a label.")),
    "choice_named": ("normalised", _("The choice has no name; it was given the name {name}.")),
    "choice_name_blank": ("normalised", _("The choice {value} was read as {name}.")),
    "choice_twice": (
        "normalised",
        _("The list {list} has the choice {value} already; this one was given the name {name}."),
    ),
    "choice_unclear": (
        "refused",
        _("An expression means one of two choices {value} of the list {list}, but not which."),
    ),
    "choice_repeated": ("ignored", _("The list {list} has the choice {value} already.")),
    "choice_without_label": (
        "normalised",
        _("The choice has no label; its name {value} is shown."),
    ),
    "list_unused": ("ignored", _("No question uses the choices {list}.")),
    # Files that come with the form.
    "file_missing": ("refused", _("The file {name} is needed and did not come with the form.")),
    "file_unreadable": ("refused", _("The file {name} can't be read as a list: {why}.")),
    "file_column": ("refused", _("The file {name} has no column {wanted}.")),
    "media_missing": ("ignored", _("The file {name} did not come with the form.")),
    "media_bad": (
        "ignored",
        _("The file {name} is no picture, sound or film that every phone shows."),
    ),
    "media_large": ("ignored", _("The file {name} is larger than {most} MB.")),
    "search_unclear": ("refused", _("search() can't be read: {near}.")),
    # Expressions.
    "signs_normalised": ("normalised", _("Bent quotes or hard spaces were read as plain ones.")),
    "expression_normalised": ("normalised", _("The expression was read as {value}.")),
    "expression_bad": (
        "refused",
        _("The expression can't be read at character {at}, near {near}."),
    ),
    "expression_unclosed": (
        "refused",
        _("A text that begins with {near} at character {at} has no end."),
    ),
    "expression_large": ("refused", _("The expression is too long, or too deep.")),
    "function_unknown": ("refused", _("There is no function {near}().")),
    "function_not_yet": ("refused", _("The function {near}() can't be used yet.")),
    "function_arguments": ("refused", _("{near}() has too many or too few arguments.")),
    "pattern_bad": ("refused", _("The pattern {near} can't be used: {why}.")),
    "pattern_not_fixed": (
        "refused",
        _("The pattern of regex() must be written out, between quotes."),
    ),
    "reference_normalised": ("normalised", _("{value} was read as {name}.")),
    "reference_nowhere": ("refused", _("There is no question {name}.")),
    "reference_unclear": ("refused", _("More than one question is named {name}.")),
    "last_saved": (
        "ignored",
        _("The record before is not at hand; what {name} was there stays blank."),
    ),
    "path_nowhere": ("refused", _("The path leads nowhere at {name}.")),
    "word_nowhere": (
        "ignored",
        _("Nothing is called {name} here; it counts as blank. A plain word needs quotes."),
    ),
    "column_nowhere": (
        "ignored",
        _("The choices have no column {name}; it counts as blank."),
    ),
    "calculation_nowhere": (
        "ignored",
        _("Nothing is called {value}; the question is answered by hand."),
    ),
    "filter_misplaced": ("ignored", _("Only a question with choices can have a filter.")),
    "circular": ("refused", _("It depends on itself: {path}.")),
    "chain_long": (
        "refused",
        _("Too many questions depend on later ones, one on the next: {path}."),
    ),
}
"""By code; {values} are filled in."""
