"""Expressions as people write them are read; what can't be is told with its place."""

import pytest

from consult.core.expression import Tree, Unreadable, names, parse, sources, steady

READ: list[tuple[str, Tree]] = [
    ("1 + 2 * 3", ["+", ["number", 1], ["*", ["number", 2], ["number", 3]]]),
    ("1 - 2 - 3", ["-", ["-", ["number", 1], ["number", 2]], ["number", 3]]),
    ("-2", ["number", -2]),
    ("- - 2", ["neg", ["neg", ["number", 2]]]),
    ("2 -1", ["-", ["number", 2], ["number", 1]]),
    ("${a-b}", ["ref", "a-b"]),
    ("${ a } = 'x'", ["=", ["ref", "a"], ["text", "x"]]),
    (".", ["self"]),
    (". > 1", [">", ["self"], ["number", 1]]),
    ("true() or false() or true()", ["or", *(["call", f, []] for f in ("true", "false", "true"))]),
    ("${a} and (${b} or ${c})", ["and", ["ref", "a"], ["or", ["ref", "b"], ["ref", "c"]]]),
    ("'don’t'", ["text", "don’t"]),
    ("‘yes’", ["text", "yes"]),
    ("“yes”", ["text", "yes"]),
    ('"yes”', ["text", "yes"]),
    ("${a}\u00a0=\u200b1", ["=", ["ref", "a"], ["number", 1]]),
    ("../a", ["path", ".", ["parent", "node()"], ["child", "a"]]),
    ("/f/a[2]", ["path", "/", ["child", "f"], ["child", "a", ["number", 2]]]),
    ("a//b", ["path", ".", ["child", "a"], ["descendant", "b"]]),
    (
        "//b[1]",
        ["path", "/", ["descendant-or-self", "node()"], ["child", "b", ["number", 1]]],
    ),
    ("@x", ["path", ".", ["attribute", "x"]]),
    ("child::text()", ["path", ".", ["child", "text()"]]),
    ("a | b", ["|", ["path", ".", ["child", "a"]], ["path", ".", ["child", "b"]]]),
    ("(a)[1]", ["path", ["path", ".", ["child", "a"]], ["whole", "node()", ["number", 1]]]),
    ("div div div", ["div", ["path", ".", ["child", "div"]], ["path", ".", ["child", "div"]]]),
    ("* * *", ["*", ["path", ".", ["child", "*"]], ["path", ".", ["child", "*"]]]),
    ("1and1", ["and", ["number", 1], ["number", 1]]),
    (".5", ["number", 0.5]),
    ("1e400", ["div", ["number", 1], ["number", 0]]),
    (
        "indexed-repeat(${a}, ${m}, ${b})",
        ["call", "indexed-repeat", [["all", "a"], ["all", "m"], ["ref", "b"]]],
    ),
    ("jr:choice-name(${a}, '${b}')", ["call", "jr:choice-name", [["ref", "a"], ["name", "b"]]]),
    ("jr:choice-name(${a}, ' ${ b } ')", ["call", "jr:choice-name", [["ref", "a"], ["name", "b"]]]),
    ("jr:choice-name('x', /f/g/b)", ["call", "jr:choice-name", [["text", "x"], ["name", "b"]]]),
    ("choice-label(${b}, 'x')", ["call", "jr:choice-name", [["text", "x"], ["name", "b"]]]),
    (
        "pulldata('towns.CSV', 'a', 'b', 'c')",
        ["call", "pulldata", [["text", "towns"], ["text", "a"], ["text", "b"], ["text", "c"]]],
    ),
    (
        "count-if(${m}, ${a})",
        [
            "call",
            "count",
            [["path", ["ref", "m"], ["whole", "node()", ["call", "boolean", [["ref", "a"]]]]]],
        ],
    ),
    ("سؤال = 1", ["=", ["path", ".", ["child", "سؤال"]], ["number", 1]]),
]


@pytest.mark.parametrize(("source", "tree"), READ, ids=[row[0] for row in READ])
def test_an_expression_becomes_its_tree(source: str, tree: Tree) -> None:
    assert parse(source).tree == tree


UNREADABLE: list[tuple[str, str, int]] = [
    ("", "unexpected", 0),
    ("1 +", "unexpected", 3),
    ("(1", "expected", 2),
    ("1)", "unexpected", 1),
    ("a[1", "expected", 3),
    ("'open", "unclosed_text", 0),
    ("“open", "unclosed_text", 0),
    ("1 # 2", "unexpected", 2),
    ("${}", "unexpected", 0),
    ("$a", "unexpected", 0),
    ("1 = = 2", "unexpected", 4),
    ("selected('a')", "arguments", 0),
    ("true(1)", "arguments", 0),
    ("evaluate('1')", "unknown_function", 0),
    ("not(__import__('os'))", "unknown_function", 4),
    ("sideways::a", "unexpected", 0),
    ("regex(., concat('a', 'b'))", "pattern_not_fixed", 0),
    ("regex(., '(')", "pattern_ends", 0),
    ("regex(.)", "arguments", 0),
    ("indexed-repeat(${a}, ${m})", "arguments", 0),
    ("indexed-repeat(${a}, ${m}, 1, ${n})", "arguments", 0),
    ("weighted-checklist(1, 2, true())", "arguments", 0),
    ("jr:choice-name(${a}, concat('a', 'b'))", "arguments", 0),
    ("jr:choice-name(${a}, '')", "arguments", 0),
    ("digest('a', 'MD5')", "unknown_function", 0),
    ("1" + " + 1" * 10_000, "too_long", 20_000),
    ("1" + " + 1" * 400, "too_deep", 0),
    ("(" * 100 + "1" + ")" * 100, "too_deep", 61),
    ("not(" * 5_000, "too_deep", 244),
    ("-" * 19_999 + "1 1", "too_long", 20_000),
]


@pytest.mark.parametrize(
    ("source", "code", "at"), UNREADABLE, ids=[row[0][:30] for row in UNREADABLE]
)
def test_what_is_no_expression_is_told_with_its_place(source: str, code: str, at: int) -> None:
    with pytest.raises(Unreadable) as told:
        parse(source)
    assert (told.value.code, told.value.at) == (code, at)


def test_a_long_list_of_alternatives_is_no_deep_tree() -> None:
    tree = parse(" or ".join(f"selected(${{a}}, '{at}')" for at in range(500))).tree
    assert (tree[0], len(tree)) == ("or", 501)


def test_what_an_expression_names_can_be_told() -> None:
    tree = parse("indexed-repeat(${a}, ${m}, ${b}) + count(${c}[. > ${d}])").tree
    assert names(tree) == {"a", "b", "c", "d", "m"}
    tree = parse("concat(instance('x')/root/item[1]/y, pulldata('z', 'a', 'b', 'c'))").tree
    assert sources(tree) == {"x", "z"}


@pytest.mark.parametrize(
    ("source", "same"),
    [
        ("1 + ${a}", True),
        ("randomize(${a}, 1)", True),
        ("now()", True),
        ("randomize(${a})", False),
        ("once(random())", False),
        ("concat('a', uuid(3))", False),
        ("${a}[. > random()]", False),
        ("'random()'", True),
    ],
)
def test_an_expression_that_draws_or_keeps_is_not_steady(source: str, same: bool) -> None:
    assert steady(parse(source).tree) is same


def test_an_expression_keeps_what_was_written() -> None:
    assert parse("${a} = ‘x’").source == "${a} = ‘x’"
