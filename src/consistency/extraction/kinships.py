"""Whose relative a named person is: «رضا صفوي، وهو ابن عم أحد العمال», "his nephew Marko Juric".

Only what stands right beside the name counts.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

from consistency.extraction.analysis import Analysis
from consistency.extraction.claim_forms import make_claim, person_value
from consistency.extraction.phrases import Phrases, phrases
from consistency.extraction.settings import setting
from consistency.language.orthography import folded_words
from consistency.model import Claim, Term, Value
from consistency.resources import language_resource

_BEFORE = 3  # words before a name in which a kinship may begin
_AFTER = 5  # words after a name and its comma in which one may begin
_COMMAS = frozenset({",", "،"})


@functools.cache
def _lexicon(language: str) -> tuple[Phrases[str], frozenset[str]]:
    table = language_resource(language, "kinships")
    kinships = phrases((word, kin) for kin, words in table["kinships"].items() for word in words)
    return kinships, folded_words(table["links"])


def kinship_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim of kind "kinship" for each named person who is called somebody's relative.

    Fields: holder (Name), kin (Term: an id of rules/languages/*/kinships.yaml), setting.
    """
    for index, person in enumerate(analysis.persons):
        first, last = analysis.words_of_mention(person)
        if analysis.skips(analysis.words[first].start):
            continue
        found = _kinship(analysis, first, last)
        if found is None:
            continue
        kin, start, end = found
        opens, closes = min(first, start), max(last, end)
        around = setting(analysis, first, last, range(opens, closes))
        spans = {"kin": analysis.span(start, end), "holder": analysis.original(person)}
        fields: dict[str, Value] = {"holder": person_value(analysis, index), "kin": Term(kin), "setting": around}
        yield make_claim(analysis, "kinship", fields, opens, closes, spans)


def _kinship(analysis: Analysis, first: int, last: int) -> tuple[str, int, int] | None:
    """Return the kinship beside the name in the words from `first` to `last`, and its words (half-open)."""
    kinships, links = _lexicon(analysis.language)
    words = analysis.words
    for place in range(max(0, first - _BEFORE), first):
        found = kinships.at(words, place) if words[place].solid else None
        behind = place + found[0] if found is not None else -1
        aside = behind + 1 == first and words[behind].folded in _COMMAS and _is_closed(analysis, last)
        if found is not None and (behind == first or aside) and words[place].sentence == words[first].sentence:
            return found[1], place, first
    if last >= len(words) or words[last].folded not in _COMMAS:
        return None
    for place in range(last + 1, min(last + 1 + _AFTER, len(words))):
        found = kinships.at(words, place) if words[place].solid else None
        if found is not None:
            after = place + found[0]
            aged = after < len(words) and words[after].quantity >= 0  # «ابن 29 عاما»
            return None if aged else (found[1], place, after)
        owned = place + 1 < len(words) and words[place + 1].folded == "'s"
        if words[place].folded not in links and words[place].folded != "'s" and not owned:
            return None  # "Anders Holm, the victim's brother"
    return None


def _is_closed(analysis: Analysis, last: int) -> bool:
    """Tell whether a comma or the end of the sentence follows a name: "His brother, Anders, told reporters"."""
    words = analysis.words
    return last < len(words) and (words[last].folded in _COMMAS or not words[last].solid)
