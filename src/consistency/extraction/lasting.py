"""What lasts for a length of time: the session, the trial or the strike that a text names beside it.

A length of time belongs to the nearest thing of a kind that lasts (rules/languages/lasting.yaml), in its own clause
before the next ones.
"""

from __future__ import annotations

import functools

from consistency.extraction.analysis import Analysis
from consistency.extraction.phrases import Phrases, phrases
from consistency.resources import load_shipped, rules_root

_REACH = 9  # words between a length of time and what lasts
_CLAUSE = 5  # words that a border between clauses counts


@functools.cache
def _kinds(language: str) -> Phrases[str]:
    table = load_shipped(rules_root() / "languages" / "lasting.yaml")
    return phrases((word, kind) for kind, words in table.items() for word in words[language])


def lasting_of(analysis: Analysis, first: int, last: int) -> str | None:
    """Return the kind of what lasts for the length of time from word `first` to before `last`; None where none is near."""
    kinds, words = _kinds(analysis.language), analysis.words
    home = words[first]
    bounds = analysis.sentences[home.sentence]
    best: tuple[int, str] | None = None
    for index in range(max(bounds.first, first - _REACH), min(bounds.last, last + _REACH)):
        if first <= index < last or not words[index].solid:
            continue
        found = kinds.at(words, index)
        if found is None:
            continue
        distance = (first - index if index < first else index - last + 1) + _CLAUSE * abs(words[index].clause - home.clause)
        if distance <= _REACH and (best is None or distance < best[0]):
            best = (distance, found[1])
    return best[1] if best else None
