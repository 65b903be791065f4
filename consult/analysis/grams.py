"""Hashed character and word n-grams of many texts at once, in numpy alone."""

import functools
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
Places = NDArray[np.int64]

CHARACTERS: Final = 6
WORDS: Final = 2
_BASE = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_FOLD = np.uint64(29)
_HALF = np.uint64(32)
_EDGE = "\x02"
_TABLE_END = 0x20000
_SPACE, _WORD, _SIGN = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Family:
    """Hold the n-grams of one kind and length, text after text.

    The grams of text i are `hashes[starts[i]:ends[i]]`; those between cross the border of two
    texts and belong to neither.
    """

    hashes: Hashes
    starts: Places
    ends: Places

    def owners(self) -> Places:
        """Tell for each gram the number of the text that it begins in."""
        sizes = np.diff(self.starts, append=len(self.hashes))
        return np.repeat(np.arange(len(self.starts)), np.maximum(sizes, 0))

    def sums(self, values: NDArray[np.int8]) -> NDArray[np.int32]:
        """Add values up by text: (columns, grams) becomes (columns, texts)."""
        running = np.zeros((len(values), len(self.hashes) + 1), np.int32)
        np.cumsum(values, axis=1, out=running[:, 1:])
        total: NDArray[np.int32] = running[:, self.ends] - running[:, self.starts]
        return total


def families(texts: Sequence[str], characters: int, words: int) -> Iterator[Family]:
    """Yield the n-grams of all `texts`: of 1 to `characters` characters, then of 1 to `words`."""
    joined = "".join(f"{_EDGE}{text}{_EDGE}" for text in texts)
    points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    sizes = np.fromiter((len(text) + 2 for text in texts), dtype=np.int64, count=len(texts))
    ends = np.cumsum(sizes)
    starts = ends - sizes
    yield from _windows(_scatter(points.astype(np.uint64)), starts, ends, characters, 0)
    yield from _windows(*_words(points, starts, ends), words, CHARACTERS)


def _windows(
    units: Hashes, starts: Places, ends: Places, longest: int, salt: int
) -> Iterator[Family]:
    rolling = np.zeros_like(units)
    for size in range(1, longest + 1):
        rolling = rolling[: max(len(units) - size + 1, 0)] * _BASE + units[size - 1 :]
        hashes = _scatter(rolling + np.uint64(salt + size))
        first = np.minimum(starts, len(hashes))
        yield Family(hashes, first, np.maximum(ends - (size - 1), first))


def _scatter(hashes: Hashes) -> Hashes:
    """Spread the bits, so that the low ones depend on all."""
    mixed = (hashes ^ (hashes >> _FOLD)) * _MIX
    mixed ^= mixed >> _FOLD
    return mixed


def _words(
    points: NDArray[np.uint32], starts: Places, ends: Places
) -> tuple[Hashes, Places, Places]:
    """Hash every word and every single sign (an emoji, a full stop)."""
    kinds = _kinds()[np.minimum(points, _TABLE_END)]
    inside = kinds != _SPACE
    begins = np.flatnonzero(
        inside & ((kinds == _SIGN) | np.diff(kinds, prepend=_SPACE).astype(bool))
    )
    if not len(begins):
        nothing = np.zeros(len(starts), dtype=np.int64)
        return np.zeros(0, dtype=np.uint64), nothing, nothing
    sizes = np.diff(begins, append=len(points))
    offsets = (np.arange(begins[0], len(points)) - np.repeat(begins, sizes)).astype(np.uint64)
    letters = _scatter(points[begins[0] :] + (offsets << _HALF)) * inside[begins[0] :]
    hashes = np.add.reduceat(letters, begins - begins[0])
    return hashes, np.searchsorted(begins, starts), np.searchsorted(begins, ends)


@functools.cache
def _kinds() -> NDArray[np.uint8]:
    """Tell spaces, words and signs apart by code point; whatever lies above is a letter."""
    kinds = np.full(_TABLE_END + 1, _WORD, dtype=np.uint8)
    for point in range(_TABLE_END):
        match unicodedata.category(chr(point))[0]:
            case "Z" | "C":
                kinds[point] = _SPACE
            case "P" | "S":
                kinds[point] = _SIGN
    return kinds
