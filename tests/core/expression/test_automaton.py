"""Patterns match as regular expressions do, in linear time, or are refused."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.core.expression.automaton import automata
from consult.core.expression.matching import matches
from consult.core.expression.pattern import BadPattern


def _matches(pattern: str, text: str) -> bool:
    return all(matches(one, text) == wanted for wanted, one in automata(pattern))


MATCHES: list[tuple[str, str, bool]] = [
    (r"[0-9]{3}", "123", True),
    (r"[0-9]{3}", "1234", False),
    (r"^\+?[0-9]{9,12}$", "+231770000000", True),
    (r"^\+?[0-9]{9,12}$", "77000", False),
    (r"^[a-z.]+@[a-z]+\.[a-z]{2,}$", "a.b@example.org", True),
    (r"a|b|", "", True),
    (r"(ab)*", "ababab", True),
    (r"(ab)*", "aba", False),
    (r"(?:ab){2,}", "ab", False),
    (r"(?:ab){2,}", "ababab", True),
    (r"(a?){3}b{0}", "aa", True),
    (r"[^a-c]+", "xyz", True),
    (r"[^a-c]+", "xbz", False),
    (r"[a\-z]+", "-az", True),
    (r"[\d\s-]+", "12 3-4", True),
    (r"\w+", "é", False),
    (r".", "\n", False),
    (r".{2}", "👍🏽", True),
    (r"[👍-👏]", "👎", True),
    (r"[؀-ۿ ]+", "ما رأيك", True),
    (r"\x41\u0042", "AB", True),
    (r"^a$|^b$", "b", True),
    (r"(^a)", "a", True),
    (r"a{2,4}?", "aaa", True),
]


@pytest.mark.parametrize(("pattern", "text", "expected"), MATCHES)
def test_a_whole_text_matches_or_does_not(pattern: str, text: str, expected: bool) -> None:
    assert _matches(pattern, text) == expected


AHEAD: list[tuple[str, str, bool]] = [
    (r"^(?=.*[0-9])(?=.*[a-z]).{4,}$", "abc1", True),
    (r"^(?=.*[0-9])(?=.*[a-z]).{4,}$", "abcd", False),
    (r"^(?=.*[0-9])(?=.*[a-z]).{4,}$", "a1", False),
    (r"^(?!0)[0-9]+$", "10", True),
    (r"^(?!0)[0-9]+$", "01", False),
    (r"(?=ab$|c).*", "ab", True),
    (r"(?=ab$|c).*", "abc", False),
    (r"(?!x|y$).*", "yx", True),
    (r"(?=a)", "a", False),
]


@pytest.mark.parametrize(("pattern", "text", "expected"), AHEAD)
def test_a_pattern_may_look_ahead_at_its_beginning(pattern: str, text: str, expected: bool) -> None:
    assert _matches(pattern, text) == expected
    assert bool(re.fullmatch(pattern, text)) == expected


@pytest.mark.parametrize(
    "pattern", ["a(?=b)", "(?=a)b|c", "(?:(?=a)b)", "(?<=a)b", "(?<!a)b", "(?=a", "(?=(?=a)b)c"]
)
def test_a_pattern_that_looks_elsewhere_is_refused(pattern: str) -> None:
    with pytest.raises(BadPattern):
        automata(pattern)


PARTS = st.sampled_from(
    ["a", "b", "[ab]", "[^a]", ".", "ab", "(a|b)", "(?:ab|c)", r"\d", "(a(b|c)?)"]
)
SIGNS = st.sampled_from(["", "*", "+", "?", "{2}", "{1,3}", "{2,}", "*?"])
PATTERNS = st.lists(st.tuples(PARTS, SIGNS).map("".join), max_size=4).map("".join)


@given(
    st.lists(PATTERNS, min_size=1, max_size=3).map("|".join),
    st.lists(st.text("abc1\n", max_size=8), min_size=5, max_size=5),
)
def test_random_patterns_match_as_in_python(pattern: str, texts: list[str]) -> None:
    [(_, made)] = automata(pattern)
    for text in texts:
        assert matches(made, text) == bool(re.fullmatch(pattern, text)), text


@pytest.mark.parametrize("pattern", ["(a+)+", "(a|a)*", "(a|aa)+b", "(.*)*x", r"([a-z]+\s?)+!"])
def test_no_pattern_runs_for_ever(pattern: str) -> None:
    [(_, made)] = automata(pattern)
    begun = time.process_time()
    assert matches(made, "a" * 5_000 + "?") is False
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    ("pattern", "code"),
    [
        ("(", "pattern_ends"),
        (")", "pattern_bracket"),
        ("[a", "pattern_ends"),
        ("[z-a]", "pattern_class"),
        ("[]-]", "pattern_class"),
        ("[[:alpha:]]", "pattern_class"),
        ("*a", "pattern_sign"),
        ("a**", "pattern_repeat"),
        ("a*+", "pattern_repeat"),
        ("a{3,1}", "pattern_repeat"),
        ("a{99999}", "pattern_repeat"),
        ("a{x}", "pattern_repeat"),
        ("a(?=b)", "pattern_bracket"),
        ("(?i)a", "pattern_bracket"),
        (r"(a)\1", "pattern_escape"),
        (r"\bword\b", "pattern_escape"),
        (r"\p{L}", "pattern_escape"),
        (r"\uZZZZ", "pattern_escape"),
        ("a^b", "pattern_anchor"),
        ("a$b", "pattern_anchor"),
        ("^*a", "pattern_repeat"),
        ("(a{100}){100}", "pattern_large"),
        ("(((a{0,30}){0,30}){0,30})", "pattern_large"),
        ("(" * 2_000 + "a" + ")" * 2_000, "pattern_bracket"),
        ("\\", "pattern_ends"),
    ],
)
def test_a_pattern_that_not_every_phone_reads_alike_is_refused(pattern: str, code: str) -> None:
    with pytest.raises(BadPattern) as told:
        automata(pattern)
    assert told.value.code == code
