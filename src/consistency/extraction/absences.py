"""Who is not there: "China stayed away", «اعتذر الوفد الفرنسي عن عدم الحضور», "No one from the Afghan side came"."""

from __future__ import annotations

import functools

from consistency.extraction.analysis import Analysis, once
from consistency.extraction.phrases import Phrases, phrases
from consistency.language.orthography import folded_words
from consistency.resources import shared_resource

_BESIDE = 6  # words between a party and the words that tell of its absence
_SET_OFF = 4  # of them, where a comma closes the party off
_DECLINED = 2  # words between a party and what it stays away from


@functools.cache
def _absent(language: str) -> Phrases[bool]:
    return phrases((words, True) for words in shared_resource("parties")["absent"][language])


@functools.cache
def _listed(key: str) -> frozenset[str]:
    return folded_words(shared_resource("parties")[key])


@once
def _absences(analysis: Analysis) -> list[tuple[int, int]]:
    """Return the words (half-open) that tell of somebody that he is not there."""
    found = _absent(analysis.language).found(analysis)
    return [(index, index + length) for index, (length, _) in found.items()]


def is_absent(analysis: Analysis, first: int, last: int) -> bool:
    """Tell whether words of absence are those of a party: in its clause, behind it in English, before it in Arabic."""
    words = analysis.words
    for begin, end in _absences(analysis):
        ahead, behind = first - end, begin - last
        near = 0 <= behind <= _BESIDE if analysis.language == "en" else 0 <= ahead <= _BESIDE or 0 <= behind <= 1
        preposed = 0 <= ahead <= 1 and words[begin].folded in _listed("preposed")
        apart = abs(words[begin].clause - words[first].clause)
        set_off = 0 <= behind <= _SET_OFF and words[last].folded == ","  # "China, although invited, stayed away"
        if words[begin].sentence == words[first].sentence and (near or preposed) and (apart == 0 or set_off):
            return True
    return analysis.language == "ar" and _declines(analysis, first, last)


def _declines(analysis: Analysis, first: int, last: int) -> bool:
    """Tell whether a verb of staying away stands around a party: «اعتذر الوفد الفرنسي عن عدم الحضور»."""
    words, home = analysis.words, analysis.words[first].sentence
    before = [w.folded.removeprefix("و") for w in words[max(0, first - 2) : first] if w.sentence == home]
    behind = [w.folded for w in words[last : last + _DECLINED] if w.sentence == home]
    return not _listed("declines").isdisjoint(before) and not _listed("declined").isdisjoint(behind)
