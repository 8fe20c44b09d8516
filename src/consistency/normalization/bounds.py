"""Bounds and hedges on either side of a number: "at least", "نحو", "ما لا يقل عن", "or more"."""

from __future__ import annotations

import functools

from consistency.language.orthography import fold_word
from consistency.model import Bound
from consistency.normalization.phrases import (
    Ends,
    by_last_word,
    ends_with_phrase,
    phrase_at,
    phrase_values,
    without_proclitic,
    word_list,
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


@functools.cache
def _verbs() -> dict[str, Bound]:
    """Return the bounds of the Arabic verbs that have the figure for their object."""
    table = language_resource("ar", "bounds")["verbs"]
    return {fold_word(verb): bound for bound, verbs in table.items() for verb in verbs}


_SKIPPED = frozenset({"ال", "ب", "و", "ل", "a", "an", "the", "الـ", '"'})
_ITS = ("ه", "ها", "هم")  # the pronoun on the noun that a verb of exceeding has between itself and the figure
_LONGEST_SUBJECT = 4  # words
_NOT = frozenset({"لا", "لم", "لن"})
_YEAR = 4  # digits
_LONGEST_CLAUSE = 7  # words from a verb of exceeding to its figure, a year among them
_ENDING = QUANTITY_WORDS.add(lambda: _SKIPPED.union(_before()), proclitic=True)
_FOLLOWING = QUANTITY_WORDS.add(lambda: {",", *_after()})
_EXCEEDING = QUANTITY_WORDS.add(lambda: frozenset(_verbs()), proclitic=True)


def bound_of(tokens: Tokens, first: int, last: int) -> Bound:
    """Return the bound of the value at tokens `first` to `last` (exclusive): what stands before it, else after it."""
    roles = tokens.roles(QUANTITY_WORDS)
    before = bound_before(tokens, first) if roles[first - 1] & _ENDING else None
    if before is None and first > 1 and roles[first - 2] & _ENDING and tokens.words[first - 1].endswith(_ITS):
        before = bound_before(tokens, first - 1)  # «تفوق كلفته ربع مليار»
    if before is None and first > 2 and roles[first - 1] & _ENDING:
        apart = _apart(tokens, first)  # «لا يقل عددهم عن 40»
        if apart is not None:
            return apart
    if before is None:
        before = _exceeding(tokens, first)
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
    """Return the bound of a verb of exceeding whose preposition stands behind its subject.

    The subject is a noun with a pronoun («لا يقل عددهم عن 40»), or begins with a word for what is measured
    («تزيد قيمة الصفقة على 5 ملايين»): "يزيد الضغط على 40 بلدا" is no bound.
    """
    words = tokens.words
    for size, bounds in _before().get(words[first - 1], ()):
        for subject in range(first - 2, max(first - 2 - _LONGEST_SUBJECT, size - 2), -1):
            head = words[subject]
            if not head[0].isalpha():
                break
            if not (head in _measured() or (subject == first - 2 and head.endswith(_ITS))):
                continue
            begin = subject - size + 1
            for word in (without_proclitic(words[begin]), words[begin]):
                bound = bounds.get((word, *words[begin + 1 : subject], words[first - 1])) if size > 1 else None
                if bound is not None:
                    return bound  # type: ignore[return-value]
    return None


def _exceeding(tokens: Tokens, first: int) -> tuple[Bound, int] | None:
    """Return the bound of an Arabic verb of exceeding before its subject, and where it stands.

    The subject begins with a word for what is measured: «تجاوز حجم تجارة البلدين في 2024 تسعين مليونا».
    """
    words, roles = tokens.words, tokens.roles(QUANTITY_WORDS)
    for place in range(first - 2, max(first - 2 - _LONGEST_CLAUSE, -1), -1):
        if not (words[place][0].isalpha() or len(words[place]) == _YEAR):
            return None
        if roles[place] & _EXCEEDING and words[place + 1] in _measured():
            bound = _verbs().get(words[place]) or _verbs().get(without_proclitic(words[place]))
            if bound == "more_than" and place and without_proclitic(words[place - 1]) in _NOT:
                return "at_most", place - 1
            return (bound, place) if bound is not None else None
    return None


@functools.cache
def _measured() -> frozenset[str]:
    """Return the nouns for what is measured, bare, with the article and with a pronoun."""
    found: set[str] = set()
    for noun in word_list("bounds", "measured"):
        stem = noun[:-1] + "ت" if noun.endswith("ه") else noun
        found |= {noun, "ال" + noun, stem + "ه", stem + "ها", stem + "هم"}
    return frozenset(found)


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
