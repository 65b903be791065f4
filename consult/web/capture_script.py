"""What script needs to enhance the form's page, as JSON."""

from collections.abc import Mapping
from typing import Any, Final

from flask_babel import lazy_gettext as _

from consult.core.form import Form
from consult.core.language import Words, say
from consult.core.rules import rules_of
from consult.core.steps import steps_of
from consult.store.rows import ConsultationRow
from consult.web.fields_text import plain

SENTENCES: Final[Mapping[str, object]] = {
    "number": _("Question {number} of {count}"),
    "so_far": _("{number} of {count} answered"),
    "page": _("Part {number} of {count}"),
    "draft": _("Draft kept"),
}
"""What script says on this page alone; `{name}` stands for a value."""


def page_words() -> Mapping[str, str]:
    """Say all of them in the language of the page."""
    return {name: str(sentence) for name, sentence in SENTENCES.items()}


def script_of(consultation: ConsultationRow, form: Form, language: str) -> Mapping[str, Any]:
    """Give what the page is about, the form's rules and steps, and its own words."""
    return {
        "consultation": str(consultation.id),
        "slug": consultation.slug,
        "form": form.slug,
        "version": form.version,
        "language": language,
        "rules": rules_of(form, language),
        "steps": [
            [part.name for part in step.parts] for step in steps_of(form.questions, form.style)
        ],
        "files": {name: file.sha256 for name, file in form.files.items()},
        "own": _own_words(form, language),
    }


def _own_words(form: Form, language: str) -> Mapping[str, Mapping[str, str]]:
    """Collect what the form itself says of what is wrong, by question and code."""
    told = {}
    for question, _around in form.walk():
        said = {
            "required": _words(question.required_message, language),
            "constraint": _words(question.constraint_message, language),
        }
        told[question.name] = {code: words for code, words in said.items() if words}
    return {name: said for name, said in told.items() if said}


def _words(words: Words, language: str) -> str:
    """Say without marks, but with the places of answers."""
    return plain(say(words, language), lambda name: f"${{{name}}}")
