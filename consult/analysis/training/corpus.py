"""Labelled texts by language, as they lie in a folder."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from consult.analysis.tags import normal
from consult.core.sentiment import SENTIMENTS

Part = Literal["train", "dev"]


@dataclass(frozen=True, slots=True)
class Labelled:
    """Hold a text with the label that people gave it; `label` is a place in SENTIMENTS."""

    corpus: str
    language: str
    body: str
    label: int


def corpora(folder: Path) -> tuple[str, ...]:
    """Name what is there, in a fixed order."""
    return tuple(sorted(path.name for path in folder.iterdir() if (path / "dev.tsv").exists()))


def read(folder: Path, part: Part) -> list[Labelled]:
    """Read one part of every corpus; the published test parts are never read."""
    return [one for corpus in corpora(folder) for one in _read(folder / corpus / f"{part}.tsv")]


def _read(path: Path) -> Iterator[Labelled]:
    if not path.exists():
        return
    corpus = path.parent.name
    language = normal(corpus) or corpus
    for line in path.read_text(encoding="utf-8").split("\n")[1:]:
        if line:
            _, body, label = line.split("\t")
            yield Labelled(corpus, language, body, SENTIMENTS.index(label))
