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
    are_in,
    digests_of,
    hashed,
    in_threads,
    numbered,
    order_of,
    runs,
)
from consistency.engines.likeness import WordLikeness
from consistency.engines.transliteration import Transliteration
from consistency.normalization.name_keys import skeleton_table
from consistency.normalization.names import DIFFERENT, alias_table, one_word

_CHUNK = 1 << 15
_JOINED = 93.0  # the most that two names written as one word can give


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

    def __call__(self, a: Ints, b: Ints, least: Floats | None = None) -> tuple[Floats, Floats, Bools]:
        """Return the score of each pair of rows, the likeness of the least alike words, and which match as one word.

        Where that likeness is below `least`, both may be given as 0, unless the names match as one word.
        """
        shorter = self._length[a] <= self._length[b]
        low, high = np.where(shorter, a, b), np.where(shorter, b, a)
        needed = np.full(len(a), -np.inf) if least is None else np.where(self.may_be_one_word(a, b), -np.inf, least)
        chunks = in_shapes(self._length[low], self._length[high], _CHUNK)
        open_ = in_threads(lambda c: self._open_words(low[c], high[c]), chunks)
        likeness = self._compared(open_, [needed[c] for c in chunks])
        parts = [
            (low[c], high[c], cells, alike, needed[c]) for c, cells, alike in zip(chunks, open_, likeness, strict=True)
        ]
        score, worst = np.zeros(len(a)), np.zeros(len(a))
        found = in_threads(lambda part: self._score(*part), parts)
        for chunk, (its_score, its_worst) in zip(chunks, found, strict=True):
            score[chunk], worst[chunk] = its_score, its_worst
        joined = self._score_joined(low, high, score, worst)
        self._score_known(a, b, score)
        return np.clip(score, 0.0, 99.0) / 100, worst, joined

    def _compared(self, cells: Sequence[_Cells], needed: Sequence[Floats]) -> list[Floats]:
        """Return the likeness of the words of all cells. Each two are compared once, however many names have them."""
        size = len(self._words)
        nothing = np.zeros(0, np.int64)
        asked, place = numbered(np.concatenate([nothing, *(cell.words for cell in cells)]))
        wanted = np.concatenate([np.zeros(0), *(some[cell.pair] for some, cell in zip(needed, cells, strict=True))])
        least = np.full(len(asked), np.inf)
        np.minimum.at(least, place, wanted)
        answers = self._likeness(asked // size, asked % size, least)[place]
        return np.split(answers, np.cumsum([len(cell.words) for cell in cells])[:-1]) if cells else []

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
        texts = [one_word(tuple(self._row(name))) for name in names.tolist()]
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
        flags = np.r_[are_in(self._words, words), True]
        result: Bools = np.all(flags[names], axis=1)
        for name in np.flatnonzero(result).tolist():
            result[name] = " ".join(self._row(name)) in known
        return result

    def _open_words(self, a: Ints, b: Ints) -> _Cells:
        """Return which words of pairs of names are to be compared; each side has names of one length.

        A word that both names have is aligned with itself, so only the words that are left over are compared.
        """
        x, y = self._words_of(a), self._words_of(b)
        same = x[:, :, None] == y[:, None, :]
        repeats = (self._repeats[a] | self._repeats[b])[:, None]
        left_x, left_y = ~same.any(axis=2) | repeats, ~same.any(axis=1) | repeats
        cells = np.flatnonzero(left_x[:, :, None] & left_y[:, None, :] & ~same)
        columns = y.shape[1]
        word = cells // columns  # of the first name
        pair = word // max(x.shape[1], 1)
        p, q = x.ravel()[word].astype(np.int64), y[pair, cells % columns].astype(np.int64)
        return _Cells(same, cells, pair, np.minimum(p, q) * len(self._words) + np.maximum(p, q))

    def _words_of(self, names: Ints) -> Tokens:
        """Return the words of names of one length."""
        return self._names[names, : int(self._length[names[0]])] if len(names) else self._names[names]

    def _score(self, a: Ints, b: Ints, cells: _Cells, alike: Floats, needed: Floats) -> tuple[Floats, Floats]:
        """Score pairs of which the first name has no more words than the second, aligning the likest words first."""
        likeness = cells.same.astype(np.float64)
        likeness.ravel()[cells.cells] = alike
        count, rows, columns = likeness.shape
        score, least = np.zeros(count), np.zeros(count)
        # No word is aligned with a likelier one than its likest.
        chosen = np.flatnonzero(likeness.max(axis=2, initial=0.0).min(axis=1, initial=1.0) >= needed)
        likeness, a, b = likeness[chosen], a[chosen], b[chosen]
        count = len(chosen)
        # The likest pair first, of equals the nearest in place, then the one further on.
        i, j = np.indices((rows, columns))
        rank = np.argsort(np.lexsort((-j.ravel(), -i.ravel(), np.abs(i - j).ravel())))
        cells_left = likeness - rank.reshape(rows, columns) * 1e-9
        total, worst = np.zeros(count), np.ones(count)
        partner = np.full((count, rows), NONE)
        everything = np.arange(count)
        for step in range(rows):
            best = cells_left.reshape(count, rows * columns).argmax(axis=1)
            row, column = best // columns, best % columns
            value = likeness[everything, row, column]
            total += value
            np.minimum(worst, value, out=worst)
            partner[everything, row] = column
            if step + 1 < rows:
                cells_left[everything, row, :] = -1.0
                cells_left[everything, :, column] = -1.0
        mean = total / max(rows, 1)
        found = 100.0 * (0.5 * worst + 0.5 * mean)
        found = np.where(worst < DIFFERENT, np.minimum(found, 70.0 * (0.4 + 0.6 * mean)), found)
        crossed = np.zeros(count, np.bool_)
        for first in range(rows):
            for second in range(first + 1, rows):
                crossed |= partner[:, first] > partner[:, second]
        x, y, given = self._words_of(a), self._words_of(b), self._likeness.given_arabic
        two = given[x].all(axis=1) & given[y].all(axis=1)  # عثمان الصادق, الصادق عثمان
        found -= np.where(crossed, np.where(two, 25.0, 4.0) if rows == 2 else 25.0, 0.0)
        missing = columns - rows
        if missing:
            kept = (partner == columns - 1).any(axis=1)
            if rows == 1:
                found -= np.where(kept, 9.0 + 2.0 * (missing - 1), 25.0)
            else:
                found -= np.where(kept, 4.0, 9.0) + 4.0 * (missing - 1)
        else:
            found[(x == y).all(axis=1)] = 100.0
        score[chosen], least[chosen] = found, worst
        return score, least


@dataclass(frozen=True, slots=True)
class _Cells:
    """The words of pairs of names that are compared: where names have the `same` word, an array (pair, word, word).

    `cells` are the places in it of words that are compared, `pair` the pair that each is of, and `words` both words as
    one number.
    """

    same: Bools
    cells: Ints
    pair: Ints
    words: Ints


def in_shapes(length: Ints, other: Ints, most: int) -> list[Ints]:
    """Return the places of pairs in parts of at most so many, with one length on each side."""
    if not len(length):
        return []
    order = order_of(length, other)
    starts, sizes = runs((length * (int(other.max()) + 1) + other)[order])
    return [
        order[at : min(at + most, start + size)]
        for start, size in zip(starts.tolist(), sizes.tolist(), strict=True)
        for at in range(start, start + size, most)
    ]


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
    initials = np.fromiter(map(len, words), np.int64, len(words)) == 1
    bare = np.flatnonzero((np.diff(starts) == 0) | initials).tolist()
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
