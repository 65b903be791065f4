"""What the menus about a part say: when it is asked, what its answer may be, how far it goes."""

from collections.abc import Mapping
from typing import Final

from consult.core.building import names
from consult.core.building.bounds import MEASURES, Bounds, bounds_of
from consult.core.building.outline import Making, Part, spot_of, spots, with_member
from consult.core.building.rule import COMPARED, Join, Rule, Test, rule_of

TESTS: Final = 4
"""Tests of one rule that menus show."""

SCALE: Final = ("scale-low", "scale-high", "scale-step")
Fields = dict[str, str]


def rule_fields(part: Part) -> Fields:
    """Show when a part is asked."""
    rule = rule_of(part.get("relevant")) or Rule(())
    fields: Fields = {"join": rule.join}
    for at in range(TESTS):
        test = rule.tests[at] if at < len(rule.tests) else Test("", "is")
        chosen = test.how in ("is", "not", "has", "lacks")
        fields[f"rule:{at}:what"] = test.question + (
            f"={test.value}" if chosen and test.value else ""
        )
        fields[f"rule:{at}:how"] = {"has": "is", "lacks": "not"}.get(test.how, test.how)
        fields[f"rule:{at}:value"] = "" if chosen else test.value
    return fields


def bounds_fields(part: Part) -> Fields:
    """Show what an answer may be."""
    bounds = bounds_of(part["kind"], part.get("constraint")) or Bounds()
    return {"low": bounds.low, "high": bounds.high}


def with_rule(making: Making, key: str, fields: Mapping[str, str]) -> Making:
    """Write the rule that the menus say now."""
    said = [
        [fields[f"rule:{at}:{name}"] for name in ("what", "how", "value")] for at in range(TESTS)
    ]
    tests = (_test(making, *each) for each in said)
    join: Join = "or" if fields["join"] == "or" else "and"
    rule = Rule(tuple(test for test in tests if test), join)
    return _expressed(making, key, "relevant", rule.source())


def _test(making: Making, what: str, how: str, value: str) -> Test | None:
    name, chosen, choice = what.partition("=")
    if not names.NAME.fullmatch(name):
        return None
    if chosen:
        several = _kind_of(making, name) in ("select_multiple", "rank")
        not_so = how in ("not", "lacks")
        ways = ("lacks", "has") if several else ("not", "is")
        return Test(name, ways[0] if not_so else ways[1], choice)
    if how in COMPARED and is_number(value):
        return Test(name, how, value.strip())
    return Test(name, "answered")


def _kind_of(making: Making, name: str) -> str:
    return next((spot.part["kind"] for spot in spots(making) if spot.part["name"] == name), "")


def is_number(text: str) -> bool:
    """Tell whether an expression can hold this as a number."""
    try:
        return abs(float(text)) < 1e15 and not set(text.lower()) & set("einf_")
    except ValueError:
        return False


def with_bounds(making: Making, key: str, fields: Mapping[str, str]) -> Making:
    """Write the constraint that the menus say now."""
    spot = spot_of(making, key)
    kind = spot.part["kind"] if spot else ""
    if kind not in MEASURES:
        return making
    fits = _is_day if kind == "date" else is_number
    low, high = (fields[name] if fits(fields[name]) else "" for name in ("low", "high"))
    return _expressed(making, key, "constraint", Bounds(low, high).source(kind))


def _is_day(text: str) -> bool:
    return text == "today" or (len(text) == 10 and text.replace("-", "").isdecimal())


def with_scale(making: Making, key: str, fields: Mapping[str, str]) -> Making:
    """Change a scale, unless it would have no steps."""
    numbers = [float(fields[name]) for name in SCALE if is_number(fields[name])]
    if len(numbers) != len(SCALE):
        return making
    low, high, step = numbers
    fits = low < high and 0 < step <= high - low
    plain = [int(each) if each.is_integer() else each for each in numbers]
    return with_member(making, key, "scale", plain) if fits else making


def _expressed(making: Making, key: str, member: str, source: str) -> Making:
    return with_member(making, key, member, {"source": source} if source else None)
