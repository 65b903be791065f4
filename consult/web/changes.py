"""What is other in one version of a form than in another, in the reader's language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from consult.core.changes import SENTENCES, Change, changes
from consult.core.form import Form
from consult.core.language import say
from consult.core.question import Group, Part
from consult.web.builder_tongues import own_name
from consult.web.builder_words import MEMBERS

RULES: Final[Mapping[str, object]] = {
    "required": _("must be answered"),
    "relevant": _("when it is asked"),
    "constraint": _("which answers fit"),
    "calculation": _("how it is worked out"),
    "choice_filter": _("which choices are offered"),
    "choices_from": _("where the choices come from"),
    "default": _("answer to begin with"),
    "initial": _("answer to begin with"),
    "count": _("how many times"),
    "scale": _("the scale"),
    "appearance": _("appearance"),
    "role": _("what the answer means"),
}
"""What a rule is about; others go by their own name."""


@dataclass(frozen=True, slots=True)
class Changed:
    """One thing that is other: the sentence, and what was written before and after."""

    sentence: str
    before: str
    after: str


def changes_between(old: Form, new: Form, language: str) -> Sequence[Changed]:
    """Say what is other."""
    labels = {**_labels(old.questions, language), **_labels(new.questions, language)}
    return [_said(change, labels, new) for change in changes(old, new)]


def _said(change: Change, labels: Mapping[str, str], form: Form) -> Changed:
    values = dict(change.values)
    if "name" in values and "list" not in values:
        name = values["name"].rpartition("/")[2]
        values["name"] = f"“{labels.get(name) or name}”"
    if "language" in values:
        speech = form.speech.get(values["language"])
        values["language"] = speech.name if speech else own_name(values["language"])
    if "part" in values:
        words = {**MEMBERS, **RULES}
        values["part"] = str(words.get(values["part"], values["part"]))
    sentence = str(gettext(SENTENCES[change.code])).format_map(values)
    return Changed(sentence, change.before, change.after)


def _labels(parts: Sequence[Part], language: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in parts:
        found[part.name] = say(part.label, language)
        if isinstance(part, Group):
            found |= _labels(part.questions, language)
    return found
