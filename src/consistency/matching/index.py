"""Which claims are worth comparing: an index from blocking keys to claims, with capped blocks."""

from __future__ import annotations

import functools
import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, combinations, compress, repeat

from consistency.language.orthography import fold
from consistency.matching.identity import Identity, Match, Row, SameField
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
        known = often.get(id(setting))
        often[id(setting)] = (setting, known[1] + 1 if known else 1)
    together: dict[int, list[Setting]] = {}
    for setting, times in often.values():
        together.setdefault(times, []).append(setting)
    for times, alike in together.items():
        for feature, count in Counter(chain.from_iterable([setting.features for setting in alike])).items():
            counts[feature] += count * times
    weigh = functools.cache(lambda count: 1.0 + math.log((1 + total) / (1 + count)))
    return Rarities({feature: weigh(count) for feature, count in counts.items()})


def blocking_keys(value: Value, by: str | None, weights: Weights) -> tuple[str, ...]:
    """Return the keys of which two values that could agree share at least one; empty where a value has none."""
    if isinstance(value, Term):
        return (value.concept.removeprefix("not:"),)
    if isinstance(value, Terms):
        return tuple(sorted(value.concepts))
    if isinstance(value, Setting):
        if isinstance(weights, Rarities):
            return weights.rarest(value, _KEYS_OF_SETTING)
        return rarest(value, weights, _KEYS_OF_SETTING)
    if isinstance(value, Name):
        return (f"e:{value.entity}", *name_keys(value.text)) if value.entity else name_keys(value.text)
    if isinstance(value, Text):
        if by == "name":
            return name_keys(value.text)
        folded = fold(value.text).text
        return (folded,) if by == "equal" else tuple(sorted(set(folded.split()) or {folded}))
    return ()


def find_matches(
    claims: Sequence[Claim],
    same: Mapping[str, SameField],
    threshold: float,
    weights: Weights,
    within: bool,
    partners: Partners | None = None,
    most: int = Limits.pairs,
    differs: str | None = None,
    telling: Callable[[Value, Sequence[Value]], Iterable[bool]] | None = None,
    needed: Callable[[Claim, Sequence[Claim]], Iterable[float | None]] | None = None,
) -> Matching:
    """Return the pairs of claims that score at least `threshold`, from different sources, or from one when `within`.

    The caller has no use for claims without the field `differs`, nor for those of which `telling` tells by the value of
    one in it and those of others that they cannot be compared; such pairs are not scored. `needed` gives the score that
    a claim and each of some others need instead of `threshold`, None where no score is enough.
    `partners` are the sources that each source is compared with, None where it is with all; claims that share a rare
    name are compared whatever their sources are. A block is left out where
    it proposes more than an eighth of `most` pairs for two sources, and so are the largest until `most` pairs are left.
    The order of pairs follows the order of `claims`; the result does not depend on anything else.
    """
    result = Matching()
    identity = Identity(same, weights)
    terms: list[tuple[str, ...] | None] = []
    rows: list[Row] = []
    for first, others in _pairs(claims, same, weights, within, partners, result, most):
        result.compared += len(others)
        if not terms:
            terms = [None if differs and differs not in claim.fields else identity.terms(claim) for claim in claims]
            rows = [identity.row(claim) for claim in claims]
        wanted = terms[first]
        if wanted is None:
            continue
        claim = claims[first]
        alike = [second for second in others if terms[second] == wanted]
        if differs and telling is not None:
            told = telling(claim.fields[differs], [claims[second].fields[differs] for second in alike])
            alike = [*compress(alike, told)]
        leasts = repeat(threshold) if needed is None else needed(claim, [claims[second] for second in alike])
        of_claim = rows[first]
        for second, least in zip(alike, leasts, strict=False):
            match = identity.match(claim, claims[second], of_claim, rows[second], least) if least is not None else None
            if match is not None:
                result.matches.append(match)
    return result


_Groups = dict[str, list[int]]
"""The places of the claims that share a key, by source, each in order."""


