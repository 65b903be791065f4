"""Hashing many texts at once gives what hashing each by itself does."""

import pytest

from consult.analysis.grams import families

TEXTS = ["maji", "", "Hakuna maji!", "a", "😍😍 لا ماء", "x" * 50, "ရွာမှာ ရေမရှိ", "   "]


def grams(texts: list[str], which: int) -> list[list[int]]:
    return [
        family.hashes[family.starts[which] : family.ends[which]].tolist()
        for family in families(texts, characters=6, words=2)
    ]


@pytest.mark.parametrize("which", range(len(TEXTS)))
def test_a_text_has_the_same_grams_alone_and_among_others(which: int) -> None:
    assert grams(TEXTS, which) == grams([TEXTS[which]], 0)


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("", [2, 1, 0, 0, 0, 0, 0, 0]),
        ("maji", [6, 5, 4, 3, 2, 1, 1, 0]),
        ("maji hakuna", [13, 12, 11, 10, 9, 8, 2, 1]),
        ("no! no", [8, 7, 6, 5, 4, 3, 3, 2]),
    ],
)
def test_grams_of_each_kind_are_counted_with_the_edges(text: str, counts: list[int]) -> None:
    assert [len(family) for family in grams([text], 0)] == counts


def test_every_occurrence_of_a_word_has_the_same_hash_and_others_another() -> None:
    *_, words, _ = grams(["maji na moto na maji"], 0)
    water, and_, fire, and_again, water_again = words
    assert (water, and_) == (water_again, and_again)
    assert len({water, and_, fire}) == 3


def test_an_owner_is_told_for_each_gram() -> None:
    for family in families(["ab", "", "cde"], characters=3, words=1):
        owners = family.owners()
        for text in range(3):
            assert set(owners[family.starts[text] : family.ends[text]].tolist()) <= {text}
