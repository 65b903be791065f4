"""What was found in a form, in the reader's language."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from consult.core.expression import Expression, Unreadable, names, parse
from consult.formats.xlsform import Finding
from consult.formats.xlsform.codes import CODES

SHOWN: Final = 20
"""Findings of one kind that are listed; a list of thousands helps nobody."""

SEVERITIES: Final = {
    "refused": _("Stands in the way of publishing"),
    "ignored": _("Left out"),
    "normalised": _("Put right"),
}
"""What stands in the way first."""


@dataclass(frozen=True, slots=True)
class Told:
    """One finding: where (sheet, row, column), and the sentence."""

    finding: Finding
    sentence: str


@dataclass(frozen=True, slots=True)
class Kind:
    """Findings of one severity; `more` of them are left out."""

    severity: str
    title: str
    told: Sequence[Told]
    more: int


def say_finding(finding: Finding) -> str:
    """Say one finding; the reason that some give is a sentence of ours, too."""
    values = dict(finding.values)
    if "why" in values:
        values["why"] = str(gettext(str(values["why"])))
    return str(gettext(CODES[finding.code][1])).format_map(values)


def grouped(findings: Iterable[Finding]) -> list[Kind]:
    """Sort findings by severity, and keep the list short."""
    by: dict[str, list[Finding]] = {severity: [] for severity in SEVERITIES}
    for found in findings:
        by[found.severity].append(found)
    return [_kind(severity, found) for severity, found in by.items() if found]


def _kind(severity: str, findings: Sequence[Finding]) -> Kind:
    seen: dict[str, int] = {}
    told = []
    for found in findings:
        seen[found.code] = seen.get(found.code, 0) + 1
        if seen[found.code] <= SHOWN:
            told.append(Told(found, say_finding(found)))
    return Kind(severity, str(SEVERITIES[severity]), told, len(findings) - len(told))


def fault_in(source: str, known: Iterable[str]) -> str | None:
    """Say what is wrong with an expression that somebody wrote, None where it can be used."""
    try:
        expression: Expression = parse(source)
    except Unreadable as wrong:
        return _unreadable(wrong, source)
    missing = sorted(names(expression.tree) - set(known))
    found = Finding("reference_nowhere", values={"name": missing[0]}) if missing else None
    return say_finding(found) if found else None


def _unreadable(wrong: Unreadable, source: str) -> str:
    near = (wrong.near or source[-10:])[:80]
    code = UNREADABLE.get(wrong.code, "expression_bad")
    return say_finding(Finding(code, values={"at": wrong.at + 1, "near": near}))


UNREADABLE: Final = {
    "unknown_function": "function_unknown",
    "arguments": "function_arguments",
    "too_long": "expression_large",
    "too_deep": "expression_large",
    "unclosed_text": "expression_unclosed",
    "pattern_not_fixed": "pattern_not_fixed",
}
"""Findings by what stands in the way of reading an expression."""
