"""Bounds and hedges on either side of a number: "at least", "نحو", "ما لا يقل عن", "or more"."""

from __future__ import annotations

import functools

from consistency.model import Bound
from consistency.normalization.phrases import (
    Ends,
    by_last_word,
    ends_with_phrase,
    phrase_at,
    phrase_values,
    without_proclitic,
)
from consistency.normalization.quantity_words import QUANTITY_WORDS
from consistency.normalization.tokens import Tokens
from consistency.resources import language_resource


@functools.cache
def _before() -> Ends:
    return by_last_word(
        (phrase, bound)
        for language in ("ar", "en")
        for bound, phrases in language_resource(language, "bounds")["before"].items()
        for phrase in phrases
    )


@functools.cache
def _after() -> dict[str, tuple[tuple[tuple[str, ...], object], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], object]]] = {}
    for bound in ("about", "at_least", "at_most", "more_than"):
        for word, group in phrase_values("bounds", "after", bound).items():
            found.setdefault(word, []).extend((words, bound) for words, _ in group)
    return {word: tuple(sorted(group, key=lambda pair: -len(pair[0]))) for word, group in found.items()}


_SKIPPED = frozenset({"ال", "ب", "و", "ل", "a", "an", "the", "الـ", '"'})
_ITS = ("ه", "ها", "هم")  # the pronoun on the noun that a verb of exceeding has between itself and the figure
_ENDING = QUANTITY_WORDS.add(lambda: _SKIPPED.union(_before()), proclitic=True)
_FOLLOWING = QUANTITY_WORDS.add(lambda: {",", *_after()})


def bound_of(tokens: Tokens, first: int, last: int) -> Bound:
    """Return the bound of the value at tokens `first` to `last` (exclusive): what stands before it, else after it."""
    roles = tokens.roles(QUANTITY_WORDS)
    before = bound_before(tokens, first) if roles[first - 1] & _ENDING else None
    if before is None and first > 1 and roles[first - 2] & _ENDING and tokens.words[first - 1].endswith(_ITS):
        before = bound_before(tokens, first - 1)  # «تفوق كلفته ربع مليار»
    if before is None and first > 2 and tokens.words[first - 2].endswith(_ITS):
        apart = _apart(tokens, first)  # «لا يقل عددهم عن 40»
        if apart is not None:
            return apart
    if before is not None:
        return before[0]
    place = last + (tokens.word(last) == ",")
    if not roles[last] & _FOLLOWING:
        if not tokens.word(last)[:1].isalpha() or not roles[last + 1] & _FOLLOWING:
            return "exact"
        place = last + 1  # «وتسع وفيات على الأقل»
    after = phrase_at(_after(), tokens, place)
    if after is not None and not (tokens.word(place) == "+" and tokens.word(place + 1)[:1].isdigit()):
        return after[0]  # type: ignore[return-value]
    return "exact"


def _apart(tokens: Tokens, first: int) -> Bound | None:
    """Return the bound of a verb of exceeding whose preposition stands behind its subject, a noun with a pronoun."""
    words = tokens.words
    for size, bounds in _before().get(words[first - 1], ()):
        begin = first - 1 - size
        if size < 2 or begin < 0:
            continue
        opening = (without_proclitic(words[begin]), words[begin])
        for word in opening:
            bound = bounds.get((word, *words[begin + 1 : first - 2], words[first - 1]))
            if bound is not None:
                return bound  # type: ignore[return-value]
    return None


def bound_before(tokens: Tokens, first: int) -> tuple[Bound, int] | None:
    """Return the bound that stands right before token `first`, and the index of its first word."""
    if not tokens.roles(QUANTITY_WORDS)[first - 1] & _ENDING:
        return None
    index = first - 1
    while index >= 0 and tokens.words[index] in _SKIPPED and index > first - 3:
        index -= 1
    if index < 0:
        return None
    found = ends_with_phrase(_before(), tokens, index)
    if found is None:
        return None
    bound, begin = found
    if bound == "at_most" and tokens.words[index] == "حتي" and index > 0 and tokens.words[index - 1] == "من":
        return None
    return bound, begin  # type: ignore[return-value]


def after_bounds() -> frozenset[str]:
    """Return the first words of what may follow a value as its bound."""
    return frozenset(_after())
