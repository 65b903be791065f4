"""Which topics a text touches, by the words of topics.txt."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from consult.analysis.keywords import LEAST, fold, forms, words
from consult.analysis.tags import base

TABLE: Final = Path(__file__).parent / "topics.txt"
MOST: Final = 3
"""Topics of one text."""
_LONGEST: Final = 40
_MIXED: Final[Mapping[str, tuple[str, ...]]] = {
    "en": ("en",),
    "fr": ("fr",),
    "ar": ("ar",),
    "sw": ("sw", "en"),
    "arq": ("ar", "fr"),
    "ary": ("ar", "fr"),
    "ha": ("en",),
    "ig": ("en",),
    "kri": ("en",),
    "pcm": ("en",),
    "tw": ("en",),
    "yo": ("en",),
}
"""The lists that a text is read by: people mix their language with the one of their schools."""

Phrase = tuple[str, ...]
Hits = tuple[tuple[Phrase, str], ...]
"""Phrases that may begin here, each with its topic."""


@dataclass(frozen=True, slots=True)
class Keywords:
    """Hold the words of one language: phrases by their first word, and beginnings of words."""

    phrases: Mapping[str, Hits]
    beginnings: Mapping[str, str]


def topics_of(text: str, language: str) -> tuple[str, ...]:
    """Name the topics that a text touches, the one with the most words first; none is normal."""
    counts: dict[str, int] = {}
    for listed in _MIXED.get(base(language), ()):
        spoken = words(text, listed)
        for place, word in enumerate(spoken):
            for phrase, topic in _hits(word, listed):
                if _goes_on(phrase, spoken[place:], listed):
                    counts[topic] = counts.get(topic, 0) + 1
    return tuple(sorted(counts, key=lambda topic: -counts[topic])[:MOST])


def codes() -> tuple[str, ...]:
    """Name every topic, in the order of the table."""
    return tuple(dict.fromkeys(code for code, _, _ in _lines()))


@functools.lru_cache(maxsize=16384)
def _hits(word: str, language: str) -> Hits:
    """List the phrases that a word may begin; one that a beginning fits is a phrase by itself."""
    listed = _table()[language]
    whole = [hit for form in forms(word, language) for hit in listed.phrases.get(form, ())]
    begun: list[tuple[Phrase, str]] = [
        ((word,), listed.beginnings[word[:size]])
        for size in range(LEAST, min(len(word), _LONGEST) + 1)
        if word[:size] in listed.beginnings
    ]
    return tuple(whole + begun)


def _goes_on(phrase: Phrase, spoken: Phrase, language: str) -> bool:
    """Tell whether the rest of a phrase follows its first word."""
    return len(phrase) == 1 or (
        len(spoken) >= len(phrase)
        and all(
            word in forms(heard, language)
            for word, heard in zip(phrase[1:], spoken[1 : len(phrase)], strict=True)
        )
    )


def _lines() -> list[tuple[str, str, list[str]]]:
    """Read the table: topic, language, keywords."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = (line.partition(":") for line in lines if line and not line.startswith("#"))
    return [(*left.split(), right.split(",")) for left, _, right in rows]  # type: ignore[misc]


@functools.cache
def _table() -> Mapping[str, Keywords]:
    languages = dict.fromkeys(language for _, language, _ in _lines())
    return {language: _keywords(language) for language in languages}


def _keywords(language: str) -> Keywords:
    phrases: dict[str, Hits] = {}
    beginnings = {}
    for topic, listed, keywords in _lines():
        for keyword in (fold(word.strip()) for word in keywords if listed == language):
            if keyword.endswith("*"):
                beginnings[keyword[:-1]] = topic
            else:
                phrase = tuple(keyword.split())
                phrases[phrase[0]] = (*phrases.get(phrase[0], ()), (phrase, topic))
    return Keywords(phrases, beginnings)
