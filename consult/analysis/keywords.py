"""The forms of a word under which a topic's keyword may hide."""

import functools
import re
import unicodedata
from collections.abc import Iterator
from typing import Final

LEAST: Final = 3
_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u0670'’]+[^\W_]+)*")
_FOLDED = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": None}
    | {"œ": "oe", "æ": "ae", "ı": "i", "’": None, "'": None}
)
_ARABIC = re.compile(r"^[وف]?(?:[بكل]?ال|لل|[بكل])?(?=\w{3})")
_FRENCH = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu)['’]", re.IGNORECASE)
_PREFIXES: Final = frozenset(
    "m mw wa w mi ma ki vi ch vy n u ku kw pa mu ni tu a una nina tuna mna ana wana ali wali nili "
    "tuli ata wata ame wame tume nime ume hawa ha hatu si hana".split()
)
_LONGEST_PREFIX: Final = 4


def words(text: str, language: str) -> tuple[str, ...]:
    """Split a text into folded words."""
    spoken = _FRENCH.sub(" ", text) if language == "fr" else text
    return tuple(fold(word) for word in _WORD.findall(spoken))


@functools.lru_cache(maxsize=16384)
def fold(word: str) -> str:
    """Write what people mix up as one: case, diacritics, the forms of alif, apostrophes."""
    if word.isascii():
        return word.lower().replace("'", "")
    apart = unicodedata.normalize("NFKD", word.lower().translate(_FOLDED))
    return "".join(mark for mark in apart if not unicodedata.combining(mark))


def forms(word: str, language: str) -> tuple[str, ...]:
    """List the spellings under which a word may stand in the table."""
    return tuple(dict.fromkeys((word, *_FORMS.get(language, _plain)(word))))


def _plain(_: str) -> Iterator[str]:
    yield from ()


def _plural(word: str) -> Iterator[str]:
    if len(word) > LEAST and word[-1] in "sx":
        yield word[:-1]


def _arabic(word: str) -> Iterator[str]:
    bare = _ARABIC.sub("", word)
    yield bare
    if word[0] in "وف" and len(word) > LEAST:
        yield word[1:]
    for ending in ("نا", "كم", "هم", "ها", "ه", "ي"):
        if bare.endswith(ending) and len(bare) - len(ending) >= LEAST:
            yield bare[: -len(ending)]
            yield f"{bare[: -len(ending)].removesuffix('ت')}ه"


def _swahili(word: str) -> Iterator[str]:
    place = word[:-2] if word.endswith("ni") and len(word) > LEAST + 2 else word
    for whole in dict.fromkeys((word, place)):
        yield whole
        for size in range(1, min(_LONGEST_PREFIX, len(whole) - LEAST) + 1):
            if whole[:size] in _PREFIXES:
                yield f"-{whole[size:]}"


_FORMS: Final = {"ar": _arabic, "en": _plural, "fr": _plural, "sw": _swahili}
