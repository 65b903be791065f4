"""The estimate against made-up districts whose true shares are known."""

import time
from collections import Counter
from dataclasses import dataclass

import numpy as np
import pytest

from consult.core.bag import Bag
from consult.core.cell import CELLS, CLASSES
from consult.core.prevalence import prevalences, verified
from consult.core.quantifier import Calibration, quantify

PLACES = 30


@dataclass(frozen=True)
class District:
    """Places with texts, what was counted elsewhere, and the truth."""

    bags: dict[str, Bag]
    calibration: Calibration
    truth: dict[str, list[float]]


def district(seed: int, texts: int, labels: int, likeness: float = 60.0) -> District:
    """Make a district whose machine errs here otherwise than where it was calibrated.

    Args:
        seed: Of all chance.
        texts: In each place.
        labels: Of those texts, in each place.
        likeness: How close the errors here are to those elsewhere.
    """
    rng = np.random.default_rng(seed)
    elsewhere = np.full((3, 9), 0.6)
    for truth in range(3):
        elsewhere[truth, 3 * truth : 3 * truth + 3] += (1.5, 2.2, 3.0)
    elsewhere = np.array([rng.dirichlet(2 * row) for row in elsewhere])
    here = np.array([rng.dirichlet(likeness * row + 0.05) for row in elsewhere])
    counted = [rng.multinomial(300, row).tolist() for row in elsewhere]
    mean = rng.dirichlet([1.5, 1.5, 1.5])
    bags, truths = {}, {}
    for place in range(PLACES):
        classes = rng.choice(3, size=texts, p=rng.dirichlet(12 * mean + 0.01))
        cells = [int(rng.choice(9, p=here[one])) for one in classes]
        read = Counter(("sw", CELLS[cell]) for cell in cells)
        pairs = list(zip(classes, cells, strict=True))[:labels]
        judged = Counter((CLASSES[one], "sw", CELLS[cell]) for one, cell in pairs)
        bags[str(place)] = Bag(read, judged)
        truths[str(place)] = (np.bincount(classes, minlength=3) / texts).tolist()
    return District(bags, {"sw": counted}, truths)


def machine_only(bag: Bag) -> list[float]:
    read = Counter[str]()
    for (_, cell), n in bag.read.items():
        read[cell.split("/")[0]] += n
    return [read[one] / bag.texts for one in CLASSES]


@pytest.mark.parametrize(("texts", "labels"), [(30, 5), (100, 10), (300, 10)])
def test_intervals_hold_the_truth_about_as_often_as_they_say(texts: int, labels: int) -> None:
    held: list[bool] = []
    errors: list[float] = []
    naive: list[float] = []
    for seed in range(4):
        made = district(seed, texts, labels)
        for place, found in prevalences(made.bags, made.calibration).items():
            for one, truth in zip(CLASSES, made.truth[place], strict=True):
                share = found.shares[one]
                held.append(share.low - 1e-9 <= truth <= share.high + 1e-9)
                errors.append(abs(share.middle - truth))
            pairs = zip(machine_only(made.bags[place]), made.truth[place], strict=True)
            naive.extend(abs(read - truth) for read, truth in pairs)
    assert 0.82 <= np.mean(held) <= 0.98
    assert np.mean(errors) < 0.6 * np.mean(naive)


def test_the_same_counts_give_the_same_answer() -> None:
    made = district(5, 60, 5)
    backwards = dict(reversed(made.bags.items()))
    assert quantify(made.bags, made.calibration) == quantify(backwards, made.calibration)


def test_shares_add_to_one_and_lie_in_their_intervals() -> None:
    made = district(6, 80, 6)
    for found in prevalences(made.bags, made.calibration).values():
        assert sum(share.middle for share in found.shares.values()) == pytest.approx(1)
        for share in found.shares.values():
            assert 0 <= share.low <= share.middle <= share.high <= 1


@pytest.mark.parametrize(
    ("own", "family", "enough"),
    [(0, 0, False), (4, 99, False), (5, 5, True), (0, 100, True), (4, 100, True)],
)
def test_shares_need_labels_here_or_many_in_the_district(
    own: int, family: int, enough: bool
) -> None:
    assert verified(own, family) is enough


def test_without_labels_there_is_a_number_of_texts_and_no_share() -> None:
    made = district(7, 50, 0)
    found = prevalences(made.bags, made.calibration)["0"]
    assert (found.texts, found.labels, found.shares) == (50, 0, {})
    assert not found.verified


def test_a_place_without_texts_has_no_share_and_breaks_nothing() -> None:
    made = district(8, 50, 5)
    found = prevalences({**made.bags, "silent": Bag({}, {})}, made.calibration)
    assert found["silent"].shares == {}
    assert found["0"].verified


def test_when_people_judged_every_text_their_shares_are_given() -> None:
    judged = {("negative", "ht", "neutral/0"): 12, ("positive", "ht", "neutral/0"): 4}
    found = prevalences({"here": Bag({("ht", "neutral/0"): 16}, judged)}, {})["here"]
    assert found.shares["negative"].middle == pytest.approx(0.75)
    assert found.shares["negative"].low == pytest.approx(0.75)
    assert found.agreed == 0


def test_a_million_texts_in_one_place_are_estimated_too() -> None:
    read = {("sw", cell): 100_000 + 7 * place for place, cell in enumerate(CELLS)}
    judged = {(cell.split("/")[0], "sw", cell): 500 for cell in CELLS}
    found = prevalences({"nation": Bag(read, judged)}, {})["nation"]
    assert found.shares["neutral"].middle == pytest.approx(1 / 3, abs=0.05)
    assert found.shares["neutral"].high - found.shares["neutral"].low < 0.2


def test_a_district_takes_little_time() -> None:
    made = district(9, 300, 10)
    begun = time.process_time()
    quantify(made.bags, made.calibration)
    # 0.15 s on a quiet core; the bound only notices when the work has grown tenfold.
    assert time.process_time() - begun < 2
