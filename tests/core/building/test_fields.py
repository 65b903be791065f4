"""A part as the fields of a page."""

import pytest

from consult.core.building import parts
from consult.core.building.bounds import bounds_of
from consult.core.building.fields import applied, fields_of
from consult.core.building.outline import Making, spot_of, spots
from consult.core.building.rule import rule_of
from consult.core.building.texts import hush, missing, speak, texts, write
from consult.core.language import Speech


@pytest.fixture
def making() -> Making:
    """Ask whether there is water, what for, how old one is, and why."""
    making = parts.empty("made", "Made", "en")
    for kind, words, choices in (
        ("select_one", "Water", "Yes\nNo"),
        ("select_multiple", "Uses", "Drink\nWash"),
        ("integer", "Age", ""),
        ("lines", "Why", ""),
    ):
        making, key = parts.new(making, kind, words)
        making = applied(making, key, {"more": choices})
    return making


def key(making: Making, name: str) -> str:
    return next(spot.key for spot in spots(making) if spot.part["name"] == name)


def source(making: Making, name: str, member: str) -> str:
    spot = spot_of(making, key(making, name))
    assert spot is not None
    return str(spot.part.get(member, {}).get("source", ""))


@pytest.mark.parametrize(
    ("menus", "written"),
    [
        ({"rule:0:what": "water=yes"}, "${water} = 'yes'"),
        ({"rule:0:what": "water=yes", "rule:0:how": "not"}, "${water} != 'yes'"),
        ({"rule:0:what": "uses=wash"}, "selected(${uses}, 'wash')"),
        ({"rule:0:what": "uses=wash", "rule:0:how": "not"}, "not(selected(${uses}, 'wash'))"),
        ({"rule:0:what": "age", "rule:0:how": "least", "rule:0:value": "18"}, "${age} >= 18"),
        ({"rule:0:what": "age", "rule:0:how": "less", "rule:0:value": "1.5"}, "${age} < 1.5"),
        ({"rule:0:what": "age", "rule:0:how": "least", "rule:0:value": "x"}, "${age} != ''"),
        (
            {"rule:0:what": "water=no", "rule:1:what": "uses=wash", "join": "or"},
            "${water} = 'no' or selected(${uses}, 'wash')",
        ),
        ({"rule:0:what": ""}, ""),
        ({"rule:0:what": "nothing') or true("}, ""),
    ],
)
def test_menus_write_the_rule_and_read_it_again(
    making: Making, menus: dict[str, str], written: str
) -> None:
    changed = applied(making, key(making, "why"), menus)
    assert source(changed, "why", "relevant") == written
    shown = fields_of(changed, key(making, "why"))
    assert applied(changed, key(making, "why"), {**shown, "more": ""}) == changed


@pytest.mark.parametrize(
    ("rule", "can"),
    [
        ("", True),
        ("${water} = 'yes'", True),
        ("${age} > 3 and ${water} = 'no'", True),
        ("${age} + 1 > 3", False),
        ("${water} = 'yes' and (${age} > 3 or ${age} < 1)", False),
        ("what is this", False),
    ],
)
def test_menus_know_which_rules_they_can_say(rule: str, can: bool) -> None:
    assert (rule_of({"source": rule}) is not None) is can


@pytest.mark.parametrize(
    ("kind", "low", "high", "written"),
    [
        ("age", "0", "120", ". >= 0 and . <= 120"),
        ("age", "", "120", ". <= 120"),
        ("age", "x", "", ""),
        ("uses", "", "2", "count-selected(.) <= 2"),
        ("why", "10", "", "string-length(.) >= 10"),
    ],
)
def test_bounds_become_a_constraint(
    making: Making, kind: str, low: str, high: str, written: str
) -> None:
    changed = applied(making, key(making, kind), {"low": low, "high": high})
    assert source(changed, kind, "constraint") == written


@pytest.mark.parametrize(
    ("kind", "written", "can"),
    [
        ("date", ". <= today()", True),
        ("date", ". >= date('2026-01-01') and . <= today()", True),
        ("integer", ". >= 1 and . <= 5", True),
        ("integer", ". >= 1 or . <= -5", False),
        ("integer", ". mod 2 = 0", False),
        ("select_one", ". = 'x'", False),
    ],
)
def test_bounds_are_read_where_menus_can_say_them(kind: str, written: str, can: bool) -> None:
    assert (bounds_of(kind, {"source": written}) is not None) is can


def test_a_new_name_goes_to_every_rule_and_text_that_shows_it(making: Making) -> None:
    making = applied(making, key(making, "why"), {"rule:0:what": "water=yes"})
    making = applied(making, key(making, "why"), {"t:label:en": "Why is ${ water } so?"})
    changed = applied(making, key(making, "water"), {"name": "source"})
    assert source(changed, "why", "relevant") == "${source} = 'yes'"
    assert fields_of(changed, key(making, "why"))["t:label:en"] == "Why is ${ source } so?"


@pytest.mark.parametrize("name", ["", "two words", "1st", "age", "__x"])
def test_a_name_that_can_not_be_one_changes_nothing(making: Making, name: str) -> None:
    assert applied(making, key(making, "water"), {"name": name}) == making


@pytest.mark.parametrize(
    ("name", "kind", "becomes"),
    [
        ("why", "text", "text"),
        ("water", "menu", "select_one"),
        ("water", "select_multiple", "select_multiple"),
        ("water", "integer", "select_one"),
        ("age", "range", "range"),
    ],
)
def test_a_kind_turns_only_into_its_like(
    making: Making, name: str, kind: str, becomes: str
) -> None:
    changed = applied(making, key(making, name), {"kind": kind})
    spot = spot_of(changed, key(making, name))
    assert spot is not None
    assert spot.part["kind"] == becomes


def test_choices_that_two_questions_share_are_changed_for_one_only(making: Making) -> None:
    making, other = parts.copy(making, key(making, "water"))
    changed = applied(making, other, {"c:0:en": "Always"})
    assert fields_of(changed, other)["c:0:en"] == "Always"
    assert fields_of(changed, key(making, "water"))["c:0:en"] == "Yes"


def test_a_choice_keeps_its_name_when_its_words_change(making: Making) -> None:
    changed = applied(making, key(making, "water"), {"c:0:en": "Of course"})
    assert [choice["name"] for choice in changed["choices"]["water"]] == ["yes", "no"]


@pytest.mark.parametrize(
    ("low", "high", "step", "scale"),
    [("0", "10", "1", [0, 10, 1]), ("0", "1", "0.5", [0, 1, 0.5]), ("5", "1", "1", [1, 5, 1])],
)
def test_a_scale_must_have_steps(
    making: Making, low: str, high: str, step: str, scale: list[float]
) -> None:
    making, new = parts.new(making, "range", "How much")
    changed = applied(making, new, {"scale-low": low, "scale-high": high, "scale-step": step})
    spot = spot_of(changed, new)
    assert spot is not None
    assert spot.part["scale"] == scale


def test_what_a_new_language_lacks_is_counted(making: Making) -> None:
    both = speak(making, "kri", Speech("Krio", "ltr", "en"))
    every = len(list(texts(making)))
    assert missing(both, "en") == 0
    assert missing(both, "kri") == every
    told = write(both, "title", "kri", "Wata")
    assert missing(told, "kri") == every - 1
    assert missing(write(told, "choice/water/0", "kri", "Yɛs"), "kri") == every - 2
    assert hush(told, "kri") == {**making, "speech": {}}


def test_the_last_language_stays(making: Making) -> None:
    assert hush(making, "en") == making
