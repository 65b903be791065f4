"""How well, how fast and in how much room texts are read; `python -m tests.bench reading`."""

import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from time import process_time
from typing import Final

import numpy as np

from consult.analysis import reader, sentiment
from consult.analysis.training import corpus, figures
from consult.core.sentiment import Text
from tests.bench.row import Row, p95

CORPORA: Final = Path(__file__).parents[3] / "shared" / "data" / "sentiment"
SAMPLE: Final = Path(__file__).parents[1] / "analysis" / "sample.tsv"
SINGLES: Final = 300
ROUNDS: Final = 20
LARGEST: Final = (
    "import resource; from consult.analysis.reader import read; from consult.core.sentiment import "
    "Text; read([Text('maji ' * 200)] * 640); "
    "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
)


def texts() -> list[Text]:
    """Give the texts of the sample, without their languages."""
    lines = SAMPLE.read_text(encoding="utf-8").splitlines()[2:]
    return [Text(line.split("\t")[1]) for line in lines]


def speed() -> Iterator[Row]:
    """Measure texts a second of one core, and how long one takes."""
    sample = texts()
    reader.read(sample)
    begun = process_time()
    reader.read(sample * ROUNDS)
    rate = len(sample) * ROUNDS / (process_time() - begun)
    yield Row("read: texts/s a core, in batches of 64", f"{rate:,.0f}", "over 5,000")
    waits = [_wait(text) for text in (sample * ROUNDS)[:SINGLES]]
    yield Row("read: CPU of one text by itself, p95", f"{p95(waits) * 1000:.1f} ms", "under 5 ms")


def _wait(text: Text) -> float:
    begun = process_time()
    reader.read([text])
    return process_time() - begun


def room() -> Iterator[Row]:
    """Measure what the models take on disk and in memory."""
    files = sum(path.stat().st_size for path in sentiment.WEIGHTS.parent.iterdir())
    yield Row("read: models in the package", f"{files / 1e6:.1f} MB", "under 15 MB")
    said = subprocess.run(
        [sys.executable, "-c", LARGEST], capture_output=True, check=True, text=True
    )
    yield Row(
        "read: memory of a process that reads", f"{float(said.stdout):.0f} MB", "under 150 MB"
    )


def quality() -> Iterator[Row]:
    """Measure on the dev parts, where they are at hand."""
    learn, dev = corpus.read(CORPORA, "train"), corpus.read(CORPORA, "dev")
    trained = frozenset(one.corpus for one in learn)
    rows = list(
        figures.measure(
            sentiment.SentimentModel.load(), learn, [one for one in dev if one.corpus in trained]
        )
    )
    african = [row for row in rows if row.corpus in figures.AFRISENTI]
    nusantaran = [row for row in rows if row.corpus in figures.NUSAX]
    percent = partial("{:.1f}".format)
    yield Row(
        "read: AfriSenti, mean weighted F1 of 12 languages, dev",
        percent(100 * np.mean([row.weighted for row in african])),
        "prototype 66.5, median of 33 transformers 66.0, winner 71.3 (test)",
    )
    yield Row(
        "read: the same without texts that are in train",
        percent(100 * np.mean([row.weighted_new for row in african])),
    )
    yield Row(
        "read: NusaX, mean macro F1 of 12 languages, dev",
        percent(100 * np.mean([row.macro for row in nusantaran])),
        "prototype 77.0, XLM-R-base 76.2 (test)",
    )
    yield Row(
        f"read: language found, mean of {len(rows)} corpora, dev",
        percent(100 * np.mean([row.identified for row in rows])),
    )
    large = [row for row in rows if row.texts >= 400]
    yield Row(
        f"read: largest calibration error of {len(large)} corpora of 400 texts or more",
        f"{max(row.calibration for row in large):.3f}",
        "under 0.05",
    )


def measure() -> list[Row]:
    """Measure everything about reading."""
    rows = [*speed(), *room()]
    return rows + list(quality()) if CORPORA.exists() else rows


if __name__ == "__main__":
    for row in measure():
        sys.stdout.write(f"{row.figure}: {row.measured} ({row.beside})\n")
