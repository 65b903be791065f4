"""Name questions and choices, so that nobody has to."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from copy import deepcopy
from typing import Any, Final

from consult.core.building.outline import Making, spot_of, spots

NAME: Final = re.compile(r"(?!__)[^\W\d][\w.\-]{0,63}")
LONGEST: Final = 30
REFERENCE: Final = re.compile(r"(\$\{\s*)([\w.\-]+)(\s*\})")


def name_from(text: str, taken: Collection[str], otherwise: str) -> str:
    """Make a new name of what somebody wrote, in plain letters where it has some."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    name = ""
    for word in words:
        if len(name) + len(word) > LONGEST:
            break
        name = f"{name}_{word}" if name else word
    if not name or name[0].isdigit():
        name = f"{otherwise}_{name}" if name else otherwise
    return _free(name, taken)


def _free(name: str, taken: Collection[str]) -> str:
    if name not in taken:
        return name
    return next(
        f"{name}_{count}" for count in range(2, len(taken) + 3) if f"{name}_{count}" not in taken
    )


def taken(making: Making) -> set[str]:
    """Give all names of parts."""
    return {spot.part["name"] for spot in spots(making)}


def rename(making: Making, key: str, name: str) -> Making:
    """Give a part another name, in every rule and text that shows it, too."""
    spot = spot_of(making, key)
    if spot is None or spot.part["name"] == name:
        return making
    old = spot.part["name"]
    changed: Making = _renamed(deepcopy(making), old, name)
    found = spot_of(changed, key)
    assert found is not None  # noqa: S101 - keys stay
    found.part["name"] = name
    return changed


def _renamed(value: Any, old: str, name: str) -> Any:
    match value:
        case Mapping():
            return {each: _member(each, under, old, name) for each, under in value.items()}
        case list():
            return [_renamed(each, old, name) for each in value]
        case str():
            return _swapped(value, old, name)
    return value


def _member(each: str, value: Any, old: str, name: str) -> Any:
    """Change names that stand bare, and forget the trees of expressions: they are read anew."""
    if each == "choices_from":
        return name if value == old else value
    if each == "trigger":
        return [name if one == old else one for one in value]
    if isinstance(value, Mapping) and "source" in value:
        swapped = _swapped(value["source"], old, name)
        return value if swapped == value["source"] else {"source": swapped}
    return _renamed(value, old, name)


def _swapped(text: str, old: str, name: str) -> str:
    return REFERENCE.sub(
        lambda found: f"{found[1]}{name}{found[3]}" if found[2] == old else found[0], text
    )
