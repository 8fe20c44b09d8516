"""Which sentence of one text tells what a sentence of the other tells: the sentences set side by side.

Two sentences are as alike as the words they share are rare in the two texts (cosine of tf-idf vectors; Salton and
Buckley 1988), and a little more where their neighbours are alike too, as in Gale and Church's alignment of bilingual
texts (1993): outlets tell the facts of one event in somewhat the same order.
"""

from __future__ import annotations

import functools
import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from consistency.model import Claim, Terms

KIND = "sentence"
Partners = Literal["best", "near"]
"""Of the sentences of two claims: each is the other's best partner, or among its two best."""

_NEIGHBOUR = 0.15  # of what the sentences before and after two sentences have in common
_FEWEST = 3  # sentences; in a shorter text the best partner is no choice, and must be alike by itself
_ALIKE = 0.25
_BESIDE_KEPT = 2_000  # pairs of sentences of which is kept what they share: figures are compared sentence by sentence
_TURNED = 16  # the share of its sentences after which those of the second text are found by those of the first
_KEPT = 500_000  # likenesses of two texts that are kept at a time; two books have a hundred times as many


@dataclass(frozen=True, slots=True)
class _Text:
    """The sentences of a text: where each begins, and its words, sorted so that sums of floats are always the same."""

    starts: tuple[int, ...]
    words: tuple[tuple[str, ...], ...]


@dataclass(slots=True)  # not frozen, which would treble the time to make one
class Beside:
    """Two sentences side by side: how many better partners either has, the words both have, those of one only, how
    alike the two are (1 and a little more at most), and how rare in the two texts what they share is."""

    better: int
    shared: frozenset[str]
    single: frozenset[str]
    alike: float
    rarity: float


class Alignment:
    """The sentences of all texts. Two texts are set side by side when a rule first asks for them."""

    def __init__(self, claims: Iterable[Claim]):
        found: dict[str, list[tuple[int, tuple[str, ...]]]] = defaultdict(list)
        for claim in claims:
            words = claim.fields.get("words")
            if claim.kind == KIND and isinstance(words, Terms) and claim.evidence[0].start is not None:
                found[claim.source].append((claim.evidence[0].start, tuple(sorted(words.concepts))))
        self._texts = {
            source: _Text(tuple(start for start, _ in told), tuple(words for _, words in told))
            for source, told in ((source, sorted(told, key=lambda one: one[0])) for source, told in found.items())
        }
        self._pairs: dict[tuple[str, str], _SideBySide] = {}
        self._said: dict[str, frozenset[str]] = {}
        self._places: dict[int, tuple[Claim, int | None]] = {}  # by its identity: a claim is compared with many others

    def partnerships(self, claim: Claim, others: Iterable[Claim]) -> Iterator[Partners | None]:
        """Yield of others, of different sources, whether their sentences are partners of a claim's, and which."""
        source, place, places = claim.source, self._place(claim), self._places
        beside = ""
        row: Mapping[int | None, Partners] = {}
        for other in others:
            if other.source != beside:
                beside = other.source
                row = self._row(source, place, beside) if place is not None and beside in self._texts else {}
            known = places.get(id(other))  # as of most
            yield row.get(known[1] if known is not None else self._place(other)) if row else None

    def _row(self, source: str, place: int, other: str) -> Mapping[int | None, Partners]:
        """Return the partners that a sentence has in another source."""
        if source > other:
            return self._side_by_side(other, source).partners_of(1, place)
        return self._side_by_side(source, other).partners_of(0, place)

    def beside(self, a: Claim, b: Claim, most: int) -> Beside | None:
        """Return what the sentences of two claims of different sources have in common; None where there are none, or
        they have more than `most` better partners."""
        one, other = self._place(a), self._place(b)
        if one is None or other is None:
            return None
        if a.source > b.source:
            return self._side_by_side(b.source, a.source).beside(other, one, most)
        return self._side_by_side(a.source, b.source).beside(one, other, most)

    def says(self, source: str, words: Iterable[str]) -> bool:
        """Tell whether any sentence of a source has one of these features."""
        if source not in self._said:
            text = self._texts.get(source)
            self._said[source] = frozenset(chain.from_iterable(text.words if text else ()))
        return not self._said[source].isdisjoint(words)

    def _side_by_side(self, one: str, other: str) -> _SideBySide:
        pair = self._pairs.get((one, other))
        if pair is None:
            pair = self._pairs[one, other] = _SideBySide(self._texts[one].words, self._texts[other].words)
        return pair

    def _place(self, claim: Claim) -> int | None:
        known = self._places.get(id(claim))
        if known is None:
            text, start, place = self._texts.get(claim.source), claim.evidence[0].start, None
            if text is not None and start is not None:
                place = max(0, bisect_right(text.starts, start) - 1)
            known = self._places[id(claim)] = (claim, place)
        return known[1]


