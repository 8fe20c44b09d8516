"""The claims that are checked together, and what every rule asks of them: found once, not once a rule."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from itertools import chain
from typing import Any

from consistency.matching.alignment import KIND, Alignment
from consistency.matching.index import rarity
from consistency.matching.relatedness import MOST_PARTNERS, Partners, partners_of
from consistency.model import LIMITS, Claim, Limits, Period, Setting, Skipped

Published = Mapping[str, Period | None]
"""The day of publication of each source, or the bounds that its own dates imply."""

# They would make the words beside them common.
_LEFT_OUT = frozenset({"alternative", "format", "outcome", "purpose", "reach", "spell"})


class Bundle:
    """Claims that are checked together.

    `weights` are the rarities of the features of their settings, `partners` the sources that each source is compared
    with, None where every source is compared with every other one; `limits` says how many pairs a rule compares.
    """

    def __init__(self, claims: Sequence[Claim], published: Published, limits: Limits = LIMITS):
        self.claims = claims
        self.published = published
        self.limits = limits
        self._by_kind: dict[str, list[Claim]] = {}
        for claim in claims:
            self._by_kind.setdefault(claim.kind, []).append(claim)
        told = (own for kind, own in self._by_kind.items() if kind not in _LEFT_OUT)
        values = chain.from_iterable([claim.fields.values() for own in told for claim in own])
        self.weights = rarity([value for value in values if type(value) is Setting])
        self.partners: Partners | None = partners_of(claims)
        self._alignment: Alignment | None = None
        self._found: dict[Hashable, Any] = {}

    def uncompared(self) -> Skipped | None:
        """Return how many pairs of sources are not compared, and why; None where all are."""
        if self.partners is None:
            return None
        count = len(self.partners)
        apart = count * (count - 1) // 2 - sum(map(len, self.partners.values())) // 2
        most = f"each is compared with the {MOST_PARTNERS} most like it, and wherever a rare name is shared"
        why = most if count > MOST_PARTNERS + 1 else "they tell of different things"
        return Skipped(what=f"{apart} of {count * (count - 1) // 2} pairs of texts", why=why) if apart else None

    @property
    def kinds(self) -> Collection[str]:
        """The kinds of the claims."""
        return self._by_kind.keys()

    def of_kind(self, kind: str) -> Sequence[Claim]:
        """Return the claims of one kind, in order."""
        return self._by_kind.get(kind, ())

    def alignment(self) -> Alignment:
        """Return the sentences of all texts, to be set side by side."""
        if self._alignment is None:
            self._alignment = Alignment(self.of_kind(KIND))
        return self._alignment

    def once(self, key: Hashable, find: Callable[[], Any]) -> Any:
        """Return what `find` finds in the bundle, found once only for each `key`."""
        if key not in self._found:
            self._found[key] = find()
        return self._found[key]
