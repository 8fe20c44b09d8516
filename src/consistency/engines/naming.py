"""The field of claims that need only be alike, a name or a text: how its values group within a block."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import pyarrow as pa

from consistency.engines.arrays import NONE, Digests, Floats, Ints, Tokens, distinct_rows
from consistency.engines.lexicon import Lexicon, learn
from consistency.engines.name_groups import Blocking, Names, group_names
from consistency.engines.name_scores import NameScores
from consistency.engines.names import name_table
from consistency.engines.plan import Plan
from consistency.engines.text_groups import Texts


class Naming(Protocol):
    """Names or texts: `place` gives for each one its number among those that are written differently enough to count.

    They are numbered in the order of `ranks`, which depend on nothing but the words.
    """

    place: Ints
    ranks: Digests

    def group(self, block: Ints, number: Ints, weight: Ints, at_least: float, most: int) -> tuple[Ints, Blocking]:
        """Return for each (block, number), sorted, the place of the one around which its group forms."""

    def likeness(self, one: Ints, other: Ints) -> Floats:
        """Return how alike pairs of numbers are, from 0 to 1."""


class PersonNames:
    """Names, read with what a lexicon knows of their words."""

    def __init__(self, words: Sequence[str], tokens: Tokens, lexicon: Lexicon):
        if words != lexicon.words:
            numbers = {word: number for number, word in enumerate(lexicon.words)}
            tokens = np.array([*(numbers[word] for word in words), NONE], np.int32)[tokens]
        rows, ranks, place = distinct_rows(lexicon.heads_of(tokens), lexicon.digests)
        self.place, self.ranks = place, ranks
        self._lexicon = lexicon
        self._names = Names(rows, ranks, NameScores(lexicon.words, rows, lexicon.skeletons, lexicon.likeness))

    def group(self, block: Ints, number: Ints, weight: Ints, at_least: float, most: int) -> tuple[Ints, Blocking]:
        return group_names(block, number, weight, self._names, self._lexicon, at_least, most)

    def likeness(self, one: Ints, other: Ints) -> Floats:
        count = len(self.ranks)
        pairs, place = np.unique(np.minimum(one, other) * count + np.maximum(one, other), return_inverse=True)
        a, b = pairs // count, pairs % count
        score = np.ones(len(pairs))
        differ = np.flatnonzero(a != b)
        score[differ] = self._names.scores(a[differ], b[differ])[0]
        return score[place.reshape(-1)]


def learn_names(texts: pa.Array, block: Ints, text: Ints) -> Lexicon:
    """Return what the distinct pairs of a block and a name teach; `text` numbers `texts`."""
    words = name_table(texts)
    return learn(words.words, words.tokens, block, text)


def naming_of(plan: Plan, texts: pa.Array, lexicon: Lexicon | None) -> Naming:
    """Return names or texts, as the rule compares them; names need a lexicon."""
    if plan.alike is not None and plan.alike[1] == "text":
        return Texts(texts.to_pylist())
    if lexicon is None:
        raise ValueError("names need a lexicon")
    words = name_table(texts)
    return PersonNames(words.words, words.tokens, lexicon)
