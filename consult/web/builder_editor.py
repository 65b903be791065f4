"""One part of a form in the making as it can be changed."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from consult.core.building import fields
from consult.core.building.bounds import MEASURES, bounds_of
from consult.core.building.merge import digests
from consult.core.building.order import ways
from consult.core.building.outline import Making, spot_of, spots
from consult.core.building.parts import LISTS, sharing
from consult.core.building.rule import rule_of
from consult.core.question import SILENT
from consult.formats.xlsform.roles import ROLE_KINDS
from consult.web.builder_outline import faults_of
from consult.web.builder_sources import Option, sources
from consult.web.builder_words import KINDS, ROLES


@dataclass(frozen=True, slots=True)
class Editor:
    """One part as it can be changed; `was` tells later what this page has shown."""

    key: str
    kind: str
    is_group: bool
    values: Mapping[str, str]
    was: str
    ways: Mapping[str, bool]
    family: Mapping[str, object]
    roles: Mapping[str, object]
    choices: Sequence[Mapping[str, Any]] | None
    shared: int
    sources: Sequence[tuple[str, Sequence[Option]]]
    by_hand: frozenset[str]
    faults: Mapping[str, str]
    members: Sequence[str]
    measured: bool


def editor_of(making: Making, key: str, language: str) -> Editor | None:
    """Show one part as it can be changed."""
    spot = spot_of(making, key)
    if spot is None:
        return None
    part, values = spot.part, fields.fields_of(making, key)
    kind = values["kind"]
    family = next((each for each in fields.FAMILIES if kind in each), (kind,))
    listed = part.get("choices")
    return Editor(
        key=key,
        kind=part["kind"],
        is_group=spot.is_group,
        values=values,
        was=json.dumps(digests(values)),
        ways=ways(spot),
        family={each: KINDS.get(each, each) for each in family},
        roles=_roles(part["kind"]),
        choices=making["choices"].get(listed, []) if part["kind"] in LISTS else None,
        shared=sharing(making, listed or ""),
        sources=sources(making, spot, language),
        by_hand=_by_hand(part),
        faults=faults_of(part, {each.part["name"] for each in spots(making)}),
        members=_members(part),
        measured=part["kind"] in MEASURES,
    )


def _roles(kind: str) -> dict[str, object]:
    """Offer what an answer of this kind may mean; a text is read, or private."""
    fitting = {name for name, kinds in ROLE_KINDS.items() if kind in kinds}
    if kind == "text":
        fitting |= {"private"}
    elif fitting:
        fitting |= {""}
    return {name: words for name, words in ROLES.items() if name in fitting}


def _by_hand(part: Mapping[str, Any]) -> frozenset[str]:
    """Name the rules that menus can't say."""
    written = set()
    if rule_of(part.get("relevant")) is None:
        written.add("relevant")
    if part.get("constraint") and bounds_of(part["kind"], part["constraint"]) is None:
        written.add("constraint")
    return frozenset(written)


def _members(part: Mapping[str, Any]) -> list[str]:
    """Name the further texts that a part can have."""
    if "questions" in part:
        return ["hint"]
    if part["kind"] in SILENT:
        return ["hint"] if part["kind"] == "note" else []
    return ["hint", "guidance", "required_message", "constraint_message"]
