"""The committed weights read as the model card says."""

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from consult.analysis.language import identify
from consult.analysis.sentiment import SentimentModel
from consult.analysis.tags import normal
from consult.analysis.views import tidy
from consult.core.sentiment import SENTIMENTS

SAMPLE = Path(__file__).parent / "sample.tsv"
CARD = Path(__file__).parents[2] / "docs" / "model-card.md"


def sample() -> Iterator[tuple[str, str, str]]:
    """Read (language, text, label); the file says where they are from."""
    for line in SAMPLE.read_text(encoding="utf-8").splitlines()[2:]:
        corpus, text, label = line.split("\t")
        yield normal(corpus) or corpus, tidy(text), label


def promised(what: str) -> tuple[int, int]:
    found = re.search(rf"{what} in (\d+) of (\d+)", CARD.read_text(encoding="utf-8"))
    assert found
    return int(found[1]), int(found[2])


def test_the_sample_is_read_as_well_as_the_card_says() -> None:
    model = SentimentModel.load()
    known = [one for one in sample() if one[0] in model.languages]
    shares = model.probabilities([text for _, text, _ in known], [tag for tag, _, _ in known])
    right = [
        SENTIMENTS[row] == label
        for row, (_, _, label) in zip(shares.argmax(axis=1), known, strict=True)
    ]
    assert (sum(right), len(right)) == promised("sentiment is right")


def test_the_languages_of_the_sample_are_found_as_well_as_the_card_says() -> None:
    tags, texts, _ = zip(*sample(), strict=True)
    right = [a == b for a, b in zip(identify(texts, [None] * len(texts)), tags, strict=True)]
    assert (sum(right), len(right)) == promised("the language is right")


def test_a_text_is_read_alike_alone_and_among_others() -> None:
    model = SentimentModel.load()
    tags, texts, _ = zip(*sample(), strict=True)
    together = model.probabilities(texts, tags)
    for number in range(0, len(texts), 7):
        alone = model.probabilities([texts[number]], [tags[number]])
        assert np.allclose(alone[0], together[number], atol=1e-12)


@pytest.mark.parametrize(
    ("language", "text", "likeliest"),
    [
        ("en", "This is terrible, I hate it", "negative"),
        ("en", "Thank you so much, this is wonderful", "positive"),
        ("ha", "Ina son wannan sosai 😍", "positive"),
        ("pcm", "This government na useless people, dem wicked", "negative"),
        ("ar", "مبروك، هذا رائع جدا ❤️", "positive"),
    ],
)
def test_what_is_plain_to_everyone_is_read_so(language: str, text: str, likeliest: str) -> None:
    shares = SentimentModel.load().probabilities([text], [language])
    assert SENTIMENTS[shares[0].argmax()] == likeliest
