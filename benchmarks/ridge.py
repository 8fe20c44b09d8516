"""A logistic regression (Cox 1958) with a penalty on squared weights (ridge; le Cessie and van Houwelingen 1992)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from consistency.matching.logistic import LogisticModel

Array = npt.NDArray[np.float64]
STEPS = 40  # of Newton's method; it needs about ten


def fit(seen: Sequence[Mapping[str, float]], right: Sequence[bool], penalty: float) -> LogisticModel:
    """Return the weights that tell best which rows are right, of features scaled to one standard deviation.

    A feature that all rows have alike gets no weight.
    """
    names = sorted(seen[0])
    table: Array = np.array([[row[name] for name in names] for row in seen])
    told: Array = np.array(right, dtype=np.float64)
    mean, spread = table.mean(axis=0), table.std(axis=0)
    kept = spread > 0
    columns = np.hstack([(table[:, kept] - mean[kept]) / spread[kept], np.ones((len(seen), 1))])
    penalties = np.full(columns.shape[1], penalty)
    penalties[-1] = 0.0
    weights = np.zeros(columns.shape[1])
    for _ in range(STEPS):
        likely = 1.0 / (1.0 + np.exp(-columns @ weights))
        slope = columns.T @ (likely - told) + penalties * weights
        curve = (columns * (likely * (1 - likely))[:, None]).T @ columns + np.diag(penalties)
        weights -= np.linalg.solve(curve, slope)
    own = weights[:-1] / spread[kept]
    chosen = [name for name, keep in zip(names, kept, strict=True) if keep]
    return LogisticModel(float(weights[-1] - own @ mean[kept]), dict(zip(chosen, own.tolist(), strict=True)))


def best_of_either(keys: Sequence[Sequence[Hashable]], likely: Sequence[float]) -> list[bool]:
    """Tell of each pair whether it is as likely as any other with one of its keys: of either value the best pair."""
    best: dict[Hashable, float] = defaultdict(float)
    for own, value in zip(keys, likely, strict=True):
        for key in own:
            best[key] = max(best[key], value)
    return [all(value >= best[key] for key in own) for own, value in zip(keys, likely, strict=True)]