class _SideBySide:
    """The sentences of two texts: how alike they are, found for those that are asked for.

    Of a book only what is asked for is ever found, and of that only what the best partners are is kept. `text` is 0 or
    1 for either of the two texts, `sentence` the place of a sentence in it.
    """

    def __init__(self, one: Sequence[tuple[str, ...]], other: Sequence[tuple[str, ...]]):
        self._texts = (one, other)
        self._short = min(len(one), len(other)) < _FEWEST
        counts = Counter(chain.from_iterable(one))
        counts.update(chain.from_iterable(other))
        total = len(one) + len(other)
        weigh = functools.cache(lambda count: math.log(1 + total / count) ** 2)
        self._weight = weight = {word: weigh(count) for word, count in counts.items()}
        self._lengths = [[math.sqrt(sum([weight[w] for w in words])) or 1.0 for words in text] for text in self._texts]
        self._holders: list[dict[str, list[int]]] = []
        for text in self._texts:
            holders: dict[str, list[int]] = defaultdict(list)
            for place, words in enumerate(text):
                for word in words:
                    holders[word].append(place)
            self._holders.append(holders)
        self._rows: dict[tuple[int, int], list[float]] = {}
        self._pairs: dict[tuple[int, int], list[float]] = {}
        self._whole: dict[tuple[int, int], list[float]] = {}
        self._asked = 0  # sentences of the second text that were asked for
        self._ranks: dict[tuple[int, int], list[float]] = {}
        self._best: dict[tuple[int, int], tuple[float, float]] = {}
        self._beside: dict[tuple[int, int, int], Beside | None] = {}
        self._partners: dict[tuple[int, int], dict[int | None, Partners]] = {}

    def partners_of(self, text: int, sentence: int) -> dict[int | None, Partners]:
        """Return the sentences of the other text that have something in common with a sentence, where neither of the
        two has better partners, or but one."""
        key = (text, sentence)
        if key not in self._partners:
            best, near = self._best_of(text, sentence)
            found: dict[int | None, Partners] = {}
            for other, own in enumerate(self._likeness(text, sentence)):
                if own >= near and own and not (self._short and own < _ALIKE):
                    other_best, other_near = self._best_of(1 - text, other)
                    if other_near <= own:
                        found[other] = "best" if best <= own and other_best <= own else "near"
            self._partners[key] = found
        return self._partners[key]

    def beside(self, one: int, other: int, most: int) -> Beside | None:
        """Return what two sentences have in common, None where they have more than `most` better partners.

        It is kept, since many figures of the two are compared.
        """
        key = (one, other, most)
        if key not in self._beside:
            if len(self._beside) > _BESIDE_KEPT:
                self._beside.clear()
            own = self._likeness(0, one)[other]
            row, column = self._ranked(0, one), self._ranked(1, other)
            better = len(row) - bisect_right(row, own) + len(column) - bisect_right(column, own)
            found = None
            if better <= most:
                words, others = frozenset(self._texts[0][one]), frozenset(self._texts[1][other])
                shared = words & others
                rarity = math.fsum([self._weight[word] for word in shared])
                found = Beside(better, shared, words ^ others, own, rarity)
            self._beside[key] = found
        return self._beside[key]

    def _best_of(self, text: int, sentence: int) -> tuple[float, float]:
        """Return how alike the two sentences of the other text are that are most like a sentence."""
        key = (text, sentence)
        if key not in self._best:
            ranked = self._ranked(text, sentence)
            self._best[key] = (ranked[-1], ranked[-2])
        return self._best[key]

    def _ranked(self, text: int, sentence: int) -> list[float]:
        """Return how alike a sentence is to each of the other text, in rising order, below all of them -1."""
        key = (text, sentence)
        if key not in self._ranks:
            if len(self._ranks) * len(self._texts[1 - text]) > _KEPT:
                self._ranks.clear()
            self._ranks[key] = [-1.0, *sorted(self._likeness(text, sentence))]
        return self._ranks[key]

    def _likeness(self, text: int, sentence: int) -> list[float]:
        """Return how alike a sentence is to each of the other text, with the best likeness of what stands beside
        either of the two, or beside both, on each side."""
        key = (text, sentence)
        if text and key not in self._whole and self._asked == len(self._texts[1]) // _TURNED:
            self._turn()
        if key not in self._whole:
            self._asked += text
            if len(self._whole) * len(self._texts[1 - text]) > _KEPT:
                self._whole.clear()
            line, above, below = (self._shared(text, place) for place in (sentence, sentence - 1, sentence + 1))
            first = [0.0, *self._better(text, sentence - 1)]
            last = [*self._better(text, sentence)[1:], 0.0]
            self._whole[key] = [
                own + _NEIGHBOUR * ((x if x > before else before) + (y if y > after else after))
                for own, x, before, y, after in zip(line, above, first, below, last, strict=False)
            ]
        return self._whole[key]

    def _turn(self) -> None:
        """Find all likenesses of the second text as those of the first, turned round: they are the same ones."""
        self._asked += 1  # once
        if len(self._texts[0]) * len(self._texts[1]) <= _KEPT:
            rows = [self._likeness(0, sentence) for sentence in range(len(self._texts[0]))]
            for sentence, column in enumerate(zip(*rows, strict=True)):
                self._whole[1, sentence] = list(column)

    def _better(self, text: int, sentence: int) -> list[float]:
        """Return how alike a sentence, or the one after it, is to each of the other text, by itself."""
        key = (text, sentence)
        if key not in self._pairs:
            if len(self._pairs) * len(self._texts[1 - text]) > _KEPT:
                self._pairs.clear()
            rows = zip(self._shared(text, sentence), self._shared(text, sentence + 1), strict=True)
            self._pairs[key] = [x if x > y else y for x, y in rows]  # max takes twice as long
        return self._pairs[key]

    def _shared(self, text: int, sentence: int) -> list[float]:
        """Return the cosine of a sentence with each of the other text; zeros for one beyond the text's ends."""
        key = (text, sentence)
        if key not in self._rows:
            if len(self._rows) * len(self._texts[1 - text]) > _KEPT:
                self._rows.clear()
            lengths, weight, holders = self._lengths[1 - text], self._weight, self._holders[1 - text]
            shared = [0.0] * len(lengths)
            if 0 <= sentence < len(self._texts[text]):
                for word in self._texts[text][sentence]:
                    for holder in holders.get(word, ()):
                        shared[holder] += weight[word]
                own = self._lengths[text][sentence]
                shared = [s and s / (own * length) for s, length in zip(shared, lengths, strict=True)]
            self._rows[key] = shared
        return self._rows[key]
