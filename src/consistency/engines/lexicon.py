"""What a large set teaches of its names: which words are spellings of one, and how common each is.

Words with the same consonants that sound alike form a class, around its most frequent word. A class also takes in
spellings that the set itself shows: where, time and again, names of one block differ in the same two words only, the
rarer word is a spelling of the other one ("مايكل" and "Michael", a frequent misprint). Two people whose names differ in
one word do that once, in one family.

How much it tells that two names share a word depends on how rare its class is: the evidence is counted in bits, as
Fellegi and Sunter (1969) weigh fields.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from consistency.engines.arrays import (
    NONE,
    Digests,
    Floats,
    Ints,
    Tokens,
    digests_of,
    distinct,
    distinct_rows,
    mixed,
    pairs_in_runs,
    runs,
)
from consistency.engines.likeness import WordLikeness
from consistency.engines.name_scores import Skeletons, skeletons_of

SURE = 2.0  # bits by which the words in common must tell more than there are names in the block
LEARNED = 1000  # names; what fewer teach of how common a word is does not bear a judgement
_ALIKE = 0.9  # words with the same consonants that sound this much alike are spellings of one name
_COUNTERPART = 0.78  # and words of two scripts that are each other's likest, from here on
_HEADS = 16  # classes that words with the same consonants form; what fits none of so many is a class of its own
_ROUNDS = 2  # what one round joins lets the next one see more
_TIMES, _SHARE = 3, 0.1  # names that must show a spelling, and their share of those that have the rarer word
_AT_ALL_ALIKE = 0.45  # words that sound less alike than this are never spellings of one
_TWICE_SHARE, _TWICE_ALIKE = 0.2, 0.5  # two names are enough where their share is larger and the words sound alike
_AT_ODDS, _LIFT = 4.0, 5.0  # bits by which what is in common may tell less; and how far from chance it must be
_RUN_CAP = 400  # names of one block that differ in one word; more of them teach nothing about spelling
_PRIOR, _PRIOR_SHARE = 2000.0, 1e-5  # what is assumed before any name was seen, as names, and the share of a name in it


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of all names, in alphabetical order.

    `keys` numbers the consonants of each word, `heads` is the word whose class it is in, `bits` what it tells that two
    names share that class. `size` is the number of (block, name) that this was learnt from.
    """

    words: list[str]
    skeletons: Skeletons
    digests: Digests
    keys: Tokens
    heads: Tokens
    bits: Floats
    size: int
    likeness: WordLikeness

    def heads_of(self, tokens: Tokens) -> Tokens:
        """Return rows of words with each word replaced by the head of its class."""
        return np.where(tokens == NONE, NONE, self.heads[tokens]).astype(np.int32)


