"""Which sentence of one text tells what a sentence of the other tells: the sentences set side by side.

Two sentences are as alike as the words they share are rare in the two texts (cosine of tf-idf vectors; Salton and
Buckley 1988), and a little more where their neighbours are alike too, as in Gale and Church's alignment of bilingual
texts (1993): outlets tell the facts of one event in somewhat the same order.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from consistency.model import Claim, Terms

KIND = "sentence"
Partners = Literal["best", "near"]
"""Of the sentences of two claims: each is the other's best partner, or among its two best."""

_NEIGHBOUR = 0.15  # of what the sentences before and after two sentences have in common
_FEWEST = 3  # sentences; in a shorter text the best partner is no choice, and must be alike by itself
_ALIKE = 0.25
_BETTER = {"best": 0, "near": 1}  # how many better partners either sentence may have


@dataclass(frozen=True, slots=True)
class _Text:
    """The sentences of a text: where each begins, and its words."""

    starts: tuple[int, ...]
    words: tuple[frozenset[str], ...]


class Alignment:
    """The sentences of all texts. Two texts are set side by side when a rule first asks for them."""

    def __init__(self, claims: Iterable[Claim]):
        found: dict[str, list[tuple[int, frozenset[str]]]] = defaultdict(list)
        for claim in claims:
            words = claim.fields.get("words")
            if claim.kind == KIND and isinstance(words, Terms) and claim.evidence[0].start is not None:
                found[claim.source].append((claim.evidence[0].start, words.concepts))
        self._texts = {
            source: _Text(tuple(start for start, _ in told), tuple(words for _, words in told))
            for source, told in ((source, sorted(told, key=lambda one: one[0])) for source, told in found.items())
        }
        self._sides: dict[tuple[str, str], list[list[float]]] = {}

    def partners(self, a: Claim, b: Claim, how: Partners) -> bool:
        """Tell whether two claims of different sources stand in sentences that are partners of each other."""
        if a.source > b.source:
            a, b = b, a
        row, column = self._place(a), self._place(b)
        if row is None or column is None:
            return False
        key = (a.source, b.source)
        if key not in self._sides:
            self._sides[key] = _likeness(self._texts[a.source].words, self._texts[b.source].words)
        table = self._sides[key]
        own = table[row][column]
        if not own:
            return False
        if min(len(table), len(table[row])) < _FEWEST and own < _ALIKE:
            return False
        better = max(sum(x > own for x in table[row]), sum(line[column] > own for line in table))
        return better <= _BETTER[how]

    def _place(self, claim: Claim) -> int | None:
        text, start = self._texts.get(claim.source), claim.evidence[0].start
        if text is None or start is None:
            return None
        return max(0, bisect_right(text.starts, start) - 1)


def _likeness(one: Sequence[frozenset[str]], other: Sequence[frozenset[str]]) -> list[list[float]]:
    """Return how alike each sentence of one text is to each of the other, their neighbours counted."""
    counts = Counter(word for sentence in (*one, *other) for word in sentence)
    total = len(one) + len(other)
    weight = {word: math.log(1 + total / count) ** 2 for word, count in counts.items()}
    holders: dict[str, list[int]] = defaultdict(list)
    for place, sentence in enumerate(other):
        for word in sentence:
            holders[word].append(place)
    length_one, length_other = ([_length(sentence, weight) for sentence in side] for side in (one, other))
    alike = []
    for place, sentence in enumerate(one):
        shared = [0.0] * len(other)
        for word in sorted(sentence):
            for holder in holders.get(word, ()):
                shared[holder] += weight[word]
        alike.append([s / (length_one[place] * n) for s, n in zip(shared, length_other, strict=True)])
    return [
        [value + _NEIGHBOUR * (_beside(alike, i, j, -1) + _beside(alike, i, j, 1)) for j, value in enumerate(line)]
        for i, line in enumerate(alike)
    ]


def _length(sentence: frozenset[str], weight: dict[str, float]) -> float:
    return math.sqrt(sum(weight[word] for word in sorted(sentence))) or 1.0


def _beside(alike: Sequence[Sequence[float]], row: int, column: int, step: int) -> float:
    """Return the best likeness of what stands one sentence further on in either text, or in both."""
    places = ((row + step, column + step), (row + step, column), (row, column + step))
    return max((alike[i][j] for i, j in places if 0 <= i < len(alike) and 0 <= j < len(alike[i])), default=0.0)
