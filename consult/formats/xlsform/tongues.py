"""The languages of a form that is written: what its columns are called."""

from consult.core.form import Form
from consult.core.language import Speech, Words
from consult.core.question import Media
from consult.formats.xlsform.header_words import MEDIA
from consult.formats.xlsform.languages import speech_of

Cells = dict[str, str]
"""One row, by the headers of its columns."""


class Tongues:
    """The languages of a form, as headers name them."""

    def __init__(self, form: Form) -> None:
        self.speech: dict[str, Speech] = {
            tag: form.speech.get(tag) or speech_of(tag) for tag in form.languages
        }
        self.order = form.languages

    def header(self, column: str, tag: str) -> str:
        """Name a column in a language: "label::English (en)"."""
        speech = self.speech.get(tag) or speech_of(tag)
        return f"{column}::{' '.join(speech.name.replace(':', ' ').split())} ({tag})"

    def words(self, column: str, words: Words) -> Cells:
        """Give a text its columns, in the order of the form's languages."""
        tags = dict.fromkeys([*self.order, *words])
        return {self.header(column, tag): words.get(tag, "") for tag in tags}

    def media(self, media: Media) -> Cells:
        """Give the names of files their columns."""
        found: Cells = {}
        for kind in MEDIA:
            found |= self.words(f"media::{kind}", media.get(kind, {}))
        return found

    def rows(self) -> list[Cells]:
        """Describe the languages, if any is other than its tag says."""
        if all(speech == speech_of(tag, speech.name) for tag, speech in self.speech.items()):
            return []
        return [
            {"tag": tag, "name": each.name, "direction": each.direction, "fallback": each.fallback}
            for tag, each in self.speech.items()
        ]
