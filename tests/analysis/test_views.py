"""What of a text is read."""

import pytest

from consult.analysis.views import LONGEST, bare, plain, tidy


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("  Hakuna\tmaji\n\nhapa ", "Hakuna maji hapa"),
        ("soma https://example.org/a?b=c sasa", "soma sasa"),
        ("@mtu_wangu asante", "@ asante"),
        ("haaaaaaaapana!!!!!!", "haaapana!!!"),
        ("a\x00b\x1bc", "a b c"),
        ("e\u0301cole", "\u00e9cole"),
        ("", ""),
    ],
)
def test_what_carries_no_meaning_is_dropped(text: str, seen: str) -> None:
    assert tidy(text) == seen


@pytest.mark.parametrize("text", ["a" * 100_000, "ab" * 50_000, "\u0301" * 100_000, "ﷺ" * 100_000])
def test_no_text_is_read_beyond_its_bound(text: str) -> None:
    assert len(tidy(text)) <= LONGEST


@pytest.mark.parametrize(
    ("text", "seen"), [("Asante SANA!! 😍", "asante sana"), ("لا، ماء؟", "لا ماء"), ("😍", "")]
)
def test_the_bare_view_has_words_alone(text: str, seen: str) -> None:
    assert bare(text) == seen


@pytest.mark.parametrize(
    ("text", "seen"), [("ọmọ ẹ̀kọ́", "omo eko"), ("école", "ecole"), ("እንታይ", "እንታይ")]
)
def test_the_plain_view_has_no_tone_marks(text: str, seen: str) -> None:
    assert plain(text) == seen
