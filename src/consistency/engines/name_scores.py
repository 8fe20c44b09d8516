"""How surely two names are one person's, for many pairs at once, by `normalization.names.name_similarity`."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from consistency.engines.arrays import (
    NONE,
    Bools,
    Digests,
    Floats,
    Ints,
    Tokens,
    digests_of,
    distinct,
    hashed,
    in_threads,
)
from consistency.engines.likeness import WordLikeness
from consistency.engines.transliteration import Transliteration
from consistency.normalization.name_keys import skeleton_table
from consistency.normalization.names import DIFFERENT, alias_table

_CHUNK = 1 << 15
_JOINED = 92.6  # the most that two names written as one word can give


class NameScores:
    """Scores from 0 to 1 of pairs of names, each a row of numbers into the vocabulary of `likeness`."""

    def __init__(
        self, words: list[str], names: Tokens, skeletons: Skeletons, likeness: WordLikeness, aliases: bool = True
    ):
        self._words, self._names, self._likeness = words, names, likeness
        self._length = (names != NONE).sum(axis=1)
        self._joined = _joined_hashes(names, skeletons)
        self._alias = self._aliased(names) if aliases else np.zeros(len(names), np.bool_)
        self._repeats = _with_repeated_word(names)

    def __call__(self, a: Ints, b: Ints) -> tuple[Floats, Floats, Bools]:
        """Return the score of each pair of rows, the likeness of the least alike words, and which match as one word."""
        shorter = self._length[a] <= self._length[b]
        low, high = np.where(shorter, a, b), np.where(shorter, b, a)
        chunks = [slice(start, start + _CHUNK) for start in range(0, len(a), _CHUNK)]
        # Each two words are compared once, however many names have them.
        words = in_threads(lambda c: distinct(self._asked(low[c], high[c])[1]), chunks)
        asked = distinct(np.concatenate([np.zeros(0, np.int64), *words]))
        size = len(self._words)
        answers = self._likeness(asked // size, asked % size)
        score, worst = np.zeros(len(a)), np.zeros(len(a))
        found = in_threads(lambda c: self._score(low[c], high[c], asked, answers), chunks)
        for chunk, (its_score, its_worst) in zip(chunks, found, strict=True):
            score[chunk], worst[chunk] = its_score, its_worst
        joined = self._score_joined(low, high, score, worst)
        self._score_known(a, b, score)
        return np.clip(score, 0.0, 99.0) / 100, worst, joined

    def may_be_one_word(self, a: Ints, b: Ints) -> Bools:
        """Tell which pairs have other breaks between words and the same consonants."""
        return np.asarray((self._length[a] != self._length[b]) & (self._joined[a] == self._joined[b]))

    def _score_joined(self, low: Ints, high: Ints, score: Floats, worst: Floats) -> Bools:
        """Compare names that have other breaks between words as one word each; tell which are likelier that way."""
        result = np.zeros(len(low), np.bool_)
        pairs = np.flatnonzero(self.may_be_one_word(low, high) & (score < _JOINED))
        if not len(pairs):
            return result
        names, place = np.unique(np.r_[low[pairs], high[pairs]], return_inverse=True)
        texts = ["".join(self._row(name)) for name in names.tolist()]
        words = sorted(set(texts))
        number = {word: at for at, word in enumerate(words)}
        at = np.array([number[text] for text in texts], np.int64)[place.reshape(-1)]
        likeness = WordLikeness(words)(at[: len(pairs)], at[len(pairs) :])
        better = 96.0 * likeness - 3.0 > score[pairs]
        chosen = pairs[better]
        score[chosen], worst[chosen] = 96.0 * likeness[better] - 3.0, likeness[better]
        result[chosen] = True
        return result

    def _score_known(self, a: Ints, b: Ints, score: Floats) -> None:
        """Compare names of the alias table by all their spellings; two known ones are told apart by the table alone."""
        pairs = np.flatnonzero(self._alias[a] | self._alias[b])
        if not len(pairs):
            return
        table = alias_table()
        asked: dict[tuple[tuple[str, ...], tuple[str, ...]], list[int]] = {}
        for pair, one, other in zip(pairs.tolist(), a[pairs].tolist(), b[pairs].tolist(), strict=True):
            first, second = tuple(self._row(one)), tuple(self._row(other))
            known, also = table.ids.get(" ".join(first)), table.ids.get(" ".join(second))
            if known is not None and also is not None:
                score[pair] = 100.0 if known == also else min(score[pair], 40.0)
                continue
            stranger = second if known is not None else first
            for spelling in table.spellings[known or also or ""]:
                asked.setdefault((spelling, stranger), []).append(pair)
        names = sorted({name for two in asked for name in two})
        number = {name: place for place, name in enumerate(names)}
        left, right = (np.array([number[two[side]] for two in asked], np.int64) for side in (0, 1))
        found = _scores_of(names)(left, right)[0] * 99.0
        for value, rows in zip(found.tolist(), asked.values(), strict=True):
            score[rows] = np.maximum(score[rows], value)

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

    def _score(self, a: Ints, b: Ints, asked: Ints, answers: Floats) -> tuple[Floats, Floats]:
        """Score pairs of which the first name has no more words than the second, aligning the likest words first."""
        count = len(a)
        length_a, length_b = self._length[a], self._length[b]
        rows, columns = int(length_a.max(initial=1)), int(length_b.max(initial=1))
        x, y = self._names[a, :rows], self._names[b, :columns]
        likeness = self._matrix(a, b, asked, answers)
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

    def _asked(self, a: Ints, b: Ints) -> tuple[tuple[Ints, ...], Ints]:
        """Return the cells of words that are in no other way compared, and their words as one number.

        A word that both names have is aligned with itself, so only the words that are left over are compared.
        """
        rows, columns = (int(self._length[side].max(initial=1)) for side in (a, b))
        x, y = self._names[a, :rows], self._names[b, :columns]
        same = x[:, :, None] == y[:, None, :]
        repeats = (self._repeats[a] | self._repeats[b])[:, None]
        left_x = (x != NONE) & (~same.any(axis=2) | repeats)
        left_y = (y != NONE) & (~same.any(axis=1) | repeats)
        cells = np.nonzero(left_x[:, :, None] & left_y[:, None, :] & ~same)
        p, q = x[cells[0], cells[1]].astype(np.int64), y[cells[0], cells[2]].astype(np.int64)
        return cells, np.minimum(p, q) * len(self._words) + np.maximum(p, q)

    def _matrix(self, a: Ints, b: Ints, asked: Ints, answers: Floats) -> Floats:
        """Return the likeness of each word of the one name with each of the other."""
        rows, columns = (int(self._length[side].max(initial=1)) for side in (a, b))
        x, y = self._names[a, :rows], self._names[b, :columns]
        result = (x[:, :, None] == y[:, None, :]).astype(np.float64)
        cells, pairs = self._asked(a, b)
        result[cells] = answers[np.searchsorted(asked, pairs)]
        return result


def _scores_of(names: Sequence[tuple[str, ...]]) -> NameScores:
    """Return the scores of names given as words, without what the alias table says of them."""
    words = sorted({word for name in names for word in name})
    number = {word: place for place, word in enumerate(words)}
    rows = np.full((len(names), max(map(len, names), default=1)), NONE, np.int32)
    for place, name in enumerate(names):
        rows[place, : len(name)] = [number[word] for word in name]
    return NameScores(words, rows, skeletons_of(words), WordLikeness(words), aliases=False)


def _with_repeated_word(names: Tokens) -> Bools:
    ordered = np.sort(names, axis=1)
    return np.asarray(((ordered[:, 1:] == ordered[:, :-1]) & (ordered[:, 1:] != NONE)).any(axis=1))


@dataclass(frozen=True, slots=True)
class Skeletons:
    """The coarse keys of words (`normalization.name_keys.name_skeleton`) as hashes, and what joins one to the next."""

    hashes: Digests
    powers: Digests


def skeletons_of(words: Sequence[str]) -> Skeletons:
    """Return the coarse keys of words; an initial, as a word without consonants, has itself."""
    codes, starts = _consonants()(words, keep_empty=_EMPTY)
    hashes, powers = hashed(codes, starts)
    initials = (place for place, word in enumerate(words) if len(word) == 1)
    bare = [*np.flatnonzero(np.diff(starts) == 0).tolist(), *initials]
    hashes[bare] = digests_of(words[place] for place in bare)
    return Skeletons(hashes, powers)


_EMPTY = 0


@functools.cache
def _consonants() -> Transliteration:
    classes, _ = skeleton_table()
    return Transliteration({letters: [*map(ord, said)] for letters, said in classes.items()}, ord)


def _joined_hashes(names: Tokens, skeletons: Skeletons) -> Digests:
    """Return a hash of each name's consonants without the breaks between words: عبد الله and Abdullah share it."""
    hashes, powers = np.r_[skeletons.hashes, np.uint64(0)], np.r_[skeletons.powers, np.uint64(1)]
    result = np.zeros(len(names), np.uint64)
    for column in names.T:
        result = result * powers[column] + hashes[column]
    return result
