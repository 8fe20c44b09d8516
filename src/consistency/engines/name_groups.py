"""Which names of a block are one person's: groups that are verified, not chained.

Names that share a word (by its consonants) are compared. A pair is joined where the rule's own threshold holds and
where the words in common are rare enough to tell that person from all others of the block. Then each group forms
around one name, to which every other of it must be joined directly; a name that fits two groups equally well belongs
to neither.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from consistency.engines.arrays import NONE, Bools, Digests, Floats, Ints, Tokens, pairs_in_runs, runs
from consistency.engines.lexicon import LEARNED, SURE, Lexicon
from consistency.engines.name_scores import NameScores

KEY_CAP = 400  # names of one block that share a word; above, only names that share two words are compared
PAIR_CAP = 2000  # names of one block that share two words; above, none of them are compared, which is told
_CLEAR = 2.0  # bits by which one group must fit better than the next
_MISSING = 1.0  # bits that a word costs which only one name has
_VARIANT, _PER_LIKENESS = 2.0, 35.0  # bits that another spelling costs: at once, and from likeness 1 to 0


@dataclass(frozen=True, slots=True)
class Names:
    """Distinct names: rows of numbers of words (heads of their classes), in the order of `ranks`.

    `ranks` are digests of the words, the same whatever other names there are: they break ties.
    """

    tokens: Tokens
    ranks: Digests
    scores: NameScores


@dataclass(slots=True)
class Blocking:
    """What the comparison of names looked at."""

    compared: int = 0
    capped: list[tuple[int, str, int]] = field(default_factory=list)  # block, words in common, names that share them


def group_names(
    block: Ints, name: Ints, weight: Ints, names: Names, lexicon: Lexicon, at_least: float
) -> tuple[Ints, Blocking]:
    """Return for each (block, name) the place of the one around which its group forms.

    `block` is sorted; a block has each name once. `weight` counts the claims of each, `at_least` is the rule's
    threshold from 0 to 1.
    """
    blocking = Blocking()
    first, second = _candidates(block, name, names, lexicon, blocking)
    first, second, bits = _joined(block, name, first, second, names, lexicon, at_least, blocking)
    return _groups(name, weight, names, first, second, bits), blocking


def _candidates(block: Ints, name: Ints, names: Names, lexicon: Lexicon, blocking: Blocking) -> tuple[Ints, Ints]:
    """Return the pairs of places whose names share a word by its consonants, in one block."""
    keys = np.where(names.tokens == NONE, NONE, lexicon.keys[names.tokens]).astype(np.int64)
    count = len(lexicon.keys) + 1
    place, key = _exploded(keys, name)
    block_of = block[place]
    order = np.lexsort((place, key, block_of))
    place, code = place[order], (block_of * count + key)[order]
    first, second, rest = _pairs(place, code, KEY_CAP)
    if len(rest):
        more, other = _pairs_by_two(block, keys[name], place[rest], count, lexicon, blocking)
        first, second = np.r_[first, more], np.r_[second, other]
    pairs = np.unique(first * len(name) + second)
    return pairs // len(name), pairs % len(name)


def _exploded(keys: Ints, name: Ints) -> tuple[Ints, Ints]:
    """Return each place with each key of its name, once."""
    places, found = [], []
    for column in range(keys.shape[1]):
        new = (keys[:, column] != NONE) & ~(keys[:, :column] == keys[:, [column]]).any(axis=1)
        chosen = np.flatnonzero(new[name])
        places.append(chosen)
        found.append(keys[name[chosen], column])
    return np.concatenate(places), np.concatenate(found)


def _pairs(place: Ints, code: Ints, cap: int) -> tuple[Ints, Ints, Ints]:
    """Return all pairs of places with one code (sorted), and the indices of those whose code has more than `cap`."""
    starts, sizes = runs(code)
    one, other = pairs_in_runs(starts, sizes, cap)
    return place[one], place[other], np.flatnonzero(np.repeat(sizes > cap, sizes))


def _pairs_by_two(
    block: Ints, keys: Ints, places: Ints, count: int, lexicon: Lexicon, blocking: Blocking
) -> tuple[Ints, Ints]:
    """Return the pairs of places that share two words, among those that have a word too common to compare by."""
    places = np.unique(places)
    rows = keys[places]
    found_place, found_code = [], []
    for i in range(rows.shape[1]):
        for j in range(i + 1, rows.shape[1]):
            both = np.flatnonzero((rows[:, i] != NONE) & (rows[:, j] != NONE) & (rows[:, i] != rows[:, j]))
            low, high = (f(rows[both, i], rows[both, j]) for f in (np.minimum, np.maximum))
            found_place.append(places[both])
            found_code.append(low * count + high)
    place, pair = np.concatenate(found_place), np.concatenate(found_code)
    distinct, pair = np.unique(pair, return_inverse=True)
    code = block[place] * len(distinct) + pair
    order = np.lexsort((place, code))
    place, code, pair = place[order], code[order], pair[order]
    first, second, rest = _pairs(place, code, PAIR_CAP)
    if len(rest):
        skeleton = {int(key): text for key, text in zip(lexicon.keys, lexicon.skeletons, strict=True)}
        for start in np.flatnonzero(np.r_[True, code[rest][1:] != code[rest][:-1]]).tolist():
            at = int(rest[start])
            words = int(distinct[pair[at]])
            shared = f"{skeleton[words // count]} {skeleton[words % count]}"
            blocking.capped.append((int(block[place[at]]), shared, int((code == code[at]).sum())))
    return first, second


def _joined(
    block: Ints,
    name: Ints,
    first: Ints,
    second: Ints,
    names: Names,
    lexicon: Lexicon,
    at_least: float,
    blocking: Blocking,
) -> tuple[Ints, Ints, Floats]:
    """Return the pairs that are one person's by their likeness and by how rare it is, with that evidence in bits."""
    blocking.compared += len(first)
    x, y = names.tokens[name[first]], names.tokens[name[second]]
    kept = _may_match(x, y, lexicon)
    first, second, x, y = first[kept], second[kept], x[kept], y[kept]
    score, worst, as_one = names.scores(name[first], name[second])
    kept = score >= at_least
    first, second, x, y = first[kept], second[kept], x[kept], y[kept]
    worst, as_one = worst[kept], as_one[kept]
    whole = np.maximum(*(np.r_[lexicon.bits, 0.0][side].sum(axis=1) for side in (x, y)))
    bits = np.where(as_one, whole - _cost(worst), _evidence(x, y, worst, lexicon))
    if lexicon.size >= LEARNED:
        names_of_block = np.bincount(block)
        kept = bits >= np.log2(names_of_block[block[first]]) + SURE
        first, second, bits = first[kept], second[kept], bits[kept]
    return first, second, bits


