"""Of how much, or of whom, a figure is told: of one place alone or of several together, of towns or of villages."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from consistency.extraction.analysis import Analysis, Word, once
from consistency.extraction.phrases import Phrases, phrases
from consistency.language.orthography import folded_words
from consistency.resources import language_resource

_NEAR = 10  # words between a figure and what tells its reach
_PLACE = 2  # words between a part and the place that it is a part of


@functools.cache
def _lexicon(language: str) -> tuple[Phrases[str], frozenset[str], frozenset[str], frozenset[str]]:
    table = language_resource(language, "reaches")
    words = phrases((word, reach) for reach, listed in table["words"].items() for word in listed)
    return words, folded_words(table["parts"]), folded_words(table["places"]), folded_words(table["leads"])


_Reach = tuple[str, int, int]

Told = tuple[frozenset[str], int, int]
"""The reaches of a figure, and the words that tell them (half-open)."""


def reach_of(analysis: Analysis, first: int, last: int, share: bool = False) -> Told | None:
    """Return of what the figure in the words from `first` to before `last` is told, by words near it in its sentence.

    Another figure in between has its own. A share of a whole that has a name is "whole-of:" and the name ("Asia as a
    whole"), one that a place follows or leads is "in:" and the place.
    """
    sentence = analysis.words[first].sentence
    low, high = _near(analysis, first, last)
    found = [told for told in _told(analysis).get(sentence, ()) if low <= told[1] < high]
    if share:
        found += _places(analysis, low, high, found)
    if not found:
        return None
    reaches = frozenset(reach for reach, _, _ in found)
    return reaches, min(t[1] for t in found), max(t[2] for t in found)


def _places(analysis: Analysis, low: int, high: int, told: list[_Reach]) -> Iterator[_Reach]:
    """Yield the places of which a share is told: "to China", «إلى الصين», "Asia as a whole"."""
    wholes = {begin: end for reach, begin, end in told if reach == "whole"}
    for word in analysis.words[max(low, 1) : high]:
        if word.entity < 0:
            continue
        entity = analysis.entities[word.entity]
        if entity.type not in ("place", "country"):
            continue
        behind = word.index + 1
        while behind < high and analysis.words[behind].entity == word.entity:
            behind += 1
        if behind in wholes:
            yield f"whole-of:{entity.entity}", word.index, wholes[behind]
        elif analysis.words[word.index - 1].folded in _lexicon(analysis.language)[3] or _is_led(word):
            yield f"in:{entity.entity}", word.index, behind


def _is_led(word: Word) -> bool:
    """Tell whether an Arabic preposition is written onto a name: «بالصين»."""
    return word.forms.proclitics[:1] in (("ب",), ("ل",)) or word.forms.proclitics[:2] in (("و", "ب"), ("و", "ل"))


def _near(analysis: Analysis, first: int, last: int) -> tuple[int, int]:
    """Return the words around a figure that may tell its reach, up to the next figure on either side: of its clause, of
    the one before ("Across Alberta as a whole, only 68%"), and of one that goes on with a place."""
    words = analysis.words
    home = words[first]
    low = first
    while low > max(0, first - _NEAR) and _beside(words[low - 1], home, 1):
        low -= 1
    high = last
    last_clause = home.clause
    while high < min(len(words), last + _NEAR) and _beside(words[high], home, 1):
        if words[high].clause > last_clause:
            if not any(w.entity >= 0 for w in words[high : high + 2]):
                break
            last_clause = words[high].clause  # "in Kassala and Gedaref together"
        high += 1
    return low, high


def _beside(word: Word, home: Word, apart: int) -> bool:
    return word.sentence == home.sentence and word.quantity < 0 and abs(word.clause - home.clause) <= apart


@once
def _told(analysis: Analysis) -> dict[int, list[_Reach]]:
    """Return the reaches that each sentence tells, with the words that tell them."""
    words = analysis.words
    table, parts, places, _ = _lexicon(analysis.language)
    found: dict[int, list[_Reach]] = {}
    for place in table.places(analysis):
        word = words[place]
        if not word.solid or word.entity >= 0 or word.person >= 0:
            continue
        told = table.at(words, place)
        if told is None:
            continue
        size, reach = told
        found.setdefault(word.sentence, []).append((reach, place, place + size))
    for word in words:
        if word.folded in parts and word.entity < 0 and _is_of_a_place(analysis, word, places):
            found.setdefault(word.sentence, []).append(("part", word.index, word.index + 1))
    return found


def _is_of_a_place(analysis: Analysis, word: Word, places: frozenset[str]) -> bool:
    """Tell whether a direction is that part of a place: "the province's south", "southern Alberta", «جنوب المحافظة»."""
    behind = analysis.words[word.index + 1 : word.index + 2 + _PLACE]
    owner = analysis.words[word.index - 2] if word.index > 1 and analysis.words[word.index - 1].folded == "'s" else None
    near = [w for w in (*behind, *((owner,) if owner is not None else ())) if w.sentence == word.sentence]
    return any(
        w.folded.removeprefix("ال") in places
        or w.forms.lemma in places
        or (w.entity >= 0 and w.index == word.index + 1)
        for w in near
    )
