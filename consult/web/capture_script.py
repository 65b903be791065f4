"""What script needs to enhance the form's page, as JSON."""

from collections.abc import Mapping
from typing import Any, Final

from flask_babel import lazy_gettext as _

from consult.core.form import Form
from consult.core.language import say
from consult.core.rules import rules_of
from consult.store.rows import ConsultationRow

MODULES: Final = (
    "js/main.js",
    "js/form.js",
    "js/answers.js",
    "js/asking.js",
    "js/clock.js",
    "js/code.js",
    "js/drafts.js",
    "js/expression.js",
    "js/faults.js",
    "js/filling.js",
    "js/kept.js",
    "js/status.js",
    "js/store.js",
    "js/uuid7.js",
    "js/words.js",
    "vendor/idb.js",
)
"""Modules that the page loads at once, rather than one after the other."""

SENTENCES: Final[Mapping[str, object]] = {
    "number": _("Question {number} of {count}"),
    "so_far": _("{number} of {count} answered"),
    "draft": _("Draft kept"),
}
"""What script says on this page alone; `{name}` stands for a value."""


def page_words() -> Mapping[str, str]:
    """Say all of them in the language of the page."""
    return {name: str(sentence) for name, sentence in SENTENCES.items()}


def script_of(consultation: ConsultationRow, form: Form, language: str) -> Mapping[str, Any]:
    """Give what the page is about, the form's rules, and its own words on broken ones."""
    return {
        "consultation": str(consultation.id),
        "slug": consultation.slug,
        "form": form.slug,
        "version": form.version,
        "rules": rules_of(form),
        "own": _own_words(form, language),
    }


def _own_words(form: Form, language: str) -> Mapping[str, Mapping[str, str]]:
    """Collect what the form itself says, by question and code."""
    told = {}
    for question, _around in form.walk():
        said = {
            "required": say(question.required_message, language),
            "constraint": say(question.constraint_message, language),
        }
        told[question.name] = {code: words for code, words in said.items() if words}
    return {name: said for name, said in told.items() if said}
