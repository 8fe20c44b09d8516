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


class _Table:
    """How alike the sentences of two texts are, and which are more alike; `short` where either text has few."""

    def __init__(self, rows: list[list[float]]):
        self.rows = rows
        self.short = min(len(rows), len(rows[0])) < _FEWEST
        self._in_rows: dict[int, list[float]] = {}  # sorted, of those that were asked for
        self._in_columns: dict[int, list[float]] = {}

    def better(self, row: int, column: int) -> int:
        """Return how many better partners either of two sentences has, whichever has more."""
        if row not in self._in_rows:
            self._in_rows[row] = sorted(self.rows[row])
        if column not in self._in_columns:
            self._in_columns[column] = sorted([line[column] for line in self.rows])
        own = self.rows[row][column]
        return max(len(side) - bisect_right(side, own) for side in (self._in_rows[row], self._in_columns[column]))


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
        self._sides: dict[tuple[str, str], _Table] = {}

    def partners(self, a: Claim, b: Claim, how: Partners) -> bool:
        """Tell whether two claims of different sources stand in sentences that are partners of each other."""
        if a.source > b.source:
            a, b = b, a
        row, column = self._place(a), self._place(b)
        if row is None or column is None:
            return False
        key = (a.source, b.source)
        table = self._sides.get(key)
        if table is None:
            table = self._sides[key] = _Table(_likeness(self._texts[a.source].words, self._texts[b.source].words))
        own = table.rows[row][column]
        if not own or (table.short and own < _ALIKE):
            return False
        return table.better(row, column) <= _BETTER[how]

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
    return _with_neighbours(alike)


def _with_neighbours(alike: Sequence[list[float]]) -> list[list[float]]:
    """Add to the likeness of two sentences the best one of what stands beside either, or beside both, on each side."""
    width = len(alike[0]) if alike else 0
    edge = [0.0] * width
    found = []
    for above, line, below in zip([edge, *alike[:-1]], alike, [*alike[1:], edge], strict=True):
        before = map(max, [0.0, *above[:-1]], above, [0.0, *line[:-1]])
        after = map(max, [*below[1:], 0.0], below, [*line[1:], 0.0])
        found.append([value + _NEIGHBOUR * (x + y) for value, x, y in zip(line, before, after, strict=True)])
    return found


def _length(sentence: frozenset[str], weight: dict[str, float]) -> float:
    return math.sqrt(sum(weight[word] for word in sorted(sentence))) or 1.0
