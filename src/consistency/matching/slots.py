"""How likely two figures or days of two texts answer one question: fill one slot, as information extraction calls it.

A rule that asks for one noun, one verb and one place finds what both texts word alike. Here each of some twenty things
that can be seen of two values (their nouns, their sentences, their digits, what else either text says that fits) weighs
a little, and the sum becomes a likelihood: a logistic regression (Cox 1958). The weights are data,
rules/languages/slots.yaml, fitted by benchmarks/fit_slots.py; so each finding can be explained by what weighed in it.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from consistency.language.orthography import has_arabic
from consistency.matching.alignment import Alignment
from consistency.matching.comparisons import COMPARISONS
from consistency.matching.likeness import Weights
from consistency.matching.logistic import LogisticModel
from consistency.matching.quantities import Relation, compare_quantities
from consistency.matching.value_features import days_apart, seen_of_values
from consistency.model import Claim, Period, Quantity, Term, Terms, Value
from consistency.normalization.units import convert
from consistency.resources import shared_resource

FIELDS = dict.fromkeys(("toll", "duration", "ordinal", "score", "age", "figure"), "value") | {"event": "date"}
"""The kinds of claims that are looked at, each with the field of its value; where one value makes two claims, the first
of these counts."""

FARTHEST = 8  # sentences that are better partners of either sentence; beyond, two figures have no slot in common
_OF_VALUES = "nd"  # features of figures and days
_MANY = 250_000  # pairs of figures of two texts; two books have more, and are left to the other rules
_MINUTE = 60  # seconds


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure or day of a text: the claim that tells most of it, its value, and its place in characters."""

    claim: Claim
    value: Quantity | Period
    place: tuple[int, int]


@dataclass(slots=True)  # not frozen, which would treble the time to make one
class SlotPair:
    """Two figures of two sources that differ, what was seen of them, and how likely they fill one slot (0 to 1).

    Where nothing was seen, since their sentences have nothing in common, that is 0.
    """

    a: Figure
    b: Figure
    seen: Mapping[str, float]
    likelihood: float


@functools.cache
def slot_model() -> LogisticModel:
    """Return the shipped model."""
    table = shared_resource("slots")
    return LogisticModel(table["bias"], table["weights"])


def figures_of(claims: Iterable[Claim]) -> dict[str, list[Figure]]:
    """Return the figures of each source, in their order."""
    best: dict[str, dict[tuple[int, int], tuple[int, Claim]]] = defaultdict(dict)
    ranks = {kind: rank for rank, kind in enumerate(FIELDS)}
    for claim in claims:
        name = FIELDS.get(claim.kind)
        value = claim.fields.get(name) if name is not None else None
        if name is None or not isinstance(value, Quantity | Period) or _is_clocked(value):
            continue
        rank, place = ranks[claim.kind], claim.spans[name]
        known = best[claim.source].get(place)
        if known is None or rank < known[0]:
            best[claim.source][place] = (rank, claim)
    found = {}
    for source in sorted(best):
        ordered = sorted(best[source].items(), key=lambda entry: entry[0])
        found[source] = [
            Figure(claim, claim.fields[FIELDS[claim.kind]], place)  # type: ignore[arg-type]  # as was just checked
            for place, (_, claim) in ordered
        ]
    return found


def _is_clocked(value: Quantity | Period) -> bool:
    """Tell whether a time is told to the second, as those of races are: each runner has one of his own."""
    return isinstance(value, Quantity) and value.unit == "second" and value.low > _MINUTE and value.low % _MINUTE != 0


def slot_pairs(
    one: Sequence[Figure],
    other: Sequence[Figure],
    alignment: Alignment,
    weights: Weights,
    days: tuple[Period | None, Period | None],
    model: LogisticModel,
) -> list[SlotPair] | None:
    """Return the pairs of figures of two texts that are of one scale and differ; None where there are too many.

    `days` are the days on which the two texts were published.
    """
    if len(one) * len(other) > _MANY:
        return None
    seen = _Seen(one, other, alignment, weights, days)
    return [
        SlotPair(one[i], other[j], what, model.likelihood(what) if what else 0.0)
        for i, j in seen.different
        for what in (seen.of(i, j),)
    ]


