"""Rows of a file as choices."""

from consult.core.question import Choice
from consult.formats.xlsform.attached import Record
from consult.formats.xlsform.header_words import MEDIA
from consult.formats.xlsform.headers import parts_of
from consult.formats.xlsform.languages import Languages


def choice_of(record: Record, value: str, label: str, languages: Languages, unsaid: str) -> Choice:
    """Make a choice of a row.

    Args:
        record: The row.
        value: The column that holds the names.
        label: The column that holds the labels, perhaps once a language.
        languages: Those of the form.
        unsaid: The tag of columns that name no language.
    """
    words = {}
    for column, text in record.items():
        name, language = parts_of(column, "choices")
        if label in (column, name):
            words[languages.tag(language)[0] if language else unsaid] = text
    shown = {*(each for each in record if parts_of(each, "choices")[0] == label), "name"}
    columns = {name: text for name, text in record.items() if name not in shown}
    media = {kind: {unsaid: record[kind]} for kind in MEDIA if record.get(kind)}
    return Choice(record.get(value) or next(iter(record.values()), ""), words, columns, media)
