"""Which claims are worth comparing: an index from blocking keys to claims, with capped blocks."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from consistency.language.orthography import fold
from consistency.matching.identity import Match, SameField, compare_claims
from consistency.model import Claim, Name, Setting, Term, Terms, Text, Value
from consistency.normalization.name_keys import name_keys

BLOCK_CAP = 3000  # claims under one key; a larger block is not compared, which coverage reports
_FEW = 2000  # claims of one kind, as a bundle of some ten articles has
_KEYS_OF_SETTING = 8  # the rarest features of a setting that propose partners


@dataclass(slots=True)
class Matching:
    """What came of matching the claims of one kind: the matches, how many pairs were compared, what was capped."""

    matches: list[Match] = field(default_factory=list)
    compared: int = 0
    capped: list[str] = field(default_factory=list)


def rarity(settings: Iterable[Setting]) -> dict[str, float]:
    """Return the inverse document frequency of each feature, from 1 for one in all settings upwards."""
    counts: Counter[str] = Counter()
    total = 0
    for setting in settings:
        total += 1
        counts.update(setting.features.keys())
    return {feature: 1.0 + math.log((1 + total) / (1 + count)) for feature, count in sorted(counts.items())}


def blocking_keys(value: Value, by: str | None, weights: Mapping[str, float]) -> tuple[str, ...]:
    """Return the keys of which two values that could agree share at least one; empty where a value has none."""
    if isinstance(value, Name):
        return (f"e:{value.entity}", *name_keys(value.text)) if value.entity else name_keys(value.text)
    if isinstance(value, Text):
        if by == "name":
            return name_keys(value.text)
        folded = fold(value.text).text
        return (folded,) if by == "equal" else tuple(sorted(set(folded.split()) or {folded}))
    if isinstance(value, Term):
        return (value.concept.removeprefix("not:"),)
    if isinstance(value, Terms):
        return tuple(sorted(value.concepts))
    if isinstance(value, Setting):
        rarest = sorted(value.features, key=lambda f: (-weights.get(f, 1.0) * value.features[f], f))
        return tuple(rarest[:_KEYS_OF_SETTING])
    return ()


def find_matches(
    claims: Sequence[Claim],
    same: Mapping[str, SameField],
    threshold: float,
    weights: Mapping[str, float],
    within: bool,
) -> Matching:
    """Return the pairs of claims that score at least `threshold`, from different sources, or from one when `within`.

    The order of pairs follows the order of `claims`; the result does not depend on anything else.
    """
    result = Matching()
    for first, second in _pairs(claims, same, weights, within, result):
        result.compared += 1
        match = compare_claims(claims[first], claims[second], same, weights)
        if match is not None and match.score >= threshold:
            result.matches.append(match)
    return result


def _pairs(
    claims: Sequence[Claim], same: Mapping[str, SameField], weights: Mapping[str, float], within: bool, result: Matching
) -> Iterator[tuple[int, int]]:
    block_field = _block_field(claims, same, weights)
    if block_field is None:
        blocks = {"": list(range(len(claims)))}
    else:
        blocks = defaultdict(list)
        for index, claim in enumerate(claims):
            value = claim.fields.get(block_field)
            if value is not None:
                for key in blocking_keys(value, same[block_field].by, weights):
                    blocks[key].append(index)
    seen: set[tuple[int, int]] = set()
    for key, members in blocks.items():
        if len(members) > BLOCK_CAP:
            result.capped.append(key)
            continue
        for place, first in enumerate(members):
            for second in members[place + 1 :]:
                if (claims[first].source == claims[second].source) == within:
                    seen.add((first, second))
    yield from sorted(seen)


def _block_field(claims: Sequence[Claim], same: Mapping[str, SameField], weights: Mapping[str, float]) -> str | None:
    """Return the field to block on: a required one before others, then the heaviest, that gives keys.

    Few claims are blocked on a field that must be equal, where there is one: the rarest features of two settings need
    not meet although the settings do. Many claims are blocked on their settings, whose keys are rarer.
    """
    few = len(claims) <= _FEW
    found: list[tuple[bool, bool, float, str]] = []
    for name, spec in same.items():
        first = next((claim.fields[name] for claim in claims if name in claim.fields), None)
        if first is not None and blocking_keys(first, spec.by, weights):
            vague = isinstance(first, Setting) if few else not isinstance(first, Setting)
            found.append((not spec.required, vague, -spec.weight, name))
    return min(found)[3] if found else None