class _Seen:
    """What is seen of the figures of two texts: first of all pairs, then of one pair."""

    def __init__(
        self,
        one: Sequence[Figure],
        other: Sequence[Figure],
        alignment: Alignment,
        weights: Weights,
        days: tuple[Period | None, Period | None],
    ):
        self._sides = (one, other)
        self._alignment = alignment
        self._weights = weights
        self._apart = days_apart(*days)
        self._two_languages = _has_arabic(one) != _has_arabic(other)
        self.different: list[tuple[int, int]] = []
        self._alike: dict[tuple[int, int], float] = {}
        agreeing: tuple[dict[int, float], dict[int, float]] = ({}, {})
        differing: tuple[dict[int, list[float]], dict[int, list[float]]] = (defaultdict(list), defaultdict(list))
        settings = [[figure.claim.fields.get("setting") for figure in side] for side in self._sides]
        for i, j in _comparable(one, other):
            relation, reason = _relation(one[i].value, other[j].value)
            if relation == "incomparable" or reason == "bound":
                continue  # a bound ("hundreds", "at least nine") goes with too much to bear anything out
            alike = self._alike[i, j] = _similarity("setting", settings[0][i], settings[1][j], weights)
            if relation == "different":
                self.different.append((i, j))
                differing[0][i].append(alike)
                differing[1][j].append(alike)
            else:
                agreeing[0][i] = max(agreeing[0].get(i, 0.0), alike)
                agreeing[1][j] = max(agreeing[1].get(j, 0.0), alike)
        self._agreeing = agreeing
        self._differing = tuple({k: sorted(v, reverse=True)[:2] for k, v in side.items()} for side in differing)
        self._rivals: tuple[dict[int, int], dict[int, int]] = (defaultdict(int), defaultdict(int))
        for i, j in self.different:
            self._rivals[0][i] += j not in agreeing[1]
            self._rivals[1][j] += i not in agreeing[0]

    def of(self, i: int, j: int) -> dict[str, float]:
        """Return what is seen of two figures; nothing where their sentences have nothing to do with each other."""
        x, y = self._sides[0][i], self._sides[1][j]
        beside = self._alignment.beside(x.claim, y.claim, FARTHEST)
        if beside is None:
            return {}
        of_x, of_y = x.claim.fields, y.claim.fields
        fates = of_x.get("fate"), of_y.get("fate")
        one_fate = isinstance(fates[0], Term) and fates[0] == fates[1]
        shared_values = sum([word[0] in _OF_VALUES for word in beside.shared])
        if not one_fate and shared_values == len(beside.shared):
            return {}
        own, agreeing = self._alike[i, j], (self._agreeing[0].get(i), self._agreeing[1].get(j))
        tops = (self._differing[0][i], self._differing[1][j])
        rivals = sum(self._rivals[side][k] - (agreeing[1 - side] is None) for side, k in ((0, i), (1, j)))
        return {
            "better_sentences": float(beside.better),
            "shared_words": float(len(beside.shared)),
            "shared_values": float(shared_values),
            "other_countries": float(sum([word[0] == "e" for word in beside.single])),
            "best_setting": float((tops[0][0] <= own) + (tops[1][0] <= own)),
            "lead_over_others": own - max([t for top in tops for t in top if t != own], default=0.0),
            "agrees_elsewhere": max(agreeing[0] or 0.0, agreeing[1] or 0.0),
            "only_here": float(agreeing.count(None)),
            "rivals": float(rivals),
            "noun": _similarity("akin", of_x.get("head"), of_y.get("head"), self._weights),
            "thing": float(_shared_terms(of_x.get("thing"), of_y.get("thing"))),
            "other_role": float(of_x.get("role") != of_y.get("role")),
            "one_fate": float(one_fate),
            "other_fate": float(fates[0] != fates[1]),
            **seen_of_values(x.value, y.value),
            "duration": float("duration" in (x.claim.kind, y.claim.kind)),
            "days_apart": float(self._apart),
            "two_languages": float(self._two_languages),
        }


def _comparable(one: Sequence[Figure], other: Sequence[Figure]) -> list[tuple[int, int]]:
    """Return the pairs of figures of one scale, in order."""
    scales: tuple[dict[tuple[bool, str], list[int]], ...] = (defaultdict(list), defaultdict(list))
    for side, figures in zip(scales, (one, other), strict=True):
        for place, figure in enumerate(figures):
            side[_scale(figure.value)].append(place)
    return sorted(pair for scale, own in scales[0].items() for pair in product(own, scales[1].get(scale, ())))


def _relation(a: Quantity | Period, b: Quantity | Period) -> tuple[Relation, str]:
    if isinstance(a, Quantity) and isinstance(b, Quantity):
        compared = compare_quantities(a, b)
        return compared.relation, compared.reason
    printed, meant = (COMPARISONS[by](a, b, {}) for by in ("day", "period"))
    if meant is not None and meant.relation != "different":
        return meant.relation, meant.reason  # a Hijri day, whose month begins when the moon is seen
    return (printed.relation, printed.reason) if printed else ("incomparable", "")


def _scale(value: Quantity | Period) -> tuple[bool, str]:
    if isinstance(value, Period):
        return False, "day"
    unit = value.unit if value.unit not in (None, "person") else None
    return value.ordinal, (convert(1.0, unit)[1] or unit) if unit else ""


def _similarity(by: str, x: Value | None, y: Value | None, weights: Weights) -> float:
    likeness = COMPARISONS[by](x, y, weights) if x is not None and y is not None else None
    return likeness.similarity if likeness else 0.0


def _shared_terms(x: Value | None, y: Value | None) -> int:
    return len(x.concepts & y.concepts) if isinstance(x, Terms) and isinstance(y, Terms) else 0


def _has_arabic(figures: Sequence[Figure]) -> bool:
    return any(has_arabic(figure.claim.evidence[0].quote) for figure in figures)