def _may_match(x: Tokens, y: Tokens, lexicon: Lexicon) -> Bools:
    """Leave out names of which two words on either side have consonants that the other name has not."""
    keys_x, keys_y = (np.where(t == NONE, NONE, lexicon.keys[t]) for t in (x, y))
    alone_x, alone_y = np.zeros(len(x), np.int64), np.zeros(len(x), np.int64)
    for column in range(x.shape[1]):
        alone_x += (keys_x[:, column] != NONE) & ~(keys_y == keys_x[:, [column]]).any(axis=1)
        alone_y += (keys_y[:, column] != NONE) & ~(keys_x == keys_y[:, [column]]).any(axis=1)
    return np.minimum(alone_x, alone_y) <= 1


def _evidence(x: Tokens, y: Tokens, worst: Floats, lexicon: Lexicon) -> Floats:
    """Return how much more likely two names are one person's than two persons', in bits.

    A word in common tells how rare it is. A word in two spellings tells how rare the rarer one is, less what such a
    spelling costs: a misprint that is seen nowhere else tells much, and two common words that are near each other tell
    against.
    """
    bits = np.zeros(len(x))
    rarest_x, rarest_y = np.zeros(len(x)), np.zeros(len(x))
    alone_x, alone_y = np.zeros(len(x), np.int64), np.zeros(len(x), np.int64)
    weight = np.r_[lexicon.bits, 0.0]
    for column in range(x.shape[1]):
        word, there = x[:, column], x[:, column] != NONE
        shared = there & (y == word[:, None]).any(axis=1)
        bits += np.where(shared, weight[word], 0.0)
        alone_x += there & ~shared
        rarest_x = np.where(there & ~shared, np.maximum(rarest_x, weight[word]), rarest_x)
        word, there = y[:, column], y[:, column] != NONE
        lonely = there & ~(x == word[:, None]).any(axis=1)
        alone_y += lonely
        rarest_y = np.where(lonely, np.maximum(rarest_y, weight[word]), rarest_y)
    changed = np.minimum(alone_x, alone_y)
    respelt = np.maximum(rarest_x, rarest_y) - _cost(worst)
    return bits + changed * respelt - _MISSING * (np.maximum(alone_x, alone_y) - changed)


