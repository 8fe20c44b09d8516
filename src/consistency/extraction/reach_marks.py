"""Words that mark over what a figure is told: alone, together, all of a country, nine towns, the south of a region."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from consistency.extraction.analysis import Analysis, Word, once, places_of_keys
from consistency.extraction.phrases import Phrases, phrases
from consistency.language.orthography import folded_words
from consistency.normalization.counting import is_number_word
from consistency.resources import language_resource

BESIDE = 4  # words between a mark and the place that it is said of
OF_SEVERAL = 3  # words between several places and how many they are
_BEHIND_SIDE = 2  # words between a side and what it is a side of
_FEW_DIGITS = 3  # fewer than so many digits has the number of several places
Mark = tuple[int, int, str]
"""Words (half-open) and what they say: ``d:`` a kind of reach, ``g:`` an axis and one of its groups."""


@functools.cache
def reach_words(language: str, key: str) -> frozenset[str]:
    """Return one of the lists of a language's reaches.yaml."""
    return folded_words(language_resource(language, "reaches")[key])


@functools.cache
def _marks(language: str) -> Phrases[str]:
    table = language_resource(language, "reaches")
    listed = [(word, f"d:{kind}") for kind, words in table["marks"].items() for word in words]
    for axis, groups in table["groups"].items():
        listed += [(word, f"g:{axis}:{group}") for group, words in groups.items() for word in words]
    return phrases(listed)


@functools.cache
def _plurals(language: str) -> dict[str, str]:
    """Return the words for several places, each with its kind."""
    table = language_resource(language, "reaches")["several"]
    return {word: kind for kind, words in table.items() for word in folded_words(words)}


@once
def reach_marks(analysis: Analysis) -> dict[int, list[Mark]]:
    """Return by sentence the marks of the text: their words (half-open) and what they say."""
    words, marks = analysis.words, _marks(analysis.language)
    found: dict[int, list[Mark]] = {}
    for place in marks.places(analysis):
        mark = marks.at(words, place)
        if mark is not None and (mark[1] != "d:all-in" or _is_of_all(analysis, place)):
            told = "d:whole" if mark[1] == "d:all-in" else mark[1]
            found.setdefault(words[place].sentence, []).append((place, place + mark[0], told))
    sides, places = (reach_words(analysis.language, key) for key in ("sides", "places"))
    for word in words:
        if word.folded in sides and word.entity < 0 and _is_of_a_place(analysis, word, places):
            found.setdefault(word.sentence, []).append((word.index, word.index + 1, "d:part"))
    for place, kind in _several(analysis):
        found.setdefault(words[place].sentence, []).append((place, place + 1, f"d:several:{kind}"))
    return found


def _is_of_all(analysis: Analysis, place: int) -> bool:
    """Tell whether what is in a country is all that is there: "every fire in the country", «كل مدارس البلاد»."""
    every, words = reach_words(analysis.language, "every"), analysis.words
    before = [w for w in words[max(0, place - BESIDE) : place] if w.sentence == words[place].sentence]
    return any(w.folded in every or _is_share_of(analysis, w) for w in before)


def _is_share_of(analysis: Analysis, word: Word) -> bool:
    """Tell whether a word leads from a share to its whole: "85% of its members in the country"."""
    at = analysis.words[word.index - 1].quantity if word.index and word.folded in ("of", "من") else -1
    return at >= 0 and analysis.quantities[at].value.unit in ("percent", "ratio")


def _several(analysis: Analysis) -> Iterator[tuple[int, str]]:
    """Yield the words for several places that the text counts or says to be all: "nine towns",
    «ولايات دارفور الخمس»."""
    plurals = _plurals(analysis.language)
    every, two = (reach_words(analysis.language, key) for key in ("every", "two"))
    keys = places_of_keys(analysis)
    for place in sorted({place for word in plurals.keys() & keys.keys() for place in keys[word]}):
        word = analysis.words[place]
        kind = next(plurals[key] for key in word.forms.keys if key in plurals)
        near = analysis.words[max(0, place - 2) : place + 1 + OF_SEVERAL]
        if any(w.folded in two for w in near):
            continue  # "the two countries" are those of whom the text tells
        beside = [w for w in near if w.sentence == word.sentence]
        counted = any(_is_count(analysis, w) for w in beside if w.index < place or w.folded.startswith("ال"))
        if counted or any(w.folded in every or w.forms.lemma in every for w in beside):
            yield place, kind


def _is_count(analysis: Analysis, word: Word) -> bool:
    """Tell whether a word is the number of a few things: no share, no sum of money, nothing measured."""
    if word.quantity >= 0 and analysis.quantities[word.quantity].value.unit not in (None, "person"):
        return False
    digits = word.folded.isdigit() and len(word.folded) < _FEW_DIGITS
    return digits or is_number_word(word.folded.removeprefix("ال"))


def _is_of_a_place(analysis: Analysis, word: Word, places: frozenset[str]) -> bool:
    """Tell whether a side is that of a place: "the province's south", "southern Alberta", «جنوب المحافظة»."""
    words, owned = analysis.words, analysis.words[word.index - 1].folded == "'s"
    near = words[word.index - 2 : word.index - 1] if owned else words[word.index + 1 : word.index + 2 + _BEHIND_SIDE]
    return any(
        w.sentence == word.sentence
        and (w.folded.removeprefix("ال") in places or w.forms.lemma in places or (w.entity >= 0 and w is near[0]))
        for w in near
    )
