"""New parts of a form in the making."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any, Final

from consult.core.building.names import name_from, taken
from consult.core.building.outline import GROUPS, Making, Part, add, keyed, spot_of, spots

LISTS: Final = frozenset({"select_one", "select_multiple", "rank"})
"""Kinds that offer choices."""

BEGUN: Final[Mapping[str, Mapping[str, Any]]] = {
    "lines": {"kind": "text", "appearance": "multiline"},
    "range": {"kind": "range", "scale": [1, 5, 1]},
    "menu": {"kind": "select_one", "appearance": "minimal"},
}
"""What is asked for under names of its own: a kind, and how it begins."""


def empty(slug: str, title: str, tag: str) -> Making:
    """Begin a form that asks nothing yet."""
    return keyed(
        {
            "slug": slug,
            "version": "",
            "title": {tag: title},
            "languages": [tag],
            "default_language": tag,
            "questions": [],
            "choices": {},
        }
    )


def new(making: Making, kind: str, words: str, after: str = "") -> tuple[Making, str]:
    """Add a question or a group of this kind with its words in the default language."""
    begun = deepcopy(dict(BEGUN.get(kind, {"kind": kind})))
    otherwise = "group" if kind in GROUPS else "question"
    part: Part = {"name": name_from(words, taken(making), otherwise), **begun}
    if words.strip():
        part["label"] = {making["default_language"]: words.strip()}
    if kind in GROUPS:
        part["questions"] = []
    if part["kind"] in LISTS:
        part["choices"] = part["name"]
        making = {**making, "choices": {**making["choices"], part["choices"]: []}}
    if part["kind"] == "text":
        part["role"] = "text" if kind == "lines" else "private"
    return add(making, part, after)


def copy(making: Making, key: str) -> tuple[Making, str]:
    """Put a copy of a part behind it, under new names."""
    spot = spot_of(making, key)
    if spot is None:
        return making, key
    part = deepcopy(spot.part)
    names = taken(making)
    for each in spots({"questions": [part]}):
        each.part["name"] = name_from(each.part["name"], names, "question")
        names.add(each.part["name"])
    at = spot.place + 1
    changed, new_key = add(making, part)
    put = spot_of(changed, new_key)
    behind = spot_of(changed, key)
    assert put is not None and behind is not None  # noqa: S101, PT018 - both were just there
    del put.siblings[put.place]
    behind.siblings.insert(at, put.part)
    return changed, new_key


def add_choices(making: Making, name: str, labels: list[str]) -> Making:
    """Add choices to a list, one for each label in the default language."""
    making = deepcopy(making)
    listed = making["choices"].setdefault(name, [])
    names = {choice["name"] for choice in listed}
    for label in labels:
        choice = name_from(label, names, "choice")
        names.add(choice)
        listed.append({"name": choice, "label": {making["default_language"]: label}})
    return making


def move_choice(making: Making, name: str, at: int, by: int) -> Making:
    """Move a choice up (-1) or down (1), or take it away (0)."""
    making = deepcopy(making)
    listed = making["choices"].get(name, [])
    if 0 <= at < len(listed):
        choice = listed.pop(at)
        if by:
            listed.insert(max(0, at + by), choice)
    return making


def own_list(making: Making, key: str) -> Making:
    """Give a question a list of its own, where it shares one."""
    spot = spot_of(making, key)
    if spot is None or sharing(making, spot.part.get("choices", "")) < 2:
        return making
    making = deepcopy(making)
    spot = spot_of(making, key)
    assert spot is not None  # noqa: S101 - it was there before the copy
    name = name_from(spot.part["name"], making["choices"], "choices")
    making["choices"][name] = deepcopy(making["choices"][spot.part["choices"]])
    spot.part["choices"] = name
    return making


def sharing(making: Making, name: str) -> int:
    """Count the questions that offer a list."""
    return sum(spot.part.get("choices") == name for spot in spots(making)) if name else 0
