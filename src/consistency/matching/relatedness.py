"""Which texts are compared: those that speak of the same things.

A hundred articles are not about one event, and claims of two that have nothing in common can only be matched wrongly.
So of many, each text is compared with the ones most like it, by the cosine of the features of their settings weighted
by rarity (tf-idf; Salton and Buckley 1988). This makes the work grow with the number of texts and not with its
square.
Of few texts there is no telling what is rare; two of them are kept apart where the words of their sentences have next
to nothing in common, and both are long enough to tell.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from itertools import combinations

from consistency.matching.alignment import KIND
from consistency.model import Claim, Setting, Terms

MOST_PARTNERS = 12  # texts that one is compared with; those to which it is among the most alike come on top
# On benchmark/cases as one bundle of 135 texts, two of one event reach 0.13 at least, and always each other's first
# place; of two that have nothing to do with each other 96 in 100 stay below this.
_ALIKE = 0.06
_COMMON = 60  # texts; a feature that more of them share says little of any two, and would be looked at for all pairs
# On all cases and our own (466 pairs of texts on one event, 6,000 on two events of one topic), cosine and shared names,
# days and figures come to 0.18 at least for the first, and to less than this for 9 in 10 of the second.
_UNRELATED = 0.15
_SHARED = 0.02  # what a shared name, day or figure tells, up to _MOST_SHARED
_MOST_SHARED = 6
_ENOUGH = 40  # words; of shorter texts there is no telling
_LONGER = 4  # times; of a long text and a short one there is none either
_SPECIFIC = ("e:", "p:", "d:", "n:")

Partners = Mapping[str, frozenset[str]]
"""For each source the sources that it is compared with; the relation goes both ways."""


def partners_of(claims: Sequence[Claim]) -> Partners | None:
    """Return the partners of each source; None where each is compared with all others.

    Claims without a setting do not say what their text is about, so a source that has none is everybody's partner.
    """
    sources = {claim.source for claim in claims}
    if len(sources) <= MOST_PARTNERS + 1:
        return _partners_of_few(sources, claims)
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


def _partners_of_few(sources: Set[str], claims: Sequence[Claim]) -> Partners | None:
    """Return all sources as the partners of each but for those that tell of other things; None where none does."""
    told: dict[str, set[str]] = {source: set() for source in sources}
    for claim in claims:
        words = claim.fields.get("words") if claim.kind == KIND else None
        if isinstance(words, Terms):
            told[claim.source] |= words.concepts
    apart = [(one, other) for one, other in combinations(sorted(sources), 2) if _are_unrelated(told[one], told[other])]
    if not apart:
        return None
    partners = {source: set(sources) - {source} for source in sources}
    for one, other in apart:
        partners[one].discard(other)
        partners[other].discard(one)
    return {source: frozenset(others) for source, others in partners.items()}


def _are_unrelated(one: Set[str], other: Set[str]) -> bool:
    shorter, longer = sorted((len(one), len(other)))
    if shorter < _ENOUGH or longer > shorter * _LONGER:
        return False
    shared = one & other
    specific = sum(feature.startswith(_SPECIFIC) for feature in shared)
    return len(shared) / math.sqrt(shorter * longer) + _SHARED * min(specific, _MOST_SHARED) < _UNRELATED


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
