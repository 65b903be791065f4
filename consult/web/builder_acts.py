"""What the buttons of the builder do to a form in the making."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from flask import request

from consult.core.building import fields, order, outline, parts, texts
from consult.core.building.merge import Merged, merged
from consult.core.building.outline import Making, spot_of
from consult.core.language import DEFAULT, INTERFACE, Speech, direction
from consult.web.builder_words import ADDED

STYLES: Final = ("", "pages", "one-page")
LONGEST_LIST: Final = 500
"""Choices that can be added at once."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a button did: the form now, the name of the change, and the part to show.

    `theirs` holds what somebody else has written meanwhile into the same fields; then nothing
    was done, and `mine` holds all that was typed.
    """

    making: Making
    change: str
    key: str
    theirs: Mapping[str, str] = field(default_factory=dict)
    mine: Mapping[str, str] = field(default_factory=dict)


Act = Callable[[Making, str, str], Done]


def done(making: Making, key: str, do: str) -> Done | None:
    """Keep what was typed about a part, then do what the button says; None for an unknown one."""
    verb, _, rest = do.partition(":")
    act = ACTS.get(verb)
    if act is None:
        return None
    kept = _keep(making, key)
    if kept.theirs:
        sent = posted()
        mine = {**kept.mine, **{name: sent[name] for name in kept.theirs}}
        return Done(making, "", key, kept.theirs, mine)
    changed = fields.applied(making, key, kept.mine) if kept.mine else making
    after = act(changed, key, rest)
    return Done(after.making, after.change or (f"edit:{key}" if kept.mine else ""), after.key)


def _keep(making: Making, key: str) -> Merged:
    """Find what was changed in the fields of a part."""
    if "was" not in request.form or spot_of(making, key) is None:
        return Merged({}, {})
    return merged(posted(), was(), fields.fields_of(making, key))


def posted() -> dict[str, str]:
    """Give what the page sent; where a name comes twice, the last counts."""
    return {name: sent[-1] for name, sent in request.form.lists()}


def was() -> dict[str, str]:
    """Read what the page had shown, as digests; nothing where that is no such thing."""
    try:
        read = json.loads(request.form.get("was", "{}"))
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def _save(making: Making, key: str, rest: str) -> Done:
    return Done(making, "", key)


def _move(making: Making, key: str, way: str) -> Done:
    return Done(order.move(making, key, way), "move", key)


def _copy(making: Making, key: str, rest: str) -> Done:
    changed, new = parts.copy(making, key)
    return Done(changed, "copy", new)


def _remove(making: Making, key: str, rest: str) -> Done:
    lines = [spot.key for spot in outline.spots(making)]
    before = lines[max(0, lines.index(key) - 1)] if key in lines else ""
    return Done(outline.remove(making, key), "remove", "" if before == key else before)


def _add(making: Making, key: str, rest: str) -> Done:
    sent = posted()
    kind = sent.get("new-kind", "")
    if kind not in ADDED:
        return Done(making, "", key)
    changed, new = parts.new(making, kind, sent.get("new-text", "")[:1000], key)
    return Done(changed, "add", new)


def _choice(making: Making, key: str, rest: str) -> Done:
    by, _, at = rest.partition(":")
    spot = spot_of(making, key)
    steps = {"up": -1, "down": 1, "remove": 0}
    if spot is None or by not in steps or not at.isdecimal():
        return Done(making, "", key)
    making = parts.own_list(making, key)
    own = spot_of(making, key)
    listed = str(own.part.get("choices", "")) if own else ""
    return Done(parts.move_choice(making, listed, int(at), steps[by]), "choice", key)


def _whole(making: Making, key: str, rest: str) -> Done:
    """Take the titles, the style and the first language."""
    sent = posted()
    for tag in making["languages"]:
        if f"title:{tag}" in sent:
            making = texts.write(making, "title", tag, sent[f"title:{tag}"][:300])
    if sent.get("style") in STYLES:
        making = {**making, "style": sent["style"]}
    if sent.get("default") in making["languages"]:
        making = {**making, "default_language": sent["default"]}
    return Done(making, "whole", "")


def _speak(making: Making, key: str, rest: str) -> Done:
    sent: dict[str, Any] = posted()
    tag = sent.get("tag", "").strip().replace("_", "-")[:35]
    if not texts.TAG.fullmatch(tag):
        return Done(making, "", "")
    written = sent.get("direction") if sent.get("direction") in ("ltr", "rtl") else direction(tag)
    fallback = sent.get("fallback") if sent.get("fallback") in INTERFACE else DEFAULT
    speech = Speech(sent.get("own-name", "").strip()[:60] or tag, str(written), str(fallback))
    return Done(texts.speak(making, tag, speech), "language", "")


def _hush(making: Making, key: str, tag: str) -> Done:
    return Done(texts.hush(making, tag), "language", "")


ACTS: Final[Mapping[str, Act]] = {
    "save": _save,
    "move": _move,
    "copy": _copy,
    "remove": _remove,
    "add": _add,
    "choice": _choice,
    "whole": _whole,
    "speak": _speak,
    "hush": _hush,
}
"""By the first word of a button's value."""