def _cost(likeness: Floats) -> Floats:
    return _VARIANT + _PER_LIKENESS * (1.0 - likeness)


def _groups(name: Ints, weight: Ints, names: Names, first: Ints, second: Ints, bits: Floats) -> Ints:
    """Return for each place the centre of its group, itself where it stands alone."""
    count = len(name)
    length = (names.tokens != NONE).sum(axis=1)[name]
    # Both ways round: every place with each of its neighbours.
    one, other, told = np.r_[first, second], np.r_[second, first], np.r_[bits, bits]
    short = np.zeros(count, np.bool_)
    longer = (length[other] > length[one]) & (weight[other] * 4 >= weight[one])
    short[one[longer]] = True
    priority = np.empty(count, np.int64)
    priority[np.lexsort((names.ranks[name], length, weight, ~short))] = np.arange(count)
    centre = _centres(count, priority, one, other)
    group = np.arange(count)
    candidates = np.flatnonzero(centre[other] & ~centre[one])
    told = told + np.log2(weight[other])  # of two that fit, the one that is spoken of more is the likelier
    order = candidates[np.lexsort((-priority[other[candidates]], -told[candidates], one[candidates]))]
    place, at, strength = one[order], other[order], told[order]
    best = np.flatnonzero(np.r_[True, place[1:] != place[:-1]]) if len(place) else np.zeros(0, np.int64)
    rival = np.minimum(best + 1, max(len(place) - 1, 0))
    clear = (rival == best) | (place[rival] != place[best]) | (strength[best] - strength[rival] >= _CLEAR)
    chosen = best[clear]
    group[place[chosen]] = at[chosen]
    return _without_strangers(group, length, first, second)


def _centres(count: int, priority: Ints, one: Ints, other: Ints) -> Bools:
    """Return the places around which groups form: each is joined to none that comes before it.

    This is the greedy maximal independent set, found in rounds (Luby 1986, with fixed priorities).
    """
    centre, open_ = np.zeros(count, np.bool_), np.ones(count, np.bool_)
    while True:
        highest = np.full(count, -1, np.int64)
        np.maximum.at(highest, one, priority[other])
        new = open_ & (priority > highest)
        centre |= new
        open_ &= ~new
        open_[one[new[other]]] = False
        kept = open_[one] & open_[other]
        one, other = one[kept], other[kept]
        if not open_.any():
            return centre


def _without_strangers(group: Ints, length: Ints, first: Ints, second: Ints) -> Ints:
    """Take from each group the longer names that its centre stands for, where they are not one another's.

    "Ahmed Tamimi" may be Ahmed Khaled Tamimi or Ahmed Omar Tamimi; as the centre of a group it would join them.
    """
    longer = np.flatnonzero(length > length[group])
    if not len(longer):
        return group
    members = np.bincount(group[longer], minlength=len(group))
    joined = np.zeros(len(group), np.int64)
    is_longer = np.zeros(len(group), np.bool_)
    is_longer[longer] = True
    edge = is_longer[first] & is_longer[second] & (group[first] == group[second])
    np.add.at(joined, first[edge], 1)
    np.add.at(joined, second[edge], 1)
    strangers = longer[joined[longer] < members[group[longer]] - 1]
    result = group.copy()
    result[strangers] = strangers
    return result
