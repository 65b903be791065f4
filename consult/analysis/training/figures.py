"""How well the models read the dev parts, corpus by corpus."""

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from consult.analysis.language import identify
from consult.analysis.sentiment import SentimentModel, softmax
from consult.analysis.training.calibrate import calibration_error, temperature
from consult.analysis.training.corpus import Labelled
from consult.analysis.training.measure import macro_f1, unseen, weighted_f1
from consult.analysis.views import tidy

AFRISENTI: Final = tuple("amh arq ary hau ibo kin pcm por swa tso twi yor".split())
_HEAD: Final = (
    "| corpus | tag | texts | weighted F1 | not in train | macro F1 | not in train "
    "| calibration error | language found |"
)
NUSAX: Final = tuple("ace ban bbc bjn bug eng_nx ind jav mad min nij sun".split())


@dataclass(frozen=True, slots=True)
class Figures:
    """Hold what was measured on one corpus; F1, accuracy and error are in [0, 1].

    `weighted_new` and `macro_new` leave out the texts that also lie in the training part.
    """

    corpus: str
    language: str
    texts: int
    new: int
    weighted: float
    weighted_new: float
    macro: float
    macro_new: float
    calibration: float
    identified: float


def measure(
    model: SentimentModel, learn: Sequence[Labelled], dev: Sequence[Labelled]
) -> Iterator[Figures]:
    """Measure each corpus of `dev`; the language is given to the one model, found by the other."""
    seen = frozenset(tidy(one.body) for one in learn)
    for corpus in dict.fromkeys(one.corpus for one in dev):
        yield _measure(model, seen, [one for one in dev if one.corpus == corpus])


def _measure(model: SentimentModel, seen: frozenset[str], own: Sequence[Labelled]) -> Figures:
    language = own[0].language
    texts = [tidy(one.body) for one in own]
    labels = np.array([one.label for one in own])
    shares = model.probabilities(texts, [language] * len(texts))
    read = shares.argmax(axis=1)
    new = unseen(texts, seen)
    found = np.array(identify(texts, [None] * len(texts)))
    return Figures(
        corpus=own[0].corpus,
        language=language,
        texts=len(texts),
        new=int(new.sum()),
        weighted=weighted_f1(labels, read),
        weighted_new=weighted_f1(labels[new], read[new]),
        macro=macro_f1(labels, read),
        macro_new=macro_f1(labels[new], read[new]),
        calibration=_crossed(model, texts, language, labels),
        identified=float(np.mean(found == language)),
    )


def _crossed(
    model: SentimentModel, texts: Sequence[str], language: str, labels: NDArray[np.int64]
) -> float:
    """Measure the calibration of each half by a temperature that was fitted to the other."""
    cold = dataclasses.replace(model, temperatures=np.ones_like(model.temperatures))
    shares = cold.probabilities(texts, [language] * len(texts))
    crossed = np.empty_like(shares)
    for first, second in ((0, 1), (1, 0)):
        heat = temperature(shares[first::2], labels[first::2])
        crossed[second::2] = softmax(np.log(np.maximum(shares[second::2], 1e-12)) / heat)
    return calibration_error(crossed, labels)


def table(rows: Sequence[Figures]) -> str:
    """Write the figures as Markdown, in per cent, with the means that the sets are known by."""
    rule = "|---" * (_HEAD.count("|") - 1) + "|"
    return "\n".join((_HEAD, rule, *map(_line, rows), "", *_means(rows)))


def _means(rows: Sequence[Figures]) -> Iterator[str]:
    """Give the means that the sets are known by."""
    african = [row for row in rows if row.corpus in AFRISENTI]
    nusantaran = [row for row in rows if row.corpus in NUSAX]
    yield f"AfriSenti, mean weighted F1 of {len(african)} languages: " + _pair(
        [row.weighted for row in african], [row.weighted_new for row in african]
    )
    yield f"NusaX, mean macro F1 of {len(nusantaran)} languages: " + _pair(
        [row.macro for row in nusantaran], [row.macro_new for row in nusantaran]
    )


def _line(row: Figures) -> str:
    cells = (row.weighted, row.weighted_new, row.macro, row.macro_new)
    written = " | ".join(f"{100 * cell:.1f}" for cell in cells)
    return (
        f"| {row.corpus} | `{row.language}` | {row.texts} | {written} "
        f"| {row.calibration:.3f} | {100 * row.identified:.1f} |"
    )


def _pair(all_texts: Sequence[float], new: Sequence[float]) -> str:
    return f"{100 * np.mean(all_texts):.1f}; not in train {100 * np.mean(new):.1f}."
