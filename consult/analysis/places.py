"""The rows of the weight tables that a gram stands for."""

from typing import Final

import numpy as np

from consult.analysis.grams import Hashes, Places

_SALT = np.uint64(0xD6E8FEB86659FD93)
_MIX = np.uint64(0x94D049BB133111EB)
_HALF = np.uint64(32)
NO_LANGUAGE: Final = -1


def shared(hashes: Hashes, rows: int) -> Places:
    """Place grams in a table of all languages; `rows` is a power of two."""
    return (hashes & np.uint64(rows - 1)).astype(np.int64)


def own(hashes: Hashes, languages: Places, rows: int) -> Places:
    """Place grams, each in the language of the number beside it, in a table by language."""
    mixed = (hashes ^ ((languages + 1).astype(np.uint64) * _SALT)) * _MIX
    return ((mixed ^ (mixed >> _HALF)) & np.uint64(rows - 1)).astype(np.int64)
