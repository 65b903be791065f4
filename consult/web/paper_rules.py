"""When a question is asked, in words for a sheet of paper: "only if 3 is yes"."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Final

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from consult.core.building.names import REFERENCE
from consult.core.building.rule import Rule, Test, rule_of
from consult.core.expression import Expression
from consult.core.form import Form
from consult.core.language import say

TESTS: Final[Mapping[str, object]] = {
    "is": _("%(number)s is “%(value)s”"),
    "not": _("%(number)s is not “%(value)s”"),
    "has": _("“%(value)s” is ticked in %(number)s"),
    "lacks": _("“%(value)s” is not ticked in %(number)s"),
    "answered": _("%(number)s is answered"),
    "least": _("%(number)s is %(value)s or more"),
    "most": _("%(number)s is %(value)s or less"),
    "more": _("%(number)s is more than %(value)s"),
    "less": _("%(number)s is less than %(value)s"),
    "same": _("%(number)s is %(value)s"),
}


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of the questions, in one language; what has none is named by its words."""

    form: Form
    language: str
    by_name: Mapping[str, int]

    def of(self, name: str) -> str:
        """Give the number of a question."""
        return str(self.by_name.get(name) or name)

    def shown(self, text: str) -> str:
        """Put numbers into a text where it shows answers."""
        return REFERENCE.sub(lambda found: f"[{self.of(found[2])}]", text)

    def only_if(self, expression: Expression | None) -> str:
        """Say when it is asked; "" where that is always."""
        if expression is None:
            return ""
        rule = rule_of(expression.to_json())
        if rule is None or any(not self._known(test) for test in rule.tests):
            source = self.shown(expression.source)
            return str(gettext("Only if this holds: %(rule)s", rule=source))
        return str(gettext("Only if %(tests)s.", tests=self._joined(rule)))

    def _known(self, test: Test) -> bool:
        return self.form.question(test.question) is not None

    def _joined(self, rule: Rule) -> str:
        said = [self._said(test) for test in rule.tests]
        if rule.join == "or":
            return reduce(
                lambda one, other: gettext("%(one)s or %(other)s", one=one, other=other), said
            )
        return reduce(
            lambda one, other: gettext("%(one)s and %(other)s", one=one, other=other), said
        )

    def _said(self, test: Test) -> str:
        question = self.form.question(test.question)
        listed = self.form.choices.get(question.choices or "", ()) if question else ()
        labels = {choice.name: say(choice.label, self.language) for choice in listed}
        value = labels.get(test.value) or test.value
        return str(TESTS[test.how]) % {"number": self.of(test.question), "value": value}


def numbering(form: Form) -> Mapping[str, int]:
    """Count the questions that people answer, in order, as the form's page does."""
    asked = [one.name for one, _around in form.walk() if one.answered]
    return {name: number for number, name in enumerate(asked, 1)}
