"""What a form says of its parts, in one language and with the answers so far."""

from collections.abc import Callable, Mapping
from typing import Final

from markupsafe import Markup

from consult.core.filling import Filling
from consult.core.form import Form
from consult.core.language import Words, base, direction, spoken
from consult.core.question import Choice, Group, Media, Question
from consult.web.fields_asked import Medium, Said
from consult.web.fields_choices import Offer
from consult.web.fields_text import markup, plain

PATTERN: Final = "#"
"""Stands in keys for the number of a turn that script makes."""

KINDS: Final = (("image", "image"), ("big-image", "image"), ("audio", "audio"), ("video", "video"))
FOREIGN: Final = Markup('<span lang="{}" dir="{}">{}</span>')


class Wording:
    """The words of one form in one language.

    Args:
        form: Whose words.
        language: The language of its content.
        filling: The answers that stand in them.
        address: Gives the address of a file by its SHA-256.
    """

    def __init__(
        self, form: Form, language: str, filling: Filling, address: Callable[[str], str]
    ) -> None:
        self.form, self.language, self.filling, self.address = form, language, filling, address
        self._lists: dict[str, tuple[Offer, ...]] = {}

    def said(self, part: Question | Group, key: str) -> Said:
        """Say a part at its place."""
        guidance = part.guidance if isinstance(part, Question) else {}
        return Said(
            self.html(part.label, key),
            self.html(part.hint, key),
            self.html(guidance, key),
            self.media(part.media),
            self.text(part.label, key),
        )

    def html(self, words: Words, key: str) -> Markup:
        """Write words as HTML, and mark those that are in another language than the rest."""
        tag = spoken(words, self.language)
        if tag is None:
            return Markup()
        html = markup(words[tag], self._told(key))
        if base(tag) == base(self.language):
            return html
        return FOREIGN.format(tag, written(self.form, tag), html)

    def text(self, words: Words, key: str) -> str:
        """Write words without any marks."""
        tag = spoken(words, self.language)
        return plain(words[tag], self._told(key)) if tag else ""

    def media(self, media: Media) -> tuple[Medium, ...]:
        """Find the files that a part shows and plays."""
        found: dict[str, Medium] = {}
        for name, kind in KINDS:
            words = media.get(name, {})
            file = self.form.files.get(words.get(spoken(words, self.language) or "", ""))
            if file and kind not in found:
                found[kind] = Medium(kind, self.address(file.sha256))
        return tuple(found.values())

    def listed(self, name: str) -> tuple[Offer, ...]:
        """Give all choices of a list."""
        if name not in self._lists:
            self._lists[name] = tuple(
                self.offer(choice, "") for choice in self.form.choices.get(name, ())
            )
        return self._lists[name]

    def offer(self, choice: Choice, key: str) -> Offer:
        """Write a choice."""
        label: Mapping[str, str] = choice.label
        name = self.text(label, key)
        media = self.media(choice.media)
        html = self.html(label, key)
        return Offer(choice.name, html, name or choice.name, media)

    def _told(self, key: str) -> Callable[[str], str]:
        if PATTERN in key:
            return lambda name: ""
        return lambda name: self.filling.said(f"${{{name}}}", key)


def written(form: Form, tag: str) -> str:
    """Give the direction in which a form's language is written."""
    speech = form.speech.get(tag)
    return speech.direction if speech else direction(tag)
