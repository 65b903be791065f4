"""The views of a text that a model reads and is trained on."""

import functools
import re
import unicodedata
from typing import Final

LONGEST: Final = 1000
_ADDRESS = re.compile(r"https?://\S+|www\.\S+")
_MENTION = re.compile(r"@\w+")
_RUN = re.compile(r"(.)\1{3,}", re.DOTALL)
_SPACES = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")


def tidy(text: str) -> str:
    """Drop what carries no meaning: addresses, names of mentioned users, runs of one letter.

    A text is read up to 1,000 characters, so that no text costs more than its share.
    """
    text = unicodedata.normalize("NFC", text[: 4 * LONGEST])
    text = _MENTION.sub("@", _ADDRESS.sub(" ", text))
    return _SPACES.sub(" ", _RUN.sub(r"\1\1\1", text)).strip()[:LONGEST]


def bare(text: str) -> str:
    """Lower the case, and drop emoji and punctuation."""
    return _SPACES.sub(" ", text.lower().translate(_signs())).strip()


def plain(text: str) -> str:
    """Drop the diacritics of alphabets: tone marks, accents."""
    apart = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(c for c in apart if not "\u0300" <= c <= "\u036f"))


@functools.cache
def _signs() -> dict[int, str]:
    return {
        point: " "
        for point in range(0x20000)
        if unicodedata.category(chr(point))[0] in "PSC" and not 0xD800 <= point < 0xE000
    }
