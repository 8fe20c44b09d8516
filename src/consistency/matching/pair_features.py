"""What is seen of two claims of two sources that differ, and bears on whether they answer one question.

A rule says which terms both must have, which other fields are compared, and in which field they differ; besides these
it is seen what else either source says that fits, and what their sentences have in common. `LogisticModel` makes a
likelihood of it.
"""

from __future__ import annotations

import functools
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from consistency.language.orthography import has_arabic
from consistency.matching.alignment import Alignment, Beside
from consistency.matching.identity import Identity, SameField, compare_values
from consistency.matching.likeness import Likeness, Weights
from consistency.matching.logistic import LogisticModel
from consistency.matching.value_features import seen_of_values
from consistency.model import Claim, Period, Quantity
from consistency.resources import shared_resource

FARTHEST = 12  # sentences that are better partners of either sentence; beyond, two claims answer no question together
_MANY = 250_000  # pairs of claims of two texts; two books have more, and are left to the other rules
# Features of a sentence, by the first letters of their kinds.
_KINDS = {"people": "p", "countries": "e", "values": "nd", "words": "l"}
_PAIRED = frozenset({"same", "compatible"})


@dataclass(frozen=True, slots=True)
class Question:
    """What claims must have in common to answer one question, and the field by which two answers differ."""

    same: Mapping[str, SameField]
    field: str
    by: str | None


@dataclass(slots=True)  # not frozen, which would treble the time to make one
class SeenPair:
    """Two claims of two sources that differ, and what was seen of them."""

    a: Claim
    b: Claim
    seen: dict[str, float]


@functools.cache
def pair_models() -> dict[str, LogisticModel]:
    """Return the shipped models, by the rules that they serve."""
    table = shared_resource("likelihoods")
    return {rule: LogisticModel(model["bias"], model["weights"]) for rule, model in table.items()}


def seen_pairs(
    question: Question, one: Sequence[Claim], other: Sequence[Claim], alignment: Alignment, weights: Weights
) -> list[SeenPair] | None:
    """Return the claims of two texts that differ, where their sentences have something in common; None for too many."""
    if len(one) * len(other) > _MANY:
        return None
    pairs = _Pairs(question, one, other, weights)
    found = []
    for i, j in pairs.different:
        beside = alignment.beside(one[i], other[j], FARTHEST)
        seen = pairs.seen(i, j) if beside is not None else None
        if beside is not None and seen is not None:
            found.append(SeenPair(one[i], other[j], {**seen, **_of_sentences(beside)}))
    return found


