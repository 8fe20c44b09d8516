"""Whether two sets of meanings are of one thing where outlets call it otherwise: one has "offer", another "proposal".

The groups of near-synonyms stand in rules/languages/kindred.yaml.
"""

from __future__ import annotations

import functools
import math

from consistency.matching.likeness import NOTHING_SHARED, Likeness, Weights
from consistency.model import Terms, Value
from consistency.resources import shared_resource

_LEAST = 0.3  # what a meaning weighs at least that every text of the bundle has
_NAMES = frozenset("lp")  # features of words that no lexicon has, and of persons
_NAMED = frozenset("lpe")


def kindred(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Share of the smaller set that the other one has as well, by weight, near-synonyms taken for one meaning.

    None where nothing can be said: of words of no lexicon in two scripts, or of a name beside a role.
    """
    if not (isinstance(a, Terms) and isinstance(b, Terms)):
        return None
    one, other = _meanings(a.concepts), _meanings(b.concepts)
    scripts = [{feature.isascii() for feature in side if feature[0] == "l"} for side in (one, other)]
    if scripts[0] and scripts[1] and scripts[0] != scripts[1]:
        one, other = (frozenset(f for f in side if f[0] != "l") for side in (one, other))
    if not one or not other:
        return None
    both = one & other
    if not both:
        kinds = [{feature[0] for feature in side} for side in (one, other)]
        named = any(x <= _NAMES and not y & _NAMED for x, y in (kinds, kinds[::-1]))
        return None if named else NOTHING_SHARED
    least = min(_weight(one, weights), _weight(other, weights))
    return Likeness(min(1.0, _weight(both, weights) / least), "same")


@functools.lru_cache(maxsize=1 << 14)
def _meanings(concepts: frozenset[str]) -> frozenset[str]:
    """Return some features with one meaning for each group of near-synonyms, without those that say little."""
    first, little = _groups()
    return frozenset(first.get(feature, feature) for feature in concepts if feature not in little)


@functools.cache
def _groups() -> tuple[dict[str, str], frozenset[str]]:
    raw = shared_resource("kindred")
    first = {f"c:{member}": f"c:{group[0]}" for group in raw["kindred"] for member in group}
    return first, frozenset(f"c:{concept}" for concept in raw["little"])


def _weight(features: frozenset[str], weights: Weights) -> float:
    """Return the sum of weights, exact since the order of a set is another one in each run."""
    return math.fsum([max(_LEAST, weights.get(feature, 1.0)) for feature in features])
