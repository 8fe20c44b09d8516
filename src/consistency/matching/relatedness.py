"""Which texts of many are compared: those that speak of the same things.

A hundred articles are not about one event, and claims of two that have nothing in common can only be matched wrongly.
So each text is compared with the ones most like it, by the cosine of the features of their settings weighted by rarity
(tf-idf; Salton and Buckley 1988). This makes the work grow with the number of texts and not with its square.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from consistency.model import Claim, Setting

MOST_PARTNERS = 12  # texts that one is compared with; those to which it is among the most alike come on top
# On benchmark/cases as one bundle of 135 texts, two of one event reach 0.13 at least, and always each other's first
# place; of two that have nothing to do with each other 96 in 100 stay below this.
_ALIKE = 0.06
_COMMON = 60  # texts; a feature that more of them share says little of any two, and would be looked at for all pairs

Partners = Mapping[str, frozenset[str]]
"""For each source the sources that it is compared with; the relation goes both ways."""


def partners_of(claims: Sequence[Claim]) -> Partners | None:
    """Return the partners of each source; None where there are so few that each is compared with all others.

    Claims without a setting do not say what their text is about, so a source that has none is everybody's partner.
    """
    if len({claim.source for claim in claims}) <= MOST_PARTNERS + 1:
        return None
    features: dict[str, set[str]] = {}
    for claim in claims:
        own = features.setdefault(claim.source, set())
        for value in claim.fields.values():
            if isinstance(value, Setting):
                own.update(value.features)
    partners: dict[str, set[str]] = {source: set() for source in features}
    for source, ranked in _likeness(features).items():
        alike = [(-likeness, other) for other, likeness in ranked.items() if likeness >= _ALIKE]
        for _, other in heapq.nsmallest(MOST_PARTNERS, alike):
            partners[source].add(other)
            partners[other].add(source)
    for source, own in features.items():
        if not own:
            partners[source] = set(features) - {source}
            for other in partners[source]:
                partners[other].add(source)
    return {source: frozenset(others) for source, others in partners.items()}


def _likeness(features: Mapping[str, set[str]]) -> dict[str, dict[str, float]]:
    """Return for each source the cosine with each source that it shares an uncommon feature with."""
    sources_of: dict[str, list[str]] = defaultdict(list)
    for source in sorted(features):
        for feature in features[source]:
            sources_of[feature].append(source)
    products: dict[str, dict[str, float]] = {source: defaultdict(float) for source in features}
    squares: dict[str, float] = defaultdict(float)
    # In a fixed order, so that sums of floats are the same in every run.
    for feature in sorted(sources_of):
        sources = sources_of[feature]
        weight = math.log(1 + len(features) / len(sources)) ** 2
        for source in sources:
            squares[source] += weight
        if len(sources) > _COMMON:
            continue
        for place, first in enumerate(sources):
            for second in sources[place + 1 :]:
                products[first][second] += weight
                products[second][first] += weight
    return {
        source: {other: product / math.sqrt(squares[source] * squares[other]) for other, product in row.items()}
        for source, row in products.items()
    }