class _Pairs:
    """The claims of two texts that may answer one question, and how alike their settings are."""

    def __init__(self, question: Question, one: Sequence[Claim], other: Sequence[Claim], weights: Weights):
        self._question, self._sides, self._weights = question, (one, other), weights
        self._setting = next((name for name, spec in question.same.items() if spec.by == "setting"), "setting")
        self.different: list[tuple[int, int]] = []
        self._alike: dict[tuple[int, int], float] = {}
        # By the side and place of a claim, and whether the two are the same: the best likeness, the next, how many.
        self._best: dict[tuple[int, int, bool], tuple[float, float, int]] = {}
        for i, j in self._candidates():
            x, y = one[i].fields.get(question.field), other[j].fields.get(question.field)
            likeness = compare_values(x, y, question.by, weights) if x is not None and y is not None else None
            if likeness is None or likeness.relation == "incomparable":
                continue
            alike = self._alike[i, j] = self._likeness_of(self._setting, "setting", i, j)
            agree = likeness.relation in _PAIRED
            if not agree:
                self.different.append((i, j))
            for key in ((0, i, agree), (1, j, agree)):
                first, second, count = self._best.get(key, (0.0, 0.0, 0))
                ranked = sorted((first, second, alike), reverse=True)
                self._best[key] = (ranked[0], ranked[1], count + 1)

    def _candidates(self) -> Iterator[tuple[int, int]]:
        """Yield the pairs of claims with the terms that both must have."""
        identity = Identity(self._question.same, self._weights)
        places: tuple[dict[tuple[str, ...], list[int]], ...] = (defaultdict(list), defaultdict(list))
        for side, claims in zip(places, self._sides, strict=True):
            for place, claim in enumerate(claims):
                terms = identity.terms(claim)
                if terms is not None:
                    side[terms].append(place)
        return (pair for terms, own in places[0].items() for pair in product(own, places[1].get(terms, ())))

    def seen(self, i: int, j: int) -> dict[str, float] | None:
        """Return what is seen of two claims, whatever their sentences are; None where they lack what they must have."""
        x, y = self._sides[0][i], self._sides[1][j]
        own = self._alike[i, j]
        nothing = (0.0, 0.0, 0)
        differing = [self._best[0, i, False], self._best[1, j, False]]
        agreeing = [self._best.get(key, nothing) for key in ((0, i, True), (1, j, True))]
        rival = max(second if first == own else first for first, second, _ in differing)
        times = [claim.context.time for claim in (x, y)]
        timed = times[0] is not None and times[1] is not None
        found = {
            "setting": own,
            "rival": rival,
            "lead": own - rival,
            "agrees_elsewhere": max(first for first, _, _ in agreeing),
            "borne_out": float(sum(count > 0 for _, _, count in agreeing)),
            "others": math.log1p(sum(count for _, _, count in (*differing, *agreeing)) - 2),
            "two_languages": float(_has_arabic(x) != _has_arabic(y)),
            "length": math.log1p(_words_in(x) + _words_in(y)),
            "other_modality": float(x.context.modality != y.context.modality),
            "other_polarity": float(x.context.positive != y.context.positive),
            "one_time": float(timed and not _apart(*times)),
            "timeless": float(not timed),
        }
        for name, spec in self._question.same.items():
            if name != self._setting:
                likeness = self._compared(name, spec.by, i, j)
                if spec.required if likeness is None else likeness.similarity < (spec.at_least or 0.0):
                    return None
                found[f"same:{name}"] = likeness.similarity if likeness else 0.0
                found[f"unknown:{name}"] = float(likeness is None)
        values = [claim.fields[self._question.field] for claim in (x, y)]
        if all(isinstance(value, Quantity | Period) for value in values):
            found.update({f"value:{name}": seen for name, seen in seen_of_values(*values).items()})
        return found

    def _compared(self, name: str, by: str | None, i: int, j: int) -> Likeness | None:
        x, y = (side[place].fields.get(name) for side, place in zip(self._sides, (i, j), strict=True))
        return compare_values(x, y, by, self._weights) if x is not None and y is not None else None

    def _likeness_of(self, name: str, by: str, i: int, j: int) -> float:
        likeness = self._compared(name, by, i, j)
        return likeness.similarity if likeness else 0.0


def _of_sentences(beside: Beside) -> dict[str, float]:
    """Return what is seen of the sentences of two claims."""
    found = {
        "alike": beside.alike,
        "better_sentences": float(beside.better),
        "best_partners": float(beside.better == 0),
        "rarity": math.log1p(beside.rarity),
        "shared": float(len(beside.shared)),
    }
    for name, letters in _KINDS.items():
        found[f"shared_{name}"] = float(sum([word[0] in letters for word in beside.shared]))
        found[f"single_{name}"] = float(sum([word[0] in letters for word in beside.single]))
    return found


def _words_in(claim: Claim) -> int:
    return len(claim.evidence[0].quote.split())  # not letters, of which vowels and hyphens that nobody sees make more


def _has_arabic(claim: Claim) -> bool:
    return has_arabic(claim.evidence[0].quote)


def _apart(a: Period | None, b: Period | None) -> bool:
    return a is not None and b is not None and (a.precedes(b) or b.precedes(a))
