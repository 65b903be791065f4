"""Gradient descent learns what there is to learn."""

import numpy as np

from consult.analysis.training.fit import Lesson, Rows, fit, grams


def lesson(seed: int) -> Lesson:
    """Three classes, each with a row of its own and one that all share."""
    labels = np.arange(300) % 3

    def rows_of(chosen: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Rows:
        owners = np.repeat(np.arange(len(chosen)), 2)
        places = np.stack((labels[chosen], np.full(len(chosen), 3)), axis=1).ravel()
        return Rows(owners, places, np.ones(len(owners), np.float32))

    groups = np.zeros(300, np.int64)
    return Lesson(rows_of, labels, groups, np.ones(300), size=4, epochs=30, seed=seed)


def test_each_class_learns_its_own_row() -> None:
    weights = fit(lesson(seed=1))
    assert weights.table[:, :3].argmax(axis=0).tolist() == [0, 1, 2]
    assert np.allclose(weights.table[:, 3], 0, atol=0.1)


def test_the_same_seed_learns_the_same() -> None:
    assert np.array_equal(fit(lesson(seed=1)).table, fit(lesson(seed=1)).table)


def test_grams_that_cross_two_texts_are_left_out() -> None:
    apart, owners = grams(["ab", "cd"], characters=3, words=1)
    alone = [grams([text], characters=3, words=1)[0].tolist() for text in ("ab", "cd")]
    assert sorted(apart.tolist()) == sorted(alone[0] + alone[1])
    assert [sorted(apart[owners == text].tolist()) for text in (0, 1)] == [*map(sorted, alone)]
