"""What was made of a form, as lines on a terminal."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import click

from consult.core.changes import SENTENCES, Change
from consult.formats.xlsform import Finding, Reading, sentence

SHOWN: Final = 20
"""Findings of one kind that are printed; a list of thousands helps nobody."""

TITLES: Final[Mapping[str, str]] = {
    "refused": "This stands in the way:",
    "ignored": "This was left out:",
    "normalised": "This was put right:",
}
"""By severity, the worst first."""


def tell(reading: Reading) -> None:
    """Print the report by severity, and then what the form asks."""
    for severity, title in TITLES.items():
        found = [finding for finding in reading.findings if finding.severity == severity]
        if found:
            click.echo(title)
            for line in _lines(found):
                click.echo(f"  {line}")
    if reading.form:
        form = reading.form
        asked = sum(question.answered for question, _ in form.walk())
        languages = ", ".join(form.languages)
        click.echo(f"{form.slug}, version {form.version}: {asked} questions in {languages}.")


def _lines(findings: Sequence[Finding]) -> Iterator[str]:
    seen: Counter[str] = Counter()
    for found in findings:
        seen[found.code] += 1
        if seen[found.code] <= SHOWN:
            yield f"{found.place or 'file':<18} {sentence(found)}"
    for code, count in seen.items():
        if count > SHOWN:
            yield f"... and {count - SHOWN} more of the kind {code}"


def told(change: Change) -> str:
    """Say a change in English."""
    return SENTENCES[change.code].format(**change.values)
