"""Two people change one form."""

import pytest

from consult.core.building.merge import digests, merged

WAS = {"label": "Water?", "hint": ""}
CLEAN = {"label": "Clean water?"}
MUCH = {"label": "Much water?"}


@pytest.mark.parametrize(
    ("mine", "now", "kept", "theirs"),
    [
        ({"label": "Water?", "hint": ""}, WAS, {}, {}),
        (CLEAN, WAS, CLEAN, {}),
        (CLEAN, {"label": "Water?", "hint": "Any."}, CLEAN, {}),
        ({"label": "Water?"}, {"label": "Much water?", "hint": ""}, {}, {}),
        (CLEAN, {"label": "Much water?", "hint": ""}, {}, MUCH),
        ({"label": "Same"}, {"label": "Same", "hint": ""}, {}, {}),
        ({"label": "Water?\r\n"}, WAS, {}, {}),
        ({"strange": "x"}, WAS, {}, {}),
    ],
)  # fmt: skip
def test_only_what_both_have_changed_is_told(
    mine: dict[str, str], now: dict[str, str], kept: dict[str, str], theirs: dict[str, str]
) -> None:
    result = merged(mine, digests(WAS), now)
    assert (result.mine, result.theirs) == (kept, theirs)
