"""Draw the shares of a district's places from their posterior, by Gibbs sampling.

Texts fall into cells (the class that was read, how surely, the language). In place i the cells are
multinomial with M pi_i: pi_i ~ Dirichlet(kappa mu) are the true shares, mu ~ Dirichlet(1),
kappa on a grid; row y of M ~ Dirichlet(1 + trust C_y) says where texts of true class y fall, alike
in all places of one language; C was counted on other texts, and what people judged here tells how
far to trust it. Judged texts enter as known classes.

Source: after Ziegler and Czyz (2024), Bayesian quantification with black-box estimators.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from math import lgamma

import numpy as np
from numpy.typing import NDArray

from consult.core.bag import Bag
from consult.core.cell import CELLS, CLASSES

Calibration = Mapping[str, Sequence[Sequence[int]]]
"""By language: counts by true class (rows, CLASSES) and cell (columns, CELLS)."""

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]

CHAINS = 8
WARM_UP = 40
DRAWS = 80
# More texts than this sharpen nothing: what M leaves open is wider by then, and chains get stuck.
TEXTS = 400
KAPPAS = np.array([1, 2, 4, 8, 16, 32, 64, 128], dtype=np.float64)
TRUSTS = (1, 3, 10, 30, 100, 300, 1000)

_lgamma = np.frompyfunc(lgamma, 1, 1)


@dataclass(frozen=True, slots=True)
class _District:
    """Lay the counts of all places out as arrays."""

    languages: tuple[str, ...]
    unjudged: Counts  # place x language x cell
    judged: Counts  # place x language x class x cell
    counted: Counts  # language x class x cell, elsewhere


def quantify(
    bags: Mapping[str, Bag], calibration: Calibration
) -> dict[str, list[tuple[float, float, float]]]:
    """Estimate the shares of all CLASSES in each place: middle, and the central 90 %.

    The same counts always give the same answer.
    """
    names = sorted(bags)
    district = _district([bags[name] for name in names], calibration)
    shares = _sample(district, np.random.default_rng(_seed(names, bags)))
    low, high = np.quantile(shares, (0.05, 0.95), axis=0)
    middle = shares.mean(axis=0)
    return {
        name: [
            (float(middle[i, y]), float(low[i, y]), float(high[i, y])) for y in range(len(CLASSES))
        ]
        for i, name in enumerate(names)
    }


def _seed(names: Iterable[str], bags: Mapping[str, Bag]) -> int:
    told = repr(
        [(name, sorted(bags[name].read.items()), sorted(bags[name].labelled.items()))
         for name in names]
    )  # fmt: skip
    return int.from_bytes(blake2b(told.encode(), digest_size=8).digest())


def _district(bags: Sequence[Bag], calibration: Calibration) -> _District:
    languages = tuple(sorted({language for bag in bags for language, _ in bag.read}))
    shape = (len(languages), len(CLASSES), len(CELLS))
    read = np.zeros((len(bags), len(languages), len(CELLS)), dtype=np.int64)
    judged = np.zeros((len(bags), *shape), dtype=np.int64)
    for i, bag in enumerate(bags):
        for (language, cell), n in bag.read.items():
            read[i, languages.index(language), CELLS.index(cell)] = n
        for (truth, language, cell), n in bag.labelled.items():
            place = (i, languages.index(language), CLASSES.index(truth), CELLS.index(cell))
            judged[place] = n
    counted = np.zeros(shape, dtype=np.int64)
    for at, language in enumerate(languages):
        if language in calibration:
            counted[at] = calibration[language]
    return _District(languages, read - judged.sum(axis=2), judged, counted)


def _sample(district: _District, rng: np.random.Generator) -> Floats:
    """Draw shares: (CHAINS * DRAWS) x place x class."""
    places = len(district.unjudged)
    texts = _at_most(district.unjudged.reshape(places, -1), TEXTS)
    texts = texts.reshape(district.unjudged.shape)
    known = district.judged.sum(axis=1).sum(axis=-1)
    prior = _prior(district, rng)
    falls = _dirichlet(prior + district.judged.sum(axis=0), rng)
    mu = np.full((CHAINS, len(CLASSES)), 1 / len(CLASSES))
    kappa = np.full(CHAINS, 8.0)
    pi = _dirichlet(np.broadcast_to(known + 1.0, (CHAINS, places, len(CLASSES))), rng)
    kept = []
    for turn in range(WARM_UP + DRAWS):
        true = _allocate(texts, pi, falls, rng)
        told = true.sum(axis=(2, 3))
        pi = _dirichlet(kappa[:, None, None] * mu[:, None] + known + told, rng)
        seen = true.sum(axis=1).swapaxes(-1, -2) + district.judged.sum(axis=0)
        falls = _dirichlet(prior + seen, rng)
        mu, kappa = _spread(pi, mu, kappa, rng)
        if turn >= WARM_UP:
            kept.append(_finite(told, known, district.unjudged.sum(axis=(1, 2))))
    return np.concatenate(kept)


def _allocate(texts: Counts, pi: Floats, falls: Floats, rng: np.random.Generator) -> Counts:
    """Draw the true classes of unjudged texts: chain x place x language x cell x class."""
    weights = pi[:, :, None, None, :] * falls.swapaxes(-1, -2)[:, None]
    return np.asarray(rng.multinomial(texts[None], weights / weights.sum(axis=-1, keepdims=True)))


def _finite(told: Counts, known: Counts, unjudged: Counts) -> Floats:
    """Turn drawn counts into shares of the texts that were really heard."""
    drawn = told.sum(axis=-1, keepdims=True)
    scale = np.divide(unjudged[None, :, None], drawn, out=np.zeros(drawn.shape), where=drawn > 0)
    return np.asarray((known + told * scale) / (known.sum(axis=-1) + unjudged)[None, :, None])


def _at_most(counts: Counts, most: int) -> Counts:
    """Scale rows down to `most` in all, keeping their proportions."""
    scale = np.minimum(1.0, most / np.maximum(1, counts.sum(axis=1, keepdims=True)))
    return np.asarray(np.rint(counts * scale), dtype=np.int64)


def _dirichlet(alpha: Floats, rng: np.random.Generator) -> Floats:
    drawn = rng.standard_gamma(alpha) + 1e-300
    return np.asarray(drawn / drawn.sum(axis=-1, keepdims=True))


def _prior(district: _District, rng: np.random.Generator) -> Floats:
    """Draw, for each chain, how far to trust the counts from elsewhere, and weigh them so."""
    rows = district.counted.sum(axis=-1, keepdims=True)
    worth = [np.minimum(trust, rows) / np.maximum(1, rows) for trust in TRUSTS]
    priors = np.stack([1.0 + one * district.counted for one in worth])
    fit = _evidence(priors, district.judged.sum(axis=0))
    chosen = rng.choice(len(TRUSTS), size=CHAINS, p=fit)
    return np.asarray(priors[chosen])


def _evidence(priors: Floats, judged: Counts) -> Floats:
    """Weigh each trust by how likely it makes what people judged (Dirichlet-multinomial)."""
    gain = (_logs(priors + judged) - _logs(priors)).sum(axis=-1)
    loss = _logs(priors.sum(axis=-1) + judged.sum(axis=-1)) - _logs(priors.sum(axis=-1))
    fit = (gain - loss).sum(axis=(1, 2))
    weights = np.exp(fit - fit.max())
    return np.asarray(weights / weights.sum())


def _logs(values: Floats) -> Floats:
    """Take the logarithm of the gamma function."""
    return np.asarray(_lgamma(values), dtype=np.float64)


def _spread(
    pi: Floats, mu: Floats, kappa: Floats, rng: np.random.Generator
) -> tuple[Floats, Floats]:
    """Draw the district's mean shares, and how far its places lie from them."""
    logs = np.log(pi + 1e-300).sum(axis=1)
    places = pi.shape[1]
    for _ in range(3):
        stepped = mu * np.exp(rng.normal(0, 0.3, mu.shape))
        stepped = np.maximum(stepped / stepped.sum(axis=-1, keepdims=True), 1e-9)
        ratio = _fit(stepped, kappa, logs, places) - _fit(mu, kappa, logs, places)
        # A step on the log scale: its Jacobian is the product of the shares.
        ratio += np.log(stepped).sum(axis=-1) - np.log(mu).sum(axis=-1)
        mu = np.where((np.log(rng.random(len(mu))) < ratio)[:, None], stepped, mu)
    fits = np.stack([_fit(mu, np.full(len(mu), one), logs, places) for one in KAPPAS], axis=-1)
    noise = rng.gumbel(size=fits.shape)
    return mu, KAPPAS[np.argmax(fits + noise, axis=-1)]


def _fit(mu: Floats, kappa: Floats, logs: Floats, places: int) -> Floats:
    """Take the log density of all places' shares under Dirichlet(kappa mu)."""
    alpha = kappa[:, None] * mu
    prior = places * (_logs(kappa) - _logs(alpha).sum(axis=-1))
    return np.asarray(prior + ((alpha - 1) * logs).sum(axis=-1))
