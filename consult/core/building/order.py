"""Put the parts of a form in the making into another order."""

from copy import deepcopy

from consult.core.building.outline import GROUPS, Making, Part, Spot, spot_of


def move(making: Making, key: str, way: str) -> Making:
    """Move a part "up" or "down" among its siblings, "into" the group before it, or "out"."""
    making = deepcopy(making)
    spot = spot_of(making, key)
    if spot is None:
        return making
    siblings, at = spot.siblings, spot.place
    target, to = _target(making, spot, way)
    if target is not None:
        del siblings[at]
        target.insert(to, spot.part)
    return making


def _target(making: Making, spot: Spot, way: str) -> tuple[list[Part] | None, int]:
    """Say among which siblings a part goes, and before which of them."""
    at = spot.place
    before = spot.siblings[at - 1] if at else None
    if way == "up" and at:
        return spot.siblings, at - 1
    if way == "down" and at + 1 < len(spot.siblings):
        return spot.siblings, at + 1
    if way == "into" and before and before["kind"] in GROUPS:
        return before["questions"], len(before["questions"])
    if way == "out" and spot.around:
        around = spot_of(making, spot.around[-1]["key"])
        assert around is not None  # noqa: S101 - it was found on the way to the part
        return around.siblings, around.place + 1
    return None, 0


def ways(spot: Spot) -> dict[str, bool]:
    """Tell for each way whether a part can go it."""
    at = spot.place
    return {
        "up": at > 0,
        "down": at + 1 < len(spot.siblings),
        "into": at > 0 and spot.siblings[at - 1]["kind"] in GROUPS,
        "out": bool(spot.around),
    }
