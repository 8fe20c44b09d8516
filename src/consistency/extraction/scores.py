"""Of which part of a match a score is: of the whole, of a half, of a set, of the penalties, of both legs."""

from __future__ import annotations

import functools

from consistency.extraction.analysis import Analysis
from consistency.extraction.phrases import Phrases, phrases
from consistency.language.orthography import folded_words
from consistency.resources import language_resource

FINAL = "final"
_STAGES = (FINAL, "half", "penalties", "aggregate", "earlier", "vote", "set")
_RELATIVES = frozenset({"that", "which", "التي", "الذي"})
_OUTWEIGHED = 2  # words by which a win may stand nearer than the part that it is of
_BEFORE, _AFTER = 6, 5  # words around a score in which its part of the match is told


@functools.cache
def _stages(language: str) -> tuple[Phrases[str], Phrases[str], frozenset[str]]:
    """Return the words that tell the part of a match, those that do so before a score only, and those of "after"."""
    table = language_resource(language, "scores")
    stages = phrases((word, stage) for stage in _STAGES for word in table[stage])
    return stages, phrases((word, "half") for word in table["leading"]), folded_words(table["after"])


def stage_of(analysis: Analysis, first: int, last: int) -> str:
    """Return the part of a match that the score in the words from `first` to before `last` is of: the nearest named.

    Words of another score lie beyond it, and so do those beyond a mark or "after": "3-1, having led 1-0 at half-time".
    """
    stages, leading, after = _stages(analysis.language)
    words = analysis.words
    found: list[tuple[int, str]] = []
    for place in range(first - 1, max(first - 1 - _BEFORE, -1), -1):
        if _parts(analysis, place, first):
            break
        stage = stages.at(words, place) or leading.at(words, place)
        if stage is not None:
            found.append((first - place - stage[0], stage[1]))
    for place in range(last, min(last + _AFTER, len(words))):
        if _parts(analysis, place, first) or words[place].folded in after:
            break
        stage = stages.at(words, place)
        if stage is not None:
            found.append((place - last, stage[1]))
    if _is_of_a_part(analysis, first, found):
        return next(stage for _, stage in found if stage != FINAL)
    # A win is told of any part: "beat Iraq 4-3 on penalties".
    return min(found, key=lambda near: near[0] + _OUTWEIGHED * (near[1] == FINAL))[1] if found else FINAL


def _is_of_a_part(analysis: Analysis, first: int, found: list[tuple[int, str]]) -> bool:
    """Tell whether a clause about a part tells who won it: "a first half that Veszprem won by 17-13"."""
    if {stage for _, stage in found} != {FINAL, "half"}:
        return False
    part = max(near for near, stage in found if stage != FINAL)
    return any(w.folded in _RELATIVES for w in analysis.words[max(0, first - part) : first])


def _parts(analysis: Analysis, place: int, first: int) -> bool:
    """Tell whether the word at `place` ends what may be said of a score beside it."""
    word = analysis.words[place]
    if word.sentence != analysis.words[first].sentence or word.folded in (",", "،", ";", "؛"):
        return True
    return word.quantity >= 0 and analysis.quantities[word.quantity].value.unit == "score"


def sides_of(analysis: Analysis, first: int) -> frozenset[str]:
    """Return the countries, teams among them, that the sentence of a score names."""
    words = analysis.sentence_words(analysis.words[first].sentence)
    named = (analysis.entities[word.entity] for word in words if word.entity >= 0)
    return frozenset(f"e:{entity.country}" for entity in named if entity.country and entity.type != "place")
