"""The model can be made again, and tells good from bad after a dozen texts."""

from pathlib import Path

import numpy as np
import pytest

from consult.analysis.sentiment import SentimentModel
from consult.analysis.training import corpus
from consult.analysis.training.sentiment import save, train

ROWS = [("njema sana", "positive"), ("mbaya sana", "negative"), ("ni jumatatu", "neutral")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("corpora")
    (root / "swa").mkdir()
    for part, times in (("train", 8), ("dev", 2)):
        lines = [f"{number}\t{text}\t{label}" for number, (text, label) in enumerate(ROWS * times)]
        (root / "swa" / f"{part}.tsv").write_text("\n".join(["id\ttext\tlabel", *lines]) + "\n")
    return root


@pytest.fixture(scope="module")
def model(folder: Path) -> SentimentModel:
    return train(corpus.read(folder, "train"), corpus.read(folder, "dev"))


def test_a_dozen_texts_teach_good_from_bad(model: SentimentModel) -> None:
    shares = model.probabilities(["njema", "mbaya", "jumatatu"], ["sw"] * 3)
    assert shares.argmax(axis=1).tolist() == [2, 0, 1]


def test_training_again_gives_the_same_weights(model: SentimentModel, folder: Path) -> None:
    again = train(corpus.read(folder, "train"), corpus.read(folder, "dev"))
    assert again.version == model.version
    assert np.array_equal(again.shared, model.shared)


def test_what_is_saved_is_what_was_learnt(model: SentimentModel, tmp_path: Path) -> None:
    save(model, tmp_path / "first.npz")
    save(model, tmp_path / "second.npz")
    assert (tmp_path / "first.npz").read_bytes() == (tmp_path / "second.npz").read_bytes()
    with np.load(tmp_path / "first.npz") as kept:
        assert np.array_equal(kept["own"], model.own)
