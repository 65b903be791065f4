"""Find, add, order and remove the parts of a form in the making."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Final

Making = dict[str, Any]
Part = dict[str, Any]

GROUPS: Final = frozenset({"group", "repeat"})


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a part stands: among its siblings, inside of groups, outermost first."""

    part: Part
    siblings: list[Part]
    around: tuple[Part, ...]

    @property
    def place(self) -> int:
        """Count the siblings before it."""
        return next(at for at, one in enumerate(self.siblings) if one is self.part)

    @property
    def key(self) -> str:
        """Give what it is called while the form is made."""
        return str(self.part["key"])

    @property
    def is_group(self) -> bool:
        """Tell whether other parts may stand in it."""
        return self.part["kind"] in GROUPS


def spots(making: Making) -> Iterator[Spot]:
    """Give every part in order, groups before what is in them."""
    return _under(making["questions"], ())


def _under(siblings: list[Part], around: tuple[Part, ...]) -> Iterator[Spot]:
    for part in siblings:
        yield Spot(part, siblings, around)
        yield from _under(part.get("questions", []), (*around, part))


def spot_of(making: Making, key: str) -> Spot | None:
    """Find a part by its key."""
    return next((spot for spot in spots(making) if spot.key == key), None)


def keyed(written: Making) -> Making:
    """Take the JSON of a form and give every part a key."""
    making = {**deepcopy(written), "made": 0}
    for spot in spots(making):
        spot.part["key"] = _new_key(making)
    return making


def _new_key(making: Making) -> str:
    making["made"] += 1
    return f"p{making['made']}"


def add(making: Making, part: Part, after: str = "") -> tuple[Making, str]:
    """Put a part behind another one, or into it where that is a group; else at the end."""
    making = deepcopy(making)
    part = deepcopy(part)
    for spot in _under([part], ()):
        spot.part["key"] = _new_key(making)
    before = spot_of(making, after)
    if before is None:
        making["questions"].append(part)
    elif before.is_group:
        before.part["questions"].append(part)
    else:
        before.siblings.insert(before.place + 1, part)
    return making, part["key"]


def remove(making: Making, key: str) -> Making:
    """Take a part away with all that is in it, and lists of choices that nobody uses then."""
    making = deepcopy(making)
    if spot := spot_of(making, key):
        del spot.siblings[spot.place]
    return without_idle_lists(making)


def without_idle_lists(making: Making) -> Making:
    """Leave out the lists of choices that no question offers."""
    used = {spot.part.get("choices") for spot in spots(making)}
    lists = {name: listed for name, listed in making["choices"].items() if name in used}
    return {**making, "choices": lists}


def with_member(making: Making, key: str, member: str, value: Any) -> Making:
    """Set a member of a part, or take it away where the value is empty."""
    making = deepcopy(making)
    if spot := spot_of(making, key):
        spot.part.pop(member, None)
        if value:
            spot.part[member] = value
    return making