def _pairs(
    claims: Sequence[Claim],
    same: Mapping[str, SameField],
    weights: Weights,
    within: bool,
    partners: Partners | None,
    result: Matching,
    most: int,
) -> Iterator[tuple[int, list[int]]]:
    """Yield the place of each claim with the places of the later ones that share a key with it, in order."""
    reach = len(claims) if partners is None else len(claims) * MOST_PARTNERS // len(partners)
    block_field = _block_field(claims, same, weights, few=reach <= _FEW)
    keyed = [*_keyed(claims, block_field, same, weights)]
    blocks: dict[str, _Groups] = {}
    for index, source, keys in keyed:
        for key in keys:
            groups = blocks.get(key)
            if groups is None:
                blocks[key] = {source: [index]}
            elif source in groups:
                groups[source].append(index)
            else:
                groups[source] = [index]
    if not within:
        blocks = {key: groups for key, groups in blocks.items() if len(groups) > 1}
    pairs = sum([sum(map(len, groups.values())) ** 2 for groups in blocks.values()])  # that are proposed at most
    near = None if within or partners is None else _Near(partners, _proves(claims, block_field, same))
    if pairs > min(most // 8, BLOCK_CAP):
        blocks = _capped(blocks, within, near, most, result)
    last = keyed[-1][1] if blocks else ""
    behind = next((index for index, source, _ in reversed(keyed) if source != last), -1)
    current = ""
    found: dict[tuple[str, ...], list[int]] = {}  # of the claims of one source: many of them have the same keys
    for index, source, keys in keyed if blocks else ():
        if index > behind and not within:
            break  # all that follow are of its own source
        if source != current:
            current = source
            found.clear()
        others = found.get(keys)
        if others is None:
            own = [blocks[key] for key in keys if key in blocks]
            others = found[keys] = _others(source, own, within, near, index)
        if others and others[-1] > index:
            yield index, others[bisect_right(others, index) :]


def _keyed(
    claims: Sequence[Claim], block_field: str | None, same: Mapping[str, SameField], weights: Weights
) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """Yield the place, the source and the keys of each claim that has any; one key for all where there is no field."""
    if block_field is None:
        yield from ((index, claim.source, ("",)) for index, claim in enumerate(claims))
        return
    by = same[block_field].by
    for index, claim in enumerate(claims):
        value = claim.fields.get(block_field)
        if type(value) is Term:  # as most are
            yield index, claim.source, (value.concept.removeprefix("not:"),)
        elif value is not None:
            yield index, claim.source, blocking_keys(value, by, weights)


@dataclass(frozen=True, slots=True)
class _Near:
    """The sources that each source is compared with; `proves`: a rare key alone is proof enough of one thing."""

    partners: Partners
    proves: bool

    def all_of(self, groups: _Groups) -> bool:
        """Tell whether claims of a block are compared whatever their sources are."""
        return self.proves and sum(map(len, groups.values())) <= _RARE_NAME

    def of(self, source: str) -> frozenset[str]:
        """Return the sources that a source is compared with."""
        return self.partners.get(source, frozenset())


def _proves(claims: Sequence[Claim], block_field: str | None, same: Mapping[str, SameField]) -> bool:
    """Tell whether claims are blocked by name, and the rule does not ask for one setting as well."""
    if block_field is None or not isinstance(_first_value(claims, block_field), Name):
        return False
    required = (name for name, spec in same.items() if spec.required)
    return not any(isinstance(_first_value(claims, name), Setting) for name in required)


def _capped(
    blocks: Mapping[str, _Groups], within: bool, near: _Near | None, most: int, result: Matching
) -> dict[str, _Groups]:
    """Return the blocks without those that propose too many pairs, which are told in `result`."""
    proposed: list[tuple[int, str]] = []
    for key, groups in blocks.items():
        counts = list(_sides(groups, within, near))
        if max(counts, default=0) > most // 8:
            result.capped.append(key)
        else:
            proposed.append((sum(counts), key))
    kept: dict[str, _Groups] = {}
    total = 0
    for count, key in sorted(proposed):
        total += count
        if count > BLOCK_CAP**2 // 2 or total > most:
            result.capped.append(key)
        elif count:
            kept[key] = blocks[key]
    return kept


def _others(source: str, blocks: Sequence[_Groups], within: bool, near: _Near | None, after: int) -> list[int]:
    """Return the places of all that a claim of a source may be compared with in those blocks, in order.

    Sources that have nothing behind the place `after` are left out: their claims come first in a pair.
    """
    parts: list[list[int]] = []
    for groups in blocks:
        if within:
            parts.append(groups[source])
        elif near is None or near.all_of(groups):
            parts += [own for other, own in groups.items() if other != source and own[-1] > after]
        else:
            partners = near.of(source)
            few, many = (partners, groups) if len(partners) < len(groups) else (groups, partners)
            parts += [groups[o] for o in few if o != source and o in many and groups[o][-1] > after]
    if len(parts) < 2:
        return parts[0] if parts else []
    return sorted(set().union(*parts))


def _sides(groups: _Groups, within: bool, near: _Near | None) -> Iterator[int]:
    """Yield how many pairs a block proposes, source by source; of one source within itself."""
    if within:
        yield from (len(group) * len(group) for group in groups.values() if len(group) > 1)
    elif near is None or near.all_of(groups):
        yield from (len(one) * len(other) for one, other in combinations(groups.values(), 2))
    else:
        for source, group in groups.items():
            partners = near.of(source)
            others = partners if len(partners) < len(groups) else groups
            yield from (len(group) * len(groups[o]) for o in others if o > source and o in groups and o in partners)


def _first_value(claims: Sequence[Claim], name: str) -> Value | None:
    """Return the value of the first claim that has a field."""
    for claim in claims:
        if name in claim.fields:
            return claim.fields[name]
    return None


def _block_field(claims: Sequence[Claim], same: Mapping[str, SameField], weights: Weights, few: bool) -> str | None:
    """Return the field to block on: a required one before others, then the heaviest, that gives keys.

    Few claims are blocked on a field that must be equal, where there is one: the rarest features of two settings need
    not meet although the settings do. Many claims are blocked on their settings, whose keys are rarer.
    """
    for required in (True, False):
        found: list[tuple[bool, float, str]] = []
        for name, spec in same.items():
            first = _first_value(claims, name) if spec.required is required else None
            if first is not None and blocking_keys(first, spec.by, weights):
                vague = isinstance(first, Setting) if few else not isinstance(first, Setting)
                found.append((vague, -spec.weight, name))
        if found:
            return min(found)[2]
    return None
