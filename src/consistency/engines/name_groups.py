"""Which names of a block are one person's: groups that are verified, not chained.

Names that share a word (by its consonants) are compared. A pair is joined where the rule's own threshold holds and
where the words in common are rare enough to tell that person from all others of the block. Then each group forms
around one name, to which every other of it must be joined directly; a name that fits two groups equally well belongs
to neither.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from consistency.engines.arrays import (
    NONE,
    Bools,
    Digests,
    Floats,
    Ints,
    Tokens,
    distinct,
    in_threads,
    pairs_in_runs,
    runs,
)
from consistency.engines.lexicon import LEARNED, SURE, Lexicon
from consistency.engines.name_scores import NameScores
from consistency.model import Limits
from consistency.normalization.name_keys import name_skeleton

KEY_CAP = 400  # names of one block that share a word; above, only names that share two words are compared
PAIR_CAP = 2000  # names of one block that share two words; above, none of them are compared, which is told
_CLEAR = 2.0  # bits by which one group must fit better than the next
_SEEN = 3.5  # bits that a shortened name may lack: nearly everybody whom it could mean stands in the block in full
_CHUNK = 1 << 15  # pairs looked at at a time
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
    """What the comparison of names looked at, and the pairs that it may look at in one block."""

    most: int = Limits.pairs
    compared: int = 0
    capped: list[tuple[int, str, int]] = field(default_factory=list)  # block, words in common, names that share them


def group_names(
    block: Ints, name: Ints, weight: Ints, names: Names, lexicon: Lexicon, at_least: float, most: int = Limits.pairs
) -> tuple[Ints, Blocking]:
    """Return for each (block, name) the place of the one around which its group forms.

    `block` is sorted; a block has each name once. `weight` counts the claims of each, `at_least` is the rule's
    threshold from 0 to 1, `most` the pairs that one block is worth: the words that the most names of it share are left
    out beyond that.
    """
    blocking = Blocking(most)
    first, second = _candidates(block, name, names, lexicon, blocking)
    first, second, bits = _joined(block, name, first, second, names, lexicon, at_least, blocking)
    length = (names.tokens != NONE).sum(axis=1)[name]
    return groups_around(length, names.ranks[name], weight, first, second, bits), blocking


def _candidates(block: Ints, name: Ints, names: Names, lexicon: Lexicon, blocking: Blocking) -> tuple[Ints, Ints]:
    """Return the pairs of places whose names share a word by its consonants, in one block."""
    keys = np.where(names.tokens == NONE, NONE, lexicon.keys[names.tokens]).astype(np.int64)
    count = len(lexicon.keys) + 1
    place, key = _exploded(keys, name)
    block_of = block[place]
    order = np.lexsort((place, key, block_of))
    place, code = place[order], (block_of * count + key)[order]
    first, second, rest, left_out = _pairs(block, place, code, KEY_CAP, blocking.most)
    for at, names_there in left_out:
        blocking.capped.append((int(block[place[at]]), _skeletons(lexicon)[int(code[at] % count)], names_there))
    if len(rest):
        more, other = _pairs_by_two(block, keys[name], place[rest], count, lexicon, blocking)
        first, second = np.r_[first, more], np.r_[second, other]
    pairs = distinct(first * len(name) + second)
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


def _pairs(block: Ints, place: Ints, code: Ints, cap: int, most: int) -> tuple[Ints, Ints, Ints, list[tuple[int, int]]]:
    """Return all pairs of places with one code (sorted), and the indices of those whose code has more than `cap`.

    The last are the codes that the budget of their block leaves out, each by its first index, with its places.
    """
    starts, sizes = runs(code)
    pairs = np.where(sizes <= cap, sizes * (sizes - 1) // 2, 0)
    kept = _within_budget(block[place[starts]], pairs, most)
    left_out = list(zip(starts[~kept].tolist(), sizes[~kept].tolist(), strict=True))
    one, other = pairs_in_runs(starts[kept], sizes[kept], cap)
    return place[one], place[other], np.flatnonzero(np.repeat(sizes > cap, sizes)), left_out


def _within_budget(block: Ints, pairs: Ints, most: int) -> Bools:
    """Tell which of the parts of blocks are kept: the smallest ones, until their block has `most` pairs."""
    kept = np.ones(len(pairs), np.bool_)
    if not len(pairs) or (np.bincount(block, weights=pairs) <= most).all():
        return kept
    order = np.lexsort((np.arange(len(pairs)), pairs, block))
    total = np.cumsum(pairs[order])
    starts, sizes = runs(block[order])
    before = np.repeat(np.r_[0, total][starts], sizes)
    kept[order] = total - before <= most
    return kept


def _skeletons(lexicon: Lexicon) -> dict[int, str]:
    """Return the consonants that each key stands for."""
    return {key: name_skeleton(word) for key, word in zip(lexicon.keys.tolist(), lexicon.words, strict=True)}


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
    first, second, rest, left_out = _pairs(block, place, code, PAIR_CAP, blocking.most)
    starts, sizes = runs(code[rest])
    left_out += zip(rest[starts].tolist(), sizes.tolist(), strict=True)
    skeleton = _skeletons(lexicon) if left_out else {}
    for at, names_there in left_out:
        words = int(distinct[pair[at]])
        shared = f"{skeleton[words // count]} {skeleton[words % count]}"
        blocking.capped.append((int(block[place[at]]), shared, names_there))
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
    names_of_block = np.bincount(block)
    needed = np.log2(names_of_block[block[first]]) + SURE if lexicon.size >= LEARNED else np.full(len(first), -np.inf)
    chunks = [slice(at, at + _CHUNK) for at in range(0, len(first), _CHUNK)]
    may = in_threads(lambda c: _may_match(name[first[c]], name[second[c]], needed[c], names, lexicon), chunks)
    kept = np.concatenate([np.zeros(0, np.bool_), *may])
    first, second, needed = first[kept], second[kept], needed[kept]
    score, worst, as_one = names.scores(name[first], name[second])
    kept = score >= at_least
    first, second, needed, worst, as_one = first[kept], second[kept], needed[kept], worst[kept], as_one[kept]
    x, y = _columns(names.tokens[name[first]]), _columns(names.tokens[name[second]])
    whole = np.maximum(*(sum(np.r_[lexicon.bits, 0.0][word] for word in side) for side in (x, y)))
    bits = np.where(as_one, whole - _cost(worst), _evidence(x, y, worst, lexicon))
    kept = bits >= needed - np.where(_shortened(x, y), _SEEN, 0.0)
    return first[kept], second[kept], bits[kept]


def _may_match(one: Ints, other: Ints, needed: Floats, names: Names, lexicon: Lexicon) -> Bools:
    """Leave out names that cannot match, however alike their words are.

    Those of which two words on either side have consonants that the other name has not, and those of which the words
    are too common.
    """
    x, y = _columns(names.tokens[one]), _columns(names.tokens[other])
    keys = np.r_[lexicon.keys, NONE]
    alone_x, alone_y = (
        sum(left.astype(np.int8) for left in side) for side in _left_over([keys[w] for w in x], [keys[w] for w in y])
    )
    told = _evidence(x, y, np.ones(len(one)), lexicon) >= needed - np.where(_shortened(x, y), _SEEN, 0.0)
    return (np.minimum(alone_x, alone_y) <= 1) & (told | names.scores.may_be_one_word(one, other))


def _columns(rows: Tokens) -> list[Tokens]:
    """Return the columns that hold anything, each in one piece: comparing them is much faster than comparing rows."""
    return [column for column in np.ascontiguousarray(rows.T) if (column != NONE).any()]


def _left_over(x: Sequence[Tokens], y: Sequence[Tokens]) -> tuple[list[Bools], list[Bools]]:
    """Tell for each column of either side where its entry is on the other side nowhere."""
    left_x, left_y = [column != NONE for column in x], [column != NONE for column in y]
    for i, one in enumerate(x):
        for j, other in enumerate(y):
            differ = one != other
            left_x[i] &= differ
            left_y[j] &= differ
    return left_x, left_y


def _shortened(x: Sequence[Tokens], y: Sequence[Tokens]) -> Bools:
    """Tell where one name has nothing that the other has not."""
    left_x, left_y = _left_over(x, y)
    return np.asarray(~np.logical_or.reduce(left_x) | ~np.logical_or.reduce(left_y))


def _evidence(x: Sequence[Tokens], y: Sequence[Tokens], worst: Floats, lexicon: Lexicon) -> Floats:
    """Return how much more likely two names are one person's than two persons', in bits.

    A word in common tells how rare it is. A word in two spellings tells how rare the rarer one is, less what such a
    spelling costs: a misprint that is seen nowhere else tells much, and two common words that are near each other tell
    against.
    """
    weight = np.r_[lexicon.bits, 0.0]
    left_x, left_y = _left_over(x, y)
    bits = np.zeros(len(worst))
    alone, rarest = [], []
    for side, left in ((x, left_x), (y, left_y)):
        count, most = np.zeros(len(worst), np.int64), np.zeros(len(worst))
        for word, lonely in zip(side, left, strict=True):
            told = weight[word]
            count += lonely
            np.maximum(most, told, out=most, where=lonely)
            if side is x:
                np.add(bits, told, out=bits, where=~lonely)
        alone.append(count)
        rarest.append(most)
    alone_x, alone_y = alone
    changed = np.minimum(alone_x, alone_y)
    respelt = np.maximum(*rarest) - _cost(worst)
    return bits + changed * respelt - _MISSING * (np.maximum(alone_x, alone_y) - changed)


def _cost(likeness: Floats) -> Floats:
    return _VARIANT + _PER_LIKENESS * (1.0 - likeness)


def groups_around(length: Ints, rank: Digests, weight: Ints, first: Ints, second: Ints, bits: Floats) -> Ints:
    """Return for each place the centre of its group, itself where it stands alone.

    `first` and `second` are the pairs that are joined, with their evidence in bits; a place has so many words
    (`length`) and claims (`weight`), and `rank` breaks ties.
    """
    count = len(length)
    # Both ways round: every place with each of its neighbours.
    one, other, told = np.r_[first, second], np.r_[second, first], np.r_[bits, bits]
    short = np.zeros(count, np.bool_)
    longer = (length[other] > length[one]) & (weight[other] * 4 >= weight[one])
    short[one[longer]] = True
    priority = np.empty(count, np.int64)
    priority[np.lexsort((rank, length, weight, ~short))] = np.arange(count)
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
