"""Functions say what they should, here and on the phone."""

import math
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from consult.core.expression import Moment, Node, evaluate, parse
from consult.core.expression.value import text_of
from tests.core.expression.trees import Scene, Shown
from tests.phone_expressions import PhoneExpressions, plain, same

NAN = math.nan
SQUARE = "0 0;0 1;1 1;1 0;0 0"
ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
FIELD = (
    "38.253094215699576 21.756382658677467;38.25021274773806 21.756382658677467;"
    "38.25007793942195 21.763892843919166;38.25290886154963 21.763935759263404;"
    "38.25146813817506 21.758421137528785;38.253094215699576 21.756382658677467"
)

ROWS: list[tuple[str, Any]] = [
    # Lists
    ("string(instance('towns')/root/item[name = ${town}]/label)", "Ganta"),
    ("instance('towns')/root/item[name = 'nowhere']/label", {"nodes": []}),
    ("count(instance('towns')/root/item[county = 'nimba' and pop > 15000])", 1.0),
    ("count(instance('towns')/root/item[pop = 9000])", 1.0),
    ("count(instance('towns')/root/item[county = /f/m/x])", 3.0),
    ("string(instance('towns')/root/item[2]/name)", "sani"),
    ("string(instance('towns')/root/item[county = 'nimba'][last()]/name)", "sani"),
    ("instance('missing')/root/item", {"nodes": []}),
    ("join(' ', instance('towns')//name | instance('far')//name)", "ganta away sani tubman"),
    ("pulldata('towns', 'label', 'name', 'sani')", "Sanniquellie"),
    ("pulldata('towns.csv', 'label', 'name', ${town})", "Ganta"),
    ("pulldata('towns', 'label', 'name', 'x')", ""),
    ("pulldata('towns', 'mayor', 'name', 'sani')", ""),
    ("pulldata('missing', 'label', 'name', 'sani')", ""),
    ("jr:choice-name(${town}, '${town}')", "town ganta x"),
    ("jr:choice-name('a', '/f/g/town')", "town a x"),
    ("choice-label(${town}, 'a')", "town a x"),
    ("jr:itext('towns-0')", "<towns-0>"),
    # Repeats: ${x} of three turns is "bomi", "nimba" and, in a turn that isn't asked, "nimba"
    ("indexed-repeat(${x}, ${m}, 1)", {"nodes": ["bomi"]}),
    ("indexed-repeat(${x}, ${m}, 2)", {"nodes": ["nimba"]}),
    ("indexed-repeat(${x}, ${m}, 3)", {"nodes": []}),
    ("indexed-repeat(${x}, ${m}, 9)", {"nodes": []}),
    ("indexed-repeat(${x}, ${m}, number(''))", {"nodes": []}),
    ("indexed-repeat(${z}, ${m}, 1, ${n}, 2)", {"nodes": ["1b"]}),
    ("indexed-repeat(${z}, ${n}, 1, ${m}, 2)", {"nodes": ["2a"]}),
    ("indexed-repeat(${z}, ${n}, 1)", {"nodes": ["2a"]}),
    ("indexed-repeat(/f/m/x, /f/m, 1)", {"nodes": ["bomi"]}),
    ("count(${m})", 2.0),
    ("count(/f/m)", 2.0),
    ("join(' ', /f/m/x)", "bomi nimba"),
    ("index()", 2.0),
    ("position(..)", 2.0),
    ("string(current())", "nimba"),
    ("string(current()/../x)", "nimba"),
    ("count-if(/f/m/x, . = 'bomi')", 1.0),
    ("sum-if(/f/q, . > 1)", 5.0),
    ("min-if(/f/q, . > 1)", 2.0),
    ("max-if(/f/q, . < 3)", 2.0),
    ("join-if('-', /f/q, . != 2)", "1-3"),
    ("sum(${q})", 6.0),
    # Lists of truths
    ("checklist(1, 2, true(), false(), true())", True),
    ("checklist(1, 2, true(), true(), true())", False),
    ("checklist(-1, 0, false())", True),
    ("checklist(2, -1, true(), false())", False),
    ("weighted-checklist(3, 5, true(), 2, true(), 1.5, false(), 9)", True),
    ("weighted-checklist(3, 5, true(), 2, false(), 1.5)", False),
    # Dates
    ("decimal-time('06:00:00.000+02:00')", 0.25),
    ("decimal-time('23:30:00Z')", 0.0625),
    ("decimal-time('noon')", NAN),
    ("duration()", 30.0),
    # Numbers
    ("sin(pi() div 6)", 0.5),
    ("cos(pi() div 3)", 0.5),
    ("tan(pi() div 4)", 1.0),
    ("asin(1)", 1.5707963267949),
    ("acos(2)", NAN),
    ("atan(1)", 0.785398163397448),
    ("atan2(-1, -1)", -2.35619449019234),
    ("exp(1)", 2.71828182845905),
    ("exp10(3)", 1000.0),
    ("exp10(-3)", 0.001),
    ("log(exp(2))", 2.0),
    ("log(0)", -math.inf),
    ("log10(1000)", 3.0),
    ("sqrt(2)", math.sqrt(2)),
    ("sqrt(-1)", NAN),
    ("pow(8, 1 div 3)", 2.0),
    ("pow(-8, 1 div 3)", NAN),
    ("pow(-2, 3)", -8.0),
    # Places
    (f"area('{FIELD}')", 151451.76),
    (f"distance('{FIELD}')", 2054.7),
    ("distance('0 0', '0 1 12 5')", 111318.85),
    ("distance('6.3 -10.8', '6.3 -10.80001')", 1.11),
    ("distance('90 0', '90 1')", 0.0),
    ("area('0 0;1 1')", 0.0),
    ("area('')", 0.0),
    ("area('here')", NAN),
    ("distance('91 0;0 0')", NAN),
    (f"geofence('0.5 0.4 0 0', '{SQUARE}')", True),
    (f"geofence('1.5 0.4', '{SQUARE}')", False),
    ("geofence('0.5 0.4', '0 0;0 1;1 1;1 0')", False),
    # Chance
    ("random() = random()", False),
    ("string-length(uuid())", 36.0),
    ("regex(uuid(), '[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}')", True),
    ("string-length(uuid(5))", 5.0),
    ("string-length(uuid(50))", 50.0),
    ("join('', randomize(/f/l, 42))", "AFCBDE"),
    ("join('', randomize(/f/l, '42'))", "AFCBDE"),
    ("join('', randomize(/f/l, -42))", "EDAFBC"),
    ("join('', randomize(/f/l, 1.1))", "BFEACD"),
    ("join('', randomize(/f/l, 11111111))", "ACDBFE"),
    ("join('', randomize(/f/l, ''))", "CBEAFD"),
    ("join('', randomize(/f/l, 'mirror'))", "ACBEDF"),
    ("count(randomize(/f/l))", 6.0),
    ("randomize('x')", {"nodes": []}),
    # Texts
    ("digest('abc', 'SHA-256', 'hex')", ABC),
    ("digest('', 'SHA-256')", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
    ("digest('a', 'SHA-256', 'octal')", ""),
    ("base64-decode('w6nwn5GN')", "é👍"),
    ("base64-decode('no base64')", ""),
    ("concat('a', linebreak(), 'b')", "a\nb"),
    ("is-selected('a b', 'b')", True),
    ("regex('abc1', '^(?=.*[0-9])(?!0)[a-z0-9]{4,}$')", True),
    ("regex('abcd', '^(?=.*[0-9])(?!0)[a-z0-9]{4,}$')", False),
    ("regex('0bc1', '^(?=.*[0-9])(?!0)[a-z0-9]{4,}$')", False),
]  # fmt: skip


def _scene() -> Scene:
    """Stand at x, in the second turn of m."""
    root = Node("", kind="root")
    form = root.add(Node("f"))
    form.add(Node("g")).add(Node("town", "ganta"))
    turns = [form.add(Shown("m", shown=shown)) for shown in (True, True, False)]
    for turn, county in zip(turns, ("bomi", "nimba", "nimba"), strict=True):
        turn.add(Shown("x", county))
        number = turns.index(turn) + 1
        for letter in "ab":
            turn.add(Shown("n")).add(Shown("z", f"{number}{letter}"))
    for text in "123":
        form.add(Node("q", text))
    for text in "ABCDEF":
        form.add(Node("l", text))
    towns = [
        {"name": "ganta", "label": "Ganta", "county": "nimba", "pop": "41000"},
        {"name": "sani", "label": "Sanniquellie", "county": "nimba", "pop": "15000"},
        {"name": "tubman", "label": "Tubmanburg", "county": "bomi", "pop": "9000"},
    ]
    return Scene(root, turns[1].children[0], None, {"towns": towns, "far": [{"name": "away"}]}, 7)


@pytest.mark.parametrize(("source", "value"), ROWS, ids=[row[0][:60] for row in ROWS])
def test_a_function_says_what_it_should(phone: PhoneExpressions, source: str, value: Any) -> None:
    now = datetime(2026, 11, 22, 17, tzinfo=timezone(timedelta(hours=2)))
    ours, theirs = phone.both(parse(source).tree, _scene(), now)
    assert same(plain(value), ours), ours
    assert same(plain(value), theirs), theirs


class _Unasked(Node):
    """A node that must not be asked whether it is relevant."""

    @property
    def relevant(self) -> bool:
        raise AssertionError


def test_a_turn_that_is_not_looked_at_is_not_asked_for() -> None:
    form = Node("f")
    for kind in (Node, _Unasked, _Unasked):
        form.add(kind("m")).add(kind("x", "1"))
    moment = Moment(
        datetime(2026, 11, 22, tzinfo=UTC),
        form,
        all=lambda name: [node for node in form.under() if node.name == name],
    )
    value = evaluate(parse("indexed-repeat(${x}, ${m}, 1)").tree, moment)
    assert text_of(value) == "1"
