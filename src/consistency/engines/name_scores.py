"""How surely two names are one person's, for many pairs at once, by `normalization.names.name_similarity`."""

from __future__ import annotations

import numpy as np

from consistency.engines.arrays import NONE, Bools, Digests, Floats, Ints, Tokens
from consistency.engines.likeness import WordLikeness
from consistency.normalization.name_keys import name_skeleton
from consistency.normalization.names import DIFFERENT, alias_table, name_similarity, word_likeness

_CHUNK = 1 << 15
_JOINED = 92.6  # the most that two names written as one word can give


class NameScores:
    """Scores from 0 to 1 of pairs of names, each a row of numbers into the vocabulary of `likeness`."""

    def __init__(self, words: list[str], names: Tokens, skeletons: list[str], likeness: WordLikeness):
        self._words, self._names, self._likeness = words, names, likeness
        self._length = (names != NONE).sum(axis=1)
        self._joined = _joined_hashes(names, skeletons)
        self._alias = self._aliased(names)

    def __call__(self, a: Ints, b: Ints) -> tuple[Floats, Floats, Bools]:
        """Return the score of each pair of rows, the likeness of the least alike words, and which match as one word."""
        shorter = self._length[a] <= self._length[b]
        low, high = np.where(shorter, a, b), np.where(shorter, b, a)
        score, worst = np.zeros(len(a)), np.zeros(len(a))
        for start in range(0, len(a), _CHUNK):
            part = slice(start, start + _CHUNK)
            score[part], worst[part] = self._score(low[part], high[part])
        asked = (self._length[a] != self._length[b]) & (score < _JOINED) & (self._joined[a] == self._joined[b])
        joined: Bools = np.zeros(len(a), np.bool_)
        for pair in np.flatnonzero(asked).tolist():
            one, other = ("".join(self._row(int(side[pair]))) for side in (low, high))
            likeness = word_likeness(*sorted((one, other)))
            joined[pair] = 96.0 * likeness - 3.0 > score[pair]
            if joined[pair]:
                score[pair], worst[pair] = 96.0 * likeness - 3.0, likeness
        for pair in np.flatnonzero(self._alias[a] | self._alias[b]).tolist():
            one, other = (" ".join(self._row(int(side[pair]))) for side in (a, b))
            score[pair] = name_similarity(one, other)
        return np.clip(score, 0.0, 99.0) / 100, worst, joined

    def _row(self, name: int) -> list[str]:
        return [self._words[number] for number in self._names[name].tolist() if number != NONE]

    def _aliased(self, names: Tokens) -> Bools:
        """Tell which names are in the alias table."""
        known = alias_table().ids
        words = {word for spelling in known for word in spelling.split()}
        flags = np.array([*(word in words for word in self._words), True], np.bool_)
        result: Bools = np.all(flags[names], axis=1)
        for name in np.flatnonzero(result).tolist():
            result[name] = " ".join(self._row(name)) in known
        return result

    def _score(self, a: Ints, b: Ints) -> tuple[Floats, Floats]:
        """Score pairs of which the first name has no more words than the second, aligning the likest words first."""
        count = len(a)
        length_a, length_b = self._length[a], self._length[b]
        rows, columns = int(length_a.max(initial=1)), int(length_b.max(initial=1))
        x, y = self._names[a, :rows], self._names[b, :columns]
        likeness = self._matrix(x, y)
        # The likest pair first, of equals the nearest in place, then the one further on.
        i, j = np.indices((rows, columns))
        rank = np.argsort(np.lexsort((-j.ravel(), -i.ravel(), np.abs(i - j).ravel()))).reshape(rows, columns)
        free = (x != NONE)[:, :, None] & (y != NONE)[:, None, :]
        total, worst, last = np.zeros(count), np.ones(count), np.ones(count)
        partner = np.full((count, rows), NONE)
        everything = np.arange(count)
        tie = rank.astype(np.float64).ravel() * 1e-9
        for step in range(rows):
            open_ = step < length_a
            cells = np.where(free, likeness, -1.0).reshape(count, -1) - tie
            best = cells.argmax(axis=1)
            row, column = best // columns, best % columns
            value = likeness[everything, row, column]
            total += np.where(open_, value, 0.0)
            worst = np.where(open_, np.minimum(worst, value), worst)
            last = np.where(open_, value, last)
            chosen = np.flatnonzero(open_)
            partner[chosen, row[chosen]] = column[chosen]
            free[chosen, row[chosen], :] = False
            free[chosen, :, column[chosen]] = False
        mean = total / np.maximum(length_a, 1)
        score = 100.0 * (0.5 * worst + 0.5 * mean)
        score = np.where(worst < DIFFERENT, np.minimum(score, 70.0 * (0.4 + 0.6 * mean)), score)
        crossed = np.zeros(count, np.bool_)
        for first in range(rows):
            for second in range(first + 1, rows):
                crossed |= (partner[:, second] != NONE) & (partner[:, first] > partner[:, second])
        score -= np.where(crossed, np.where(length_a == 2, 4.0, 25.0), 0.0)
        missing = length_b - length_a
        kept = (partner == (length_b - 1)[:, None]).any(axis=1)
        alone = np.where(kept, 9.0 + 2.0 * (missing - 1), 25.0)
        several = np.where(kept, 4.0, 9.0) + 4.0 * (missing - 1)
        score -= np.where(missing > 0, np.where(length_a == 1, alone, several), 0.0)
        return np.where((x == y[:, :rows]).all(axis=1) & (missing == 0), 100.0, score), worst

    def _matrix(self, x: Tokens, y: Tokens) -> Floats:
        """Return the likeness of each word of the one name with each of the other; each pair of words is asked once."""
        left = np.repeat(x[:, :, None], y.shape[1], axis=2)
        right = np.repeat(y[:, None, :], x.shape[1], axis=1)
        result = (left == right).astype(np.float64)
        asked = np.nonzero((left != right) & (left != NONE) & (right != NONE))
        p, q = left[asked].astype(np.int64), right[asked].astype(np.int64)
        size = len(self._words)
        distinct, inverse = np.unique(np.minimum(p, q) * size + np.maximum(p, q), return_inverse=True)
        result[asked] = self._likeness(distinct // size, distinct % size)[inverse]
        return result


def _joined_hashes(names: Tokens, skeletons: list[str]) -> Digests:
    """Return a hash of each name's consonants without the breaks between words: عبد الله and Abdullah share it."""
    base = 1_000_003
    hashes = np.zeros(len(skeletons) + 1, np.uint64)
    powers = np.ones(len(skeletons) + 1, np.uint64)
    for number, skeleton in enumerate(skeletons):
        value = 0
        for letter in skeleton:
            value = (value * base + ord(letter)) & 0xFFFFFFFFFFFFFFFF
        hashes[number] = value
        powers[number] = pow(base, len(skeleton), 1 << 64)
    result = np.zeros(len(names), np.uint64)
    for column in names.T:
        result = result * powers[column] + hashes[column]
    return result


def skeletons_of(words: list[str]) -> list[str]:
    """Return the coarse key of each word."""
    return [name_skeleton(word) if len(word) > 1 else "" for word in words]
