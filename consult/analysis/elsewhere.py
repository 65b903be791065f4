"""What py3langid makes of a text: some 130 languages, most of which we have no data for."""

import functools
from typing import Final

import numpy as np
from numpy.typing import NDArray
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from consult.analysis.tags import normal

LONGEST: Final = 500
NO_LANGUAGE: Final = "zxx"


@functools.cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@functools.cache
def tags() -> tuple[str, ...]:
    """Name every language that it knows; one of them stands for no language at all."""
    return tuple(sorted({normal(code) or code for code in _identifier().labels}))


@functools.cache
def _places() -> dict[str, int]:
    return {code: tags().index(normal(code) or code) for code in _identifier().labels}


def shares(text: str) -> NDArray[np.float64]:
    """Give the probability of each of `tags()`."""
    found = np.zeros(len(tags()))
    for code, share in _identifier().rank(text[:LONGEST]):
        found[_places()[code]] += share
    return found
