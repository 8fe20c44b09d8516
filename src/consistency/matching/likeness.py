"""What every comparison takes and gives."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import repeat
from operator import mul

from consistency.matching.quantities import Relation
from consistency.model import Setting, Terms, Value

Weights = Mapping[str, float]
"""The rarity of each feature of a setting in what is checked."""


_MOST_COMPARED = 100_000  # pairs of settings of which is remembered how alike they are


class Rarities(dict[str, float]):
    """Weights that remember what they make of a value: it is compared with many others."""

    def __init__(self, weights: Mapping[str, float]):
        super().__init__(weights)
        self._weighted: dict[int, tuple[Setting, dict[str, float], float]] = {}
        self._rarest: dict[int, tuple[Setting, tuple[str, ...]]] = {}
        self._summed: dict[int, tuple[Terms, float]] = {}
        self._compared: dict[tuple[int, int], Likeness] = {}

    def weighted(self, setting: Setting) -> tuple[dict[str, float], float]:
        """Return the features of a setting, weighted, and the length of that vector."""
        known = self._weighted.get(id(setting))
        if known is None or known[0] is not setting:
            known = self._weighted[id(setting)] = (setting, *weighted(setting, self))
        return known[1], known[2]

    def compared(self, a: Setting, b: Setting) -> Likeness:
        """Return how alike two settings are, of which several rules ask."""
        key = (id(a), id(b))  # of settings that stay, since `weighted` keeps them
        known = self._compared.get(key)
        if known is None:
            if len(self._compared) >= _MOST_COMPARED:
                self._compared.clear()
            known = self._compared[key] = likeness_of(cosine(*self.weighted(a), *self.weighted(b)))
        return known

    def rarest(self, setting: Setting, count: int) -> tuple[str, ...]:
        """Return the `count` features of a setting that weigh most; always asked for as many."""
        known = self._rarest.get(id(setting))
        if known is None or known[0] is not setting:
            known = self._rarest[id(setting)] = (setting, _heaviest(self.weighted(setting)[0], count))
        return known[1]

    def summed(self, terms: Terms) -> float:
        """Return the sum of the weights of a set of meanings."""
        known = self._summed.get(id(terms))
        if known is None or known[0] is not terms:
            known = self._summed[id(terms)] = (terms, summed(terms.concepts, self))
        return known[1]


def rarest(setting: Setting, weights: Weights, count: int) -> tuple[str, ...]:
    """Return the `count` features of a setting that weigh most, the heaviest first."""
    return _heaviest(weighted(setting, weights)[0], count)


def _heaviest(features: Mapping[str, float], count: int) -> tuple[str, ...]:
    ranked = sorted([(-weight, feature) for feature, weight in features.items()])
    return tuple([feature for _, feature in ranked[:count]])


def summed(concepts: Collection[str], weights: Weights) -> float:
    """Return the sum of weights, exact since the order of a set is another one in each run."""
    return math.fsum([weights.get(concept, 1.0) for concept in concepts])


def weighted(setting: Setting, weights: Weights) -> tuple[dict[str, float], float]:
    """Return the features of a setting, weighted, and the length of that vector."""
    features = setting.features
    values = [*map(mul, features.values(), map(weights.get, features, repeat(1.0)))]
    return dict(zip(features, values, strict=True)), math.sqrt(sum(map(mul, values, values))) or 1.0


def cosine(a: dict[str, float], length_a: float, b: dict[str, float], length_b: float) -> float:
    """Return the cosine of two weighted vectors, given with their lengths."""
    small, large = (a, b) if len(a) <= len(b) else (b, a)
    return sum([value * large[feature] for feature, value in small.items() if feature in large]) / (length_a * length_b)


@dataclass(slots=True)  # not frozen, which would treble the time to make one: they are made by the ten thousand
class Likeness:
    """The outcome of comparing two field values."""

    similarity: float
    relation: Relation
    reason: str = ""


SAME = Likeness(1.0, "same")
NOTHING_SHARED = Likeness(0.0, "different")
ON_NO_SCALE = Likeness(0.0, "incomparable")


def likeness_of(similarity: float) -> Likeness:
    """Return the outcome for two settings of a similarity: they are the same one from a half on."""
    return Likeness(similarity, "same" if similarity >= 0.5 else "different") if similarity else NOTHING_SHARED


Compare = Callable[[Value, Value, Weights], Likeness | None]
"""Two values and the rarities; None where the comparison does not fit them."""


def stems(features: Iterable[str]) -> frozenset[str]:
    """Return the words of the ids of concepts among some features: "net" and "profit" of "c:net-profit"."""
    return frozenset(word for feature in features if feature.startswith("c:") for word in feature[2:].split("-"))
