"""Figures and days of a bundle that most likely answer one question: for rules of check "likely" and for the guard
"plausible"."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

from consistency.judging.bundle import Bundle
from consistency.matching.logistic import LogisticModel
from consistency.matching.slots import FIELDS, SlotPair, figures_of, slot_model, slot_pairs
from consistency.model import Claim

_Place = tuple[str, tuple[int, int]]


class Slots:
    """The pairs of figures of a bundle that differ, each with how likely it is that they fill one slot.

    `capped` names the pairs of sources that have too many figures to be looked at.
    """

    def __init__(self, bundle: Bundle, model: LogisticModel):
        self.capped: list[str] = []
        self._pairs: dict[tuple[_Place, _Place], SlotPair] = {}
        self._best: dict[tuple[_Place, str], float] = defaultdict(float)
        self._best_pairs: list[SlotPair] | None = None
        figures = figures_of(claim for kind in FIELDS for claim in bundle.of_kind(kind))
        for one, other in combinations(figures, 2):
            if bundle.partners is not None and other not in bundle.partners.get(one, ()):
                continue
            days = (bundle.published.get(one), bundle.published.get(other))
            pairs = slot_pairs(figures[one], figures[other], bundle.alignment(), bundle.weights, days, model)
            if pairs is None:
                self.capped.append(f"{one} and {other}")
                continue
            for pair in pairs:
                a, b = (one, pair.a.place), (other, pair.b.place)
                self._pairs[a, b] = pair
                likelihood = pair.likelihood
                if likelihood:  # it is 0 of most
                    for key in ((a, other), (b, one)):
                        if likelihood > self._best[key]:
                            self._best[key] = likelihood

    def pairs(self) -> list[SlotPair]:
        """Return all pairs of which something was seen, source by source, in the order of their places."""
        return [pair for pair in self._pairs.values() if pair.seen]

    def best_pairs(self) -> list[SlotPair]:
        """Return the pairs of which neither figure more likely fills the slot of another one of the other source."""
        if self._best_pairs is None:
            self._best_pairs = [
                pair
                for (a, b), pair in self._pairs.items()
                if pair.likelihood >= max(self._best[a, b[0]], self._best[b, a[0]])
            ]
        return self._best_pairs

    def likelihood(self, a: Claim, b: Claim) -> float | None:
        """Return how likely the figures of two claims fill one slot; None where that was not looked at."""
        one, other = sorted((claim.source, claim.spans[FIELDS[claim.kind]]) for claim in (a, b))
        pair = self._pairs.get((one, other))
        return pair.likelihood if pair else None


def slots_of(bundle: Bundle) -> Slots:
    """Return the slots of a bundle, found when a rule first asks for them."""
    found: Slots = bundle.once("slots", lambda: Slots(bundle, slot_model()))
    return found


def has_slot(claim: Claim, name: str) -> bool:
    """Tell whether slots are found for a field of a claim."""
    return FIELDS.get(claim.kind) == name and name in claim.spans