def learn(words: list[str], names: Tokens, block: Ints, name: Ints) -> Lexicon:
    """Learn from the distinct pairs of a block and a name; `names` holds the names as rows of numbers into `words`."""
    with ThreadPoolExecutor(1) as pool:
        sounds = pool.submit(WordLikeness, words)
        skeletons, digests = skeletons_of(words), digests_of(words)
        likeness = sounds.result()
    keys = np.unique(skeletons.hashes, return_inverse=True)[1].reshape(-1).astype(np.int32)
    times = np.bincount(name, minlength=len(names))
    frequency = np.zeros(len(words))
    for column in names.T:
        there = column != NONE
        frequency += np.bincount(column[there], weights=times[there], minlength=len(words))
    heads = _classes(keys, frequency, likeness)
    _join(heads, _counterparts(keys, heads, frequency, likeness), frequency)
    size = len(name)
    bits = _bits(heads, frequency, size)
    if size >= LEARNED:
        for _ in range(_ROUNDS):
            rows, _, place = distinct_rows(np.where(names == NONE, NONE, heads[names]).astype(np.int32), digests)
            entries = distinct(block * len(rows) + place[name])
            joins = _shown_spellings(rows, entries // len(rows), entries % len(rows), digests, bits, likeness)
            mass: Floats = np.bincount(heads, weights=frequency, minlength=len(words)).astype(np.float64)
            if not _join(heads, joins, mass):
                break
            bits = _bits(heads, frequency, size)
    return Lexicon(words, skeletons, digests, keys, heads, bits, size, likeness)


def _bits(heads: Tokens, frequency: Floats, size: int) -> Floats:
    mass = np.bincount(heads, weights=frequency, minlength=len(heads))
    return -np.log2((mass + _PRIOR * _PRIOR_SHARE) / (size + _PRIOR))[heads]


def _classes(keys: Tokens, frequency: Floats, likeness: WordLikeness) -> Tokens:
    """Return the head of each word: the most frequent word with its consonants that it sounds like, or itself."""
    count = len(keys)
    heads = np.arange(count, dtype=np.int32)
    order = np.lexsort((np.arange(count), -frequency, keys))
    for _ in range(_HEADS):
        if not len(order):
            break
        group = keys[order]
        first = np.r_[True, group[1:] != group[:-1]]
        head = order[first][np.cumsum(first) - 1]
        rest, its_head = order[~first], head[~first]
        alike = likeness(rest, its_head, _ALIKE) >= _ALIKE
        heads[rest[alike]] = its_head[alike]
        order = rest[~alike]
    return heads


def _counterparts(keys: Tokens, heads: Tokens, frequency: Floats, likeness: WordLikeness) -> list[tuple[int, int]]:
    """Return words of two scripts that are each other's likest with the same consonants: معتز and Moataz."""
    mass = np.bincount(heads, weights=frequency, minlength=len(heads))
    common = np.flatnonzero((heads == np.arange(len(heads))) & (mass >= _TIMES))
    order = common[np.argsort(keys[common], kind="stable")]
    one, other = pairs_in_runs(*runs(keys[order]), cap=_RUN_CAP)
    one, other = order[one], order[other]
    across = likeness.arabic[one] != likeness.arabic[other]
    one, other = one[across], other[across]
    alike = likeness(one, other)
    near = alike >= _COUNTERPART
    one, other, alike = one[near], other[near], alike[near]
    best = np.zeros(len(heads))
    np.maximum.at(best, one, alike)
    np.maximum.at(best, other, alike)
    mutual = np.flatnonzero((alike == best[one]) & (alike == best[other]))
    return [
        (b, a) if mass[a] > mass[b] else (a, b)
        for a, b in zip(one[mutual].tolist(), other[mutual].tolist(), strict=True)
    ]


def _shown_spellings(
    rows: Tokens, block: Ints, name: Ints, digests: Digests, bits: Floats, likeness: WordLikeness
) -> list[tuple[int, int]]:
    """Return pairs of words (the rarer one first) that names of one block differ in alone, again and again.

    What the names have in common must nearly tell them from the others of the block by itself, and the two words must
    stand beside it far more often than chance has it.
    """
    ahead = np.r_[mixed(digests), np.uint64(0)]
    whole = ahead[rows].sum(axis=1, dtype=np.uint64)
    weight = np.r_[bits, 0.0]
    whole_bits = weight[rows].sum(axis=1)
    needed = (np.log2(np.bincount(block)) - _AT_ODDS)[block]
    places, words, rests = [], [], []
    for column in rows.T:
        word = column[name]
        chosen = np.flatnonzero((word != NONE) & (whole_bits[name] - weight[word] >= needed))
        places.append(chosen)
        words.append(word[chosen].astype(np.int64))
        rests.append(whole[name[chosen]] - ahead[word[chosen]])
    place, word, rest = (np.concatenate(parts) for parts in (places, words, rests))
    code = rest ^ mixed(block[place])
    shown = np.bincount(_distinct(word, code), minlength=len(digests))
    order = np.argsort(code)
    one, other = pairs_in_runs(*runs(code[order]), cap=_RUN_CAP)
    one, other = order[one], order[other]
    differ = word[one] != word[other]
    one, other = one[differ], other[differ]
    low_of, high_of = np.minimum(word[one], word[other]), np.maximum(word[one], word[other])
    codes = np.sort(_distinct(low_of * len(digests) + high_of, rest[one]))
    starts, times = runs(codes)
    pair = codes[starts]
    low, high = pair // len(digests), pair % len(digests)
    # How often they stand there together is counted a block, and in how many names a set of other words.
    together = np.searchsorted(pair, _distinct(low_of * len(digests) + high_of, code[one]))
    share = np.bincount(together, minlength=len(pair)) / np.minimum(shown[low], shown[high])
    # The more common a word is, the more often it stands there by chance.
    chance = np.exp2(-np.minimum(bits[low], bits[high]))
    share = np.where(share >= _LIFT * chance, share, 0.0)
    often = (times >= _TIMES) & (share >= _SHARE)
    twice = np.flatnonzero((times == 2) & (share >= _TWICE_SHARE))
    often[twice] = True
    order = np.flatnonzero(often)
    alike = likeness(low[order], high[order])
    order = order[alike >= np.where(times[order] == 2, _TWICE_ALIKE, _AT_ALL_ALIKE)]
    order = order[np.lexsort((pair[order], -times[order], -share[order]))]
    rarer = shown[low] <= shown[high]
    found = zip(np.where(rarer, low, high)[order].tolist(), np.where(rarer, high, low)[order].tolist(), strict=True)
    return list(found)


def _distinct(numbers: Ints, rest: Digests) -> Ints:
    """Return the numbers of the distinct pairs of a number and a digest."""
    # The digest is mixed once more: it may be that of another number, whose pair with this one would seem the same.
    code = mixed(numbers) ^ mixed(rest)
    order = np.argsort(code)
    first, _ = runs(code[order])
    return numbers[order[first]]


def _join(heads: Tokens, joins: Sequence[tuple[int, int]], mass: Floats) -> bool:
    """Put each rarer word's class into that of its best partner; tell whether any was.

    A word goes into one other only, so that no rare word ever joins two common ones.
    """
    target = np.arange(len(heads), dtype=np.int32)
    for rarer, other in joins:
        if (mass[rarer], -rarer) > (mass[other], -other):
            rarer, other = other, rarer
        if target[rarer] == rarer:
            target[rarer] = other
    moved = bool((target != np.arange(len(heads))).any())
    while (target[target] != target).any():
        target = target[target]
    heads[:] = target[heads]
    return moved
