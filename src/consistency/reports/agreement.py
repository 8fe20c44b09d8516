"""Which sources agree and which do not: a matrix over the sources of a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from consistency.model import Report

_LARGEST = 24  # sources beside each other; more are no longer looked through


@dataclass(frozen=True, slots=True)
class AgreementMatrix:
    """How many claims of two sources agree, and how many discrepancies they have; with itself, those within it."""

    sources: tuple[str, ...]
    left_out: int
    agree: Counter[tuple[str, str]]
    differ: Counter[tuple[str, str]]

    def agreeing(self, one: str, other: str) -> int:
        """Return how many matched claims of the two say the same."""
        return self.agree[_pair(one, other)]

    def differing(self, one: str, other: str) -> int:
        """Return how many discrepancies concern the two, or one source alone."""
        return self.differ[_pair(one, other)]


def agreement_matrix(report: Report, sources: Sequence[str]) -> AgreementMatrix | None:
    """Return the matrix of those sources that have something with another or with themselves, in their order.

    Of many, those with the most are kept. None where there is nothing to show.
    """
    agree = Counter({_pair(*entry.sources): entry.claims for entry in report.coverage.agreements})
    differ: Counter[tuple[str, str]] = Counter()
    for found in report.discrepancies:
        sides = sorted({e.source for e in found.evidence})
        differ.update(combinations(sides, 2) if len(sides) > 1 else [(side, side) for side in sides])
    weight: Counter[str] = Counter()
    for counts, share in ((differ, 1000), (agree, 1)):  # who disagrees goes before who agrees
        for pair, count in counts.items():
            for source in set(pair):
                weight[source] += share * count
    ranked = sorted((s for s in sources if weight[s]), key=lambda source: -weight[source])
    if not ranked:
        return None
    kept = set(ranked[:_LARGEST])
    return AgreementMatrix(tuple(s for s in sources if s in kept), len(ranked) - len(kept), agree, differ)


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one <= other else (other, one)
