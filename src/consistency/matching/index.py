"""Which claims are worth comparing: an index from blocking keys to claims, with capped blocks."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product

from consistency.language.orthography import fold
from consistency.matching.identity import Identity, Match, SameField
from consistency.matching.likeness import Rarities, Weights, rarest
from consistency.matching.relatedness import MOST_PARTNERS, Partners
from consistency.model import Claim, Limits, Name, Setting, Term, Terms, Text, Value
from consistency.normalization.name_keys import name_keys

BLOCK_CAP = 3000  # claims under one key; a block of more pairs than so many make is left out, which coverage reports
_RARE_NAME = 200  # claims under the key of a name; they are compared whatever their texts are about
_FEW = 2000  # claims of one kind, as a bundle of some ten articles has
_KEYS_OF_SETTING = 8  # the rarest features of a setting that propose partners


@dataclass(slots=True)
class Matching:
    """What came of matching the claims of one kind: the matches, how many pairs were compared, what was capped."""

    matches: list[Match] = field(default_factory=list)
    compared: int = 0
    capped: list[str] = field(default_factory=list)


def rarity(settings: Iterable[Setting]) -> Rarities:
    """Return the inverse document frequency of each feature, from 1 for one in all settings upwards."""
    counts: Counter[str] = Counter()
    total = 0
    # The claims of a clause share one setting: its features are counted once, as often as it is there.
    often: dict[int, tuple[Setting, int]] = {}
    for setting in settings:
        total += 1
        often[id(setting)] = (setting, often[id(setting)][1] + 1 if id(setting) in often else 1)
    for setting, times in often.values():
        for feature in setting.features:
            counts[feature] += times
    return Rarities({f: 1.0 + math.log((1 + total) / (1 + count)) for f, count in sorted(counts.items())})


def blocking_keys(value: Value, by: str | None, weights: Weights) -> tuple[str, ...]:
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
        if isinstance(weights, Rarities):
            return weights.rarest(value, _KEYS_OF_SETTING)
        return rarest(value, weights, _KEYS_OF_SETTING)
    return ()


def find_matches(
    claims: Sequence[Claim],
    same: Mapping[str, SameField],
    threshold: float,
    weights: Weights,
    within: bool,
    partners: Partners | None = None,
    most: int = Limits.pairs,
    telling: Callable[[Claim, Claim], bool] | None = None,
) -> Matching:
    """Return the pairs of claims that score at least `threshold`, from different sources, or from one when `within`.

    `telling` tells cheaply of a pair whether the caller has a use for it; those that it has none for are not scored.
    `partners` are the sources that each source is compared with, None where it is with all; claims that share a rare
    name are compared whatever their sources are. A block is left out where
    it proposes more than an eighth of `most` pairs for two sources, and so are the largest until `most` pairs are left.
    The order of pairs follows the order of `claims`; the result does not depend on anything else.
    """
    result = Matching()
    identity = Identity(same, weights, threshold)
    pairs = _pairs(claims, same, weights, within, partners, result, most)
    result.compared = len(pairs)
    terms = list(map(identity.exact_terms, claims)) if pairs else []
    for first, second in pairs:
        if terms[first] != terms[second] or terms[first] is None:
            continue
        if telling is None or telling(claims[first], claims[second]):
            match = identity.compare(claims[first], claims[second])
            if match is not None:
                result.matches.append(match)
    return result


def _pairs(
    claims: Sequence[Claim],
    same: Mapping[str, SameField],
    weights: Weights,
    within: bool,
    partners: Partners | None,
    result: Matching,
    most: int,
) -> list[tuple[int, int]]:
    """Return the pairs of places of claims that share a key, in order."""
    reach = len(claims) if partners is None else len(claims) * MOST_PARTNERS // len(partners)
    block_field = _block_field(claims, same, weights, few=reach <= _FEW)
    blocks: dict[str, dict[str, list[int]]] = {}  # by key, then by source
    for index, claim in enumerate(claims):
        value = claim.fields.get(block_field) if block_field is not None else None
        if value is None and block_field is not None:
            continue
        keys = blocking_keys(value, same[block_field].by, weights) if value is not None and block_field else ("",)
        for key in keys:
            block = blocks.get(key)
            if block is None:
                block = blocks[key] = {}
            block.setdefault(claim.source, []).append(index)
    # A name alone is proof enough of one thing, where the rule does not ask for one setting as well.
    named = (
        block_field is not None
        and isinstance(_first_value(claims, block_field), Name)
        and not any(spec.required and isinstance(_first_value(claims, n), Setting) for n, spec in same.items())
    )
    proposed: list[tuple[int, str, list[tuple[list[int], list[int]]]]] = []
    for key, groups in blocks.items():
        if len(groups) == 1 and not within:
            continue
        everywhere = partners is None or (named and sum(map(len, groups.values())) <= _RARE_NAME)
        sides = list(_sides(groups, within, None if everywhere else partners))
        counts = [len(one) * len(other) for one, other in sides]
        if max(counts, default=0) > most // 8:
            result.capped.append(key)
        else:
            proposed.append((sum(counts), key, sides))
    found: set[tuple[int, int]] = set()
    total = 0
    for count, key, sides in sorted(proposed, key=lambda block: block[:2]):
        total += count
        if count > BLOCK_CAP**2 // 2 or total > most:
            result.capped.append(key)
            continue
        for one, other in sides:
            if one is other:
                found.update(combinations(one, 2))
            else:
                found.update([(x, y) if x < y else (y, x) for x, y in product(one, other)])
    return sorted(found)


def _sides(
    groups: Mapping[str, list[int]], within: bool, partners: Partners | None
) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the members of a block that are compared with one another, source by source; one source's twice."""
    if within:
        yield from ((group, group) for group in groups.values() if len(group) > 1)
    elif partners is None:
        yield from combinations(groups.values(), 2)
    else:
        for source, group in groups.items():
            near = partners.get(source, frozenset())
            others = near if len(near) < len(groups) else groups
            yield from ((group, groups[o]) for o in sorted(others) if o > source and o in groups and o in near)


def _first_value(claims: Sequence[Claim], name: str) -> Value | None:
    return next((claim.fields[name] for claim in claims if name in claim.fields), None)


def _block_field(claims: Sequence[Claim], same: Mapping[str, SameField], weights: Weights, few: bool) -> str | None:
    """Return the field to block on: a required one before others, then the heaviest, that gives keys.

    Few claims are blocked on a field that must be equal, where there is one: the rarest features of two settings need
    not meet although the settings do. Many claims are blocked on their settings, whose keys are rarer.
    """
    found: list[tuple[bool, bool, float, str]] = []
    for name, spec in same.items():
        first = _first_value(claims, name)
        if first is not None and blocking_keys(first, spec.by, weights):
            vague = isinstance(first, Setting) if few else not isinstance(first, Setting)
            found.append((not spec.required, vague, -spec.weight, name))
    return min(found)[3] if found else None
