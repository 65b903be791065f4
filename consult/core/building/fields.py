"""A part of a form in the making as the fields of a page, and back."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from consult.core.building import menus, names, parts
from consult.core.building.outline import GROUPS, Making, Part, spot_of, with_member
from consult.core.building.texts import MEMBERS, write

EXPRESSIONS: Final = (
    "relevant", "constraint", "calculation", "initial", "choice_filter", "count", "required",
)  # fmt: skip
GROUP_MEMBERS: Final = ("label", "hint")
PLAIN: Final = ("role", "default", "appearance", "name")
FAMILIES: Final = (
    ("text", "lines", "barcode"),
    ("integer", "decimal", "range"),
    ("date", "time", "datetime"),
    ("select_one", "menu", "select_multiple", "rank"),
    ("geopoint", "geotrace", "geoshape"),
    ("image", "audio", "video", "file"),
    ("group", "repeat"),
)
"""Kinds that a question can turn into one another."""

Fields = dict[str, str]


def fields_of(making: Making, key: str) -> Fields:
    """Give all that can be changed about a part, as a page shows it."""
    spot = spot_of(making, key)
    if spot is None:
        return {}
    part = spot.part
    fields = {"kind": family_kind(part), **_texts(making, part)}
    fields |= {name: str(part.get(name, "")) for name in PLAIN}
    fields |= {name: source(part, name) for name in EXPRESSIONS}
    fields["required"] = "" if part.get("required") is True else fields["required"]
    fields["must"] = "yes" if part.get("required") is True else ""
    fields |= menus.rule_fields(part) | menus.bounds_fields(part)
    scale = part.get("scale") or ("", "", "")
    return fields | {name: written(value) for name, value in zip(menus.SCALE, scale, strict=True)}


def family_kind(part: Part) -> str:
    """Name the kind as the menu of kinds does."""
    appearance = str(part.get("appearance", "")).split()
    if part["kind"] == "text" and "multiline" in appearance:
        return "lines"
    return "menu" if part["kind"] == "select_one" and "minimal" in appearance else str(part["kind"])


def source(part: Part, member: str) -> str:
    """Give an expression as it was written."""
    value = part.get(member)
    return str(value["source"]) if isinstance(value, Mapping) else ""


def written(value: Any) -> str:
    """Write a number as people do."""
    return f"{value:g}" if isinstance(value, int | float) else str(value)


def _texts(making: Making, part: Part) -> Fields:
    members = GROUP_MEMBERS if part["kind"] in GROUPS else MEMBERS
    fields = {
        f"t:{member}:{tag}": part.get(member, {}).get(tag, "")
        for member in members
        for tag in making["languages"]
    }
    for at, choice in enumerate(making["choices"].get(part.get("choices", ""), [])):
        for tag in making["languages"]:
            fields[f"c:{at}:{tag}"] = choice.get("label", {}).get(tag, "")
    return fields | {"more": ""}


def applied(making: Making, key: str, changed: Mapping[str, str]) -> Making:
    """Put changed fields into a part; what makes no sense is left as it was."""
    for name, value in changed.items():
        making = _apply(making, key, name, value.replace("\r\n", "\n").strip())
    fields = fields_of(making, key) | dict(changed)
    rule = {name for name in changed if name.startswith(("rule:", "join"))}
    if rule and "relevant" not in changed:
        making = menus.with_rule(making, key, fields)
    if {"low", "high"} & changed.keys() and "constraint" not in changed:
        making = menus.with_bounds(making, key, fields)
    return menus.with_scale(making, key, fields) if changed.keys() & set(menus.SCALE) else making


def _apply(making: Making, key: str, name: str, value: str) -> Making:
    spot = spot_of(making, key)
    if spot is None:
        return making
    first, _, rest = name.partition(":")
    if first == "t":
        member, _, tag = rest.partition(":")
        return write(making, f"{key}/{member}", tag, value)
    if first == "c":
        at, _, tag = rest.partition(":")
        making = parts.own_list(making, key)
        return write(making, f"choice/{_list(making, key)}/{at}", tag, value)
    return SETTERS[name](making, key, value) if name in SETTERS else making


def _list(making: Making, key: str) -> str:
    spot = spot_of(making, key)
    return str(spot.part.get("choices", "")) if spot else ""


def _kind(making: Making, key: str, value: str) -> Making:
    spot = spot_of(making, key)
    family = next((each for each in FAMILIES if spot and family_kind(spot.part) in each), ())
    if spot is None or value not in family:
        return making
    begun = parts.BEGUN.get(value, {"kind": value})
    rest = str(spot.part.get("appearance", "")).split()
    kept = [one for one in rest if one not in ("multiline", "minimal")]
    appearance = " ".join([*kept, *str(begun.get("appearance", "")).split()])
    making = with_member(making, key, "kind", begun["kind"])
    making = with_member(making, key, "appearance", appearance)
    return with_member(making, key, "scale", begun.get("scale"))


def _more(making: Making, key: str, value: str) -> Making:
    labels = [line.strip() for line in value.splitlines() if line.strip()]
    making = parts.own_list(making, key)
    listed = _list(making, key)
    return parts.add_choices(making, listed, labels) if listed else making


def _name(making: Making, key: str, value: str) -> Making:
    if not names.NAME.fullmatch(value) or value in names.taken(making):
        return making
    return names.rename(making, key, value)


def _expression(member: str) -> Callable[[Making, str, str], Making]:
    def put(making: Making, key: str, value: str) -> Making:
        return with_member(making, key, member, {"source": value} if value else None)

    return put


def _plain_member(member: str) -> Callable[[Making, str, str], Making]:
    return lambda making, key, value: with_member(making, key, member, value)


SETTERS: Final[Mapping[str, Callable[[Making, str, str], Making]]] = {
    **{member: _expression(member) for member in EXPRESSIONS},
    **{member: _plain_member(member) for member in ("role", "default", "appearance")},
    "kind": _kind,
    "more": _more,
    "must": lambda making, key, value: with_member(making, key, "required", value == "yes"),
    "name": _name,
}
"""By the field: how its value gets into the part."""
