"""What the rule of a question can look at."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from consult.core.building.outline import Making, Spot, spots
from consult.core.language import say
from consult.core.question import SILENT

MOST_CHOICES = 40
"""Choices of a list that a rule's menu offers."""


@dataclass(frozen=True, slots=True)
class Option:
    """Something that a rule can look at: value of the menu, and what it says."""

    value: str
    label: str
    number: int = 0


def sources(making: Making, here: Spot, language: str) -> list[tuple[str, Sequence[Option]]]:
    """List what a rule at a part can look at: the questions before it, with their choices."""
    found: list[tuple[str, Sequence[Option]]] = []
    number = 0
    for spot in spots(making):
        if spot.key == here.key:
            break
        if spot.is_group or spot.part["kind"] == "note":
            continue
        number += spot.part["kind"] not in SILENT
        heading = f"{number}. {say(spot.part.get('label', {}), language)}"[:80]
        found.append((heading, list(_options(making, spot.part, number, language))))
    return found


def _options(
    making: Making, part: Mapping[str, Any], number: int, language: str
) -> Iterator[Option]:
    listed = making["choices"].get(part.get("choices", ""), [])
    for choice in listed[:MOST_CHOICES]:
        label = say(choice.get("label", {}), language) or choice["name"]
        yield Option(f"{part['name']}={choice['name']}", f"{number}: {label}")
    yield Option(part["name"], "", number)
