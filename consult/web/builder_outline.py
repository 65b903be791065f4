"""The outline of a form in the making."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from consult.core.building import fields, texts
from consult.core.building.outline import Making, Spot, spots
from consult.core.language import say
from consult.core.question import SILENT
from consult.web.builder_words import KINDS
from consult.web.findings import fault_in


@dataclass(frozen=True, slots=True)
class Line:
    """One part in the outline; `number` is as on the form's page, 0 where nobody answers."""

    key: str
    number: int
    label: str
    kind: str
    depth: int
    is_group: bool
    conditional: bool
    lacking: int
    faulty: bool


def outline(making: Making, language: str) -> list[Line]:
    """List the parts in order."""
    lacking = _lacking(making)
    known = {spot.part["name"] for spot in spots(making)}
    lines, number = [], 0
    for spot in spots(making):
        answered = not spot.is_group and spot.part["kind"] not in SILENT
        number += answered
        lines.append(_line(spot, number if answered else 0, language, lacking, known))
    return lines


def _line(
    spot: Spot, number: int, language: str, lacking: Mapping[str, int], known: Iterable[str]
) -> Line:
    part = spot.part
    return Line(
        spot.key,
        number,
        say(part.get("label", {}), language),
        str(KINDS.get(fields.family_kind(part), part["kind"])),
        len(spot.around),
        spot.is_group,
        bool(part.get("relevant")),
        lacking.get(spot.key, 0),
        bool(faults_of(part, known)),
    )


def _lacking(making: Making) -> dict[str, int]:
    counts: dict[str, int] = {}
    for text in texts.texts(making):
        lacks = sum(text.lacks(tag) for tag in making["languages"])
        counts[text.key] = counts.get(text.key, 0) + lacks
    return counts


def faults_of(part: Mapping[str, Any], known: Iterable[str]) -> dict[str, str]:
    """Say which expressions of a part can't be read, or name no question."""
    told = {}
    for member in fields.EXPRESSIONS:
        source = fields.source(dict(part), member)
        columns = member == "choice_filter"  # it names columns of choices, too
        fault = fault_in(source, known) if source and not columns else None
        if fault:
            told[member] = fault
    return told
