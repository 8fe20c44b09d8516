"""How alike two words of names are, for many pairs at once.

`WordLikeness` gives for pairs of numbered words what `normalization.names.word_likeness` gives for two words: the
alignment of sounds (Needleman and Wunsch 1970) is worked out cell by cell, each cell for all pairs together.
"""

from __future__ import annotations

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from consistency.engines.arrays import Floats, Ints
from consistency.normalization.names import SAME_GIVEN_NAME, given_name_groups
from consistency.normalization.sounds import sound_tables, sounds

_UNKNOWN = 1000  # codes from here on are letters that no table of sounds knows
_CHUNK = 1 << 16  # pairs worked on at a time; they then stay in the processor's cache


class WordLikeness:
    """Likeness from 0 to 1 of the words of one vocabulary, which is in alphabetical order."""

    def __init__(self, words: list[str]):
        self._words = words
        found = [sounds(word) for word in words]
        tables = sound_tables()
        known = len(tables.omission[0])
        # A letter without a sound is equal to itself only: it gets a number behind those of the sounds.
        others = sorted({code for one in found for code in one.codes if code >= _UNKNOWN})
        self._count = count = known + len(others) + 1  # the last one fills up short words
        number = {code: known + place for place, code in enumerate(others)}
        self._length = np.array([len(one.codes) for one in found] or [0], np.int64)
        width = int(self._length.max())
        self._codes = np.full((max(len(words), 1), max(width, 1)), count - 1, np.int32)
        flat = [number.get(code, code) for one in found for code in one.codes]
        rows = np.repeat(np.arange(len(self._length)), self._length)
        self._codes[rows, np.arange(len(flat)) - np.repeat(np.cumsum(self._length) - self._length, self._length)] = flat
        self._weights = np.array([one.weights for one in found] or [(0.0, 0.0)], np.float64)
        self._arabic = np.array([one.arabic for one in found] or [False], np.bool_)
        self._latin = np.array([one.latin for one in found] or [False], np.bool_)
        self._cost = np.ones((2, count, count))
        self._omit = np.ones((2, count))
        for side in range(2):
            self._cost[side, :known, :known] = tables.substitution[side]
            self._omit[side, :known] = tables.omission[side]
        same = np.arange(known, count - 1)
        self._cost[:, same, same] = 0.0
        groups = given_name_groups()
        self._given = np.array([word in groups for word in words] or [False], np.bool_)
        self._initial = np.array([word[:1] if len(word) == 1 else "" for word in words] or [""], np.str_)
        self._first = np.array([word[:1] for word in words] or [""], np.str_)

    def __call__(self, a: Ints, b: Ints) -> Floats:
        """Return the likeness of each pair of words, given by their numbers."""
        low, high = np.minimum(a, b), np.maximum(a, b)
        result = np.empty(len(low))
        order = np.argsort(np.maximum(self._length[low], self._length[high]), kind="stable")
        for start in range(0, len(order), _CHUNK):
            chosen = order[start : start + _CHUNK]
            result[chosen] = self._sound_likeness(low[chosen], high[chosen])
        self._compare_given_names(low, high, result)
        initial = np.flatnonzero((self._initial[low] != "") | (self._initial[high] != ""))
        if len(initial):
            x, y = low[initial], high[initial]
            result[initial] = np.where(x == y, 1.0, np.where(self._first[x] == self._first[y], 0.9, 0.0))
        return result

    def _sound_likeness(self, a: Ints, b: Ints) -> Floats:
        across = (self._arabic[a] != self._arabic[b]).astype(np.int64)
        heavier = np.maximum(self._weights[a, across], self._weights[b, across])
        likeness = np.maximum(0.0, 1.0 - self._aligned(a, b, across) / np.maximum(heavier, 1.0))
        within = np.flatnonzero(across == 0)
        other_script = self._latin[a[within]] != self._latin[b[within]]
        written = within[~other_script]
        if len(written):
            one, other = [[self._words[i] for i in side[written].tolist()] for side in (a, b)]
            osa = process.cpdist(one, other, scorer=OSA.normalized_similarity, dtype=np.float64)
            likeness[written] = np.minimum(0.99, 0.65 * likeness[written] + 0.35 * osa)
        likeness[within[other_script]] = np.minimum(0.99, likeness[within[other_script]])
        crossing = across == 1
        likeness[crossing] = np.minimum(0.995, likeness[crossing])
        likeness[(self._length[a] == 0) | (self._length[b] == 0)] = 0.0
        likeness[a == b] = 1.0
        return likeness

    def _aligned(self, a: Ints, b: Ints, across: Ints) -> Floats:
        """Return what it costs to turn the sounds of each first word into those of the second."""
        length_a, length_b = self._length[a], self._length[b]
        rows, columns = int(length_a.max(initial=0)), int(length_b.max(initial=0))
        codes_a, codes_b = self._codes[a, :rows].T.copy(), self._codes[b, :columns].T.copy()
        omitted = [self._omit[across, codes_b[j]] for j in range(columns)]
        above = [np.zeros(len(a))]
        for j in range(columns):
            above.append(above[-1] + omitted[j])
        result = np.choose(length_b, above) if columns < 31 else np.stack(above)[length_b, np.arange(len(a))]
        for i in range(rows):
            row = codes_a[i]
            leave = self._omit[across, row]
            current = [above[0] + leave]
            for j in range(columns):
                best = above[j] + self._cost[across, row, codes_b[j]]
                np.minimum(best, above[j + 1] + leave, out=best)
                np.minimum(best, current[-1] + omitted[j], out=best)
                current.append(best)
            above = current
            ends = np.flatnonzero(length_a == i + 1)
            if len(ends):
                result[ends] = np.stack([column[ends] for column in above])[length_b[ends], np.arange(len(ends))]
        return result

    def _compare_given_names(self, a: Ints, b: Ints, likeness: Floats) -> None:
        """Let the lists of given names decide where both words are on them."""
        both = np.flatnonzero(self._given[a] & self._given[b] & (a != b))
        if not len(both):
            return
        groups = given_name_groups()
        distinct, inverse = np.unique(a[both] * len(self._words) + b[both], return_inverse=True)
        kinds = np.empty(len(distinct), np.int8)
        for place, pair in enumerate(distinct.tolist()):
            one, other = groups[self._words[pair // len(self._words)]], groups[self._words[pair % len(self._words)]]
            kinds[place] = 2 if one & other else 1 if one and other else 0
        kind = kinds[inverse]
        value = likeness[both]
        apart = (kind == 1) | ((kind == 0) & (value < SAME_GIVEN_NAME))
        likeness[both] = np.where(kind == 2, np.maximum(value, 0.97), np.where(apart, np.minimum(value, 0.5), value))
