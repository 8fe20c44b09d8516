"""Which names of a block are one person's: groups that are verified, not chained.

Names that share a word (by its consonants) are compared. A pair is joined where the rule's own threshold holds and
where the words in common are rare enough to tell that person from all others of the block. Then each group forms
around one name, to which every other of it must be joined directly; a name that fits two groups equally well belongs
to neither.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields

import numpy as np
import numpy.typing as npt

from consistency.engines.arrays import (
    NONE,
    Bools,
    Digests,
    Floats,
    Ints,
    Tokens,
    distinct,
    in_threads,
    numbered,
    order_of,
    pairs_in_runs,
    runs,
)
from consistency.engines.lexicon import LEARNED, SURE, Lexicon
from consistency.engines.name_scores import NameScores, in_shapes
from consistency.model import Limits
from consistency.normalization.name_keys import name_skeleton

KEY_CAP = 400  # names of one block that share a word; above, only names that share two words are compared
PAIR_CAP = 2000  # names of one block that share two words; above, none of them are compared, which is told
_CLEAR = 2.0  # bits by which one group must fit better than the next
_SEEN = 3.5  # bits that a shortened name may lack: nearly everybody whom it could mean stands in the block in full
_CHUNK = 1 << 15  # pairs looked at at a time
_TOUCH = 1e-9  # for what arithmetic loses
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
    order = order_of(block_of, key, place)
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
    distinct, pair = numbered(pair)
    code = block[place] * len(distinct) + pair
    order = order_of(code, place)
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
    words = _Words(names, lexicon)
    kept, told = words.may_match(name[first], name[second], needed)
    first, second, needed = first[kept], second[kept], needed[kept] - np.where(told.shortened, _SEEN, 0.0)
    one, other = name[first], name[second]
    score, worst, as_one = names.scores(one, other, told.least_likeness(needed))
    bits = told.bits_with(worst)
    bits[as_one] = words.whole(one[as_one], other[as_one]) - _cost(worst[as_one])
    joined = (score >= at_least) & (bits >= needed)
    return first[joined], second[joined], bits[joined]


@dataclass(frozen=True, slots=True)
class _Told:
    """What the words of pairs of names tell: `common` bits by those that both have, less what lonely ones cost.

    `changed` words have another spelling, the rarer ones tell at most `rarest` bits; of `apart` words not even the
    consonants are in the other name, on the side where these are fewer. A `shortened` name has nothing that the other
    one has not.
    """

    common: Floats
    rarest: Floats
    changed: npt.NDArray[np.int8]
    apart: npt.NDArray[np.int8]
    shortened: Bools

    def __getitem__(self, pairs: Bools) -> _Told:
        return _Told(*(getattr(self, part.name)[pairs] for part in fields(self)))

    @staticmethod
    def joined(parts: Sequence[_Told]) -> _Told:
        """Return what is told of the pairs of all parts."""
        return _Told(*(np.concatenate([getattr(told, part.name) for told in parts]) for part in fields(_Told)))

    def bits_with(self, worst: Floats | float) -> Floats:
        """Return how much more likely two names are one person's than two persons', in bits.

        A word in common tells how rare it is. A word in two spellings tells how rare the rarer one is, less what such a
        spelling costs by the likeness of the least alike words (`worst`): a misprint that is seen nowhere else tells
        much, and two common words that are near each other tell against.
        """
        return self.common + self.changed * (self.rarest - _cost(worst))

    def least_likeness(self, needed: Floats) -> Floats:
        """Return the likeness of the least alike words below which a pair has fewer bits than needed."""
        changed = np.maximum(self.changed, 1)
        least = 1.0 - (self.rarest - _VARIANT - (needed - self.common) / changed) / _PER_LIKENESS
        return np.where(self.changed > 0, least - _TOUCH, -np.inf)


class _Words:
    """The words of all names, column by column: that is how pairs of names of one length are compared fastest."""

    def __init__(self, names: Names, lexicon: Lexicon):
        tokens = names.tokens
        keys = np.where(tokens == NONE, NONE, lexicon.keys[tokens]).astype(np.int32)
        bits = np.r_[lexicon.bits, 0.0][tokens].astype(np.float64)
        self._length, self._scores = (tokens != NONE).sum(axis=1), names.scores
        self._tokens, self._keys, self._bits = (np.ascontiguousarray(part.T) for part in (tokens, keys, bits))

    def may_match(self, one: Ints, other: Ints, needed: Floats) -> tuple[Ints, _Told]:
        """Return the pairs that may have the bits needed, in no particular order, and what their words tell.

        Names cannot match, however alike their words are, of which two words on either side have consonants that the
        other name has not, nor those of which the words are too common.
        """

        def chosen(chunk: Ints) -> tuple[Ints, _Told]:
            told = self._told(one[chunk], other[chunk])
            enough = told.bits_with(1.0) >= needed[chunk] - np.where(told.shortened, _SEEN, 0.0)
            enough |= self._scores.may_be_one_word(one[chunk], other[chunk])
            enough &= told.apart <= 1
            return chunk[enough], told[enough]

        chunks = in_shapes(self._length[one], self._length[other], _CHUNK)
        found = in_threads(chosen, chunks or [np.zeros(0, np.int64)])
        return np.concatenate([kept for kept, _ in found]), _Told.joined([told for _, told in found])

    def _told(self, one: Ints, other: Ints) -> _Told:
        sides = [(names, range(int(self._length[names[0]]) if len(names) else 0)) for names in (one, other)]
        consonants = [[self._keys[place][names] for place in places] for names, places in sides]
        apart = np.minimum(*(sum(left, np.zeros(len(one), np.int8)) for left in _left_over(*consonants)))
        common = np.zeros(len(one))
        alone, rarest = [], []
        words = [[self._tokens[place][names] for place in places] for names, places in sides]
        for (names, places), left in zip(sides, _left_over(*words), strict=True):
            count, most = np.zeros(len(one), np.int8), np.zeros(len(one))
            for place, lonely in zip(places, left, strict=True):
                told = self._bits[place][names]
                count += lonely
                np.maximum(most, told, out=most, where=lonely)
                if names is one:
                    np.add(common, told, out=common, where=~lonely)
            alone.append(count)
            rarest.append(most)
        changed = np.minimum(*alone)
        common -= _MISSING * (np.maximum(*alone) - changed)
        return _Told(common, np.maximum(*rarest), changed, apart, changed == 0)

    def whole(self, one: Ints, other: Ints) -> Floats:
        """Return what all words of a name tell, that of each two which tells more."""
        return np.asarray(np.maximum(*(self._bits[:, names].sum(axis=0) for names in (one, other))))


def _left_over(x: Sequence[Tokens], y: Sequence[Tokens]) -> tuple[list[Bools], list[Bools]]:
    """Tell for each column of either side where its entry is on the other side nowhere."""
    left_x, left_y = ([np.ones(len(column), np.bool_) for column in side] for side in (x, y))
    for i, one in enumerate(x):
        for j, other in enumerate(y):
            differ = one != other
            left_x[i] &= differ
            left_y[j] &= differ
    return left_x, left_y


def _cost(likeness: Floats | float) -> Floats | float:
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
