"""Which texts of a block say the same: those that share most of their letters once their words are sorted."""

from __future__ import annotations

import functools

import numpy as np
from rapidfuzz import fuzz, process

from consistency.engines.arrays import Bools, Digests, Floats, Ints, digests_of, runs
from consistency.engines.name_groups import Blocking, groups_around
from consistency.language.orthography import fold

_ROWS = 2048  # texts of a block that are compared with all others at a time
_TOLD = 100.0  # a likeness of 1, on the scale of `groups_around`


class Texts:
    """Texts, folded and with their words sorted, as `matching.word_comparisons.text` compares them.

    `place` gives for each of the texts given its number among the distinct ones.
    """

    def __init__(self, texts: list[str]):
        folded = [" ".join(sorted(fold(text).text.split())) for text in texts]
        found = list(dict.fromkeys(folded))
        digests = digests_of(found)
        order = np.argsort(digests)
        self.ranks: Digests = digests[order]
        self._sorted = [found[number] for number in order.tolist()]
        number_of = {text: number for number, text in enumerate(self._sorted)}
        self.place: Ints = np.array([number_of[text] for text in folded], np.int64)

    def group(self, block: Ints, text: Ints, weight: Ints, at_least: float, most: int) -> tuple[Ints, Blocking]:
        """Return for each (block, text), sorted by block, the place of the one around which its group forms.

        Of a block with more than `most` pairs none are compared, which is told.
        """
        blocking = Blocking(most)
        firsts, seconds, told = [], [], []
        starts, sizes = runs(block)
        for start, size in zip(starts.tolist(), sizes.tolist(), strict=True):
            if size * (size - 1) // 2 > most:
                blocking.capped.append((int(block[start]), "", size))
                continue
            blocking.compared += size * (size - 1) // 2
            for at in range(start, start + size, _ROWS):
                end = min(at + _ROWS, start + size)
                one, other, likeness = self._alike(text[at:end], text[start : start + size], at_least)
                later = one + at < other + start
                firsts.append(one[later] + at)
                seconds.append(other[later] + start)
                told.append(likeness[later] * _TOLD)
        nothing = np.zeros(0, np.int64)
        first, second = (np.concatenate([nothing, *parts]).astype(np.int64) for parts in (firsts, seconds))
        length = np.zeros(len(text), np.int64)
        bits = np.concatenate([np.zeros(0), *told])
        return groups_around(length, self.ranks[text], weight, first, second, bits), blocking

    def _alike(self, one: Ints, other: Ints, at_least: float) -> tuple[Ints, Ints, Floats]:
        rows, columns = ([self._sorted[number] for number in side.tolist()] for side in (one, other))
        scores = process.cdist(rows, columns, scorer=fuzz.ratio, score_cutoff=at_least * 100, dtype=np.float64)
        kept: Bools = scores >= max(at_least * 100, 1e-9)
        i, j = np.nonzero(kept)
        return i, j, scores[i, j] / 100

    def likeness(self, one: Ints, other: Ints) -> Floats:
        """Return how alike pairs of texts are, from 0 to 1."""
        compare = functools.cache(lambda a, b: fuzz.ratio(self._sorted[a], self._sorted[b]) / 100)
        return np.array([compare(a, b) for a, b in zip(one.tolist(), other.tolist(), strict=True)], np.float64)
