"""What a suppression is, and the names and days that one may hold."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from consistency.errors import SuppressionError, nearest
from consistency.model import Claim, Evidence

ALL = "all"


@dataclass(frozen=True, slots=True)
class Suppression:
    """Rules (ids, families or "all") that keep silent about a part of a text.

    `ranges` are the parts of the text of `source`, half-open; None is all of it, claims without a place among them.
    `until` is the last day on which it holds, `because` the editor's reason, and `evidence` its own words and place.
    """

    source: str
    rules: frozenset[str]
    ranges: tuple[tuple[int, int], ...] | None
    evidence: Evidence
    until: datetime.date | None = None
    because: str = ""

    def covers(self, claim: Claim) -> bool:
        """Tell whether the words that a claim rests on lie, at least in part, in what is suppressed."""
        if claim.source != self.source:
            return False
        if self.ranges is None:
            return True
        return any(
            e.source == self.source and e.start is not None and e.end is not None and e.start < end and start < e.end
            for e in claim.evidence
            for start, end in self.ranges
        )

    def silences(self, names: Collection[str]) -> bool:
        """Tell whether a rule of these names (its id and its family) is meant."""
        return ALL in self.rules or not self.rules.isdisjoint(names)


def checked_rules(names: Collection[str], known: Collection[str]) -> frozenset[str]:
    """Return the names of rules, families, or "all". Raises SuppressionError for an unknown one, and for none."""
    if not names:
        raise SuppressionError("a suppression names the rules that it is for, or 'all'")
    for name in names:
        if name != ALL and name not in known:
            hint = nearest(name, known, "--list-rules shows them")
            raise SuppressionError(f"no rule or family '{name}'{hint}")
    return frozenset(names)


def checked_day(value: str) -> datetime.date:
    """Return a day. Raises SuppressionError."""
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise SuppressionError(f"'{value}' is not a date; write it as until=2026-12-31") from None
