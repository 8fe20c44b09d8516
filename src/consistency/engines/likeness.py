"""How alike two words of names are, for many pairs at once.

`WordLikeness` gives for pairs of numbered words what `normalization.names.word_likeness` gives for two words: the
alignment of sounds (Needleman and Wunsch 1970) is worked out cell by cell, each cell for all pairs together.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA

from consistency.engines.arrays import NONE, Bools, Floats, Ints, are_in, in_threads, order_of
from consistency.engines.transliteration import Transliteration
from consistency.normalization.names import DOUBTFUL, EITHER, given_name_groups, least_of_given_names, vowel_moved
from consistency.normalization.sounds import digraphs_parted, has_inner_h, sound_tables

_UNKNOWN = 1000  # codes from here on are letters that no table of sounds knows
_HUNDREDTHS = 100  # the tables give costs to two places, and whole numbers of 16 bits are added many at a time
_SHORT = 150  # sounds; the costs of more of them do not fit into 16 bits
_SOUND = 0.65  # of the likeness within a script; the rest is how it is written
_TOUCH = 1e-9  # for what arithmetic loses
_MOVED = 0.5  # the most that words with a long vowel in two places are alike
_CHUNK = 1 << 14  # pairs worked on at a time; they then stay in the processor's cache


class WordLikeness:
    """Likeness from 0 to 1 of the words of one vocabulary, which is in alphabetical order."""

    def __init__(self, words: list[str]):
        words, self._second = _with_second_words(words)
        self._words = words
        tables = sound_tables()
        known = len(tables.omission[0])
        self.arabic, self._first, self._initial = _letters(words)
        self._inner_h = np.fromiter(map(has_inner_h, words), np.bool_, len(words)) & self.arabic
        readings, self._readings = self._with_parted_digraphs()
        flat, starts = _sounds()([*words, *readings])
        # A letter without a sound is equal to itself only: it gets a number behind those of the sounds.
        others = np.unique(flat[flat >= _UNKNOWN])
        self._count = count = known + len(others) + 1  # the last one fills up short words
        flat = np.where(flat >= _UNKNOWN, known + np.searchsorted(others, flat), flat)
        self._length = np.diff(starts)
        width = int(self._length.max(initial=0))
        rows = np.repeat(np.arange(len(self._length)), self._length)
        self._codes = np.full((len(self._length), max(width, 1)), count - 1, np.int32)
        self._codes[rows, np.arange(len(flat)) - np.repeat(starts[:-1], self._length)] = flat
        costs, omit = np.ones((2, count, count)), np.ones((2, count))
        for side in range(2):
            costs[side, :known, :known] = tables.substitution[side]
            omit[side, :known] = tables.omission[side]
        same = np.arange(known, count - 1)
        costs[:, same, same] = 0.0
        heavy = np.maximum(omit, 0.25)
        small = np.int16 if width <= _SHORT else np.int32
        self._cost, self._omit = (np.rint(given * _HUNDREDTHS).astype(small) for given in (costs, omit))
        self._weights = [np.bincount(rows, weights=heavy[side, flat], minlength=len(words)) for side in range(2)]
        self._latin = self._first < 0x370  # or an older sign than Greek
        self._given = are_in(words, given_name_groups())
        self.given_arabic = self._given & self.arabic
        self._texts = np.array([*words, ""], np.object_)

    def __call__(self, a: Ints, b: Ints, least: Floats | float | None = None) -> Floats:
        """Return the likeness of each pair of words, given by their numbers.

        Where one is below `least`, it may be given as 0: most words are told apart without a look at their sounds.
        """
        low, high = np.minimum(a, b), np.maximum(a, b)
        initial = np.flatnonzero(self._initial[low] | self._initial[high])
        if self._second is not None:
            second_low, second_high = self._second[low], self._second[high]
            two = (second_low != NONE) & (second_high != NONE)
            low, high = np.where(two, second_low, low), np.where(two, second_high, high)
        result = np.empty(len(low))
        asked = np.full(len(low), -np.inf) if least is None else np.broadcast_to(np.asarray(least), len(low))
        # Words of one length together: then no cell is worked out in vain.
        order = order_of(self._length[low], self._length[high])
        chunks = [order[start : start + _CHUNK] for start in range(0, len(order), _CHUNK)]
        found = in_threads(lambda chunk: self._sound_likeness(low[chunk], high[chunk], asked[chunk]), chunks)
        for chunk, likeness in zip(chunks, found, strict=True):
            result[chunk] = likeness
        self._compare_given_names(low, high, result)
        self._tell_moved_vowels(low, high, result)
        if len(initial):
            x, y = low[initial], high[initial]
            result[initial] = np.where(x == y, 1.0, np.where(self._first[x] == self._first[y], 0.9, 0.0))
        return result

    def _sound_likeness(self, a: Ints, b: Ints, least: Floats) -> Floats:
        across = self.arabic[a] != self.arabic[b]
        within = np.flatnonzero(~across)
        written = within[self._latin[a[within]] == self._latin[b[within]]]
        spelt = self._spelt_alike(a[written], b[written])
        heard = np.ones(len(a), np.bool_)
        # What is written so differently is not alike even where it sounds the same. Given names are for the lists.
        listed = self._given[a[written]] & self._given[b[written]]
        heard[written] = (_SOUND + (1.0 - _SOUND) * spelt >= least[written] - _TOUCH) | listed
        likeness = np.zeros(len(a))
        for side in range(2):
            chosen = np.flatnonzero(heard & (across == bool(side)))
            if len(chosen):
                one, other = a[chosen], b[chosen]
                heavier = np.maximum(self._weights[side][one], self._weights[side][other])
                cost = self._aligned(one, other, side)
                if side:
                    self._part_digraphs(one, other, cost)
                likeness[chosen] = 1.0 - cost / (_HUNDREDTHS * np.maximum(heavier, 1.0))
        likeness = np.maximum(0.0, likeness)
        likeness[written] = np.where(heard[written], _SOUND * likeness[written] + (1.0 - _SOUND) * spelt, 0.0)
        likeness = np.minimum(np.where(across, 0.995, 0.99), likeness)
        likeness[(self._length[a] == 0) | (self._length[b] == 0)] = 0.0
        likeness[a == b] = 1.0
        return likeness

    def _with_parted_digraphs(self) -> tuple[list[str], list[Ints]]:
        """Return the readings of words with a digraph in two, and for each of a word's readings its row, or none."""
        readings: list[str] = []
        rows: list[Ints] = []
        if self._inner_h.any():
            for place in np.flatnonzero(~self.arabic).tolist():
                for number, reading in enumerate(digraphs_parted(self._words[place])):
                    if number == len(rows):
                        rows.append(np.full(len(self._words), NONE, np.int64))
                    rows[number][place] = len(self._words) + len(readings)
                    readings.append(reading)
        return readings, rows

    def _part_digraphs(self, a: Ints, b: Ints, cost: npt.NDArray[np.int16 | np.int32]) -> None:
        """Lower the cost for words across scripts where the Latin one has a digraph that is two sounds."""
        turned = self.arabic[a]
        latin, arabic = np.where(turned, b, a), np.where(turned, a, b)
        for rows in self._readings:
            pairs = np.flatnonzero(self._inner_h[arabic] & (rows[latin] != NONE))
            if len(pairs):
                cost[pairs] = np.minimum(cost[pairs], self._aligned(rows[latin[pairs]], arabic[pairs], 1))

    def _spelt_alike(self, a: Ints, b: Ints) -> Floats:
        if not len(a):
            return np.zeros(0)
        texts = (self._texts[side].tolist() for side in (a, b))
        return np.asarray(process.cpdist(*texts, scorer=OSA.normalized_similarity, dtype=np.float64))

    def _aligned(self, a: Ints, b: Ints, side: int) -> npt.NDArray[np.int16 | np.int32]:
        """Return what it costs to turn the sounds of each first word into those of the second, in hundredths."""
        length_a, length_b = self._length[a], self._length[b]
        rows, columns = int(length_a.max(initial=0)), int(length_b.max(initial=0))
        omit, cost = self._omit[side], self._cost[side].ravel()
        codes_a, codes_b = (self._codes[some, :size].T.astype(np.int64) for some, size in ((a, rows), (b, columns)))
        omitted = omit[codes_b]
        above = np.zeros((columns + 1, len(a)), cost.dtype)
        np.cumsum(omitted, axis=0, out=above[1:])
        everything = np.arange(len(a))
        result = above[length_b, everything]
        current = np.empty_like(above)
        cell, best = np.empty(len(a), np.int64), np.empty(len(a), cost.dtype)
        for i in range(rows):
            leave = omit[codes_a[i]]
            row = codes_a[i] * self._count
            np.add(above[0], leave, out=current[0])
            for j in range(columns):
                np.add(row, codes_b[j], out=cell)
                target = current[j + 1]
                np.take(cost, cell, out=target, mode="clip")
                target += above[j]
                np.add(above[j + 1], leave, out=best)
                np.minimum(target, best, out=target)
                np.add(current[j], omitted[j], out=best)
                np.minimum(target, best, out=target)
            above, current = current, above
            ends = np.flatnonzero(length_a == i + 1)
            if len(ends):
                result[ends] = above[length_b[ends], ends]
        return result

    def _compare_given_names(self, a: Ints, b: Ints, likeness: Floats) -> None:
        """Let the lists of given names decide where both words are on them."""
        both = np.flatnonzero(self._given[a] & self._given[b] & (a != b))
        if not len(both):
            return
        groups = given_name_groups()
        distinct, inverse = np.unique(a[both] * len(self._words) + b[both], return_inverse=True)
        kinds, least = np.empty(len(distinct), np.int8), np.empty(len(distinct))
        for place, pair in enumerate(distinct.tolist()):
            first, second = self._words[pair // len(self._words)], self._words[pair % len(self._words)]
            one, other = groups[first], groups[second]
            kinds[place] = 2 if one & other else 1 if one and other else 0
            least[place] = least_of_given_names(first, second)
        kind = kinds[inverse]
        value = likeness[both]
        apart = (kind == 1) | ((kind == 0) & (value < least[inverse]))
        most = np.where((self.arabic[a[both]] != self.arabic[b[both]]) & (value >= EITHER), DOUBTFUL, 0.5)
        likeness[both] = np.where(kind == 2, np.maximum(value, 0.97), np.where(apart, np.minimum(value, most), value))

    def _tell_moved_vowels(self, a: Ints, b: Ints, likeness: Floats) -> None:
        """Tell two Arabic names apart of which the lists have one, and a long vowel stands in two places."""
        known = self._given[a] | self._given[b]
        pairs = np.flatnonzero(known & self.arabic[a] & self.arabic[b] & (a != b) & (likeness > _MOVED))
        groups = given_name_groups()
        for place, one, other in zip(pairs.tolist(), a[pairs].tolist(), b[pairs].tolist(), strict=True):
            first, second = self._words[one], self._words[other]
            alike = first in groups and second in groups and groups[first] & groups[second]
            if not alike and vowel_moved(first, second):
                likeness[place] = _MOVED


def _with_second_words(words: list[str]) -> tuple[list[str], Ints | None]:
    """Return words and behind them the second words of compounds, and the place of each compound's: «أبو نادر»."""
    compounds = [place for place, word in enumerate(words) if " " in word]
    if not compounds:
        return words, None
    seconds = [words[place].rpartition(" ")[2] for place in compounds]
    number = {second: len(words) + at for at, second in enumerate(dict.fromkeys(seconds))}
    places = np.full(len(words), NONE, np.int64)
    places[compounds] = [number[second] for second in seconds]
    return [*words, *number], places


@functools.cache
def _sounds() -> Transliteration:
    tables = sound_tables()
    table = {letters: [tables.numbers[sound] for sound in said] for letters, said in tables.letters.items()}
    return Transliteration(
        table, lambda letter: _UNKNOWN + ord(letter) if letter.isalnum() else None, repeated=_UNKNOWN
    )


def _letters(words: Sequence[str]) -> tuple[Bools, npt.NDArray[np.uint32], Bools]:
    """Tell which words have an Arabic letter, what their first code points are, and which have no other one."""
    codes = np.frombuffer("".join(words).encode("utf-32-le", "surrogatepass"), "<u4")
    sizes = np.fromiter(map(len, words), np.int64, len(words))
    arabic = (codes >= 0x600) & (codes <= 0x6FF)
    owner = np.repeat(np.arange(len(words)), sizes)
    first = np.zeros(len(words), np.uint32)
    filled = sizes > 0
    first[filled] = codes[(np.cumsum(sizes) - sizes)[filled]]
    return np.bincount(owner[arabic], minlength=len(words)) > 0, first, sizes == 1
