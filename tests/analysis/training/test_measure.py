"""Measures, against values worked out by hand."""

import numpy as np
import pytest

from consult.analysis.training.calibrate import calibration_error, temperature
from consult.analysis.training.measure import macro_f1, unseen, weighted_f1
from consult.analysis.training.quantise import STEPS, columns

TRUTH = np.array([0, 0, 0, 0, 2, 2])
READ = np.array([0, 0, 0, 2, 2, 1])


def test_f1_is_weighted_by_what_was_meant() -> None:
    negative, positive = 2 * 3 / (4 + 3), 2 * 1 / (2 + 2)
    assert weighted_f1(TRUTH, READ) == pytest.approx((4 * negative + 2 * positive) / 6)


def test_f1_is_averaged_over_the_classes_that_occur() -> None:
    assert macro_f1(TRUTH, READ) == pytest.approx((6 / 7 + 1 / 2) / 2)


def test_texts_of_the_training_part_are_marked() -> None:
    assert unseen(["a", "b", "a"], frozenset("a")).tolist() == [False, True, False]


def test_a_model_that_is_too_sure_is_cooled() -> None:
    labels = np.array([0, 0, 0, 1] * 50)
    sure = np.tile([0.98, 0.01, 0.01], (200, 1))
    heat = temperature(sure, labels)
    cooled = sure ** (1 / heat)
    cooled /= cooled.sum(axis=1, keepdims=True)
    assert heat > 1
    assert calibration_error(sure, labels) == pytest.approx(0.23)
    assert calibration_error(cooled, labels) < 0.05


def test_a_byte_keeps_a_weight_to_half_a_step() -> None:
    weights = np.random.default_rng(1).normal(size=(2, 1000)).astype(np.float32)
    steps, sizes = columns(weights)
    assert steps.dtype == np.int8
    cut = np.abs(weights) >= STEPS * sizes[:, None]
    off = np.abs(steps * sizes[:, None] - weights)
    assert np.all(off[~cut] <= (np.tile(sizes[:, None], 1000) / 2)[~cut] * 1.001)
