"""What every comparison takes and gives."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from consistency.matching.quantities import Relation
from consistency.model import Setting, Value

Weights = Mapping[str, float]
"""The rarity of each feature of a setting in what is checked."""


class Rarities(dict[str, float]):
    """Weights that remember what they make of a setting: it is compared with many others."""

    def __init__(self, weights: Mapping[str, float]):
        super().__init__(weights)
        self._weighted: dict[int, tuple[Setting, dict[str, float], float]] = {}

    def weighted(self, setting: Setting) -> tuple[dict[str, float], float]:
        """Return the features of a setting, weighted, and the length of that vector."""
        known = self._weighted.get(id(setting))
        if known is None or known[0] is not setting:
            known = self._weighted[id(setting)] = (setting, *weighted(setting, self))
        return known[1], known[2]


def weighted(setting: Setting, weights: Weights) -> tuple[dict[str, float], float]:
    """Return the features of a setting, weighted, and the length of that vector."""
    features = {feature: value * weights.get(feature, 1.0) for feature, value in setting.features.items()}
    return features, math.sqrt(sum([value * value for value in features.values()])) or 1.0


@dataclass(frozen=True, slots=True)
class Likeness:
    """The outcome of comparing two field values."""

    similarity: float
    relation: Relation
    reason: str = ""


Compare = Callable[[Value, Value, Weights], Likeness | None]
"""Two values and the rarities; None where the comparison does not fit them."""
