"""Repeats that would count themselves."""

from dataclasses import replace

from consult.core.question import Group, Part
from consult.formats.xlsform.scope import Chain
from consult.formats.xlsform.survey import Key


def uncounted(
    parts: tuple[Part, ...], named: frozenset[Key], chain: Chain = ()
) -> tuple[Part, ...]:
    """Take the count away from repeats that would count themselves."""
    found: list[Part] = []
    for part in parts:
        if isinstance(part, Group) and named:
            inner = (*chain, part.name) if part.repeat else chain
            count = None if (chain, part.name) in named else part.count
            under = uncounted(part.questions, named, inner)
            found.append(replace(part, questions=under, count=count))
        else:
            found.append(part)
    return tuple(found)
