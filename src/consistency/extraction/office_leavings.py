"""Who leaves an office in the story itself: "Trade Minister Omar Saleh resigned", «أقالت الحكومة مدير الهيئة فلان».

Such a text may call him by the office, and another one of the same day a former holder of it.
"""

from __future__ import annotations

import functools

from consistency.extraction.analysis import Analysis, once
from consistency.extraction.claim_forms import person_value
from consistency.extraction.office_lexicon import office_lexicon
from consistency.extraction.phrases import Phrases, phrases
from consistency.resources import language_resource

_NEAR = 12  # words between somebody and the verb that tells that he leaves
_OBJECT = 3  # words between such a verb and the office of whoever is removed


@functools.cache
def _leavings(language: str) -> Phrases[bool]:
    return phrases((word, True) for word in language_resource(language, "offices")["leavings"])


@once
def leaving(analysis: Analysis) -> frozenset[str]:
    """Return the names of the persons who stand nearest to a verb or a noun of leaving an office."""
    words, found = analysis.words, set()
    for place, (length, _) in _leavings(analysis.language).found(analysis).items():
        # «إقالة الوزير» is not that of whoever asks for it
        behind = _removes(analysis, place + length)
        near = words[place:] if behind else words[max(0, place - _NEAR) :]
        beside = [w for w in near[: 2 * _NEAR] if w.person >= 0 and w.sentence == words[place].sentence]
        beside = [w for w in beside if w.index < place + _NEAR]
        if beside:
            nearest = min(beside, key=lambda word: abs(word.index - place))
            found.add(person_value(analysis, nearest.person).text)
    return frozenset(found)


def _removes(analysis: Analysis, place: int) -> bool:
    """Tell whether an office stands right behind a verb or a noun: whoever holds it is removed."""
    words, lexicon = analysis.words, office_lexicon(analysis.language)
    ahead = range(place, min(place + _OBJECT, len(words)))
    first = next((p for p in ahead if words[p].solid and not words[p].function), len(words))
    return first < len(words) and lexicon.office_at(words, first) is not None
